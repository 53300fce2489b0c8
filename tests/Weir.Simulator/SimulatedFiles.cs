namespace Weir.Simulator;

/// <summary>The files of sinks on a disk that keeps, when the machine crashes, only what was synced.</summary>
internal sealed class SimulatedFiles(World world)
{
    /// <summary>Staged files by name.</summary>
    public SortedDictionary<string, SimulatedFile> Staged { get; } = new(StringComparer.Ordinal);

    /// <summary>Files that are written in place, by table.</summary>
    public SortedDictionary<string, SimulatedFile> InPlace { get; } = new(StringComparer.Ordinal);

    /// <summary>Names of files that were published, whether or not a consumer has taken them since.</summary>
    public HashSet<string> Published { get; } = new(StringComparer.Ordinal);

    public void Publish(string table, string name)
    {
        if (Published.Contains(name))
        {
            return;
        }

        if (!Staged.Remove(name, out var file))
        {
            throw new ViolatedException($"staged file {name} is missing");
        }

        Published.Add(name);
        world.Trace($"files: published {name}: {string.Join(' ', file.Rows.Select(r => $"{r.Source}/{r.Number}"))}");
        world.Oracle.PublishedFile(table, file.Rows);
    }

    public SimulatedFile WrittenInPlace(string table)
    {
        if (!InPlace.TryGetValue(table, out var file))
        {
            InPlace.Add(table, file = new());
        }

        return file;
    }

    public void CrashMachine()
    {
        foreach (var file in Staged.Values.Concat(InPlace.Values))
        {
            var kept = world.Random.Next(file.Synced, file.Rows.Count + 1);
            file.Rows.RemoveRange(kept, file.Rows.Count - kept);
        }
    }
}
