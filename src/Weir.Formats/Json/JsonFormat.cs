using Weir.Columnar;

namespace Weir.Formats.Json;

/// <summary>The format <c>json</c>: one object a record (RFC 8259).</summary>
public sealed class JsonFormat : IFormat
{
    private const string Unstructured = "json.unstructured";
    private const string TimestampFormat = "json.timestamp_format";
    private const string DecimalEncoding = "json.decimal_encoding";

    public string Name => "json";

    public FormatOptions ReadOptions(IReadOnlyDictionary<string, string> options) => new JsonFormatOptions
    {
        Unstructured = Read<bool>(options, Unstructured, "true or false", value => value switch { "true" => true, "false" => false, _ => null }) ?? false,
        TimestampFormat = Read<JsonTimestampFormat>(options, TimestampFormat, "rfc3339, unix_seconds, unix_millis or unix_micros", value => value switch
        {
            "RFC3339" or "rfc3339" => JsonTimestampFormat.Rfc3339,
            "unix_seconds" => JsonTimestampFormat.UnixSeconds,
            "unix_millis" or "UnixMillis" => JsonTimestampFormat.UnixMillis,
            "unix_micros" => JsonTimestampFormat.UnixMicros,
            _ => null,
        }) ?? default,
        DecimalEncoding = Read<JsonDecimalEncoding>(options, DecimalEncoding, "number, string or bytes", value => value switch
        {
            "number" => JsonDecimalEncoding.Number,
            "string" => JsonDecimalEncoding.String,
            "bytes" => JsonDecimalEncoding.Bytes,
            _ => null,
        }) ?? default,
    };

    public IDecoder CreateDecoder(Schema schema, FormatOptions options, DecoderLimits limits)
    {
        if (((JsonFormatOptions)options).Unstructured)
        {
            return new JsonUnstructuredDecoder(schema, limits);
        }

        return new JsonDecoder(schema, limits, ((JsonFormatOptions)options).TimestampFormat);
    }

    public IEncoder CreateEncoder(Schema schema, FormatOptions options) => new JsonEncoder(schema, (JsonFormatOptions)options);

    private static T? Read<T>(IReadOnlyDictionary<string, string> options, string name, string values, Func<string, T?> parse)
        where T : struct
    {
        if (!options.TryGetValue(name, out var value))
        {
            return null;
        }

        return parse(value) ?? throw new FormatOptionException($"option \"{name}\" cannot be \"{value}\"", $"write {values}");
    }
}
