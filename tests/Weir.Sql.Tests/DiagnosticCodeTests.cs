using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Weir.Sql.Tests;

/// <summary>docs/errors.md has every code that there is. WEIR_UPDATE_GOLDEN=1 writes it anew.</summary>
public class DiagnosticCodeTests
{
    private static readonly string Repository = Path.GetFullPath(Path.Combine(OwnFolder(), "../.."));

    private static readonly FieldInfo[] Fields = [.. typeof(DiagnosticCodes).GetFields(BindingFlags.Public | BindingFlags.Static)];

    [Fact]
    public void The_page_is_made_from_the_list()
    {
        var path = Path.Combine(Repository, "docs", "errors.md");
        var page = Page();
        if (Environment.GetEnvironmentVariable("WEIR_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, page);
        }

        Assert.Equal(page, File.ReadAllText(path));
    }

    [Fact]
    public void Every_code_is_in_the_list_once_and_has_its_own_id()
    {
        Assert.Equal(Fields.Select(field => (DiagnosticCode)field.GetValue(null)!), DiagnosticCodes.All);
        Assert.Distinct(DiagnosticCodes.All.Select(code => code.Id));
        Assert.Equal(
            DiagnosticCodes.All.Select(code => code.Id),
            DiagnosticCodes.All.Select(code => code.Id).OrderBy(id => id[0] == 'S' ? 0 : 1).ThenBy(id => id, StringComparer.Ordinal));
    }

    [Fact]
    public void Every_code_is_reported_by_somebody()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Repository, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal)).Select(File.ReadAllText).ToList();

        Assert.All(Fields, field => Assert.Contains(sources, text => text.Contains($"{nameof(DiagnosticCodes)}.{field.Name}", StringComparison.Ordinal)));
    }

    private static string Page()
    {
        var page = new StringBuilder("""
            # Errors

            What `weir` says about a script begins with its place and one of these codes. `S` codes are about the text, `E` codes about what it means. With
            `--json` the code stands in `code`.


            """);
        foreach (var code in DiagnosticCodes.All)
        {
            page.Append($"## {code.Id}: {code.Title}\n\n{code.Mend}\n\n");
        }

        return page.ToString().TrimEnd('\n') + "\n";
    }

    private static string OwnFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
