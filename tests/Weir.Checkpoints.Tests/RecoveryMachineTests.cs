using Xunit;

namespace Weir.Checkpoints.Tests;

public class RecoveryMachineTests
{
    private static readonly JobId NewJob = JobId.From(new Guid(9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9));

    [Fact]
    public void The_first_start_of_all_resolves_positions_and_claims_slot_one()
    {
        var start = Make();
        start.Current = null;
        start.Go();
        Assert.Equal(NewJob, start.Current);
        Assert.Equal(new Slot(1), start.Start.Slot);
        Assert.Equal("{0@7}", start.Start.Positions["clicks"].ToString());
        Assert.Equal(ManifestKind.Start, start.Start.Kind);
        Assert.Empty(start.Start.Descriptors);
        Assert.Equal("TakeLock ListSlots ClaimGeneration ListSlots OpenConnectors CheckSink CheckSink ResolveStart WriteManifest RecoverSink RecoverSink CopyManifest WriteSettlement RestoreOperators RestoreSource Run", start.Order(
            typeof(TakeLock), typeof(ClaimGeneration), typeof(ListSlots), typeof(OpenConnectors), typeof(CheckSink), typeof(ResolveStart), typeof(WriteManifest),
            typeof(RecoverSink), typeof(CopyManifest), typeof(WriteSettlement), typeof(RestoreOperators), typeof(RestoreSource), typeof(Run)));
    }

    [Fact]
    public void A_lock_that_another_holds_refuses_and_names_the_holder()
    {
        var start = Make();
        start.Instead = c => c is TakeLock ? new LockRefused(c.Id, "pid 4711 on \"box\"") : null;
        start.Go();
        Assert.Equal(Ending.Refused, start.Ended!.Ending);
        Assert.Contains("pid 4711", start.Ended.Cause!.Message, StringComparison.Ordinal);
        Assert.Empty(start.All.OfType<ClaimGeneration>());
    }

    [Fact]
    public void A_pointer_that_moved_before_the_lock_was_taken_is_followed()
    {
        var start = Make();
        var moved = JobId.From(new Guid(5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5));
        var reads = 0;
        start.Instead = c => c is ReadCurrentJob ? new CurrentJobRead(c.Id, CurrentJob.Of(++reads == 1 ? Samples.Job : moved)) : null;
        start.Go();
        Assert.Equal(Samples.Job, Assert.Single(start.All.OfType<ReleaseLock>()).Job);
        Assert.Equal(moved, start.Started!.Job);
    }

