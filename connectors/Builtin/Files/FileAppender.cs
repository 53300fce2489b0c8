using System.Runtime.CompilerServices;
using Microsoft.Win32.SafeHandles;
using Weir.Checkpoints.Local;
using Weir.Formats;
using Weir.Streaming;

namespace Weir.Connectors.Builtin.Files;

/// <summary>
/// Appends to files on a thread of its own: the sink encodes into one buffer while the thread writes another. A file opened past the page
/// cache (O_DIRECT) is written in whole blocks; its last, partial block stays in the buffer, is written padded when the file is synced, and
/// is cut off when the file is closed. Nothing is allocated in the steady state.
/// </summary>
/// <remarks>One sink task uses it. A write that failed is told at the next call; the appender is then good for disposal only.</remarks>
internal sealed class FileAppender : IAsyncDisposable
{
    private const int BufferCount = 3;
    private const int HandOverBytes = 1 << 20;

    private readonly IFileLayer _files;
    private readonly Lock _lock = new();
    private readonly AutoResetEvent _work = new(false);
    private readonly AsyncSignal _done = new();
    private readonly Queue<Write> _writes = new(BufferCount);
    private readonly Queue<OutputBuffer> _free = new(BufferCount);
    private readonly Thread _thread;
    private readonly bool _isDirect;
    private OutputBuffer _buffer;
    private SafeFileHandle? _file;
    private string _path = "";
    private long _bufferOffset;
    private int _pending;
    private Exception? _failure;
    private bool _ends;

    /// <param name="isDirect">Write whole blocks past the page cache, where the file system can.</param>
    public FileAppender(IFileLayer files, string name, bool isDirect)
    {
        _files = files;
        _isDirect = isDirect;
        for (var i = 1; i < BufferCount; i++)
        {
            _free.Enqueue(new OutputBuffer(HandOverBytes + (HandOverBytes / 2)));
        }

        _buffer = new OutputBuffer(HandOverBytes + (HandOverBytes / 2));
        _thread = new Thread(Loop) { Name = name, IsBackground = true };
        _thread.Start();
    }

    /// <summary>Where the encoder appends. Void after <see cref="MoveOnAsync"/>.</summary>
    public OutputBuffer Buffer => _buffer;

    /// <summary>Bytes of the open file, those still in the buffer included.</summary>
    public long Length => _bufferOffset + _buffer.Length;

    /// <summary>Opens a file and goes on behind its first <paramref name="length"/> bytes; what is behind them is cut off.</summary>
    public void Open(string path, long length, bool isNew)
    {
        _file = OpenFile(path, isNew);
        _path = path;
        if (!isNew)
        {
            _files.Truncate(_file, path, length);
        }

        // The block that the length ends in is written again, so its start is read back.
        var aligned = _isDirect ? length & ~(OutputBuffer.Alignment - 1L) : length;
        _bufferOffset = aligned;
        if (length > aligned)
        {
            using var reader = _files.Open(path, FileOpening.Read);
            var rest = new byte[length - aligned];
            _files.ReadAt(reader, path, rest, aligned);
            _buffer.Append(rest);
        }
    }

    /// <summary>Hands what is buffered to the thread when it is enough, or all that can go when <paramref name="now"/>.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask MoveOnAsync(bool now)
    {
        ThrowIfFailed();
        var bytes = _isDirect ? _buffer.AlignedLength : _buffer.Length;
        if (bytes == 0 || (!now && bytes < HandOverBytes))
        {
            return;
        }

        OutputBuffer? next;
        while (!TryTakeFree(out next))
        {
            await _done.WaitAsync();
            ThrowIfFailed();
        }

        next!.Clear();
        next.Append(_buffer.Written[(int)bytes..]);
        Enqueue(new Write(_file!, _path, _buffer, bytes, _bufferOffset));
        _bufferOffset += bytes;
        _buffer = next;
    }

    /// <summary>Writes everything, the partial block too, and makes it durable.</summary>
    public async ValueTask SyncAsync()
    {
        await MoveOnAsync(now: true);
        await DrainAsync();
        await RunAsync(new Write(_file!, _path, null, _buffer.Length, _bufferOffset));
    }

    /// <summary>Writes everything, cuts the padding off, makes it durable and closes the file.</summary>
    public async ValueTask CloseAsync()
    {
        var length = Length;
        await MoveOnAsync(now: true);
        var rest = new Write(_file!, _path, null, _buffer.Length, _bufferOffset);
        await RunAsync(() =>
        {
            WriteRest(rest);
            _files.Truncate(_file!, _path, length);
            _files.SyncData(_file!, _path);
        });
        Abandon();
    }

    /// <summary>Carries out other blocking work on the same thread, behind the writes; the caller waits, so it may touch the caller's state.</summary>
    public ValueTask RunAsync(Action work) => RunAsync(new Write(null, "", null, 0, 0, work));

    /// <summary>
    /// Looks whether the rows of the open file can be reached: its name still leads to it, and it is as long as what was written. Call it behind a
    /// sync, in <see cref="RunAsync(Action)"/>.
    /// </summary>
    /// <exception cref="LostOutputException">They cannot.</exception>
    public void RequireThere()
    {
        var loss = FileStatus.Find(_path) is not { } named ? "is gone"
            : !named.IsSameFile(FileStatus.Of(_file!)) ? "has become another file"
            : IsOtherSize(named.Size, Length) ? $"has {named.Size} bytes, but {Length} were written"
            : null;
        if (loss is not null)
        {
            throw new LostOutputException(_path, loss);
        }
    }

