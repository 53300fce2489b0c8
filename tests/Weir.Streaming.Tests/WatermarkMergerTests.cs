namespace Weir.Streaming.Tests;

public class WatermarkMergerTests
{
    [Fact]
    public void Unknown_until_every_input_has_spoken()
    {
        var merger = new WatermarkMerger(2);

        Assert.False(merger.Advance(0, new Watermark(5)));
        Assert.Equal(Watermark.None, merger.Current);
        Assert.True(merger.Advance(1, new Watermark(3)));
        Assert.Equal(new Watermark(3), merger.Current);
    }

    [Fact]
    public void It_is_the_least_and_never_goes_back()
    {
        var merger = new WatermarkMerger(2);
        merger.Advance(0, new Watermark(5));
        merger.Advance(1, new Watermark(9));
        Assert.False(merger.Advance(1, new Watermark(12)));
        Assert.False(merger.Advance(0, new Watermark(4)));
        Assert.Equal(new Watermark(5), merger.Current);
        Assert.True(merger.Advance(0, new Watermark(10)));
        Assert.Equal(new Watermark(10), merger.Current);
    }

    [Fact]
    public void An_idle_input_does_not_hold_it_back()
    {
        var merger = new WatermarkMerger(2);
        merger.Advance(0, new Watermark(5));

        Assert.True(merger.Advance(1, Watermark.Idle));
        Assert.Equal(new Watermark(5), merger.Current);
        Assert.False(merger.IsIdle);
    }

    [Fact]
    public void All_idle_keeps_the_last_value_and_says_so()
    {
        var merger = new WatermarkMerger(2);
        merger.Advance(0, new Watermark(5));
        merger.Advance(1, new Watermark(7));
        Assert.False(merger.Advance(1, Watermark.Idle));

        Assert.True(merger.Advance(0, Watermark.Idle));
        Assert.True(merger.IsIdle);
        Assert.Equal(new Watermark(5), merger.Current);
    }

    [Fact]
    public void An_input_that_wakes_behind_the_others_changes_nothing_but_idleness()
    {
        var merger = new WatermarkMerger(2);
        merger.Advance(0, new Watermark(5));
        merger.Advance(1, Watermark.Idle);
        merger.Advance(0, Watermark.Idle);

        Assert.True(merger.Advance(1, new Watermark(2)));
        Assert.False(merger.IsIdle);
        Assert.Equal(new Watermark(5), merger.Current);
    }

    [Fact]
    public void An_input_that_ended_holds_nothing_back_and_all_ended_is_the_end()
    {
        var merger = new WatermarkMerger(2);
        merger.Advance(0, Watermark.End);
        Assert.True(merger.Advance(1, new Watermark(7)));
        Assert.Equal(new Watermark(7), merger.Current);
        Assert.True(merger.Advance(1, Watermark.End));
        Assert.Equal(Watermark.End, merger.Current);
    }
}
