namespace Weir.Runtime;

/// <summary>
/// What has been made of a generation so far: when the next part cannot be made, all of it is disposed, the latest first. Parts that have become
/// part of a bigger one are that one's to dispose.
/// </summary>
internal sealed class PartsInMaking
{
    private readonly List<object> _parts = [];

    public int Count => _parts.Count;

    public T Add<T>(T part)
        where T : notnull
    {
        _parts.Add(part);
        return part;
    }

    /// <summary>The parts since <paramref name="mark"/> belong to <paramref name="whole"/> now.</summary>
    public T Join<T>(int mark, T whole)
        where T : notnull
    {
        _parts.RemoveRange(mark, _parts.Count - mark);
        return Add(whole);
    }

    /// <summary>Disposes all, the last first.</summary>
    /// <returns>Why some could not be.</returns>
    public async ValueTask<IReadOnlyList<Exception>> DisposeAllAsync()
    {
        var failures = new List<Exception>();
        for (var i = _parts.Count - 1; i >= 0; i--)
        {
            try
            {
                switch (_parts[i])
                {
                    case IAsyncDisposable part:
                        await part.DisposeAsync();
                        break;
                    case IDisposable part:
                        part.Dispose();
                        break;
                }
            }
            catch (Exception exception)
            {
                failures.Add(exception);
            }
        }

        _parts.Clear();
        return failures;
    }
}
