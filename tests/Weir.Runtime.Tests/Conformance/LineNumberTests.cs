using Weir.Checkpoints;
using Weir.Connectors;
using Weir.Connectors.Builtin.SingleFile;
using Weir.Settings;
using Weir.TestKit;

namespace Weir.Runtime.Tests.Conformance;

/// <summary>Lines are counted from the start of the file, whatever start reads them.</summary>
public sealed class LineNumberTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_start_counts_on_from_its_position()
    {
        await File.WriteAllTextAsync(_folder.At("in"), "\uFEFFone\n\n\nfour\r\nfive\nsix");
        SourcePositions? positions = null;
        var origins = new List<(long Line, long Offset)>();
        var outcome = PollOutcome.Batch;
        while (outcome != PollOutcome.Ended)
        {
            await using var source = new SingleFileConnector().CreateSource(
                new SourceContext { Table = "t", Settings = GivenSettings.Of(new SingleFileConnector(), TableUse.Source, new Dictionary<string, string> { ["path"] = "in" }), BaseFolder = _folder.Path });
            await source.OpenAsync(default);
            await source.RestoreAsync(positions ?? await source.ResolveStartAsync(default), default);
            var collector = new TextCollector();
            outcome = await source.PollAsync(collector, default);
            positions = outcome == PollOutcome.Ended || collector.Origins.Count > 0 ? source.Positions : positions;
            origins.AddRange(collector.Origins.Select(origin => (origin.Line, origin.Offset)));
            if (collector.Origins.Count == 0 && outcome == PollOutcome.Batch)
            {
                // The end of the last line is known only once the end of the file was met.
                outcome = await source.PollAsync(collector, default);
                origins.AddRange(collector.Origins.Select(origin => (origin.Line, origin.Offset)));
                break;
            }
        }

        Assert.Equal([(1, 3), (2, 7), (3, 8), (4, 9), (5, 15), (6, 20)], origins);
    }

    [Fact]
    public async Task A_position_that_does_not_count_lines_gives_none()
    {
        await File.WriteAllTextAsync(_folder.At("in"), "one\ntwo\n");
        await using var source = new SingleFileConnector().CreateSource(
            new SourceContext { Table = "t", Settings = GivenSettings.Of(new SingleFileConnector(), TableUse.Source, new Dictionary<string, string> { ["path"] = "in" }), BaseFolder = _folder.Path });
        await source.OpenAsync(default);
        var (partition, start) = (await source.ResolveStartAsync(default)).Partitions.Single();
        var older = start.Replace(",\"lines\":0", "", StringComparison.Ordinal);
        Assert.NotEqual(start, older);
        await source.RestoreAsync(SourcePositions.Of(partition, older), default);
        var collector = new TextCollector();
        await source.PollAsync(collector, default);

        Assert.Equal(0, collector.Origins[0].Line);
    }
}
