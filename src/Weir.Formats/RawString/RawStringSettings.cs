using Weir.Formats.RawString;
using Weir.Settings;

namespace Weir.Formats;

public abstract partial record FormatSettings
{
    /// <summary>Options of the format <c>raw_string</c>.</summary>
    [Alternative("Raw string", Tag = "raw_string", Sql = "raw_string", Prefix = "raw_string.")]
    public sealed record RawString : FormatSettings
    {
        [Setting("what becomes of a line break in a value that is written", Title = "Line Breaks")]
        public RawStringLineBreaks LineBreaks { get; init; }
    }
}
