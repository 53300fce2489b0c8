using System.Collections.Concurrent;

namespace Weir.Checkpoints.Local;

/// <summary>
/// One thread that carries out blocking work in order, so that no thread of the pool ever waits for a disk. Its queue is bounded: who
/// comes when it is full waits, without a thread, until there is room.
/// </summary>
public sealed class IoThread : IAsyncDisposable
{
    private readonly BlockingCollection<Action> _queue = [];
    private readonly SemaphoreSlim _room;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _isDisposed;

    public IoThread(string name, int capacity)
    {
        _room = new(capacity);
        new Thread(Loop) { Name = name, IsBackground = true }.Start();
    }

    /// <summary>Queues work. Cancelling ends the waiting only; work that is queued is carried out.</summary>
    public async ValueTask<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed) != 0, this);
        await _room.WaitAsync(cancellationToken);
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            _queue.Add(() => Carry(work, done), CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            throw new ObjectDisposedException(nameof(IoThread));
        }

        return await done.Task.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            _queue.CompleteAdding();
        }

        await _ended.Task;
    }

    private void Carry<T>(Func<T> work, TaskCompletionSource<T> done)
    {
        try
        {
            done.SetResult(work());
        }
#pragma warning disable CA1031 // Whatever it is goes to the one who waits for it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            done.SetException(exception);
        }
        finally
        {
            _room.Release();
        }
    }

    private void Loop()
    {
        foreach (var work in _queue.GetConsumingEnumerable())
        {
            work();
        }

        _ended.SetResult();
    }
}
