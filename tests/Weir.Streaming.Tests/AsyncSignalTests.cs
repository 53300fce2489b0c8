namespace Weir.Streaming.Tests;

public class AsyncSignalTests
{
    [Fact]
    public void Set_before_the_wait_completes_it_at_once()
    {
        var signal = new AsyncSignal();
        signal.Set();

        Assert.True(signal.WaitAsync().AsTask().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Setting_twice_wakes_once()
    {
        var signal = new AsyncSignal();
        signal.Set();
        signal.Set();
        await signal.WaitAsync();

        var second = signal.WaitAsync();
        Assert.False(second.IsCompleted);
        signal.Set();
        await second;
    }

    [Fact]
    public async Task A_wait_ends_when_another_thread_sets()
    {
        var signal = new AsyncSignal();
        var wait = signal.WaitAsync();
        Assert.False(wait.IsCompleted);

        var setter = new Thread(signal.Set);
        setter.Start();
        await wait;
        setter.Join();
    }

    /// <summary>A count goes up on one side and is waited for on the other: a lost wake-up would stand still, a false one would throw.</summary>
    [Fact]
    public async Task Two_threads_at_full_speed_lose_no_wake_up()
    {
        const int Rounds = 50_000;
        var signal = new AsyncSignal();
        var answer = new AsyncSignal();
        var sent = 0;
        var seen = 0;
        var waiter = Task.Run(async () =>
        {
            while (seen < Rounds)
            {
                while (Volatile.Read(ref sent) == seen)
                {
                    await signal.WaitAsync();
                }

                seen++;
                answer.Set();
            }
        });
        var setter = Task.Run(async () =>
        {
            for (var i = 1; i <= Rounds; i++)
            {
                Volatile.Write(ref sent, i);
                signal.Set();
                while (Volatile.Read(ref seen) < i)
                {
                    await answer.WaitAsync();
                }
            }
        });

        await Task.WhenAll(waiter, setter).WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(Rounds, seen);
    }

    /// <summary>The waiter looks at the result while the setter may still be inside <see cref="AsyncSignal.Set"/>, and waits again at once.</summary>
    [Fact]
    public async Task A_wait_may_begin_while_the_set_that_ended_the_last_one_is_still_running()
    {
        const int Rounds = 50_000;
        var signal = new AsyncSignal();
        var ended = 0;
        var setter = new Thread(() =>
        {
            while (Volatile.Read(ref ended) == 0)
            {
                signal.Set();
            }
        });
        setter.Start();
        try
        {
            for (var i = 0; i < Rounds; i++)
            {
                var wait = signal.WaitAsync();
                var spins = 0;
                while (!wait.IsCompleted && spins++ < 10_000)
                {
                    Thread.SpinWait(1);
                }

                await wait;
            }
        }
        finally
        {
            Volatile.Write(ref ended, 1);
            setter.Join();
        }
    }
}
