using Weir.Checkpoints;
using Weir.Streaming;

namespace Weir.Runtime.Tests.Tasks;

/// <summary>What every loop owes to the others.</summary>
public sealed class PipelineTaskTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_task_that_always_has_work_lets_others_have_its_thread()
    {
        // One thread for both: the second loop runs only when the first gives way, and ends it.
        var one = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
        await using var busy = new Loop(() => true);
        await using var other = new Loop(() =>
        {
            busy.Queue.Post(new TaskControl.End());
            return false;
        });
        Task[] running = [Start(busy, one), Start(other, one)];
        await running[0].WaitAsync(Limit);
        other.Queue.Post(new TaskControl.End());
        await running[1].WaitAsync(Limit);
    }

    [Fact]
    public async Task A_message_that_nobody_should_have_sent_is_a_failure()
    {
        await using var task = new Loop(() => false);
        var running = Task.Run(task.RunAsync);
        task.Queue.Post(new TaskControl.Release([]));
        var failed = Assert.IsType<ParticipantFailed>(await task.Reported.Task.WaitAsync(Limit));
        Assert.Contains("loop cannot take Release", failed.Failure.Message, StringComparison.Ordinal);
        task.Queue.Post(new TaskControl.End());
        await running.WaitAsync(Limit);
    }

    private static Task Start(PipelineTask task, TaskScheduler scheduler) =>
        Task.Factory.StartNew(task.RunAsync, CancellationToken.None, TaskCreationOptions.None, scheduler).Unwrap();

    private sealed class Loop(Func<bool> step, TaskCompletionSource<ProtocolEvent> reported)
        : PipelineTask("loop", 0, 0, new AsyncSignal(), TimeProvider.System, happened => reported.TrySetResult(happened))
    {
        public Loop(Func<bool> step)
            : this(step, new TaskCompletionSource<ProtocolEvent>(TaskCreationOptions.RunContinuationsAsynchronously))
        {
        }

        public TaskCompletionSource<ProtocolEvent> Reported => reported;

        protected override ValueTask<bool> StepAsync() => new(step());

        protected override ValueTask HandleAsync(TaskControl control) => throw Unexpected(control);
    }
}
