using System.Text;
using Weir.Checkpoints;
using Weir.Connectors;
using Weir.Connectors.Builtin.Filesystem;
using Weir.Connectors.Builtin.SingleFile;
using Weir.Settings;
using Weir.TestKit;

namespace Weir.Runtime.Tests.Conformance;

/// <summary>Files that lose what they had while they are read, after the first rows of them were handed over.</summary>
public sealed class LostInputTests : LeakCheckedTest
{
    /// <summary>More than a source reads at once.</summary>
    private const int ManyRows = 200_000;

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _warnings = [];

    private string InputPath => _folder.At("in", "a.json");

    public static TheoryData<string, int, string> Losses
    {
        get
        {
            var data = new TheoryData<string, int, string>();
            foreach (var connector in (string[])["single_file", "filesystem"])
            {
                foreach (var rows in (int[])[100, ManyRows])
                {
                    foreach (var loss in (string[])["to nothing", "between lines", "inside a line", "the last byte", "and written anew", "and grown again", "first bytes"])
                    {
                        data.Add(connector, rows, loss);
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task A_file_that_loses_bytes_while_it_is_read_is_an_error_that_names_it(string connector, int rows, string loss)
    {
        WriteRows(InputPath, rows);
        var size = new FileInfo(InputPath).Length;
        await using var source = await OpenAsync(connector, null);
        using var collector = new DecodingCollector(Pool, "n");
        await source.PollAsync(collector, default);
        collector.Take();
        Damage(loss);
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => ReadToEndAsync(source, collector));

        Assert.Contains($"\"{InputPath}\" lost data while it was read", exception.Message, StringComparison.Ordinal);
        Assert.False(exception.IsTransient);
        if (new FileInfo(InputPath).Length < size)
        {
            Assert.Contains($"it was {size} bytes long when it was opened, and is {new FileInfo(InputPath).Length} now", exception.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("single_file")]
    [InlineData("filesystem")]
    public async Task A_file_that_grows_while_it_is_read_is_read_to_where_its_end_is_met(string connector)
    {
        WriteRows(InputPath, ManyRows);
        await using var source = await OpenAsync(connector, null);
        using var collector = new DecodingCollector(Pool, "n");
        await source.PollAsync(collector, default);
        var first = collector.Take().Length;
        await File.AppendAllTextAsync(InputPath, "{\"n\":-1}\n");

        Assert.Equal(ManyRows + 1, first + await ReadToEndAsync(source, collector));
        Assert.Empty(_warnings);
    }

    [Theory]
    [InlineData("single_file", true)]
    [InlineData("single_file", false)]
    [InlineData("filesystem", true)]
    [InlineData("filesystem", false)]
    public async Task A_file_whose_name_goes_to_another_is_read_to_its_end_and_that_is_said(string connector, bool isReplaced)
    {
        WriteRows(InputPath, ManyRows);
        await using var source = await OpenAsync(connector, null);
        using var collector = new DecodingCollector(Pool, "n");
        await source.PollAsync(collector, default);
        var first = collector.Take().Length;
        File.Delete(InputPath);
        if (isReplaced)
        {
            WriteRows(InputPath, 3);
        }

        Assert.Equal(ManyRows, first + await ReadToEndAsync(source, collector));
        Assert.Contains(isReplaced ? "was replaced while it was read" : "was removed while it was read", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_listed_file_that_is_gone_when_its_turn_comes_is_an_error_with_its_size()
    {
        WriteRows(InputPath, 10);
        WriteRows(_folder.At("in", "b.json"), 10);
        var size = new FileInfo(_folder.At("in", "b.json")).Length;
        await using var source = await OpenAsync("filesystem", null);
        File.Delete(_folder.At("in", "b.json"));
        using var collector = new DecodingCollector(Pool, "n");
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => ReadToEndAsync(source, collector));

        Assert.Equal(
            $"table \"t\": \"{_folder.At("in", "b.json")}\" cannot be read: it was {size} bytes long when it was last seen, and does not exist now", exception.Message);
    }

    [Fact]
    public async Task A_listed_file_that_is_shorter_when_its_turn_comes_is_an_error_with_both_sizes()
    {
        WriteRows(InputPath, 10);
        WriteRows(_folder.At("in", "b.json"), 10);
        var size = new FileInfo(_folder.At("in", "b.json")).Length;
        await using var source = await OpenAsync("filesystem", null);
        WriteRows(_folder.At("in", "b.json"), 9);
        using var collector = new DecodingCollector(Pool, "n");
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => ReadToEndAsync(source, collector));

        Assert.Contains($"it was {size} bytes long and is {new FileInfo(_folder.At("in", "b.json")).Length} now", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_the_system_without_a_length_is_read()
    {
        var sink = new TextCollector();
        await using var source = await OpenAsync("single_file", null, "/proc/version");
        while (await source.PollAsync(sink, default) == PollOutcome.Batch)
        {
        }

        Assert.StartsWith("Linux", sink.Text, StringComparison.Ordinal);
    }

    protected override void Dispose(bool disposing)
    {
        _folder.Dispose();
        base.Dispose(disposing);
    }

    private static async Task<int> ReadToEndAsync(ISource source, DecodingCollector collector)
    {
        var rows = 0;
        while (await source.PollAsync(collector, default) != PollOutcome.Ended)
        {
            rows += collector.Take().Length;
        }

        return rows;
    }

    private static void WriteRows(string path, int rows)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, Rows(0, rows));
    }

    private static string Rows(int from, int count) =>
        Enumerable.Range(from, count).Aggregate(new StringBuilder(), (text, n) => text.Append("{\"n\":").Append(n).Append("}\n")).ToString();

    private void Damage(string loss)
    {
        using var file = new FileStream(InputPath, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var size = file.Length;
        switch (loss)
        {
            case "to nothing":
                file.SetLength(0);
                break;
            case "between lines":
                file.SetLength("{\"n\":0}\n".Length * 10);
                break;
            case "inside a line":
                file.SetLength(("{\"n\":0}\n".Length * 10) - 3);
                break;
            case "the last byte":
                file.SetLength(size - 1);
                break;
            case "and written anew":
                file.SetLength(0);
                file.Write(Encoding.ASCII.GetBytes(Rows(5, 20)));
                break;
            case "and grown again":
                var other = Encoding.ASCII.GetBytes(Rows(1, 2 * ManyRows));
                file.SetLength(0);
                file.Write(other.AsSpan(0, (int)size));
                break;
            default:
                file.Write("{\"n\":7}"u8);
                break;
        }
    }

    private async Task<ISource> OpenAsync(string connector, SourcePositions? positions, string? path = null)
    {
        IConnector made = connector == "filesystem" ? new FilesystemConnector() : new SingleFileConnector();
        var context = new SourceContext
        {
            Table = "t",
            Settings = GivenSettings.Of(made, TableUse.Source, new Dictionary<string, string> { ["path"] = path ?? (connector == "filesystem" ? "in" : "in/a.json") }),
            BaseFolder = _folder.Path,
            Warn = (message, _) => _warnings.Add(message),
        };
        var source = made.CreateSource(context);
        await source.OpenAsync(default);
        await source.RestoreAsync(positions ?? await source.ResolveStartAsync(default), default);
        return source;
    }
}
