using Weir.Columnar;

namespace Weir.Formats.RawString;

/// <summary>The format <c>raw_string</c>: a record is the text of the one column <c>value TEXT</c>.</summary>
public sealed class RawStringFormat : IFormat
{
    private const string LineBreaks = "raw_string.line_breaks";

    public string Name => "raw_string";

    public FormatOptions ReadOptions(IReadOnlyDictionary<string, string> options) => options.GetValueOrDefault(LineBreaks) switch
    {
        null or "fail" => new RawStringFormatOptions(),
        "escape" => new RawStringFormatOptions { EscapesLineBreaks = true },
        var value => throw new FormatOptionException($"option \"{LineBreaks}\" cannot be \"{value}\"", "write fail or escape"),
    };

    public IDecoder CreateDecoder(Schema schema, FormatOptions options, DecoderLimits limits) => new RawStringDecoder(schema, limits);

    public IEncoder CreateEncoder(Schema schema, FormatOptions options) => new RawStringEncoder(schema, (RawStringFormatOptions)options);
}
