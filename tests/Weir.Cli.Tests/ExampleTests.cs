using System.Text.Json;
using System.Text.RegularExpressions;

namespace Weir.Cli.Tests;

/// <summary>The examples run as they are written, and the README's first lines are true.</summary>
public sealed partial class ExampleTests : IDisposable
{
    /// <summary>A little above what a plain build compiles: 3635.</summary>
    private const int CompiledMethodsMax = 3700;

    private readonly TemporaryFolder _folder = new();

    private static string Examples => Path.Combine(Weir.Repository, "examples");

    public static TheoryData<string> Scripts => [.. Directory.GetFiles(Examples, "*.sql", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Examples, path))];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Every_example_runs_as_it_is_written(string script)
    {
        (await Weir.RunAsync("validate", Copy(script))).Ends(0);
        (await Weir.RunAsync("run", Copy(script))).Ends(0);
    }

    [Fact]
    public async Task The_quickstart_gives_what_the_readme_shows()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Weir.Repository, "README.md"));
        var shown = Quickstart().Match(readme).Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var gap = Array.IndexOf(shown, "…");
        var result = (await Weir.RunAsync("run", Copy("quickstart.sql"))).Ends(0);

        Assert.InRange(gap, 3, shown.Length - 3);
        Assert.Equal(shown[..gap], result.Lines[..gap]);
        Assert.Equal(shown[(gap + 1)..^1], result.Lines[^(shown.Length - gap - 2)..]);
        Assert.Equal(Variable().Replace(shown[^1], "?"), Variable().Replace(result.Error.TrimEnd('\n'), "?"));
    }

    [Fact]
    public async Task The_files_example_writes_a_folder_keeps_dead_letters_and_then_has_finished()
    {
        var script = Copy("files/files.sql");
        var first = (await Weir.RunAsync("run", script)).Ends(0);
        Assert.Contains("38 rows read, ", first.Error, StringComparison.Ordinal);
        Assert.Contains("2 dead", first.Error, StringComparison.Ordinal);
        var rows = Rows();
        Assert.Contains("""{"id":7,"amount":250.0,"day":"2026-03-02T00:00:00","who":"Björn","country":"FI","first_item":"kettle","item_count":2}""", rows);
        Assert.DoesNotContain(rows, row => JsonDocument.Parse(row).RootElement.GetProperty("amount").GetDouble() < 100);

        var letters = (await Weir.RunAsync("dead-letters", "show", script, "--table", "orders")).Ends(0);
        Assert.Equal(4, letters.Lines.Length);
        Assert.Contains("the line ends inside the record", letters.Output, StringComparison.Ordinal);
        Assert.Contains("column \"id\"", letters.Output, StringComparison.Ordinal);

        var second = (await Weir.RunAsync("run", script)).Ends(0);
        Assert.Contains("had finished already", second.Error, StringComparison.Ordinal);
        Assert.Equal(rows, Rows());

        (await Weir.RunAsync("run", script, "--fresh", "--overwrite")).Ends(0);
        Assert.Equal(rows, Rows());
    }

    /// <summary>Start time is the runtime compiling methods, so their number is kept down.</summary>
    [Fact]
    public async Task The_quickstart_compiles_few_methods()
    {
        var result = (await Weir.RunAsync("run", Copy("quickstart.sql"), "--json")).Ends(0);

        Assert.InRange(result.Summary.GetProperty("compiled_methods").GetInt64(), 100, CompiledMethodsMax);
    }

    private List<string> Rows() => [.. Directory.GetFiles(_folder.At("files", "large")).SelectMany(File.ReadAllLines).Order(StringComparer.Ordinal)];

    // Into a folder of its own, since running leaves checkpoints and output beside the script.
    private string Copy(string script)
    {
        var source = Path.GetDirectoryName(Path.Combine(Examples, script))!;
        var target = Path.GetDirectoryName(_folder.At(script))!;
        Directory.CreateDirectory(target);
        foreach (var path in Directory.GetFiles(source))
        {
            File.Copy(path, Path.Combine(target, Path.GetFileName(path)), overwrite: true);
        }

        return _folder.At(script);
    }

    [GeneratedRegex(@"\$ \./weir run examples/quickstart\.sql\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Quickstart();

    // What differs from run to run: time, rate, watermark.
    [GeneratedRegex(@"[\d.]+ s:|[\d ]+ rows/s|watermark \S+")]
    private static partial Regex Variable();
}
