using Weir.Formats.Json;
using Weir.Formats.RawString;
using Weir.Settings;

namespace Weir.Formats;

/// <summary>The formats there are. One more format is a folder, with an alternative of <see cref="FormatSettings"/> in it, and a line here.</summary>
public static class FormatCatalog
{
    /// <summary>The column of the event time, which travels with rows and is never written.</summary>
    public const string HiddenTimestamp = "_timestamp";

    /// <summary>
    /// How many levels of arrays and objects a value of a JSON column may have. Values that no column takes, and those kept as TEXT, may have
    /// any number.
    /// </summary>
    public const int NestingMax = 64;

    private static readonly IFormat[] All = [new JsonFormat(), new RawStringFormat()];

    /// <summary>What a table can say of its records.</summary>
    public static SettingsShape Shape => SettingsShape.Of<RecordSettings>();

    /// <summary>For messages that suggest a name.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(format => format.Name)];

    /// <returns>Null when there is no such format.</returns>
    public static IFormat? Find(string name) => Array.Find(All, format => format.Name == name);
}
