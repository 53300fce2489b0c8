using System.Runtime.CompilerServices;

namespace Weir.Runtime.Tests.Golden;

/// <summary>
/// One file of tests/sql: a script, and behind it what it should give, as comments. <c>--= name</c> begins the rows of one output, <c>--&gt;</c>
/// is a row. <c>-- fails: text</c> in the first line says that it must not run, and what the message must hold.
/// </summary>
internal sealed class GoldenCase
{
    private const string FailsMark = "-- fails: ";
    private const string SetMark = "-- set: ";
    private const string OutputMark = "--= ";
    private const string RowMark = "-->";

    private GoldenCase(string script, string? failure, Dictionary<string, string> variables, SortedDictionary<string, List<string>> expected)
    {
        Script = script;
        Failure = failure;
        Variables = variables;
        Expected = expected;
    }

    public static string Folder { get; } = Path.GetFullPath(Path.Combine(OwnFolder(), "../../sql"));

    public string Script { get; }

    /// <summary>A part of the message; null for a script that runs.</summary>
    public string? Failure { get; }

    public IReadOnlyDictionary<string, string> Variables { get; }

    /// <summary>Rows in canonical form, sorted, by output.</summary>
    public SortedDictionary<string, List<string>> Expected { get; }

    /// <summary>
    /// The same script with its bare SELECT, which begins its line, written to a folder named <c>result</c>, so that it keeps state; itself
    /// when there is none.
    /// </summary>
    public string StatefulScript => string.Join('\n', Script.Split('\n').Select(line => IsBareSelect(line)
        ? $"CREATE TABLE result WITH (connector = 'filesystem', path = 'result', format = 'json');\nINSERT INTO result {line}"
        : line));

    public static IEnumerable<string> Names() => Directory.GetFiles(Folder, "*.sql").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal);

    public static GoldenCase Read(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, $"{name}.sql"));
        var failure = lines[0].StartsWith(FailsMark, StringComparison.Ordinal) ? lines[0][FailsMark.Length..] : null;
        var variables = lines.Where(line => line.StartsWith(SetMark, StringComparison.Ordinal)).Select(line => line[SetMark.Length..].Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        var expected = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        var rows = new List<string>();
        foreach (var line in lines)
        {
            if (line.StartsWith(OutputMark, StringComparison.Ordinal))
            {
                expected.Add(line[OutputMark.Length..], rows = []);
            }
            else if (line.StartsWith(RowMark, StringComparison.Ordinal))
            {
                rows.Add(CanonicalJson.Of(line[RowMark.Length..].TrimStart()));
            }
        }

        foreach (var output in expected.Values)
        {
            output.Sort(StringComparer.Ordinal);
        }

        return new GoldenCase(string.Join('\n', lines.Where(line => !line.StartsWith("--", StringComparison.Ordinal))), failure, variables, expected);
    }

    private static bool IsBareSelect(string line) =>
        line.StartsWith("SELECT ", StringComparison.Ordinal)
        || (line.StartsWith("WITH ", StringComparison.Ordinal) && !line.StartsWith("WITH (", StringComparison.Ordinal));

    private static string OwnFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
