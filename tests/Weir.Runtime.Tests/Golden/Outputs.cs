using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Weir.Runtime.Tests.Golden;

/// <summary>What a script left in its folder: rows of its files, by the name of the file or folder, and dead letters.</summary>
internal static partial class Outputs
{
    public static SortedDictionary<string, List<string>> Read(string folder)
    {
        var outputs = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFileSystemEntries(folder).Where(path => Path.GetFileName(path) is not (".weir" or "data")))
        {
            // What a filesystem sink has not published lies in a folder below and is not looked at.
            var files = File.Exists(path) ? [path] : Directory.GetFiles(path);
            outputs.Add(Path.GetFileNameWithoutExtension(path), Sorted(files.SelectMany(File.ReadAllLines)));
        }

        var data = Path.Combine(folder, ".weir");
        foreach (var (table, _) in Directory.Exists(data) ? DeadLetterReader.Tables(data) : [])
        {
            outputs.Add($"dead letters of {table}", Sorted(DeadLetterReader.Read(data, table).Select(Describe)));
        }

        return outputs;
    }

    public static List<string> Sorted(IEnumerable<string> rows) => [.. rows.Select(CanonicalJson.Of).Order(StringComparer.Ordinal)];

    // Scripts are put together anew for kills, so places in them differ.
    [GeneratedRegex(@" \(.*:\d+:\d+\)$")]
    private static partial Regex Place();

    private static string Describe(DeadLetter letter)
    {
        var text = Encoding.UTF8.GetString(letter.Bytes.Span);
        return letter.Expression is null
            ? JsonSerializer.Serialize(new { field = letter.Field, offset = letter.Offset, reason = letter.Reason, text })
            : JsonSerializer.Serialize(new { expression = Place().Replace(letter.Expression, ""), offset = letter.Offset, reason = letter.Reason, text });
    }
}
