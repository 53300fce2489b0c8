using Weir.Checkpoints;
using Weir.Connectors;
using Weir.Connectors.Builtin.Filesystem;
using Weir.Settings;

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

    [Fact]
    public async Task It_goes_on_behind_any_batch_of_many_files()
    {
        MakeFiles(30, 3);
        File.Move(Folder.At("in", "part-00007.json"), Folder.At("in", "part-\"7 ü😀\\.json"));
        var (positions, batches) = await ReadAsync(null);
        Assert.Equal(90, batches.SelectMany(batch => batch).Distinct().Count());
        for (var i = 0; i < positions.Count; i++)
        {
            var (_, rest) = await ReadAsync(positions[i]);
            Assert.Equal(batches.Skip(i + 1).SelectMany(batch => batch), rest.SelectMany(batch => batch));
        }
    }

    [Fact]
    public async Task Positions_of_thousands_of_files_are_short_and_shrink()
    {
        const int Count = 3000;
        MakeFiles(Count, 1);
        await using var source = CreateSource();
        await source.OpenAsync(default);
        var start = Length(await source.ResolveStartAsync(default));
        Assert.InRange(start, 1, Count * 8);
        var (positions, _) = await ReadAsync(null);
        Assert.InRange(Length(positions[positions.Count * 7 / 8]), 1, start / 3);

        static int Length(SourcePositions positions) => positions.Partitions.Sum(partition => partition.Key.Length + partition.Value.Length);
    }

    private void MakeFiles(int count, int rows)
    {
        Directory.CreateDirectory(Folder.At("in"));
        for (var i = 0; i < count; i++)
        {
            WriteRows(Folder.At("in", $"part-{i:D5}.json"), i * rows, rows);
        }
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
        Settings = GivenSettings.Of(new FilesystemConnector(), TableUse.Source, new Dictionary<string, string> { ["path"] = "in" }),
        BaseFolder = Folder.Path,
    });
}
