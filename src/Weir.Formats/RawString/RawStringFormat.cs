using Weir.Columnar;

namespace Weir.Formats.RawString;

/// <summary>The format <c>raw_string</c>: a record is the text of the one column <c>value TEXT</c>.</summary>
public sealed class RawStringFormat : IFormat
{
    public string Name => "raw_string";

    public IReadOnlyList<string> OptionNames => [];

    public FormatOptions ReadOptions(IReadOnlyDictionary<string, string> options) => new RawStringFormatOptions();

    public IDecoder CreateDecoder(Schema schema, FormatOptions options, DecoderLimits limits) => new RawStringDecoder(schema, limits);

    public IEncoder CreateEncoder(Schema schema, FormatOptions options) => new RawStringEncoder(schema);
}
