using Xunit;

namespace Weir.Checkpoints.Tests;

public class BarrierAlignerTests
{
    private static readonly Epoch One = new(1);
    private static readonly Epoch Two = new(2);

    [Fact]
    public void One_input_captures_at_once()
    {
        Assert.Equal("ProcessPending Capture Forward Unblock", Text(new BarrierAligner(1).BarrierArrived(0, One)));
    }

    [Fact]
    public void An_input_that_has_delivered_is_blocked_until_all_have()
    {
        var aligner = new BarrierAligner(3);
        Assert.Equal("", Text(aligner.BarrierArrived(1, One)));
        Assert.Equal([false, true, false], Blocked(aligner, 3));
        Assert.Equal("", Text(aligner.BarrierArrived(0, One)));
        Assert.Equal([true, true, false], Blocked(aligner, 3));
        Assert.Equal("ProcessPending Capture Forward Unblock", Text(aligner.BarrierArrived(2, One)));
        Assert.Equal([false, false, false], Blocked(aligner, 3));
    }

    [Fact]
    public void End_counts_as_every_later_barrier_of_its_input()
    {
        var aligner = new BarrierAligner(2);
        Assert.Equal("", Text(aligner.EndArrived(0)));
        Assert.Equal("ProcessPending Capture Forward Unblock", Text(aligner.BarrierArrived(1, One)));
        Assert.Equal("ProcessPending Capture Forward Unblock", Text(aligner.BarrierArrived(1, Two)));
    }

    [Fact]
    public void End_completes_a_pending_round()
    {
        var aligner = new BarrierAligner(2);
        aligner.BarrierArrived(0, One);
        Assert.Equal("ProcessPending Capture Forward Unblock", Text(aligner.EndArrived(1)));
        Assert.False(aligner.IsBlocked(0));
    }

    [Fact]
    public void A_task_whose_inputs_have_all_ended_captures_when_a_round_starts()
    {
        var aligner = new BarrierAligner(2);
        aligner.EndArrived(0);
        aligner.EndArrived(1);
        Assert.True(aligner.AllEnded);
        Assert.Equal("ProcessPending Capture Forward Unblock", Text(aligner.RoundStarted(One)));
        Assert.Equal("", Text(aligner.RoundStarted(One)));
        Assert.Equal("ProcessPending Capture Forward Unblock", Text(aligner.RoundStarted(Two)));
    }

    [Fact]
    public void A_round_that_started_while_the_ends_were_on_their_way_is_captured_at_the_last_end()
    {
        var aligner = new BarrierAligner(2);
        aligner.RoundStarted(One);
        Assert.Equal("", Text(aligner.EndArrived(0)));
        Assert.Equal("ProcessPending Capture Forward Unblock", Text(aligner.EndArrived(1)));
    }

    [Fact]
    public void A_round_that_was_captured_by_barriers_is_not_captured_again_at_the_end()
    {
        var aligner = new BarrierAligner(1);
        aligner.RoundStarted(One);
        aligner.BarrierArrived(0, One);
        Assert.Equal("", Text(aligner.EndArrived(0)));
    }

    [Fact]
    public void A_dropped_round_unblocks_and_its_late_barriers_change_nothing()
    {
        var aligner = new BarrierAligner(2);
        aligner.BarrierArrived(0, One);
        Assert.Equal("Unblock", Text(aligner.RoundDropped(One)));
        Assert.False(aligner.IsBlocked(0));
        Assert.Equal("", Text(aligner.BarrierArrived(1, One)));
        Assert.False(aligner.IsBlocked(1));
        Assert.Equal("", Text(aligner.BarrierArrived(1, Two)));
        Assert.Equal("ProcessPending Capture Forward Unblock", Text(aligner.BarrierArrived(0, Two)));
    }

    [Fact]
    public void A_round_dropped_before_its_start_is_heard_of_is_never_captured()
    {
        var aligner = new BarrierAligner(1);
        aligner.EndArrived(0);
        aligner.RoundDropped(One);
        Assert.Equal("", Text(aligner.RoundStarted(One)));
    }

    [Fact]
    public void A_later_barrier_says_that_the_pending_round_was_dropped()
    {
        var aligner = new BarrierAligner(2);
        aligner.BarrierArrived(0, One);
        Assert.Equal("Unblock", Text(aligner.BarrierArrived(1, Two)));
        Assert.Equal([false, true], Blocked(aligner, 2));
        Assert.Equal(Two, aligner.Pending);
    }

    private static string Text(IReadOnlyList<AlignerCommand> commands) => string.Join(' ', commands.Select(c => c.Kind));

    private static bool[] Blocked(BarrierAligner aligner, int count) => [.. Enumerable.Range(0, count).Select(aligner.IsBlocked)];
}
