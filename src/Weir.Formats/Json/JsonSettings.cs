using Weir.Formats.Json;
using Weir.Settings;

namespace Weir.Formats;

public abstract partial record FormatSettings
{
    /// <summary>Options of the format <c>json</c>.</summary>
    [Alternative("JSON", Tag = "json", Sql = "json", Prefix = "json.")]
    public sealed record Json : FormatSettings
    {
        [Setting("a record is kept as it is written, in the one column value JSON", Title = "Unstructured")]
        public bool Unstructured { get; init; }

        [Setting("how timestamps and dates are written, and what a number in a timestamp column counts", Title = "Timestamp Format")]
        public JsonTimestampFormat TimestampFormat { get; init; }

        [Setting("how decimals are written", Title = "Decimal Encoding")]
        public JsonDecimalEncoding DecimalEncoding { get; init; }
    }
}
