namespace Weir.Checkpoints.Local;

/// <summary>The layout of a data directory (docs/checkpoints.md, the store). Makes names only; touches nothing.</summary>
internal sealed class StorePaths(string dataDirectory)
{
    /// <summary>First characters of the names of files that are not in their place yet.</summary>
    public const string Unfinished = ".new-";

    public const string CopySuffix = ".copy";
    public const string SettlementSuffix = ".settlement";
    public const string ManifestSuffix = ".json";

    public string Root { get; } = Path.GetFullPath(dataDirectory);

    public string Current => Path.Combine(Root, "current");

    public string Job(JobId job) => Path.Combine(Root, job.Value);

    public string Lock(JobId job) => Path.Combine(Job(job), "lock");

    public string Generations(JobId job) => Path.Combine(Job(job), "generations");

    public string Generation(JobId job, Generation generation) => Path.Combine(Generations(job), generation.ToString());

    public string Manifests(JobId job) => Path.Combine(Job(job), "manifests");

    public string Manifest(JobId job, Slot slot) => Path.Combine(Manifests(job), slot + ManifestSuffix);

    public string Copy(JobId job, Slot slot) => Path.Combine(Manifests(job), slot + CopySuffix);

    public string Settlement(JobId job, Slot slot) => Path.Combine(Manifests(job), slot + SettlementSuffix);

    public string States(JobId job) => Path.Combine(Job(job), "state");

    public static string StateFolder(Generation generation, Epoch epoch) => $"state/{generation}-{epoch}";

    /// <exception cref="RecordFormatException">The path leads out of the job's state folder.</exception>
    public string State(JobId job, string path)
    {
        var parts = path.Split('/');
        return parts.Length == 3 && parts[0] == "state" && parts.All(p => p.Length > 0 && p[0] != '.')
            ? Path.Combine(Job(job), parts[0], parts[1], parts[2])
            : throw new RecordFormatException($"\"{path}\" is not the path of a state file");
    }
}
