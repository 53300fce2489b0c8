using System.Collections.Immutable;
using Xunit;

namespace Weir.Checkpoints.Tests;

public class CheckpointCoordinatorTests
{
    private static readonly Failure Transient = new("no answer", IsTransient: true);
    private static readonly Failure Full = new("no space", IsDiskFull: true);

    private readonly CheckpointCoordinator _coordinator;
    private readonly MachineDriver _driver;

    public CheckpointCoordinatorTests()
        : this(new CoordinatorOptions())
    {
    }

    private CheckpointCoordinatorTests(CoordinatorOptions options, params long[] slots)
        : this(Make(options, slots))
    {
    }

    private CheckpointCoordinatorTests(CheckpointCoordinator coordinator)
    {
        _coordinator = coordinator;
        _driver = new(_coordinator);
        _driver.Tell(new Started());
    }

    [Fact]
    public void A_round_goes_through_every_step_in_order()
    {
        Align(BeginRound());
        Prepare(Samples.Descriptor());
        _driver.Nothing<CopyManifest>();
        var manifest = _driver.Take<WriteManifest>();
        Assert.Equal(new Slot(2), manifest.Manifest.Slot);
        Assert.Equal("{0@42}", manifest.Manifest.Positions["clicks"].ToString());
        _driver.Tell(new CommandDone(manifest.Id));
        _driver.Nothing<Commit>();
        _driver.Done<CopyManifest>();
        _driver.Nothing<WriteSettlement>();
        _driver.Done<Commit>();
        _driver.Nothing<AcknowledgeSources>();
        _driver.Nothing<ReleaseResources>();
        _driver.Done<WriteSettlement>();
        Assert.Empty(_driver.Take<ReleaseResources>().Uncertain);
        Assert.Equal("{0@42}", _driver.Take<AcknowledgeSources>().Positions["clicks"].ToString());
        Assert.Equal(new Slot(2), _coordinator.SettledSlot);
    }

    [Fact]
    public void Nothing_moved_and_nothing_pending_skips_the_round()
    {
        _driver.PassDeadline();
        _driver.Tell(new ActivityReported(_driver.Take<ReportActivity>().Id, Moved: false, PendingWork: false));
        _driver.Nothing<StartRound>();
        _driver.PassDeadline();
        _driver.Tell(new ActivityReported(_driver.Take<ReportActivity>().Id, Moved: false, PendingWork: true));
        Assert.Equal(RoundKind.Regular, _driver.Take<StartRound>().Kind);
    }

    [Fact]
    public void No_pre_commit_before_every_task_has_captured_and_every_sink_has_cut()
    {
        var epoch = BeginRound();
        _driver.Tell(new BarrierPassed(epoch, Samples.Clicks, SourcePositions.Of("0", "1")));
        _driver.Tell(new SinkCut(epoch, Samples.Orders));
        _driver.Tell(new SinkCut(epoch, Samples.Log));
        _driver.Nothing<PreCommit>();
        _driver.Tell(new TaskCaptured(epoch, Samples.Count));
        Assert.Equal(2, _driver.Open.OfType<PreCommit>().Count());
        Assert.Single(_driver.Open.OfType<WriteState>());
    }

