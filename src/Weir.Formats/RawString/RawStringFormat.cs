using Weir.Columnar;

namespace Weir.Formats.RawString;

/// <summary>The format <c>raw_string</c>: a record is the text of the one column <c>value TEXT</c>.</summary>
public sealed class RawStringFormat : IFormat
{
    public string Name => "raw_string";

    public IDecoder CreateDecoder(Schema schema, FormatSettings settings, DecoderLimits limits) => new RawStringDecoder(schema, limits);

    public IEncoder CreateEncoder(Schema schema, FormatSettings settings) => new RawStringEncoder(schema, (FormatSettings.RawString)settings);
}
