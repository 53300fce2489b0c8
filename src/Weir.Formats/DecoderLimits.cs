namespace Weir.Formats;

/// <summary>Bounds of a decoder, the same for every format.</summary>
public sealed record DecoderLimits
{
    /// <summary>The most a bound may be: a batch holds less than 2 GiB, and a record comes into one that is within its own bound.</summary>
    public const int BytesMax = 1024 * 1024 * 1024;

    public static DecoderLimits Default { get; } = new();

    /// <summary>
    /// Input bytes in the builder's batch after which a call ends, so that batches stay in cache and text stays within 32-bit offsets. A
    /// call takes one record at least. Bytes are counted from the call that finds the builder empty.
    /// </summary>
    public int BatchBytes { get; init; } = 512 * 1024;

    /// <summary>
    /// Longest line in bytes, newline not counted. A longer one is a bad record, of which the handler sees the first bytes; the caller's
    /// buffer never needs to be much larger than this.
    /// </summary>
    public int RecordBytesMax { get; init; } = 16 * 1024 * 1024;

    /// <summary>The option <c>framing.newline.max_length</c>: a longer line is cut to so many bytes and the rest of it thrown away; null leaves lines whole.</summary>
    public int? CutLinesAt { get; init; }

    /// <summary>The limits of a table with the option <c>framing.newline.max_length</c>, which may also be more than is read without it.</summary>
    public static DecoderLimits WithLinesOf(long bytesMax)
    {
        var bytes = (int)Math.Clamp(bytesMax, 0, BytesMax + 1L);
        return Default with { CutLinesAt = bytes, RecordBytesMax = Math.Max(bytes, Default.RecordBytesMax) };
    }

    /// <exception cref="FormatOptionException">A bound is not positive.</exception>
    internal void Validate()
    {
        if (CutLinesAt is < 1 or > BytesMax)
        {
            throw new FormatOptionException($"option \"framing.newline.max_length\" must lie between 1 and {BytesMax} bytes");
        }

        if (BatchBytes is < 1 or > BytesMax || RecordBytesMax is < 1 or > BytesMax)
        {
            throw new FormatOptionException($"the bounds of a decoder must lie between 1 and {BytesMax} bytes");
        }
    }
}
