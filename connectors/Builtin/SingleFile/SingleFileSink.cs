using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Weir.Checkpoints;
using Weir.Checkpoints.Local;
using Weir.Columnar;
using Weir.Connectors.Builtin.Files;
using Weir.Formats;

namespace Weir.Connectors.Builtin.SingleFile;

/// <summary>
/// Writes one file, visible at once. A checkpoint carries the durable length; a restart cuts the file back to it, so that after recovery
/// every row stands in it once, though a reader may have seen rows before that were then cut off and written again.
/// </summary>
internal sealed class SingleFileSink : ISink
{
    private const int CarryVersion = 1;
    private const string Kind = "single_file";

    private readonly string _table;
    private readonly string _path;
    private readonly IEncoder _encoder;
    private readonly WriterIdentity _writer;
    private readonly int _subtask;
    private readonly IFileLayer _files;
    private readonly FileAppender _appender;

    public SingleFileSink(SinkContext context)
    {
        _table = context.Table;
        _path = LocalPath.Resolve(context.Table, new OptionReader(context.Table, context.Options).Required(SingleFileConnector.PathOption), context.BaseFolder);
        _encoder = context.Encoder ?? throw new InvalidOperationException("single_file takes a format");
        _writer = context.Writer;
        _subtask = context.Subtask;
        _files = context.Files;
        _appender = new FileAppender(_files, $"weir {context.Table}", isDirect: false);
    }

    public SinkCapabilities Capabilities { get; } = new(SinkTraits.None, CutsBack: true);

    public ConnectorHealth Health => ConnectorHealth.Healthy;

    public ConnectorMetrics Metrics { get; } = new();

    public bool HasPendingWork => false;

    public string Identity { get; private set; } = "";

    public ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        Identity = LocalPath.Real(_path);
        if (Directory.Exists(Identity))
        {
            throw new ConnectorException(
                ErrorKind.Configuration, $"table \"{_table}\": \"{_path}\" is a folder", Fault.User, isTransient: false, "name a file, or use connector = 'filesystem'");
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask RecoverAsync(SinkRecovery recovery, CancellationToken cancellationToken)
    {
        try
        {
            if (recovery.IsClosing)
            {
                foreach (var carry in recovery.Carries)
                {
                    CutToCarried(carry, _files);
                }
            }
            else if (!recovery.Carries.IsEmpty)
            {
                CutBack(recovery.Carries[0]);
            }
            else
            {
                CreateNew(recovery.Overwrite);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.Write(_table, Identity, exception);
        }

        return ValueTask.CompletedTask;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask WriteAsync(Batch batch, CancellationToken cancellationToken)
    {
        try
        {
            var before = _appender.Length;
            _encoder.Encode(batch, _appender.Buffer);
            Metrics.Add(batch.RowCount, _appender.Length - before);
            await _appender.MoveOnAsync(now: true);
        }
        catch (IOException exception)
        {
            throw FileErrors.Write(_table, Identity, exception.InnerException ?? exception);
        }
    }

    public async ValueTask<SinkCarry?> FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            var length = _appender.Length;
            await _appender.SyncAsync();
            return Carry(length);
        }
        catch (IOException exception)
        {
            throw FileErrors.Write(_table, Identity, exception.InnerException ?? exception);
        }
    }

    public ValueTask DisposeAsync() => _appender.DisposeAsync();

    /// <summary>Whether a sink of this kind made the carry.</summary>
    public static bool IsCarry(SinkCarry carry)
    {
        using var document = JsonDocument.Parse(carry.Payload);
        return document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty("kind", out var kind) && kind.ValueEquals(Kind);
    }

    /// <summary>The end of a job: rows behind its last checkpoint are cut off, the others stay. Repeatable; a file that is gone stays gone.</summary>
    public static void CutToCarried(SinkCarry carry, IFileLayer files)
    {
        var (path, length) = Parse(carry);
        if (File.Exists(path) && new FileInfo(path).Length > length)
        {
            using var file = files.Open(path, FileOpening.Write);
            files.Truncate(file, path, length);
            files.SyncData(file, path);
        }
    }

    private static (string Path, long Length) Parse(SinkCarry carry)
    {
        if (carry.Version != CarryVersion)
        {
            throw new ConnectorException(
                ErrorKind.Checkpoint, $"table \"{carry.Table}\": the checkpoint was written by a newer version", Fault.User, isTransient: false, "run that version");
        }

        using var document = JsonDocument.Parse(carry.Payload);
        return (document.RootElement.GetProperty("path").GetString()!, document.RootElement.GetProperty("length").GetInt64());
    }

    private void CutBack(SinkCarry carry)
    {
        var (path, length) = Parse(carry);
        var size = File.Exists(path) ? new FileInfo(path).Length : -1;
        if (size < length)
        {
            throw new ConnectorException(
                ErrorKind.Checkpoint,
                size < 0 ? $"table \"{_table}\": \"{path}\" is gone; {length} bytes of it were committed"
                    : $"table \"{_table}\": \"{path}\" has {size} bytes, but {length} were committed",
                Fault.User,
                isTransient: false,
                "put the file back, or start anew with --fresh");
        }

        _appender.Open(path, length, isNew: false);
    }

    // A file that exists is only replaced when this job made it, which a note in the job's folder tells, or when told to.
    private void CreateNew(bool overwrites)
    {
        var note = _writer.JobFolder is null ? null : Path.Combine(_writer.JobFolder, "owned", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Identity))[..8]));
        if (File.Exists(Identity))
        {
            if (!overwrites && new FileInfo(Identity).Length > 0 && (note is null || !File.Exists(note)))
            {
                throw new ConnectorException(
                    ErrorKind.Configuration,
                    $"table \"{_table}\": \"{Identity}\" exists and was not written by this job",
                    Fault.User,
                    isTransient: false,
                    "move it away, choose another path, or replace it with --fresh --overwrite");
            }

            Note(note);
            _appender.Open(Identity, 0, isNew: false);
            return;
        }

        _files.CreateFolder(Path.GetDirectoryName(Identity)!);
        Note(note);
        _appender.Open(Identity, 0, isNew: true);
        _files.SyncFolder(Path.GetDirectoryName(Identity)!);
    }

    private void Note(string? note)
    {
        if (note is null || File.Exists(note))
        {
            return;
        }

        _files.CreateFolder(Path.GetDirectoryName(note)!);
        using var file = _files.Open(note, FileOpening.Write | FileOpening.Create);
        _files.WriteAt(file, note, Encoding.UTF8.GetBytes(Identity), 0);
        _files.SyncData(file, note);
        _files.SyncFolder(Path.GetDirectoryName(note)!);
    }

    private SinkCarry Carry(long length)
    {
        var payload = JsonLine.Write(json =>
        {
            json.WriteString("kind"u8, Kind);
            json.WriteString("path"u8, Identity);
            json.WriteNumber("length"u8, length);
        });
        return new SinkCarry { Table = _table, Subtask = _subtask, Version = CarryVersion, Payload = payload };
    }
}
