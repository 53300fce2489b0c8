using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Weir.Shape.Tests;

public partial class TreeTests
{
    private const int LinesMax = 700;

    private static readonly string[] TextPatterns = ["*.cs", "*.md", "*.sql", "*.csproj", "*.props", "*.sh", "*.py", "*.mjs"];

    [Fact]
    public void Every_project_is_in_the_solution_once_and_sorted()
    {
        var listed = XDocument.Load(Path.Combine(Repository.Root, "Weir.slnx")).Descendants("Project").Select(project => project.Attribute("Path")!.Value).ToList();
        var existing = Repository.Projects.Values.Select(project => Repository.RelativePath(project.Path)).Order(StringComparer.Ordinal).ToList();

        Assert.Equal(existing, listed.Order(StringComparer.Ordinal));
        Assert.Equal(listed.OrderBy(path => path.Split('/')[0], StringComparer.Ordinal).ThenBy(path => path, StringComparer.Ordinal), listed);
    }

    [Fact]
    public void Every_room_says_what_it_is() =>
        Assert.Empty(Repository.Projects.Values.Where(project => project.IsRoom && !File.Exists(Path.Combine(project.Folder, "README.md"))).Select(project => project.Name));

    [Fact]
    public void No_source_file_is_too_long_to_read() =>
        Assert.Empty(Repository.Files("*.cs").Where(path => File.ReadLines(path).Count() > LinesMax).Select(Repository.RelativePath));

    [Fact]
    public void No_text_speaks_of_how_it_came_about()
    {
        Assert.Matches(OfTheWorkplace(), "as decided in this" + " session");
        Assert.Empty(TextPatterns.SelectMany(Repository.Files).Where(path => OfTheWorkplace().IsMatch(File.ReadAllText(path))).Select(Repository.RelativePath));
    }

    [Fact]
    public void Nothing_is_left_to_do_in_the_sources()
    {
        Assert.Matches(Unfinished(), "// TO" + "DO: later");
        Assert.Matches(Unfinished(), "throw new NotImplemented" + "Exception();");
        Assert.Empty(Repository.Files("*.cs").Where(path => Unfinished().IsMatch(File.ReadAllText(path))).Select(Repository.RelativePath));
    }

    [GeneratedRegex(@"\b(this|previous|earlier|another) session\b|\bsub-?agents?\b|\bworktree\b|\blanguage model\b", RegexOptions.IgnoreCase)]
    private static partial Regex OfTheWorkplace();

    // In pieces, so that this file may be looked through like any other.
    [GeneratedRegex(@"\b(TO" + "DO|FIX" + "ME|HA" + "CK|XX" + @"X)\b|NotImplemented" + "Exception")]
    private static partial Regex Unfinished();
}
