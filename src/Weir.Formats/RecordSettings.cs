using Weir.Settings;

namespace Weir.Formats;

/// <summary>What a table says of the records that it reads and writes.</summary>
[Settings("Records")]
public sealed record RecordSettings
{
    [Setting("how a record is written", Title = "Format")]
    public FormatSettings? Format { get; init; }

    [Setting("how records are told apart", Title = "Framing")]
    public FramingSettings? Framing { get; init; }
}
