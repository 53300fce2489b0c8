using System.Threading.Channels;
using Weir.Checkpoints;

namespace Weir.Runtime.Tests.Tasks;

/// <summary>What tasks report, to be waited for in order.</summary>
internal sealed class RecordedEvents
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Channel<ProtocolEvent> _events = Channel.CreateUnbounded<ProtocolEvent>();

    public void Add(ProtocolEvent happened) => _events.Writer.TryWrite(happened);

    /// <summary>The next event, which must be of this kind.</summary>
    public async Task<T> NextAsync<T>()
        where T : ProtocolEvent
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            return Assert.IsType<T>(await _events.Reader.ReadAsync(limit.Token));
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"no {typeof(T).Name} came");
        }
    }

    /// <summary>Nothing was reported that was not waited for.</summary>
    public void AssertEmpty() => Assert.False(_events.Reader.TryRead(out var happened), $"{happened}");
}
