using System.Text.Json;
using Weir.Checkpoints;
using Weir.Checkpoints.Local;

namespace Weir.Connectors.Builtin.Filesystem;

/// <summary>
/// A file on its way: written at <see cref="Staged"/>, published by moving it to <see cref="Final"/>. All that a fresh process needs to ask
/// about it, publish it or go on writing it; it stands so in descriptors and carries.
/// </summary>
/// <param name="Folder">The sink's folder, which the two names are relative to.</param>
/// <param name="StagedName">Below <see cref="FilesystemSink.InProgress"/>.</param>
/// <param name="FinalName">In the folder.</param>
/// <param name="Length">Bytes that belong to it.</param>
/// <param name="Rows">For messages; 0 when it was carried over a restart.</param>
/// <param name="OpenNanos">For how long it had been open, over all generations.</param>
internal sealed record StagedFile(string Folder, string StagedName, string FinalName, long Length, long Rows, long OpenNanos = 0)
{
    private const int Version = 2;
    public const string GiveUpHint = "put it back as it was, or give up what is gone and begin anew with --fresh --accept-lost-rows";

    public string Staged => Path.Combine(Folder, StagedName);

    public string Final => Path.Combine(Folder, FinalName);

    /// <summary>The folder of one table of one job, below <see cref="FilesystemSink.InProgress"/>.</summary>
    private string StagingFolder => Path.GetDirectoryName(Staged)!;

    /// <summary>Says that the staging folder is the job's own and still the one it was.</summary>
    private string IdentityFile => Path.Combine(StagingFolder, FilesystemSink.IdentityName);

    public static StagedFile FromCarry(SinkCarry carry) => Parse(carry.Table, carry.Target, carry.Version, carry.Payload);

    public static StagedFile FromDescriptor(CommitDescriptor descriptor) => Parse(descriptor.Table, descriptor.Target, descriptor.Version, descriptor.Payload);

    public SinkCarry ToCarry(string table, int subtask) => new() { Table = table, Target = Folder, Subtask = subtask, Version = Version, Payload = ToJson() };

    public CommitDescriptor ToDescriptor(string table, int subtask) => new()
    {
        Table = table,
        Subtask = subtask,
        Resource = FinalName,
        Version = Version,
        Payload = ToJson(),
        Target = Folder,
        Rows = Rows,
        Bytes = Length,
    };

    /// <summary>Staged: prepared. Gone from there: published, since only our commit takes it away, and a consumer may have taken it since.</summary>
    /// <exception cref="ConnectorException">The staging folder is not the job's any more, or the file has another size.</exception>
    public DescriptorState Ask()
    {
        if (!File.Exists(IdentityFile))
        {
            throw Stop($"\"{StagingFolder}\" is not this job's staging folder any more; {Length} bytes of \"{FinalName}\" were committed", GiveUpHint);
        }

        if (File.Exists(Staged))
        {
            RequireStagedSize(mayBeLonger: false);
            return DescriptorState.Prepared;
        }

        if (File.Exists(Final) && new FileInfo(Final).Length is var size && size != Length)
        {
            throw Stop($"\"{Final}\" has {size} bytes, but {Length} were committed", "put the file back as it was, or move it away");
        }

        return DescriptorState.Published;
    }

    /// <summary>Moves the file to its place, without replacing anything, and makes both folders durable. Repeatable.</summary>
    /// <param name="isThere">Nobody can have published it yet: a file that is not staged is lost.</param>
    public void Publish(IFileLayer files, bool isThere)
    {
        if (File.Exists(Staged))
        {
            RequireStagedSize(mayBeLonger: false);
            if (!files.MoveNew(Staged, Final))
            {
                throw Stop($"\"{Final}\" exists already", "it was not written by this job; move it away");
            }
        }
        else if (isThere)
        {
            throw Lost();
        }

        files.SyncFolder(Folder);
        files.SyncFolder(StagingFolder);
    }

    /// <summary>
    /// The carried file is there with all its bytes, or was published at its carried length by a start that was then killed.
    /// </summary>
    /// <exception cref="ConnectorException">It is not.</exception>
    public void RequireCarried()
    {
        if (File.Exists(Staged))
        {
            RequireStagedSize(mayBeLonger: true);
        }
        else if (!IsPublished && Length > 0)
        {
            throw Lost();
        }
    }

    /// <summary>The file went from its staging place to its final one.</summary>
    public bool IsPublished => File.Exists(Final) && new FileInfo(Final).Length == Length;

    /// <summary>Cuts the file to its carried length and publishes it; an empty one is deleted. Repeatable.</summary>
    public void PublishCarried(IFileLayer files)
    {
        if (!File.Exists(Staged))
        {
            return;
        }

        if (Length == 0)
        {
            files.Delete(Staged);
            return;
        }

        CutToLength(files);
        Publish(files, isThere: true);
    }

    /// <summary>Cuts off what no checkpoint covers.</summary>
    public void CutToLength(IFileLayer files)
    {
        using var file = files.Open(Staged, FileOpening.Write);
        files.Truncate(file, Staged, Length);
        files.SyncData(file, Staged);
    }

    /// <summary>A full file of the running epoch stands as it was closed.</summary>
    public void RequireWhole()
    {
        if (!File.Exists(Staged))
        {
            throw Lost();
        }

        RequireStagedSize(mayBeLonger: false);
    }

    private void RequireStagedSize(bool mayBeLonger)
    {
        // Cutting a shorter file to a length would fill it with zeros.
        if (new FileInfo(Staged).Length is var size && size != Length && !(mayBeLonger && size > Length))
        {
            throw Stop($"\"{Staged}\" has {size} bytes, but {Length} were committed", GiveUpHint);
        }
    }

    private ConnectorException Lost() => Stop($"\"{Staged}\" is gone; {Length} bytes of it were committed or about to be", GiveUpHint);

    private static StagedFile Parse(string table, string folder, int version, string payload)
    {
        if (version > Version)
        {
            throw new ConnectorException(
                ErrorKind.Checkpoint, $"table \"{table}\": the checkpoint was written by a newer version", Fault.User, isTransient: false, "run that version");
        }

        // Version 1 has whole paths, and combining a folder with a whole path gives the path.
        using var document = JsonDocument.Parse(payload);
        var root = document.RootElement;
        var final = root.GetProperty("final").GetString()!;
        return new StagedFile(
            folder.Length > 0 ? folder : Path.GetDirectoryName(final)!,
            root.GetProperty("staged").GetString()!,
            final,
            root.GetProperty("length").GetInt64(),
            0,
            root.TryGetProperty("open_nanos", out var open) ? open.GetInt64() : 0);
    }

    private static ConnectorException Stop(string fact, string hint) => new(ErrorKind.Transaction, fact, Fault.External, isTransient: false, hint);

    private string ToJson() => JsonLine.Write(json =>
    {
        json.WriteString("staged"u8, StagedName);
        json.WriteString("final"u8, FinalName);
        json.WriteNumber("length"u8, Length);
        json.WriteNumber("open_nanos"u8, OpenNanos);
    });
}
