namespace Weir.Formats;

/// <summary>Bounds of a decoder, the same for every format.</summary>
public sealed record DecoderLimits
{
    public static DecoderLimits Default { get; } = new();

    /// <summary>Input bytes after which a call of <see cref="IDecoder.DecodeLines"/> ends, so that batches stay in cache. At least one record is taken.</summary>
    public int BatchBytes { get; init; } = 512 * 1024;

    /// <summary>
    /// Longest line in bytes, newline not counted. A longer one is a bad record, of which the handler sees the first bytes; the caller's
    /// buffer never needs to be much larger than this.
    /// </summary>
    public int RecordBytesMax { get; init; } = 16 * 1024 * 1024;

    /// <summary>The option <c>framing.newline.max_length</c>: a longer line is cut to so many bytes and the rest of it thrown away; null leaves lines whole.</summary>
    public int? CutLinesAt { get; init; }

    /// <exception cref="FormatOptionException">A bound is not positive.</exception>
    internal void Validate()
    {
        if (BatchBytes < 1 || RecordBytesMax < 1 || CutLinesAt < 1)
        {
            throw new FormatOptionException("the bounds of a decoder must be positive");
        }
    }
}
