using Weir.Settings;

namespace Weir.Formats;

/// <summary>How a record is written: one of the formats, with its options. Each format adds its own, in its folder.</summary>
[OneOf(Tag = "type", Sql = "format")]
public abstract partial record FormatSettings;
