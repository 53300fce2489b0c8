using System.Text;

namespace Weir.Runtime.Tests.Golden;

/// <summary>The rows of bare SELECTs, by number.</summary>
internal sealed class RecordedPreview : IPreviewReceiver
{
    private readonly Lock _lock = new();

    public SortedDictionary<int, List<string>> Rows { get; } = [];

    public bool Show(int number, ReadOnlySpan<byte> lines, int rows)
    {
        lock (_lock)
        {
            if (!Rows.TryGetValue(number, out var shown))
            {
                Rows.Add(number, shown = []);
            }

            shown.AddRange(Encoding.UTF8.GetString(lines).TrimEnd('\n').Split('\n'));
            return true;
        }
    }
}