    [Fact]
    public void A_generation_that_is_taken_is_passed_over()
    {
        var start = Make();
        start.Instead = c =>
        {
            if (c is not ClaimGeneration { Generation.Value: 5 })
            {
                return null;
            }

            start.Highest = new(5);
            return new PlaceTaken(c.Id, new(5));
        };
        start.Go();
        Assert.Equal(new Generation(6), start.Started!.Generation);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void A_start_slot_that_our_generation_or_a_newer_one_holds_stops_us(long generation)
    {
        var start = Make();
        start.Instead = c => c is WriteManifest ? new PlaceTaken(c.Id, new(generation)) : null;
        start.Go();
        Assert.Equal(Ending.Superseded, start.Ended!.Ending);
        Assert.Single(start.All.OfType<WriteManifest>());
        Assert.Empty(start.All.OfType<RecoverSink>());
    }

    [Fact]
    public void A_slot_with_a_later_one_behind_it_is_settled_also_when_nobody_said_so()
    {
        var slots = new StoredSlots();
        var content = new SlotContent { Slot = new(2), Manifest = Samples.Manifest(2) };
        slots.Add(content);
        Assert.True(slots.IsUnsettled(content));
        slots.Add(new() { Slot = new(3), Damage = "torn" });
        Assert.False(slots.IsUnsettled(content));
    }

    [Fact]
    public void What_is_found_is_synced_before_it_is_read()
    {
        var start = Make();
        start.Add(Samples.Manifest(1), SettlementKind.Done);
        start.Go();

        // The first reading only finds out whether the job has finished, and nothing is done about it.
        Assert.Equal("ReadSlot ClaimGeneration SyncSlot ReadSlot", start.Order(typeof(ClaimGeneration), typeof(SyncSlot), typeof(ReadSlot)));
    }

    [Fact]
    public void A_failed_sync_of_what_is_found_is_never_tried_again()
    {
        var start = Make();
        start.Add(Samples.Manifest(1), SettlementKind.Done);
        start.Instead = c => c is SyncSlot ? new CommandFailed(c.Id, new("i/o error", IsTransient: true), FailureOutcome.Unknown) : null;
        start.Go();
        Assert.Equal(Ending.Failed, start.Ended!.Ending);
        Assert.Single(start.All.OfType<SyncSlot>());
    }

    [Fact]
    public void An_unsettled_slot_is_claimed_asked_about_and_committed_before_anything_is_fenced()
    {
        var start = Unsettled(out _);
        start.Go();
        Assert.Equal("WriteSettlement AskDescriptor AskDescriptor Commit Commit WriteManifest FenceResources", start.Order(
            typeof(WriteSettlement), typeof(AskDescriptor), typeof(Commit), typeof(WriteManifest), typeof(FenceResources))[..^" WriteSettlement".Length]);
        Assert.Equal(SettlementKind.Recovering, start.All.OfType<WriteSettlement>().First().Settlement.Kind);
        Assert.Equal(new Slot(2), start.Start.ContinuesFrom);
        Assert.Equal("{0@200}", start.Start.Positions["clicks"].ToString());
        Assert.Equal(["orders-0-1-0", "orders-0-1-1"], start.All.OfType<FenceResources>().Single().Names.Order());
    }

    [Fact]
    public void A_settled_slot_is_not_asked_about()
    {
        var start = Unsettled(out _);
        start.Settlements[new(2)] = new(SettlementKind.Done, new(1), Samples.Other);
        start.Go();
        Assert.Empty(start.All.OfType<AskDescriptor>());
        Assert.NotNull(start.Started);
    }

    [Fact]
    public void A_slot_that_is_settled_while_it_is_claimed_needs_nothing()
    {
        var start = Unsettled(out _);
        start.Instead = c => c is WriteSettlement { Settlement.Kind: SettlementKind.Recovering }
            ? new PlaceTaken(c.Id, new(1), new(SettlementKind.Done, new(1), Samples.Other)) : null;
        start.Go();
        Assert.Empty(start.All.OfType<AskDescriptor>());
        Assert.NotNull(start.Started);
    }

    [Fact]
    public void An_older_recovery_is_taken_over_and_a_newer_one_stops_us()
    {
        var start = Unsettled(out _);
        start.Settlements[new(2)] = new(SettlementKind.Recovering, new(3), Samples.Other);
        start.Go();
        Assert.NotEmpty(start.All.OfType<Commit>());

        start = Unsettled(out _);
        start.Settlements[new(2)] = new(SettlementKind.Recovering, new(8), Samples.Other);
        start.Go();
        Assert.Equal(Ending.Superseded, start.Ended!.Ending);
        Assert.Empty(start.All.OfType<Commit>());
    }

    [Fact]
    public void A_missing_copy_is_made_before_the_first_commit()
    {
        var start = Unsettled(out var manifest);
        start.Copies.Clear();
        start.Go();
        Assert.Equal(manifest, start.All.OfType<CopyManifest>().First().Manifest);
        Assert.StartsWith("CopyManifest Commit", start.Order(typeof(CopyManifest), typeof(Commit)), StringComparison.Ordinal);
    }

    [Fact]
    public void Some_gone_and_none_published_is_undone()
    {
        var start = Unsettled(out _);
        start.Descriptors["b"] = DescriptorState.Gone;
        start.Go();
        Assert.Equal(2, start.All.OfType<RollBack>().Count());
        Assert.Empty(start.All.OfType<Commit>());
        Assert.Equal(new Slot(1), start.Start.ContinuesFrom);
        Assert.Equal(new Slot(2), start.Start.Undone);
        Assert.Equal(new Slot(3), start.Start.Slot);
        Assert.Equal("{0@100}", start.Start.Positions["clicks"].ToString());
        Assert.Contains("(b, 12 rows)", start.Start.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void An_undo_that_finds_something_published_stops()
    {
        var start = Unsettled(out _);
        start.Descriptors["b"] = DescriptorState.Gone;
        start.Instead = c => c is RollBack { Descriptor.Resource: "a" } ? new DescriptorAnswered(c.Id, DescriptorState.Published) : null;
        start.Go();
        Assert.Equal(Ending.Failed, start.Ended!.Ending);
        Assert.Empty(start.All.OfType<WriteManifest>());
    }

    [Fact]
    public void Some_gone_and_some_published_stops_and_says_which_and_how_to_accept_it()
    {
        var start = Unsettled(out _);
        start.Descriptors["a"] = DescriptorState.Published;
        start.Descriptors["b"] = DescriptorState.Gone;
        start.Go();
        Assert.Equal(Ending.Failed, start.Ended!.Ending);
        Assert.Equal(
            "epoch 12 of slot 2 is visible in \"orders\" (a, 12 rows) and gone from \"orders\" (b, 12 rows); --accept-lost-rows goes on without the rows that are gone",
            start.Ended.Cause!.ToString());
    }

    [Fact]
    public void Lost_rows_can_be_accepted()
    {
        var start = Unsettled(out _, o => o with { AcceptLostRows = true });
        start.Descriptors["a"] = DescriptorState.Published;
        start.Descriptors["b"] = DescriptorState.Gone;
        start.Go();
        Assert.Equal("a", start.All.OfType<Commit>().Single().Descriptor.Resource);
        Assert.NotNull(start.Started);
    }

    [Fact]
    public void What_a_newer_generation_has_fenced_is_not_taken_for_gone()
    {
        var start = Unsettled(out _);
        start.Descriptors["a"] = DescriptorState.Published;
        start.Descriptors["b"] = DescriptorState.Gone;
        start.Instead = c =>
        {
            if (c is AskDescriptor { Descriptor.Resource: "b" })
            {
                start.Add(Samples.Manifest(3, generation: 6), SettlementKind.Done);
            }

            return null;
        };
        start.Go();
        Assert.Equal(Ending.Superseded, start.Ended!.Ending);
    }

    [Fact]
    public void A_start_slot_taken_by_an_older_generation_begins_again_and_by_a_newer_one_stops()
    {
        var start = Make();
        start.Add(Samples.Manifest(1), SettlementKind.Done);
        start.Instead = c =>
        {
            if (c is not WriteManifest { Manifest.Slot.Value: 2 })
            {
                return null;
            }

            start.Add(Samples.Manifest(2, ManifestKind.Round, 1, Samples.Descriptor("late")));
            return new PlaceTaken(c.Id, new(1));
        };
        start.Go();
        Assert.Equal(new Slot(3), start.Start.Slot);
        Assert.Equal("late", start.All.OfType<Commit>().Single().Descriptor.Resource);

        start = Make();
        start.Add(Samples.Manifest(1), SettlementKind.Done);
        start.Instead = c => c is WriteManifest ? new PlaceTaken(c.Id, new(6)) : null;
        start.Go();
        Assert.Equal(Ending.Superseded, start.Ended!.Ending);
    }

    [Fact]
    public void A_start_manifest_that_was_never_settled_passes_on_what_it_had_to_fence()
    {
        var start = Make();
        start.Add(Samples.Manifest(1));
        start.Go();
        Assert.Equal(["orders-0-0-0", "orders-0-1-0", "orders-0-1-1"], start.Start.ToFence.Select(n => n.Name).Order());

        start = Make();
        start.Add(Samples.Manifest(1), SettlementKind.Done);
        start.Go();
        Assert.Equal(["orders-0-1-0", "orders-0-1-1"], start.Start.ToFence.Select(n => n.Name).Order());
    }

    [Fact]
    public void Damage_is_passed_over_only_when_no_sink_is_transactional()
    {
        var damaged = new SlotContent { Slot = new(2), Damage = "\"2.json\": the record is damaged" };
        var start = Make();
        start.Add(Samples.Manifest(1), SettlementKind.Done);
        start.Damaged[new(2)] = damaged;
        start.Go();
        Assert.Equal(Ending.Refused, start.Ended!.Ending);
        Assert.Contains("2.json", start.Ended.Cause!.Message, StringComparison.Ordinal);

        start = Make(o => o with { Topology = Samples.Topology(isTransactional: false) });
        start.Add(Samples.Manifest(1) with { TransactionalTables = [] }, SettlementKind.Done);
        start.Damaged[new(2)] = damaged;
        start.Go();
        Assert.Equal(new Slot(1), start.Start.ContinuesFrom);
        Assert.Equal(new Slot(3), start.Start.Slot);
        Assert.Empty(start.All.OfType<CollectUnnamed>());
    }

    [Fact]
    public void A_newer_format_is_refused()
    {
        var start = Make();
        start.Damaged[new(1)] = new() { Slot = new(1), Damage = "format 2", IsNewerFormat = true };
        start.Go();
        Assert.Equal(Ending.Refused, start.Ended!.Ending);
        Assert.Equal("start it with that version", start.Ended.Cause!.Hint);
    }

    [Fact]
    public void A_changed_table_is_refused_while_its_slot_is_unsettled_and_warned_about_later()
    {
        var start = Unsettled(out _, o => o with { Script = Samples.Script(orders: "b") });
        start.Go();
        Assert.Equal(Ending.Refused, start.Ended!.Ending);
        Assert.Contains("old script first", start.Ended.Cause!.Hint, StringComparison.Ordinal);

        start = Make(o => o with { Script = Samples.Script(orders: "b", query: "q2") });
        start.Add(Samples.Manifest(1), SettlementKind.Done);
        start.Go();
        Assert.Equal(2, start.All.OfType<Report>().Count(r => r.Severity == ReportSeverity.Warning));
        Assert.NotNull(start.Started);
    }

    [Fact]
    public void A_sink_that_goes_away_needs_leave_and_publishes_its_carried_files()
    {
        var start = Make(o => o with { Script = Samples.Script(hasLog: false) });
        start.Add(Samples.Manifest(1), SettlementKind.Done);
        start.Go();
        Assert.Equal(Ending.Refused, start.Ended!.Ending);
        Assert.Contains("--allow-state-drop", start.Ended.Cause!.Hint, StringComparison.Ordinal);

        start = Make(o => o with { Script = Samples.Script(hasLog: false), AllowStateDrop = true });
        start.Add(Samples.Manifest(1), SettlementKind.Done);
        start.Go();
        var closed = start.All.OfType<CloseSink>().Single().Sink;
        Assert.Equal(("log", "single_file", "/out/log"), (closed.Table, closed.Connector, closed.Target));
        Assert.Empty(start.Start.Carries);
        Assert.Equal("CheckSink CheckSink CloseSink WriteManifest", start.Order(typeof(CheckSink), typeof(CloseSink), typeof(WriteManifest)));
    }

    [Fact]
    public void A_table_of_another_connector_is_another_table()
    {
        var start = Make(o => o with { Script = Samples.Script(logConnector: "filesystem") });
        start.Add(Samples.Manifest(1), SettlementKind.Done);
        start.Go();
        Assert.Equal(
            "table \"log\" is a filesystem table now and was a single_file table, and the job has its output; --allow-state-drop goes on without it, --fresh begins anew",
            start.Ended!.Cause!.ToString());

        start = Make(o => o with { Script = Samples.Script(logConnector: "filesystem"), AllowStateDrop = true });
        start.Add(Samples.Manifest(1), SettlementKind.Done);
        start.Go();
        Assert.Equal("single_file", start.All.OfType<CloseSink>().Single().Sink.Connector);
        Assert.Empty(start.All.OfType<RecoverSink>().Single(recover => recover.Sink.Table == "log").Carries);
    }

    [Fact]
    public void A_target_that_cannot_be_found_ends_the_start_before_anything_is_written_or_deleted()
    {
        var start = Make(o => o with { Script = Samples.Script(hasLog: false), AllowStateDrop = true });
        start.Add(Samples.Manifest(1), SettlementKind.Done);
        start.Instead = c => c is CheckSink ? new CommandFailed(c.Id, new("the file is gone")) : null;
        start.Go();
        Assert.Equal(Ending.Failed, start.Ended!.Ending);
        Assert.DoesNotContain(start.All, c => c is CloseSink or WriteManifest or CollectUnnamed or RecoverSink);
    }

    [Fact]
    public void Fresh_that_finds_something_in_the_way_leaves_the_old_job_as_it_was()
    {
        var start = Make(o => o with { Fresh = true });
        start.Add(Samples.Manifest(1), SettlementKind.Done);
        start.Instead = c => c is CheckSink { IsNewJob: true, Carries.IsEmpty: true } ? new CommandFailed(c.Id, new("the file exists", IsInputWrong: true)) : null;
        start.Go();
        Assert.True(start.Ended!.Cause!.IsInputWrong);
        Assert.Equal(Samples.Job, start.Current);
        Assert.DoesNotContain(start.All, c => c is CloseSink or WriteManifest);
    }

    [Fact]
    public void Without_a_pointer_jobs_with_records_refuse_a_start_and_fresh_begins_anew()
    {
        foreach (var (found, text) in new[]
        {
            (new CurrentJob(null, false, [Samples.Job]), $"the file \"current\" is gone from the data directory, beside the folders of job \"{Samples.Job}\""),
            (new CurrentJob(Samples.Job, false, []), $"job \"{Samples.Job}\" is the current one of the data directory, and its folder is gone"),
            (new CurrentJob(null, false, [Samples.Job]) { Damage = "\"current\" does not name a job" }, "\"current\" does not name a job"),
        })
        {
            var start = Make();
            start.Current = null;
            start.Instead = c => c is ReadCurrentJob ? new CurrentJobRead(c.Id, found) : null;
            start.Go();
            Assert.Equal(Ending.Refused, start.Ended!.Ending);
            Assert.Equal(text, start.Ended.Cause!.Message);
            Assert.Contains("--fresh", start.Ended.Cause.Hint, StringComparison.Ordinal);
            Assert.Empty(start.All.OfType<TakeLock>());

            start = Make(o => o with { Fresh = true });
            start.Current = null;
            start.Instead = c => c is ReadCurrentJob ? new CurrentJobRead(c.Id, found) : null;
            start.Go();
            Assert.Equal(NewJob, start.Started!.Job);
            Assert.Equal(new SetCurrentJob(default, NewJob, found.Job), start.All.OfType<SetCurrentJob>().Single() with { Id = default });
            Assert.Equal("TakeLock WriteManifest SetCurrentJob", start.Order(typeof(TakeLock), typeof(WriteManifest), typeof(SetCurrentJob), typeof(ReleaseLock)));

            // Refused once it is known what it meets: the pointer stays, and so does the refusal of the next start.
            start = Make(o => o with { Fresh = true });
            start.Current = null;
            start.Instead = c => c switch
            {
                ReadCurrentJob => new CurrentJobRead(c.Id, found),
                CheckSink => new CommandFailed(c.Id, new("the file exists", IsInputWrong: true)),
                _ => null,
            };
            start.Go();
            Assert.NotNull(start.Ended);
            Assert.Empty(start.All.OfType<SetCurrentJob>());
        }
    }

    [Fact]
    public void A_closed_job_keeps_what_its_own_script_wrote_to()
    {
        var start = Make(o => o with { Fresh = true });
        start.Targets = start.Targets.SetItem("orders", "cluster/others");
        var old = Samples.Manifest(1) with { TransactionalTables = ["log"] };
        start.Add(old, SettlementKind.Done);
        start.Go();
        var closing = start.All.OfType<WriteManifest>().First(write => write.Job == Samples.Job).Manifest;
        Assert.Equal(old.Targets, closing.Targets);
        Assert.Equal(old.TransactionalTables, closing.TransactionalTables);
        Assert.Equal("cluster/others", start.Start.Targets["orders"]);
    }

    [Fact]
    public void Fresh_with_lost_rows_accepted_gets_past_whatever_of_the_old_job_cannot_be_told()
    {
        static FakeStart Accepting(bool accepts)
        {
            var start = Unsettled(out _, o => o with { Fresh = true, AcceptLostRows = accepts });
            start.Manifests[new(2)] = start.Manifests[new(2)] with { TransactionalTables = ["orders", "log"] };
            return start;
        }

        var harms = new (string What, Action<FakeStart> Do)[]
        {
            ("manifest", start => start.Damaged[new(2)] = new() { Slot = new(2), Damage = "\"2.json\": torn" }),
            ("settlement", start => start.Damaged[new(2)] = new() { Slot = new(2), Manifest = start.Manifests[new(2)], SettlementDamage = "\"2.settlement\": torn" }),
            ("ask", start => start.Instead = c => c is AskDescriptor { Descriptor.Resource: "a" } ? new CommandFailed(c.Id, new("the folder is gone")) : null),
            ("commit", start => start.Instead = c => c is Commit { Descriptor.Resource: "a" } ? new CommandFailed(c.Id, new("the folder is gone")) : null),
            ("close", start => start.Instead = c => c is CloseSink ? new CommandFailed(c.Id, new("the folder is gone")) : null),
        };
        foreach (var (what, harm) in harms)
        {
            var start = Accepting(false);
            harm(start);
            start.Go();
            Assert.True(start.Ended is { Ending: Ending.Refused or Ending.Failed }, what);
            Assert.Equal(Samples.Job, start.Current);

            start = Accepting(true);
            harm(start);
            start.Go();
            Assert.True(start.Started is not null, $"{what}: {start.Ended?.Cause}");
            Assert.Equal(NewJob, start.Started.Job);
            Assert.Contains(start.All.OfType<Report>(), r => r.Severity == ReportSeverity.Warning && r.Message.Message.Contains("lost, as told to accept", StringComparison.Ordinal));
            Assert.True(start.All.OfType<Commit>().Any(c => c.Descriptor.Resource == "b") == what is not ("manifest" or "settlement"), what);
        }
    }

    [Fact]
    public void Another_target_behind_the_same_name_needs_leave()
    {
        var start = Make();
        start.Add(Samples.Manifest(1), SettlementKind.Done);
        start.Targets = start.Targets.SetItem("orders", "cluster-2/orders");
        start.Go();
        Assert.Equal(Ending.Refused, start.Ended!.Ending);
        Assert.Contains("cluster-2/orders", start.Ended.Cause!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_finished_and_settled_job_ends_and_writes_nothing()
    {
        var start = Make();
        start.Add(Samples.Manifest(1, ManifestKind.Final), SettlementKind.Done);
        start.Go();
        Assert.Equal(Ending.Finished, start.Ended!.Ending);
        Assert.DoesNotContain(start.All, c => c is WriteManifest or ClaimGeneration);

        start = Make(o => o with { Script = Samples.Script(query: "q2") });
        start.Add(Samples.Manifest(1, ManifestKind.Final), SettlementKind.Done);
        start.Go();
        Assert.Equal(Ending.Refused, start.Ended!.Ending);
        Assert.Contains("--fresh", start.Ended.Cause!.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Fresh_closes_the_job_and_moves_the_pointer_only_when_the_new_one_has_its_start()
    {
        var start = Unsettled(out _, o => o with { Fresh = true, Script = Samples.Script(orders: "b") });
        start.Go();
        Assert.Null(start.Ended?.Cause);
        Assert.Equal(NewJob, start.Started!.Job);
        Assert.Equal(NewJob, start.Current);
        Assert.Equal(2, start.All.OfType<Commit>().Count());

        // A sink without transactions has shown its rows: a kill before the pointer moves must leave the old job its length.
        Assert.Equal(["log", "orders"], start.All.OfType<CloseSink>().Select(close => close.Sink.Table).Order());
        Assert.Equal("log", start.All.OfType<WriteManifest>().First().Manifest.Carries.Single().Table);
        Assert.Empty(start.Start.Carries);
        Assert.All(start.All.OfType<RecoverSink>(), recover => Assert.Empty(recover.Carries));
        Assert.Equal("{0@7}", start.Start.Positions["clicks"].ToString());
        Assert.Equal("WriteManifest WriteManifest SetCurrentJob", start.Order(typeof(WriteManifest), typeof(SetCurrentJob)));
        Assert.Equal(Samples.Job, start.All.OfType<ReleaseLock>().Single().Job);
    }

    [Fact]
    public void Fresh_publishes_what_a_transactional_sink_carries()
    {
        var start = Make(o => o with { Fresh = true });
        start.Add(Samples.Manifest(1) with { TransactionalTables = ["log"] }, SettlementKind.Done);
        start.Go();
        Assert.Equal(Samples.Manifest(1).Carries.Single(), start.All.OfType<CloseSink>().Single(close => close.Sink.Table == "log").Sink.Carries.Single());
        Assert.Empty(start.All.OfType<WriteManifest>().First().Manifest.Carries);
    }

    [Fact]
    public void From_checkpoint_copies_a_slot_into_a_new_job_with_the_carries_of_what_is_visible_already()
    {
        var start = Make(o => o with { FromCheckpoint = new Slot(1) });
        start.Add(Samples.Manifest(1), SettlementKind.Done);
        start.Add(Samples.Manifest(2, ManifestKind.Round), SettlementKind.Done);
        start.Go();
        Assert.Null(start.Ended?.Cause);
        Assert.Equal(NewJob, start.Started!.Job);
        Assert.Equal("{0@100}", start.Start.Positions["clicks"].ToString());
        Assert.Equal(Samples.Manifest(1).StateFiles.Single(), start.All.OfType<ImportState>().Single().Files.Single());
        Assert.Equal("log", Assert.Single(start.Start.Carries).Table);

        // The old job is not left before its new sinks and the positions of slot 1 have been found good.
        Assert.Equal("RestoreSource CloseSink CloseSink RestoreSource", start.Order(typeof(RestoreSource), typeof(CloseSink)));
        Assert.Contains(start.All.OfType<Report>(), r => r.Message.Hint?.Contains("published again", StringComparison.Ordinal) == true);

        start = Make(o => o with { FromCheckpoint = new Slot(9) });
        start.Add(Samples.Manifest(1), SettlementKind.Done);
        start.Go();
        Assert.Equal("checkpoint 9 is not there; present are: 1", start.Ended!.Cause!.ToString());
    }

    [Fact]
    public void An_undone_checkpoint_cannot_be_copied()
    {
        var start = Make(o => o with { FromCheckpoint = new Slot(2) });
        start.Add(Samples.Manifest(1), SettlementKind.Done);
        start.Add(Samples.Manifest(2, ManifestKind.Round));
        start.Add(Samples.Manifest(3) with { Undone = new Slot(2) }, SettlementKind.Done);
        start.Go();
        Assert.Equal(Ending.Refused, start.Ended!.Ending);
        Assert.Contains("undone", start.Ended.Cause!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Transient_trouble_with_connectors_rewinds_and_other_trouble_fails()
    {
        foreach (var (isTransient, ending) in new[] { (true, Ending.Rewind), (false, Ending.Failed) })
        {
            var start = Make();
            start.Add(Samples.Manifest(1), SettlementKind.Done);
            start.Instead = c => c is RestoreSource ? new CommandFailed(c.Id, new("the position is gone", IsTransient: isTransient)) : null;
            start.Go();
            Assert.Equal(ending, start.Ended!.Ending);
        }
    }

    [Fact]
    public void Carries_go_to_old_subtask_modulo_parallelism()
    {
        SinkCarry Carry(int subtask) => new() { Table = "files", Subtask = subtask, Version = 1, Payload = $"{subtask}" };
        var carries = new[] { Carry(3), Carry(0), Carry(1), Carry(2) };
        Assert.Equal([0, 2], CarryAssignment.Of([.. carries], new("files", 0), 2).Select(c => c.Subtask));
        Assert.Equal([1, 3], CarryAssignment.Of([.. carries], new("files", 1), 2).Select(c => c.Subtask));
        Assert.Equal([3], CarryAssignment.Of([.. carries], new("files", 3), 5).Select(c => c.Subtask));
        Assert.Empty(CarryAssignment.Of([.. carries], new("files", 4), 5));
    }

    private static FakeStart Make(Func<RecoveryOptions, RecoveryOptions>? change = null)
    {
        var options = new RecoveryOptions
        {
            Script = Samples.Script(),
            Topology = Samples.Topology(),
            Owner = Samples.Owner,
            NewJob = NewJob,
        };
        return new(change?.Invoke(options) ?? options);
    }

    private static FakeStart Unsettled(out CheckpointManifest manifest, Func<RecoveryOptions, RecoveryOptions>? change = null)
    {
        var start = Make(change);
        manifest = Samples.Manifest(2, ManifestKind.Round, 1, Samples.Descriptor("a"), Samples.Descriptor("b"));
        start.Add(Samples.Manifest(1), SettlementKind.Done);
        start.Add(manifest);
        return start;
    }
}
