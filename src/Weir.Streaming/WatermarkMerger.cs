namespace Weir.Streaming;

/// <summary>
/// The watermark of several inputs: the least of those that are not idle. It never goes back, and is unknown until every input has spoken.
/// </summary>
public sealed class WatermarkMerger
{
    private readonly Watermark[] _inputs;

    public WatermarkMerger(int inputs)
    {
        _inputs = new Watermark[inputs];
        Array.Fill(_inputs, Watermark.None);
    }

    /// <summary>What the task may rely on; never <see cref="Watermark.Idle"/>.</summary>
    public Watermark Current { get; private set; } = Watermark.None;

    /// <summary>Every input is idle.</summary>
    public bool IsIdle { get; private set; }

    /// <returns>True when <see cref="Current"/> moved on or idleness changed.</returns>
    public bool Advance(int input, Watermark watermark)
    {
        _inputs[input] = watermark;
        var least = Watermark.End;
        var idle = true;
        foreach (var candidate in _inputs)
        {
            if (candidate == Watermark.Idle)
            {
                continue;
            }

            idle = false;
            if (candidate.Nanos < least.Nanos)
            {
                least = candidate;
            }
        }

        var changed = idle != IsIdle;
        IsIdle = idle;
        if (idle || least.Nanos <= Current.Nanos)
        {
            return changed;
        }

        Current = least;
        return true;
    }
}
