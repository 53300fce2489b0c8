namespace Weir.Formats;

/// <summary>A record that was refused, and why.</summary>
public readonly ref struct BadRecord
{
    /// <summary>The record without its newline; of an over-long line only what the caller had passed.</summary>
    public required ReadOnlySpan<byte> Bytes { get; init; }

    /// <summary>Where the record starts, from the first byte of the input of this call.</summary>
    public required int Offset { get; init; }

    public required BadRecordReason Reason { get; init; }

    /// <summary>The column whose value was refused; null when the record as a whole was.</summary>
    public string? Field { get; init; }

    /// <summary>How many lines of the input of this call end before the record.</summary>
    public int LinesBefore => Before.Count((byte)'\n');

    /// <summary>The input before the record.</summary>
    internal ReadOnlySpan<byte> Before { get; init; }

    /// <summary>The line was longer, and cut.</summary>
    internal bool IsCut { get; init; }

    internal LineDecoder? Decoder { get; init; }

    /// <summary>Looks at the record once more and says what is wrong with it, with values of it. Slow: ask only for what is shown or kept.</summary>
    public BadRecordExplanation Explain() => Decoder!.Explain(this);
}
