namespace Weir.Formats.Json;

/// <summary>The containers around a place in a text, of any number: one bit a level, set for objects.</summary>
internal struct JsonNesting
{
    private const int WordBits = 64;

    private ulong _top;
    private List<ulong>? _below;

    public int Depth { get; private set; }

    public readonly bool IsInObject => (_top & 1) != 0;

    public void Enter(bool isObject)
    {
        if (Depth % WordBits == 0 && Depth > 0)
        {
            (_below ??= []).Add(_top);
        }

        _top = (_top << 1) | (isObject ? 1UL : 0);
        Depth++;
    }

    public void Leave()
    {
        _top >>= 1;
        Depth--;
        if (Depth % WordBits == 0 && Depth > 0)
        {
            _top = _below![^1];
            _below.RemoveAt(_below.Count - 1);
        }
    }
}
