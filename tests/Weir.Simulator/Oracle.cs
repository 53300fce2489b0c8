using Weir.Checkpoints;

namespace Weir.Simulator;

/// <summary>Knows the right output, and checks every change of what readers see.</summary>
internal sealed class Oracle(World world)
{
    private readonly SortedDictionary<string, int[]> _transactional = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, HashSet<SimulatedRow>> _files = new(StringComparer.Ordinal);
    private readonly HashSet<SimulatedRow> _atLeastOnce = [];
    private (Generation Generation, Epoch Epoch, SimulatedRow[] Rows) _deadPrepared;
    private SimulatedRow[] _deadSettled = [];

    /// <summary>A committed reader of a transactional sink sees a duplicate-free prefix per source, at every instant.</summary>
    public void Committed(string table, List<SimulatedRow> rows)
    {
        var seen = Seen(table);
        foreach (var row in rows)
        {
            CheckCount(table, row);
            if (row.Number != seen[row.Source])
            {
                throw new ViolatedException(
                    $"sink {table} shows row {row.Source}/{row.Number} after {seen[row.Source]} rows of source {row.Source}: a {(row.Number < seen[row.Source] ? "duplicate" : "gap")}");
            }

            seen[row.Source]++;
        }
    }

    /// <summary>Files of one epoch appear in any order, so a gap shows only when a start is complete, or at the end.</summary>
    public void PublishedFile(string table, List<SimulatedRow> rows)
    {
        var seen = Files(table);
        foreach (var row in rows)
        {
            CheckCount(table, row);
            if (!seen.Add(row))
            {
                throw new ViolatedException($"sink {table} shows row {row.Source}/{row.Number} twice");
            }
        }
    }

    public void Delivered(SimulatedRow row) => _atLeastOnce.Add(row);

    public void DeadLettersPrepared(Generation generation, Epoch epoch, SimulatedRow[] rows) => _deadPrepared = (generation, epoch, rows);

    /// <summary>Nothing outside is acknowledged before its epoch is settled; what it covers is in every sink.</summary>
    public void Acknowledged(Epoch epoch, Generation generation, IReadOnlyDictionary<string, SourcePositions> positions)
    {
        if (!world.Store.IsSettled(epoch, generation))
        {
            throw new ViolatedException($"epoch {epoch} was acknowledged before it was settled");
        }

        CheckAtLeastOnce(source => Position(positions, source));
        CheckDeadLetters();
        _deadSettled = (_deadPrepared.Generation, _deadPrepared.Epoch) == (generation, epoch) ? _deadPrepared.Rows : _deadSettled;
    }

    /// <summary>After a start the sinks agree: each shows, or carries, exactly what the manifest covers.</summary>
    public void Started(CheckpointManifest manifest)
    {
        if (world.Store.Newest != manifest.Slot)
        {
            return;
        }

        if (world.Broker.OpenBefore(manifest.Generation.Value).FirstOrDefault() is { } open)
        {
            throw new ViolatedException($"after the start {manifest} transaction {open} of an older generation is still open");
        }

        for (var source = 0; source < world.RowCounts.Length; source++)
        {
            var expected = Position(manifest.Positions, source);
            foreach (var (table, seen) in _transactional)
            {
                if (seen[source] != expected)
                {
                    throw new ViolatedException($"after the start {manifest} sink {table} shows {seen[source]} rows of source {source} instead of {expected}");
                }
            }

            if (world.HasLock)
            {
                var inPlace = world.Files.WrittenInPlace(World.SingleTable).Rows.Count(r => r.Source == source);
                var staged = world.Files.Staged.Values.Sum(f => f.Rows.Count(r => r.Source == source));
                var published = Files(World.FileTable).Count(r => r.Source == source);
                if (inPlace != expected || staged + published != expected)
                {
                    throw new ViolatedException(
                        $"after the start {manifest} files hold {inPlace} and {published} + {staged} rows of source {source} instead of {expected}");
                }
            }
        }

        CheckAtLeastOnce(source => Position(manifest.Positions, source));
        CheckDeadLetters();
    }

    /// <summary>At the end everything is there, once.</summary>
    public void Finished()
    {
        for (var source = 0; source < world.RowCounts.Length; source++)
        {
            var expected = world.RowCounts[source];
            foreach (var table in world.TransactionalTables)
            {
                Expect(table, source, Seen(table)[source], expected);
            }

            if (world.HasLock)
            {
                Expect(World.FileTable, source, Files(World.FileTable).Count(r => r.Source == source), expected);
                var rows = world.Files.WrittenInPlace(World.SingleTable).Rows.Where(r => r.Source == source).ToList();
                Expect(World.SingleTable, source, rows.Count, expected);
                for (var i = 0; i < rows.Count; i++)
                {
                    CheckCount(World.SingleTable, rows[i]);
                    if (rows[i].Number != i)
                    {
                        throw new ViolatedException($"sink {World.SingleTable} shows row {source}/{rows[i].Number} at place {i}");
                    }
                }
            }
        }

        CheckAtLeastOnce(source => world.RowCounts[source]);
        CheckDeadLetters();
    }

    public static int Position(IReadOnlyDictionary<string, SourcePositions> positions, int source) =>
        positions.TryGetValue(World.SourceName(source), out var p) ? int.Parse(p.Partitions["0"]) : 0;

    private static void Expect(string table, int source, int count, int expected)
    {
        if (count != expected)
        {
            throw new ViolatedException($"at the end sink {table} shows {count} rows of source {source} instead of {expected}");
        }
    }

    private void CheckAtLeastOnce(Func<int, int> count)
    {
        for (var source = 0; source < world.RowCounts.Length; source++)
        {
            for (var number = count(source) - 1; number >= 0; number--)
            {
                if (!_atLeastOnce.Contains(new(source, number, number)))
                {
                    throw new ViolatedException($"sink {World.LooseTable} lacks row {source}/{number}, which is covered");
                }
            }
        }
    }

    /// <summary>What a settled epoch covers of them is never taken back, whatever the script says by now.</summary>
    private void CheckDeadLetters()
    {
        if (world.HasLock && !world.Files.WrittenInPlace(World.DeadTable).Rows.Take(_deadSettled.Length).SequenceEqual(_deadSettled))
        {
            throw new ViolatedException($"{_deadSettled.Length} dead letters were settled, and are not there any more");
        }
    }

    private static void CheckCount(string table, SimulatedRow row)
    {
        if (row.Count != row.Number)
        {
            throw new ViolatedException($"sink {table} shows row {row.Source}/{row.Number} with count {row.Count}: state and position do not fit");
        }
    }

    private int[] Seen(string table)
    {
        if (!_transactional.TryGetValue(table, out var seen))
        {
            _transactional.Add(table, seen = new int[world.RowCounts.Length]);
        }

        return seen;
    }

    private HashSet<SimulatedRow> Files(string table)
    {
        if (!_files.TryGetValue(table, out var rows))
        {
            _files.Add(table, rows = []);
        }

        return rows;
    }
}
