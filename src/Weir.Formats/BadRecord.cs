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

    /// <summary>A short sentence for people, without any value of the record.</summary>
    public string Message
    {
        get
        {
            var fact = Reason switch
            {
                BadRecordReason.Syntax => "not well-formed JSON",
                BadRecordReason.NotAnObject => "the record is not a JSON object",
                BadRecordReason.TooDeep => $"nested deeper than {FormatCatalog.NestingMax} levels",
                BadRecordReason.InvalidUtf8 => "not valid UTF-8",
                BadRecordReason.WrongType => "a value of the wrong type",
                BadRecordReason.OutOfRange => "a value out of the range of its column",
                BadRecordReason.InvalidText => "text that is not a value of its column",
                BadRecordReason.MissingValue => "no value for a column that is NOT NULL",
                BadRecordReason.TooLong => "the line is too long",
                _ => throw new InvalidOperationException($"unknown reason {Reason}"),
            };
            return Field is null ? fact : $"column \"{Field}\": {fact}";
        }
    }
}
