namespace Weir.Formats.Json;

/// <summary>Options of the format <c>json</c>.</summary>
public sealed record JsonFormatOptions : FormatOptions
{
    /// <summary><c>json.unstructured</c>: a record is stored as text, as it is written, in the one column <c>value JSON</c>.</summary>
    public bool Unstructured { get; init; }

    /// <summary><c>json.timestamp_format</c>.</summary>
    public JsonTimestampFormat TimestampFormat { get; init; }

    /// <summary><c>json.decimal_encoding</c>, for output only.</summary>
    public JsonDecimalEncoding DecimalEncoding { get; init; }
}
