using Weir.Settings;

namespace Weir.Formats;

/// <summary>How records that follow each other are told apart.</summary>
[OneOf(Tag = "type", Sql = "framing", SqlDefault = "newline", Prefix = "framing.")]
public abstract record FramingSettings
{
    /// <summary>The most that a line may be let have, in bytes.</summary>
    private const long LengthMax = 1L << 30;

    [Alternative("Newline", Tag = "newline", Sql = "newline", Prefix = "newline.")]
    public sealed record Newline : FramingSettings
    {
        [Setting("bytes that a line may have; a longer one is bad data", Title = "Max Length", Min = 1, Max = LengthMax)]
        public long? MaxLength { get; init; }
    }
}