    [Fact]
    public void A_limit_that_passes_drops_the_round_and_doubles()
    {
        var first = BeginRound();
        _driver.Tell(new SinkInputDelivered(first, Samples.Orders, 0));
        var limits = new List<TimeSpan>();
        for (var i = 0; i < 6; i++)
        {
            var begun = _driver.Now;
            _driver.PassDeadline();
            limits.Add(_driver.Now - begun);
            _driver.Take<DropRound>();
            _driver.Tell(new CheckpointRequested());
            if (_driver.Open.OfType<StartRound>().Any() is false)
            {
                _driver.PassDeadline();
            }

            _driver.Take<StartRound>();
        }

        Assert.Equal([30, 60, 120, 240, 480, 600], limits.Select(l => l.TotalSeconds));
        var third = _driver.All.OfType<Report>().First(r => r.Severity == ReportSeverity.Degraded);
        Assert.Contains("3 in a row", third.Message.Message, StringComparison.Ordinal);
        Assert.Contains("task \"count[0]\" waits for input \"clicks\"", third.Message.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dropped_round_uses_no_slot_and_its_late_reports_are_ignored()
    {
        var first = BeginRound();
        _driver.Tell(new CaptureFailed(first, Samples.Count, new("out of budget")));
        _driver.Take<DropRound>();
        _driver.Tell(new CheckpointRequested());
        _driver.PassDeadline();
        var second = _driver.Take<StartRound>().Epoch;
        Assert.True(second > first);
        Align(first);
        _driver.Nothing<PreCommit>();
        Align(second);
        Prepare();
        Assert.Equal(new Slot(2), _driver.Take<WriteManifest>().Manifest.Slot);
    }

    [Fact]
    public void A_failed_flush_rewinds_and_rolls_nothing_back()
    {
        Align(BeginRound());
        _driver.Tell(new CommandFailed(_driver.Open.OfType<PreCommit>().First().Id, Transient));
        var end = _driver.Take<EndGeneration>();
        Assert.Equal(Ending.Rewind, end.Ending);
        Assert.Equal(1, end.History.Rewinds);
        Assert.Empty(_driver.All.OfType<RollBack>());
    }

    [Fact]
    public void An_unknown_outcome_of_the_manifest_rewinds_and_nobody_commits()
    {
        Align(BeginRound());
        Prepare(Samples.Descriptor());
        _driver.Failed<WriteManifest>(Full, FailureOutcome.Unknown);
        Assert.Equal(Ending.Rewind, _driver.Take<EndGeneration>().Ending);
        Assert.Empty(_driver.All.OfType<Commit>());
    }

    [Fact]
    public void A_taken_slot_or_settlement_supersedes()
    {
        Align(BeginRound());
        Prepare();
        _driver.Tell(new PlaceTaken(_driver.Take<WriteManifest>().Id, new(9)));
        var end = _driver.Take<EndGeneration>();
        Assert.Equal(Ending.Superseded, end.Ending);
        Assert.Contains("generation 9", end.Cause!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lost_answer_to_a_commit_makes_its_resource_uncertain()
    {
        Align(BeginRound());
        Prepare(Samples.Descriptor());
        _driver.Done<WriteManifest>();
        _driver.Done<CopyManifest>();
        _driver.Failed<Commit>(Transient, FailureOutcome.Unknown);
        _driver.PassDeadline();
        _driver.Done<Commit>();
        _driver.Done<WriteSettlement>();
        Assert.Equal(new ResourceName("orders", "orders-0-1-0"), Assert.Single(_driver.Take<ReleaseResources>().Uncertain));
    }

    [Fact]
    public void Commits_are_tried_again_for_as_long_as_it_takes_with_growing_delays()
    {
        Align(BeginRound());
        Prepare(Samples.Descriptor());
        _driver.Done<WriteManifest>();
        _driver.Done<CopyManifest>();
        var delays = new List<double>();
        for (var i = 0; i < 12; i++)
        {
            _driver.Failed<Commit>(Transient);
            var failed = _driver.Now;
            while (!_driver.Open.OfType<Commit>().Any())
            {
                _driver.PassDeadline();
            }

            delays.Add((_driver.Now - failed).TotalSeconds);
        }

        Assert.Equal(0.1, delays[0]);
        Assert.Equal(10, delays[^1]);
        Assert.Contains(_driver.All.OfType<Report>(), r => r.Severity == ReportSeverity.Degraded);
        Assert.Empty(_driver.All.OfType<EndGeneration>());
        Assert.Single(_driver.All.OfType<StartRound>());
    }

    [Fact]
    public void A_commit_that_cannot_succeed_fails_the_pipeline_and_the_manifest_stands()
    {
        Align(BeginRound());
        Prepare(Samples.Descriptor());
        _driver.Done<WriteManifest>();
        _driver.Done<CopyManifest>();
        _driver.Failed<Commit>(new("not authorised"));
        Assert.Equal(Ending.Failed, _driver.Take<EndGeneration>().Ending);
        Assert.Empty(_driver.All.OfType<RollBack>());
    }

    [Fact]
    public void A_full_disk_is_tried_three_times()
    {
        Align(BeginRound());
        Prepare();
        _driver.Failed<WriteManifest>(Full);
        _driver.PassDeadline();
        _driver.Failed<WriteManifest>(Full);
        _driver.PassDeadline();
        _driver.Failed<WriteManifest>(Full);
        var end = _driver.Take<EndGeneration>();
        Assert.Equal(Ending.Failed, end.Ending);
        Assert.Contains("free some space", end.Cause!.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void The_third_rewind_in_a_row_for_a_full_disk_fails()
    {
        var test = new CheckpointCoordinatorTests(new CoordinatorOptions { History = new(Rewinds: 4, DiskFull: 2) });
        test._driver.Tell(new ParticipantFailed("sink \"log[0]\"", Full));
        Assert.Equal(Ending.Failed, test._driver.Take<EndGeneration>().Ending);
    }

    [Fact]
    public void A_write_that_fails_while_commits_run_rewinds_and_what_is_decided_stays()
    {
        Align(BeginRound());
        Prepare(Samples.Descriptor());
        _driver.Done<WriteManifest>();
        _driver.Done<CopyManifest>();
        _driver.Tell(new ParticipantFailed("sink \"orders[0]\"", Transient));
        Assert.Equal(Ending.Rewind, _driver.Take<EndGeneration>().Ending);
        Assert.Empty(_driver.All.OfType<RollBack>());
        _driver.Tell(new CommandDone(_driver.Take<Commit>().Id));
        _driver.Nothing<WriteSettlement>();
    }

    [Fact]
    public void The_end_of_every_source_brings_a_final_round_that_is_never_skipped()
    {
        _driver.Tell(new SourceEnded(Samples.Clicks));
        var round = _driver.Take<StartRound>();
        Assert.Equal(RoundKind.Final, round.Kind);
        Align(round.Epoch);
        Prepare();
        Assert.True(_driver.Open.OfType<WriteManifest>().Single().Manifest.IsFinished);
        Finish();
        Assert.Equal(Ending.Finished, _driver.Take<EndGeneration>().Ending);
    }

    [Fact]
    public void A_dropped_final_round_is_begun_again()
    {
        _driver.Tell(new SourceEnded(Samples.Clicks));
        _driver.Take<StartRound>();
        _driver.PassDeadline();
        _driver.Take<DropRound>();
        _driver.PassDeadline();
        Assert.Equal(RoundKind.Final, _driver.Take<StartRound>().Kind);
    }

    [Fact]
    public void A_stop_lets_the_running_round_finish_and_adds_one_that_closes_files()
    {
        var running = BeginRound();
        _driver.Tell(new StopRequested());
        Align(running);
        Prepare();
        Finish();
        var last = _driver.Take<StartRound>();
        Assert.Equal(RoundKind.Stop, last.Kind);
        Align(last.Epoch);
        Assert.All(_driver.Open.OfType<PreCommit>(), p => Assert.Equal(RoundKind.Stop, p.Kind));
        Prepare();
        Assert.False(_driver.Open.OfType<WriteManifest>().Single().Manifest.IsFinished);
        Finish();
        Assert.Equal(Ending.Stopped, _driver.Take<EndGeneration>().Ending);
    }

    [Fact]
    public void A_stop_that_takes_too_long_quits()
    {
        _driver.Tell(new StopRequested());
        _driver.Wait(TimeSpan.FromSeconds(30));
        _driver.Tell(new TimePassed());
        Assert.Equal(Ending.Quit, _driver.Take<EndGeneration>().Ending);
    }

    [Fact]
    public void A_second_stop_quits_at_once()
    {
        _driver.Tell(new StopRequested());
        _driver.Tell(new StopRequested());
        Assert.Equal(Ending.Quit, _driver.Take<EndGeneration>().Ending);
    }

    [Fact]
    public void What_has_not_ended_after_thirty_seconds_ends_the_process()
    {
        _driver.Tell(new ParticipantFailed("task \"count[0]\"", new("out of memory")));
        Assert.Equal(Ending.Failed, _driver.Take<EndGeneration>().Ending);
        _driver.PassDeadline();
        Assert.Equal(30, _driver.Now.TotalSeconds);
        _driver.Take<ExitProcess>();
        Assert.Null(_coordinator.NextDeadline);
    }

    [Fact]
    public void A_stop_is_over_within_its_limit_whatever_hangs()
    {
        _driver.Tell(new StopRequested());
        _driver.PassDeadline();
        Assert.Equal(25, _driver.Now.TotalSeconds);
        Assert.Equal(Ending.Quit, _driver.Take<EndGeneration>().Ending);
        _driver.PassDeadline();
        Assert.Equal(30, _driver.Now.TotalSeconds);
        _driver.Take<ExitProcess>();
    }

    [Fact]
    public void Carries_of_sinks_that_do_not_take_part_stand_in_every_manifest()
    {
        var idle = new SinkCarry { Table = "clicks#dead_letters", Subtask = 0, Version = 1, Payload = """{"segments":[]}""" };
        var last = Samples.Manifest(1) with { Owner = Samples.Owner };
        var coordinator = Make(new CoordinatorOptions(), [], last with { Carries = [.. last.Carries, idle] });
        var test = new CheckpointCoordinatorTests(coordinator);
        for (var round = 0; round < 2; round++)
        {
            test.Align(test.BeginRound());
            test.Prepare();

            // What the log's sink carried is not repeated: it takes part, and had nothing to carry.
            Assert.Equal(idle, Assert.Single(test._driver.Open.OfType<WriteManifest>().Single().Manifest.Carries));
            test.Finish();
        }
    }

    [Fact]
    public void Pruning_keeps_the_newest_three_and_every_state_file_that_they_name()
    {
        var test = new CheckpointCoordinatorTests(new CoordinatorOptions(), 1, 2, 3);
        test.Align(test.BeginRound());
        test.Prepare();
        test.Finish();
        var prune = test._driver.Take<Prune>();
        Assert.Equal(new Slot(1), Assert.Single(prune.Slots));
        Assert.Equal("state/1-1/own", Assert.Single(prune.StateFiles));
    }

    [Fact]
    public void Two_slots_are_kept_however_few_are_asked_for()
    {
        var test = new CheckpointCoordinatorTests(new CoordinatorOptions { SlotsKept = 1 }, 1, 2, 3);
        test.Align(test.BeginRound());
        test.Prepare();
        test.Finish();
        Assert.Equal("1 2", string.Join(' ', test._driver.Take<Prune>().Slots));
    }

    [Fact]
    public void Rewinds_before_a_settled_round_do_not_count()
    {
        var test = new CheckpointCoordinatorTests(new CoordinatorOptions { History = new(Rewinds: 4, DiskFull: 2) });
        test.Align(test.BeginRound());
        test.Prepare();
        test.Finish();
        test._driver.Tell(new ParticipantFailed("sink \"log[0]\"", Full));
        var end = test._driver.Take<EndGeneration>();
        Assert.Equal((Ending.Rewind, new RestartHistory(1, 1)), (end.Ending, end.History));
        Assert.Equal(new CoordinatorOptions().RewindBackoff, end.RestartAfter);
    }

    [Fact]
    public void A_failed_pruning_is_reported_and_tried_after_the_next_settlement()
    {
        var test = new CheckpointCoordinatorTests(new CoordinatorOptions(), 1, 2, 3);
        test.Align(test.BeginRound());
        test.Prepare();
        test.Finish();
        test._driver.Failed<Prune>(Transient);
        test.Align(test.BeginRound());
        test.Prepare();
        test.Finish();
        Assert.Equal("1 2", string.Join(' ', test._driver.Take<Prune>().Slots));
    }

    private static CheckpointCoordinator Make(CoordinatorOptions options, long[] slots, CheckpointManifest? manifest = null)
    {
        var last = slots.Length == 0 ? 1 : slots[^1];
        var start = manifest ?? Samples.Manifest(last) with { Owner = Samples.Owner };
        return new(
            new()
            {
                Job = Samples.Job,
                Generation = new(1),
                Owner = Samples.Owner,
                Manifest = start,
                Slots = slots.Length == 0
                    ? [new(new(1), [])]
                    : [.. slots.Select(s => new KnownSlot(new(s), [$"state/1-{s}/own", "state/1-1/shared"]))],
            },
            Samples.Topology(),
            options);
    }

    private Epoch BeginRound()
    {
        _driver.Tell(new CheckpointRequested());
        return _driver.Take<StartRound>().Epoch;
    }

    private void Align(Epoch epoch)
    {
        _driver.Tell(new BarrierPassed(epoch, Samples.Clicks, SourcePositions.Of("0", "42")));
        _driver.Tell(new TaskCaptured(epoch, Samples.Count));
        _driver.Tell(new SinkCut(epoch, Samples.Orders));
        _driver.Tell(new SinkCut(epoch, Samples.Log));
    }

    private void Prepare(params CommitDescriptor[] descriptors)
    {
        ImmutableArray<CommitDescriptor> none = [];
        while (_driver.Open.OfType<PreCommit>().FirstOrDefault() is { } command)
        {
            _driver.Forget(command);
            _driver.Tell(new PreCommitted(command.Id, command.Sink == Samples.Orders ? [.. descriptors] : none, null));
        }

        _driver.Tell(new StateWritten(_driver.Take<WriteState>().Id, [new() { Operator = "count", Subtask = 0, Path = "state/1-1/shared", Bytes = 1, Sha256 = "" }]));
    }

    private void Finish()
    {
        _driver.Done<WriteManifest>();
        _driver.Done<CopyManifest>();
        _driver.Done<WriteSettlement>();
    }
}
