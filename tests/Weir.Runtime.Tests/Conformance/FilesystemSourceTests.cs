using Weir.Connectors;
using Weir.Connectors.Builtin.Filesystem;

namespace Weir.Runtime.Tests.Conformance;

public sealed class FilesystemSourceTests : FileSourceConformance
{
    protected override string FirstFile => Folder.At("in", "a.json");

    [Fact]
    public async Task Files_that_come_after_the_first_start_are_not_read()
    {
        MakeData(40);
        var (positions, _) = await ReadAsync(null);
        WriteRows(Folder.At("in", "c.json"), 100, 5);
        var (_, rest) = await ReadAsync(positions[0]);

        Assert.DoesNotContain(rest.SelectMany(batch => batch), n => n >= 100);
    }

    [Fact]
    public async Task Hidden_files_and_what_a_sink_has_not_published_are_no_data()
    {
        MakeData(1);
        WriteRows(Folder.At("in", ".hidden.json"), 100, 5);
        Directory.CreateDirectory(Folder.At("in", "__in_progress"));
        WriteRows(Folder.At("in", "__in_progress", "x.json"), 100, 5);
        var (_, rows) = await ReadAsync(null);

        Assert.Equal([0L], rows.SelectMany(batch => batch));
    }

    protected override void MakeData(int rows)
    {
        Directory.CreateDirectory(Folder.At("in"));
        WriteRows(FirstFile, 0, (rows + 1) / 2);
        WriteRows(Folder.At("in", "b.json"), (rows + 1) / 2, rows / 2);
    }

    protected override ISource CreateSource() => new FilesystemConnector().CreateSource(new SourceContext
    {
        Table = "t",
        Options = new Dictionary<string, string> { ["path"] = "in" },
        BaseFolder = Folder.Path,
    });
}
