using System.Buffers;
using System.Collections.Immutable;
using Microsoft.Win32.SafeHandles;
using Weir.Checkpoints;
using Weir.Checkpoints.Local;
using Weir.Connectors;

namespace Weir.Runtime;

/// <summary>
/// Keeps the refused records of one table in append-only segments beside the checkpoints. It takes part in rounds as a sink that carries
/// only: the committed lengths stand in its carry, so dead letters belong to the same epoch as the rows around them, and what a crash left
/// behind them is cut off. Belongs to the task that refuses the records.
/// </summary>
internal sealed class DeadLetterWriter : IAsyncDisposable
{
    private const int CarryVersion = 1;

    private readonly string _table;
    private readonly string _folder;
    private readonly IFileLayer _files;
    private readonly TimeProvider _time;
    private readonly IoThread _io;
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly List<Segment> _segments = [];
    private readonly HashSet<string> _unsynced = [];
    private ImmutableArray<Segment> _cut = [];
    private SafeFileHandle? _file;
    private long _total;

    public DeadLetterWriter(string table, string jobFolder, IFileLayer files, TimeProvider time)
    {
        _table = table;
        _folder = DeadLetterFiles.Folder(jobFolder, table);
        _files = files;
        _time = time;
        Id = new SinkId(DeadLetterFiles.ParticipantName(table), 0);
        _io = new IoThread($"weir dead letters {table}", 4);
    }

    public SinkId Id { get; }

    /// <summary>Finds out whether every committed byte is there; touches nothing.</summary>
    /// <exception cref="ConnectorException">A segment is gone, or shorter than what was committed of it.</exception>
    public void Check(ImmutableArray<SinkCarry> carries) => RequireThere(carries.SelectMany(DeadLetterFiles.ReadCarry));

    /// <summary>Cuts the segments to their carried lengths, and deletes those that no carry names.</summary>
    /// <exception cref="ConnectorException">A segment is gone, or shorter than what was committed of it.</exception>
    public async ValueTask RecoverAsync(ImmutableArray<SinkCarry> carries)
    {
        _segments.Clear();
        if (!carries.IsEmpty)
        {
            _segments.AddRange(DeadLetterFiles.ReadCarry(carries[0]));
        }

        _total = _segments.Sum(segment => segment.Bytes);
        await _io.RunAsync(
            () =>
            {
                CutBack();
                return true;
            },
            CancellationToken.None);
    }

    /// <summary>Appends one; it is durable with the next checkpoint.</summary>
    /// <exception cref="ConnectorException">The limit is reached.</exception>
    public void Write(in RecordOrigin origin, string reason, string? field, string? expression, ReadOnlySpan<byte> bytes)
    {
        var before = _buffer.WrittenCount;
        DeadLetter.Write(_buffer, _time.GetUtcNow(), origin, reason, field, expression, bytes);
        var written = _buffer.WrittenCount - before;
        _total += written;
        if (_total > RuntimeDefaults.DeadLetterBytes)
        {
            throw new ConnectorException(
                ErrorKind.Write,
                $"the dead letters of table \"{_table}\" have reached {RuntimeDefaults.DeadLetterBytes >> 20} MiB",
                Fault.User,
                isTransient: false,
                hint: "look at them with `weir dead-letters list`, mend the source, or set bad_data = 'drop'");
        }

        if (_segments.Count == 0 || _segments[^1].Bytes + written > RuntimeDefaults.DeadLetterSegmentBytes)
        {
            // What is buffered belongs to the segment before, all but this record.
            WriteOut(before);
            _segments.Add(new Segment($"{(_segments.Count == 0 ? 1 : int.Parse(_segments[^1].Name[..8]) + 1):D8}.jsonl", 0));
            _file?.Dispose();
            _file = null;
        }

        _segments[^1] = _segments[^1] with { Bytes = _segments[^1].Bytes + written };
        if (_buffer.WrittenCount >= RuntimeDefaults.DeadLetterBufferBytes)
        {
            WriteOut(_buffer.WrittenCount);
        }
    }

    /// <summary>The barrier: what was written so far belongs to the epoch.</summary>
    public void Cut() => _cut = [.. _segments];

    /// <summary>Makes what lies before the cut durable.</summary>
    /// <returns>The carry; null while there are no dead letters.</returns>
    public async ValueTask<SinkCarry?> FlushAsync()
    {
        WriteOut(_buffer.WrittenCount);
        if (_unsynced.Count > 0)
        {
            string[] names = [.. _unsynced];
            await _io.RunAsync(
                () =>
                {
                    Sync(names);
                    return true;
                },
                CancellationToken.None);
            _unsynced.Clear();
        }

        return _cut.IsEmpty ? null : DeadLetterFiles.WriteCarry(Id, _cut, CarryVersion);
    }

    public async ValueTask DisposeAsync()
    {
        _file?.Dispose();
        await _io.DisposeAsync();
    }

    private void CutBack()
    {
        RequireThere(_segments);
        if (!Directory.Exists(_folder))
        {
            return;
        }

        var named = _segments.ToDictionary(segment => segment.Name, segment => segment.Bytes);
        foreach (var path in Directory.GetFiles(_folder))
        {
            if (!named.TryGetValue(Path.GetFileName(path), out var bytes))
            {
                _files.Delete(path);
                continue;
            }

            using var file = _files.Open(path, FileOpening.Write);
            _files.Truncate(file, path, bytes);
            _files.SyncData(file, path);
        }

        _files.SyncFolder(_folder);
    }

    private void RequireThere(IEnumerable<Segment> segments)
    {
        foreach (var segment in segments)
        {
            var path = Path.Combine(_folder, segment.Name);
            var size = File.Exists(path) ? new FileInfo(path).Length : -1;
            if (size < segment.Bytes)
            {
                throw new ConnectorException(
                    ErrorKind.Checkpoint,
                    $"the dead letters of table \"{_table}\": "
                        + (size < 0 ? $"\"{path}\" is gone; {segment.Bytes} bytes of it were committed" : $"\"{path}\" has {size} bytes, but {segment.Bytes} were committed"),
                    Fault.External,
                    isTransient: false,
                    hint: "put the file back, or begin anew with --fresh");
            }
        }
    }

    private void WriteOut(int count)
    {
        if (count == 0)
        {
            return;
        }

        var segment = _segments[^1];
        var path = Path.Combine(_folder, segment.Name);
        if (_file is null)
        {
            _files.CreateFolder(_folder);
            _file = _files.Open(path, FileOpening.Write | FileOpening.Create);
        }

        var kept = _buffer.WrittenSpan[count..].ToArray();
        _files.WriteAt(_file, path, _buffer.WrittenSpan[..count], _files.SizeOf(_file, path));
        _unsynced.Add(segment.Name);
        _buffer.ResetWrittenCount();
        _buffer.Write(kept);
    }

    private void Sync(string[] names)
    {
        foreach (var name in names)
        {
            var path = Path.Combine(_folder, name);
            using var file = _files.Open(path, FileOpening.Write);
            _files.SyncData(file, path);
        }

        _files.SyncFolder(_folder);
    }

    internal sealed record Segment(string Name, long Bytes);
}
