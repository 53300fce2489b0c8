using Weir.Columnar;

namespace Weir.Formats.Json;

/// <summary>The format <c>json</c>: one object a record (RFC 8259).</summary>
public sealed class JsonFormat : IFormat
{
    public string Name => "json";

    public IDecoder CreateDecoder(Schema schema, FormatSettings settings, DecoderLimits limits)
    {
        var json = (FormatSettings.Json)settings;
        return json.Unstructured ? new JsonUnstructuredDecoder(schema, limits) : new JsonDecoder(schema, limits, json.TimestampFormat);
    }

    public IEncoder CreateEncoder(Schema schema, FormatSettings settings) => new JsonEncoder(schema, (FormatSettings.Json)settings);
}
