using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit;

namespace Weir.Checkpoints.Tests;

public partial class ProtocolPurityTests
{
    [Theory]
    [InlineData("Protocol")]
    [InlineData("Words")]
    [InlineData("Manifest")]
    public void The_protocol_has_no_clock_thread_await_or_io(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(ProjectFolder(), folder), "*.cs"))
        {
            var found = Impure().Matches(CodeOf(File.ReadAllText(file)));
            Assert.True(found.Count == 0, $"\"{Path.GetFileName(file)}\" uses {string.Join(", ", found)}");
        }
    }

    [Theory]
    [InlineData("var x = Task.Run(F);")]
    [InlineData("private Task<int> _t;")]
    [InlineData("return File.ReadAllText(path);")]
    [InlineData("var now = DateTime.UtcNow;")]
    public void The_check_can_fail(string code) => Assert.NotEmpty(Impure().Matches(CodeOf(code)));

    [Fact]
    public void Native_calls_stand_in_one_file()
    {
        var files = Directory.EnumerateFiles(ProjectFolder(), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && File.ReadAllText(f).Contains("[LibraryImport(", StringComparison.Ordinal));
        Assert.Equal("Posix.cs", Path.GetFileName(Assert.Single(files)));
    }

    /// <summary>Comments may name what the code must not.</summary>
    private static string CodeOf(string text) => Comment().Replace(text, "");

    private static string ProjectFolder([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../../src/Weir.Checkpoints"));

    [GeneratedRegex(@"System\.IO|(?<![.\w])(?:File|Directory|Task|Thread)[.<]|\bStream\b|\bValueTask\b|\bnew Thread\b|\bawait\b|\basync\b|DateTime\.|DateTimeOffset\.|Stopwatch|TimeProvider|\bRandom\b|Environment\.|Guid\.NewGuid")]
    private static partial Regex Impure();

    [GeneratedRegex(@"//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
