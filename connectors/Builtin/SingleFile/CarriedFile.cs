using System.Text.Json;
using Weir.Checkpoints;
using Weir.Checkpoints.Local;
using Weir.Connectors.Builtin.Files;

namespace Weir.Connectors.Builtin.SingleFile;

/// <summary>What a checkpoint carries of a file that is written in place.</summary>
/// <param name="Path">The file.</param>
/// <param name="Length">Its durable bytes.</param>
/// <param name="Head">A fingerprint of the first of them, so that another file under the same name is noticed; null in carries that have none.</param>
/// <param name="Tail">A fingerprint of the last of them.</param>
internal sealed record CarriedFile(string Path, long Length, string? Head, string? Tail)
{
    private const int Version = 2;

    /// <exception cref="ConnectorException">A newer version wrote it.</exception>
    public static CarriedFile Of(SinkCarry carry)
    {
        if (carry.Version > Version)
        {
            throw new ConnectorException(
                ErrorKind.Checkpoint, $"table \"{carry.Table}\": the checkpoint was written by a newer version", Fault.User, isTransient: false, "run that version");
        }

        using var document = JsonDocument.Parse(carry.Payload);
        var root = document.RootElement;
        return new CarriedFile(
            carry.Target.Length > 0 ? carry.Target : root.GetProperty("path").GetString()!,
            root.GetProperty("length").GetInt64(),
            root.TryGetProperty("head", out var head) ? head.GetString() : null,
            root.TryGetProperty("tail", out var tail) ? tail.GetString() : null);
    }

    public SinkCarry ToCarry(string table, int subtask) => new()
    {
        Table = table,
        Target = Path,
        Subtask = subtask,
        Version = Version,
        Payload = JsonLine.Write(json =>
        {
            json.WriteNumber("length"u8, Length);
            json.WriteString("head"u8, Head);
            json.WriteString("tail"u8, Tail);
        }),
    };

    /// <summary>What helps when the file is not as it was.</summary>
    /// <param name="isInTheWay">Something stands at the path.</param>
    public static string WaysOut(bool isInTheWay) =>
        isInTheWay ? "put the file back as it was, or begin anew with --fresh --overwrite" : "put the file back, or begin anew with --fresh";

    /// <exception cref="ConnectorException">The file is gone, shorter, or another one.</exception>
    public void RequireThere(IFileLayer files, string table)
    {
        if (Difference(files) is { } difference)
        {
            throw new ConnectorException(
                ErrorKind.Checkpoint, $"table \"{table}\": \"{Path}\" {difference}", Fault.User, isTransient: false, WaysOut(File.Exists(Path)));
        }
    }

    /// <summary>Cuts off what no checkpoint covers. A file that is not the one that was written is left alone.</summary>
    public void CutToLength(IFileLayer files)
    {
        if (Difference(files) is null)
        {
            using var file = files.Open(Path, FileOpening.Write);
            files.Truncate(file, Path, Length);
            files.SyncData(file, Path);
        }
    }

    /// <summary>What of the file is not as it was; null when it is there with all its bytes.</summary>
    public string? Difference(IFileLayer files)
    {
        if (FileStatus.Find(Path) is not { Kind: FileKind.Regular } found)
        {
            return $"is gone; {Length} bytes of it were committed";
        }

        if (found.Size < Length)
        {
            return $"has {found.Size} bytes, but {Length} were committed";
        }

        using var file = files.Open(Path, FileOpening.Read);
        return Tail is not null && FileOffset.TailOf(files, file, Path, Length) != Tail ? $"is not the file that was written before: the bytes before byte {Length} differ"
            : Head is not null && FileOffset.HeadOf(files, file, Path, Length) != Head ? "is not the file that was written before: its first bytes differ"
            : null;
    }
}
