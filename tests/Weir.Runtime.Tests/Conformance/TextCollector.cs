using System.Text;
using Weir.Columnar;
using Weir.Connectors;

namespace Weir.Runtime.Tests.Conformance;

/// <summary>Takes what it is given as text.</summary>
internal sealed class TextCollector : RowCollector
{
    private readonly StringBuilder _text = new();

    public string Text => _text.ToString();

    /// <summary>Where each piece came from.</summary>
    public List<RecordOrigin> Origins { get; } = [];

    public override BatchBuilder Builder => throw new InvalidOperationException("this collector has no columns");

    public override bool IsFull => false;

    public override bool IsInsideLine => false;

    public override int Newlines => Text.EndsWith('\n') ? 1 : 0;

    public override int DecodeLines(ReadOnlySpan<byte> input, bool endOfInput, in RecordOrigin origin)
    {
        // One line a call, so that a test sees every place in between.
        var length = input.IndexOf((byte)'\n') + 1;
        length = length == 0 && endOfInput ? input.Length : length;
        if (length > 0)
        {
            Origins.Add(origin);
            _text.Append(Encoding.UTF8.GetString(input[..length]));
        }

        return length;
    }
}
