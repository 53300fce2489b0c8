using System.Collections.Immutable;

namespace Weir.Checkpoints;

/// <summary>What a start asks of the sinks of the script: fenced, checked, recovered (docs/checkpoints.md, start steps 5 to 7).</summary>
internal sealed class SinkSteps(JobTopology topology, CommandBook book)
{
    /// <summary>Ends what older generations may still do under these names.</summary>
    public void Fence(ImmutableArray<ResourceName> names)
    {
        var tables = topology.Sinks.Where(s => s.Kind == SinkKind.Transactional).Select(s => s.Id.Table).ToHashSet(StringComparer.Ordinal);
        foreach (var table in names.GroupBy(n => n.Table, StringComparer.Ordinal))
        {
            if (tables.Contains(table.Key))
            {
                ImmutableArray<string> ofTable = [.. table.Select(n => n.Name)];
                book.Ask(id => new FenceResources(id, table.Key, ofTable));
            }
            else
            {
                var failure = new Failure(
                    $"table \"{table.Key}\" is gone from the script; {table.Count()} of its transactions may stay open until they time out",
                    "nothing that was committed is in them");
                book.Tell(id => new Report(id, ReportSeverity.Warning, failure));
            }
        }
    }

    /// <summary>Finds every carried file, and whether anything is in the way of a new one.</summary>
    public void Check(ImmutableArray<SinkCarry> carries, bool isNewJob) =>
        Ask(carries, (id, sink, own, named) => new CheckSink(id, sink, own, named, isNewJob));

    /// <summary>Ends what the job has of sinks that it goes no further with.</summary>
    public void Close(JobId job, IEnumerable<ClosedSink> sinks)
    {
        foreach (var sink in sinks)
        {
            book.Ask(id => new CloseSink(id, job, sink));
        }
    }

    /// <summary>Looks whether what a finished job wrote is still there.</summary>
    public void Look(CheckpointManifest manifest)
    {
        foreach (var sink in ClosedSink.Of(manifest, isClosing: true, []))
        {
            book.Ask(id => new LookAtOutput(id, sink));
        }
    }

    public void Recover(ImmutableArray<SinkCarry> carries) => Ask(carries, (id, sink, own, named) => new RecoverSink(id, sink, own, named));

    private void Ask(
        ImmutableArray<SinkCarry> carries, Func<CommandId, SinkId, ImmutableArray<SinkCarry>, ImmutableArray<SinkCarry>, ProtocolCommand> make)
    {
        var parallelism = topology.Sinks.CountBy(s => s.Id.Table, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        foreach (var sink in topology.Sinks)
        {
            var own = CarryAssignment.Of(carries, sink.Id, parallelism[sink.Id.Table]);
            ImmutableArray<SinkCarry> named = [.. carries.Where(c => c.Table == sink.Id.Table)];
            book.Ask(id => make(id, sink.Id, own, named));
        }
    }
}