    /// <summary>Fingerprints of the first and the last bytes before a length of the open file. Call it behind a sync, in <see cref="RunAsync(Action)"/>.</summary>
    public (string Head, string Tail) Fingerprints(long length) =>
        (FileOffset.HeadOf(_files, _file!, _path, length), FileOffset.TailOf(_files, _file!, _path, length));

    /// <summary>Closes the file as it is.</summary>
    public void Abandon()
    {
        _file?.Dispose();
        _file = null;
        _buffer.Clear();
        _bufferOffset = 0;
    }

    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _ends = true;
        }

        _work.Set();
        await Task.Run(_thread.Join);
        Abandon();
        _buffer.Dispose();
        foreach (var write in _writes)
        {
            write.Buffer?.Dispose();
        }

        while (_free.TryDequeue(out var buffer))
        {
            buffer.Dispose();
        }

        _work.Dispose();
    }

    private SafeFileHandle OpenFile(string path, bool isNew)
    {
        var opening = FileOpening.Write | (isNew ? FileOpening.Create | FileOpening.Exclusive : 0);
        if (!_isDirect)
        {
            return _files.Open(path, opening);
        }

        try
        {
            return _files.Open(path, opening | FileOpening.Direct);
        }
        catch (DurableFileException exception) when (exception.ErrorName == "EINVAL")
        {
            // A file system without O_DIRECT (tmpfs) takes the same writes through the page cache. The refused open may have made the file.
            return _files.Open(path, isNew && File.Exists(path) ? FileOpening.Write : opening);
        }
    }

    private bool TryTakeFree(out OutputBuffer? buffer)
    {
        lock (_lock)
        {
            return _free.TryDequeue(out buffer);
        }
    }

    private void Enqueue(Write write)
    {
        lock (_lock)
        {
            _writes.Enqueue(write);
            _pending++;
        }

        _work.Set();
    }

    private async ValueTask RunAsync(Write write)
    {
        Enqueue(write);
        await DrainAsync();
    }

    private async ValueTask DrainAsync()
    {
        while (true)
        {
            ThrowIfFailed();
            lock (_lock)
            {
                if (_pending == 0)
                {
                    return;
                }
            }

            await _done.WaitAsync();
        }
    }

    private void ThrowIfFailed()
    {
        lock (_lock)
        {
            if (_failure is not null)
            {
                throw new IOException(_failure.Message, _failure);
            }
        }
    }

    private void Loop()
    {
        while (true)
        {
            Write write;
            bool isThere;
            lock (_lock)
            {
                isThere = _writes.TryDequeue(out write);
                if (!isThere && _ends)
                {
                    return;
                }
            }

            if (isThere)
            {
                Carry(write);
                _done.Set();
            }
            else
            {
                _work.WaitOne();
            }
        }
    }

    private unsafe void Carry(Write write)
    {
        try
        {
            if (_failure is null)
            {
                if (write.Work is not null)
                {
                    write.Work();
                }
                else if (write.Buffer is not null)
                {
                    RequireWritten(write);
                    _files.WriteAt(write.File!, write.Path, new ReadOnlySpan<byte>(write.Buffer.Start, (int)write.Bytes), write.Offset);
                }
                else
                {
                    WriteRest(write);
                    _files.SyncData(write.File!, write.Path);
                }
            }
        }
        catch (Exception exception)
        {
            lock (_lock)
            {
                _failure = exception;
            }
        }

        lock (_lock)
        {
            _pending--;
            if (write.Buffer is not null)
            {
                _free.Enqueue(write.Buffer);
            }
        }
    }

    // The sink waits for this, so its buffer stands still. Padding behind the bytes is cut off by whoever reads the length.
    private unsafe void WriteRest(Write write)
    {
        if (write.Bytes == 0)
        {
            return;
        }

        RequireWritten(write);
        var padded = _isDirect ? (write.Bytes + OutputBuffer.Alignment - 1) & ~(OutputBuffer.Alignment - 1L) : write.Bytes;
        _buffer.Reserve(padded - write.Bytes);
        new Span<byte>(_buffer.Start + write.Bytes, (int)(padded - write.Bytes)).Clear();
        _files.WriteAt(write.File!, write.Path, new ReadOnlySpan<byte>(_buffer.Start, (int)padded), write.Offset);
    }

    // Writing behind the end of a file that was cut meanwhile would leave a hole where rows had been; before its end, somebody else's bytes.
    private void RequireWritten(Write write)
    {
        if (_files.SizeOf(write.File!, write.Path) is var size && IsOtherSize(size, write.Offset))
        {
            throw new LostOutputException(write.Path, $"has {size} bytes, but {write.Offset} were written");
        }
    }

    // Past the page cache the padding of a last block stands behind what was written.
    private bool IsOtherSize(long size, long written) => _isDirect ? size < written : size != written;

    // Other work; or a write of a buffer; or without either a sync (with the partial block of the current buffer before it when there are bytes).
    private readonly record struct Write(SafeFileHandle? File, string Path, OutputBuffer? Buffer, long Bytes, long Offset, Action? Work = null);
}
