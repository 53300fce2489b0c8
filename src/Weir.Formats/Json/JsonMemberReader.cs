namespace Weir.Formats.Json;

/// <summary>The members of a well-formed object, one after the other.</summary>
/// <param name="start">Of the object.</param>
/// <param name="end">Behind the object.</param>
internal ref struct JsonMemberReader(ReadOnlySpan<byte> text, int start, int end)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _position = start;

    /// <summary>What stands between the quotes, with its escapes.</summary>
    public ReadOnlySpan<byte> Key { get; private set; }

    public Range Value { get; private set; }

    public bool Read()
    {
        // Over the brace, or the comma.
        _position++;
        JsonText.SkipSpace(_text, ref _position);
        if (_position >= end - 1)
        {
            return false;
        }

        JsonText.SkipKey(_text, ref _position, out var keyStart, out var keyLength);
        var valueStart = _position;
        JsonText.SkipValue(_text, ref _position, out _);
        Key = _text.Slice(keyStart, keyLength);
        Value = valueStart.._position;
        JsonText.SkipSpace(_text, ref _position);
        return true;
    }
}
