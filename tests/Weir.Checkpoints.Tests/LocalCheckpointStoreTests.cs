using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using Weir.Checkpoints.Local;
using Weir.TestKit;
using Weir.TestKit.Files;
using Xunit;

namespace Weir.Checkpoints.Tests;

public sealed class LocalCheckpointStoreTests : IAsyncLifetime, IDisposable
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private readonly TemporaryFolder _folder = new();
    private readonly PowerCutFiles _files;
    private readonly List<Failure> _ended = [];
    private readonly LocalCheckpointStore _store;

    public LocalCheckpointStoreTests()
    {
        _files = new(_folder.Path);
        _store = new(Options());
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _store.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_manifest_is_created_once_and_never_replaced()
    {
        await LockAsync();
        var manifest = Samples.Manifest(1);
        Assert.Equal(CreateOutcome.Created, (await _store.CreateManifestAsync(manifest, Never)).Outcome);
        Assert.Equal(CreateOutcome.AlreadyOurs, (await _store.CreateManifestAsync(manifest, Never)).Outcome);
        var taken = await _store.CreateManifestAsync(manifest with { Owner = Samples.Owner, Generation = new(2) }, Never);
        Assert.Equal(new(CreateOutcome.Taken, new Generation(1)), taken);
        Assert.Equal(taken, await _store.CreateManifestAsync(manifest with { Owner = Samples.Owner }, Never));
        Assert.Equal(taken, await _store.CreateManifestAsync(manifest with { Epoch = manifest.Epoch.Next }, Never));
        Assert.Equal(ManifestCodec.Write(manifest), File.ReadAllBytes(At("manifests", "1.json")));
        Assert.Equal(["1.json"], Directory.GetFiles(At("manifests")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Durable_means_write_sync_move_and_folder_sync_in_this_order()
    {
        await LockAsync();
        _files.ClearCalls();
        await _store.CreateManifestAsync(Samples.Manifest(1), Never);
        Assert.Equal(["Write 1.json", "SyncData 1.json", "Move 1.json", "SyncFolder manifests"], Operations());
    }

    [Fact]
    public async Task Of_many_writers_one_gets_the_place()
    {
        await LockAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            await using var other = new LocalCheckpointStore(Options());
            return (await other.CreateSettlementAsync(
                Samples.Job, new(1), new(SettlementKind.Recovering, new(i + 1), Samples.Owner), Never)).Outcome;
        }));
        Assert.Single(outcomes, o => o == CreateOutcome.Created);
        Assert.Equal(19, outcomes.Count(o => o == CreateOutcome.Taken));
    }

    [Fact]
    public async Task A_slot_reads_back_with_its_settlement()
    {
        await LockAsync();
        var manifest = Samples.Manifest(1);
        var settlement = new Settlement(SettlementKind.Done, new(1), Samples.Other);
        await _store.CreateManifestAsync(manifest, Never);
        await _store.CopyManifestAsync(manifest, Never);
        await _store.CreateSettlementAsync(Samples.Job, new(1), settlement, Never);
        await _store.SyncSlotAsync(Samples.Job, new(1), Never);
        Assert.Equal(new SlotListing(new(1), true, true, true), Assert.Single(await _store.ListSlotsAsync(Samples.Job, Never)));
        var content = await _store.ReadSlotAsync(Samples.Job, new(1), Never);
        Assert.Equal(settlement, content.Settlement);
        Assert.True(content.HasCopy);
        Assert.Null(content.Damage);
        var other = new Settlement(SettlementKind.Recovering, new(2), Samples.Owner);
        Assert.Equal(new(CreateOutcome.Taken, new(1), settlement), await _store.CreateSettlementAsync(Samples.Job, new(1), other, Never));
    }

    [Theory]
    [InlineData("torn")]
    [InlineData("damaged")]
    [InlineData("foreign")]
    [InlineData("empty")]
    public async Task A_damaged_manifest_is_read_from_its_copy(string damage)
    {
        await LockAsync();
        await _store.CreateManifestAsync(Samples.Manifest(1), Never);
        await _store.CopyManifestAsync(Samples.Manifest(1), Never);
        Damage(At("manifests", "1.json"), damage);
        var content = await _store.ReadSlotAsync(Samples.Job, new(1), Never);
        Assert.Equal(new Epoch(11), content.Manifest!.Epoch);
        Assert.Contains("1.json", content.Damage, StringComparison.Ordinal);
        Damage(At("manifests", "1.copy"), damage);
        content = await _store.ReadSlotAsync(Samples.Job, new(1), Never);
        Assert.Null(content.Manifest);
        Assert.False(content.HasCopy);
        await _store.CopyManifestAsync(Samples.Manifest(1), Never);
        Assert.True((await _store.ReadSlotAsync(Samples.Job, new(1), Never)).HasCopy);
    }

    [Fact]
    public async Task A_manifest_of_another_slot_is_damage()
    {
        await LockAsync();
        await _store.CreateManifestAsync(Samples.Manifest(1), Never);
        File.Copy(At("manifests", "1.json"), At("manifests", "2.json"));
        var content = await _store.ReadSlotAsync(Samples.Job, new(2), Never);
        Assert.Null(content.Manifest);
        Assert.Contains("it is slot 1", content.Damage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_newer_format_is_named_and_not_taken_for_damage()
    {
        await LockAsync();
        File.WriteAllBytes(At("manifests", "1.json"), RecordTests.Sealed("""{"format":2}"""));
        Assert.True((await _store.ReadSlotAsync(Samples.Job, new(1), Never)).IsNewerFormat);
    }

    [Fact]
    public async Task A_damaged_settlement_is_named_and_its_place_stays_taken()
    {
        await LockAsync();
        File.WriteAllText(At("manifests", "1.settlement"), "?");
        Assert.Contains("1.settlement", (await _store.ReadSlotAsync(Samples.Job, new(1), Never)).SettlementDamage, StringComparison.Ordinal);
        var done = new Settlement(SettlementKind.Done, new(1), Samples.Owner);
        Assert.Equal(new(CreateOutcome.Taken), await _store.CreateSettlementAsync(Samples.Job, new(1), done, Never));
    }

    [Fact]
    public async Task A_second_owner_is_refused_and_told_who_holds_the_lock()
    {
        await LockAsync();
        await using var other = new LocalCheckpointStore(Options());
        var refused = await other.TakeLockAsync(Samples.Job, Never);
        Assert.False(refused.IsTaken);
        Assert.StartsWith($"pid {Environment.ProcessId} on \"{Environment.MachineName}\" since 20", refused.Holder, StringComparison.Ordinal);
        await _store.ReleaseLockAsync(Samples.Job, Never);
        Assert.True((await other.TakeLockAsync(Samples.Job, Never)).IsTaken);
    }

    [Fact]
    public async Task The_lock_is_the_system_s_and_keeps_other_processes_out()
    {
        if (!File.Exists("/usr/bin/flock"))
        {
            return; // No other program here knows how to take the lock.
        }

        await LockAsync();
        Assert.Equal(1, Flock());
        await _store.ReleaseLockAsync(Samples.Job, Never);
        Assert.Equal(0, Flock());

        int Flock()
        {
            using var process = Process.Start(new ProcessStartInfo("flock", ["--nonblock", "--conflict-exit-code", "1", At("lock"), "true"]))!;
            process.WaitForExit();
            return process.ExitCode;
        }
    }

    [Fact]
    public async Task The_pointer_is_created_once_and_replaced_by_its_owner_only()
    {
        var other = JobId.From(Guid.NewGuid());
        Assert.Null((await _store.ReadCurrentAsync(Never)).Job);
        Assert.Equal(CreateOutcome.Created, (await _store.SetCurrentAsync(Samples.Job, null, Never)).Outcome);
        Assert.Equal(CreateOutcome.AlreadyOurs, (await _store.SetCurrentAsync(Samples.Job, null, Never)).Outcome);
        Assert.Equal(CreateOutcome.Taken, (await _store.SetCurrentAsync(other, null, Never)).Outcome);
        Assert.Equal(CreateOutcome.Created, (await _store.SetCurrentAsync(other, Samples.Job, Never)).Outcome);
        Assert.Equal(CreateOutcome.AlreadyOurs, (await _store.SetCurrentAsync(other, Samples.Job, Never)).Outcome);
        Assert.Equal(CreateOutcome.Taken, (await _store.SetCurrentAsync(JobId.From(Guid.NewGuid()), Samples.Job, Never)).Outcome);
        Assert.Equal(other, (await _store.ReadCurrentAsync(Never)).Job);
    }

    [Theory]
    [InlineData("")]
    [InlineData("41ef544cc455")]
    public async Task A_pointer_that_names_no_job_is_told_and_replaced(string text)
    {
        await _store.SetCurrentAsync(Samples.Job, null, Never);
        var path = Path.Combine(Options().DataDirectory, "current");
        await File.WriteAllTextAsync(path, text);
        var found = await _store.ReadCurrentAsync(Never);
        Assert.Equal((null, $"\"{path}\" does not name a job"), (found.Job, found.Damage));
        Assert.Equal(CreateOutcome.Created, (await _store.SetCurrentAsync(Samples.Job, null, Never)).Outcome);
        Assert.Equal(Samples.Job, (await _store.ReadCurrentAsync(Never)).Job);
    }

    [Fact]
    public async Task Without_a_pointer_the_jobs_with_records_are_named()
    {
        await _store.TakeLockAsync(JobId.From(Guid.NewGuid()), Never);
        Assert.Empty((await _store.ReadCurrentAsync(Never)).Others);
        await LockAsync();
        await _store.ClaimGenerationAsync(Samples.Job, new(1), Samples.Owner, Never);
        Assert.Empty((await _store.ReadCurrentAsync(Never)).Others);
        await _store.CreateManifestAsync(Samples.Manifest(1), Never);
        Assert.Equal(Samples.Job, Assert.Single((await _store.ReadCurrentAsync(Never)).Others));
        await _store.SetCurrentAsync(Samples.Job, null, Never);
        Assert.True((await _store.ReadCurrentAsync(Never)).IsThere);
        var lost = JobId.From(Guid.NewGuid());
        await _store.SetCurrentAsync(lost, Samples.Job, Never);
        Assert.Equal((lost, false), ((await _store.ReadCurrentAsync(Never)).Job, (await _store.ReadCurrentAsync(Never)).IsThere));
    }

    [Fact]
    public async Task Claims_of_older_generations_are_collected_and_the_highest_stays()
    {
        await LockAsync();
        for (var generation = 1; generation <= 4; generation++)
        {
            await _store.ClaimGenerationAsync(Samples.Job, new(generation), Samples.Owner, Never);
        }

        await _store.CollectUnnamedAsync(Samples.Job, new(4), [], Never);
        Assert.Equal(["4"], Directory.GetFiles(At("generations")).Select(Path.GetFileName));
        Assert.Equal(new Generation(4), await _store.ReadHighestGenerationAsync(Samples.Job, Never));
    }

    [Fact]
    public async Task Generations_are_claimed_once()
    {
        await LockAsync();
        Assert.Equal(default, await _store.ReadHighestGenerationAsync(Samples.Job, Never));
        Assert.Equal(CreateOutcome.Created, (await _store.ClaimGenerationAsync(Samples.Job, new(1), Samples.Owner, Never)).Outcome);
        Assert.Equal(CreateOutcome.AlreadyOurs, (await _store.ClaimGenerationAsync(Samples.Job, new(1), Samples.Owner, Never)).Outcome);
        Assert.Equal(CreateOutcome.Taken, (await _store.ClaimGenerationAsync(Samples.Job, new(1), Samples.Other, Never)).Outcome);
        Assert.Equal(new Generation(1), await _store.ReadHighestGenerationAsync(Samples.Job, Never));
    }

    [Fact]
    public async Task A_failed_sync_of_a_file_gives_it_up_and_touches_no_place()
    {
        await LockAsync();
        _files.Fail = call => call.Kind == FileCallKind.SyncData && call.Path.EndsWith("1.json", StringComparison.Ordinal) ? Posix.Eio : 0;
        var exception = await Assert.ThrowsAsync<CheckpointStoreException>(async () => await _store.CreateManifestAsync(Samples.Manifest(1), Never));
        Assert.Equal(FailureOutcome.NotDone, exception.Outcome);
        Assert.Contains("(EIO)", exception.Message, StringComparison.Ordinal);
        Assert.Single(Operations(), o => o == "SyncData 1.json");
        Assert.Empty(Directory.GetFiles(At("manifests")));
        Assert.Empty(_ended);
    }

    [Fact]
    public async Task A_failed_sync_of_a_folder_ends_the_process_and_the_outcome_is_unknown()
    {
        await LockAsync();
        _files.Fail = call => call.Kind == FileCallKind.SyncFolder ? Posix.Eio : 0;
        var exception = await Assert.ThrowsAsync<CheckpointStoreException>(async () => await _store.CreateManifestAsync(Samples.Manifest(1), Never));
        Assert.Equal(FailureOutcome.Unknown, exception.Outcome);
        Assert.Single(_ended);
        Assert.True(File.Exists(At("manifests", "1.json")));
    }

    [Theory]
    [InlineData(FileCallKind.Write, Posix.Enospc, FailureOutcome.NotDone)]
    [InlineData(FileCallKind.Move, Posix.Edquot, FailureOutcome.NotDone)]
    [InlineData(FileCallKind.Move, Posix.Eio, FailureOutcome.Unknown)]
    public async Task Failures_say_whether_the_place_may_have_been_touched(FileCallKind kind, int error, FailureOutcome outcome)
    {
        await LockAsync();
        _files.Fail = call => call.Kind == kind ? error : 0;
        var exception = await Assert.ThrowsAsync<CheckpointStoreException>(async () => await _store.CreateManifestAsync(Samples.Manifest(1), Never));
        Assert.Equal(outcome, exception.Outcome);
        Assert.Equal(error != Posix.Eio, exception.Failure.IsDiskFull);
    }

    [Fact]
    public async Task A_full_disk_is_a_full_disk()
    {
        if (!File.Exists("/dev/full"))
        {
            return; // Nothing here is full.
        }

        await LockAsync();
        using var full = LocalFileLayer.Instance.Open("/dev/full", FileOpening.Write);
        var exception = Assert.Throws<DurableFileException>(() => LocalFileLayer.Instance.WriteAt(full, "/dev/full", "x"u8, 0));
        Assert.True(exception.IsDiskFull);
        Assert.Equal("could not write \"/dev/full\": no space left on device (ENOSPC)", exception.Message);
    }

    [Fact]
    public async Task State_files_are_checked_when_they_are_read()
    {
        await LockAsync();
        var file = await _store.WriteStateAsync(
            Samples.Job, new(1), new(5), "join on a/b", 0, [Encoding.UTF8.GetBytes("abc"), Encoding.UTF8.GetBytes("def")], Never);
        Assert.StartsWith("state/1-5/join%20on%20a%2Fb-0-", file.Path, StringComparison.Ordinal);
        Assert.Equal(6, file.Bytes);
        Assert.Equal("abcdef", Encoding.UTF8.GetString((await _store.ReadStateAsync(Samples.Job, file, Never)).Span));
        Damage(At(file.Path), "damaged");
        var exception = await Assert.ThrowsAsync<CheckpointStoreException>(async () => await _store.ReadStateAsync(Samples.Job, file, Never));
        Assert.Contains("damaged", exception.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<CheckpointStoreException>(async () =>
            await _store.ReadStateAsync(Samples.Job, file with { Path = "state/../../current" }, Never));
    }

    [Fact]
    public async Task Pruning_and_collecting_delete_what_they_are_told_and_nothing_else()
    {
        await LockAsync();
        var old = await WriteStateAsync(1, 5);
        var shared = await WriteStateAsync(1, 6);
        var young = await WriteStateAsync(2, 7);
        await _store.CreateManifestAsync(Samples.Manifest(1), Never);
        await _store.CreateManifestAsync(Samples.Manifest(2), Never);
        _files.ClearCalls();
        await _store.PruneAsync(Samples.Job, [new(1)], [old.Path], Never);
        Assert.Equal([new Slot(2)], (await _store.ListSlotsAsync(Samples.Job, Never)).Select(s => s.Slot));
        Assert.False(Directory.Exists(At("state", "1-5")));
        Assert.Equal(["SyncFolder manifests"], Operations());
        await _store.CollectUnnamedAsync(Samples.Job, new(2), ImmutableHashSet.Create(StringComparer.Ordinal, shared.Path), Never);
        Assert.True(File.Exists(At(shared.Path)));
        Assert.True(File.Exists(At(young.Path)));
        await _store.CollectUnnamedAsync(Samples.Job, new(3), ImmutableHashSet.Create(StringComparer.Ordinal, shared.Path), Never);
        Assert.False(File.Exists(At(young.Path)));
    }

    [Fact]
    public async Task What_an_earlier_process_left_unfinished_goes_with_the_lock()
    {
        Directory.CreateDirectory(At("manifests"));
        File.WriteAllText(At("manifests", ".new-abc-1.json"), "torn");
        Assert.Empty(await _store.ListSlotsAsync(Samples.Job, Never));
        await LockAsync();
        Assert.Empty(Directory.GetFiles(At("manifests")));
    }

    [Fact]
    public async Task Import_makes_state_of_another_job_our_own()
    {
        await LockAsync();
        var file = await WriteStateAsync(1, 5);
        var other = JobId.From(Guid.NewGuid());
        await _store.TakeLockAsync(other, Never);
        await _store.ImportStateAsync(Samples.Job, other, [file], Never);
        await _store.ImportStateAsync(Samples.Job, other, [file], Never);
        Assert.Equal("abc", Encoding.UTF8.GetString((await _store.ReadStateAsync(other, file, Never)).Span));
    }

    [Fact]
    public async Task The_inspector_reads_beside_the_owner()
    {
        await LockAsync();
        await _store.SetCurrentAsync(Samples.Job, null, Never);
        var file = await WriteStateAsync(1, 11);
        var manifest = Samples.Manifest(1, ManifestKind.Round, 1, Samples.Descriptor()) with { StateFiles = [file] };
        await _store.CreateManifestAsync(manifest, Never);
        var inspector = new CheckpointInspector(_folder.At("data"));
        var job = Assert.Single(inspector.List());
        Assert.True(job.IsCurrent);
        Assert.Contains("pid", job.Holder, StringComparison.Ordinal);
        Assert.False(Assert.Single(job.Slots).IsSettled);
        Assert.Equal(3, job.Slots[0].StateBytes);
        Assert.Equal(new Epoch(11), inspector.Show(Samples.Job, new(1))!.Manifest!.Epoch);
        Assert.Null(inspector.Show(Samples.Job, new(2)));
        Assert.Equal("Intact Missing Intact Named Named", string.Join(' ', inspector.Verify(Samples.Job).Select(f => f.Outcome)));
        Damage(At(file.Path), "damaged");
        Damage(At("manifests", "1.json"), "torn");
        await _store.CopyManifestAsync(manifest, Never);
        Assert.Equal("Damaged Intact Damaged Named Named", string.Join(' ', inspector.Verify(Samples.Job).Select(f => f.Outcome)));
    }

    [Fact]
    public async Task Commands_of_the_store_carry_themselves_out()
    {
        Assert.IsType<CommandDone>(await StoreCommands.CarryOutAsync(_store, new TakeLock(new(1), Samples.Job), Never));
        var write = new WriteManifest(new(2), Samples.Job, Samples.Manifest(1));
        Assert.Equal(new CommandDone(new(2)), await StoreCommands.CarryOutAsync(_store, write, Never));
        var other = new WriteManifest(new(3), Samples.Job, Samples.Manifest(1) with { Owner = Samples.Owner });
        Assert.Equal(new PlaceTaken(new(3), new(1)), await StoreCommands.CarryOutAsync(_store, other, Never));
        Assert.Null(await StoreCommands.CarryOutAsync(_store, new ReportActivity(new(4)), Never));
        _files.Fail = call => call.Kind == FileCallKind.Write ? Posix.Enospc : 0;
        var failed = Assert.IsType<CommandFailed>(await StoreCommands.CarryOutAsync(
            _store, new WriteManifest(new(5), Samples.Job, Samples.Manifest(2)), Never));
        Assert.True(failed.Failure.IsDiskFull);
    }

    private LocalStoreOptions Options() => new()
    {
        DataDirectory = _folder.At("data"),
        EndProcess = _ended.Add,
        Files = _files,
    };

    /// <summary>Since the lock was taken; a file that is not in its place yet is called by its place.</summary>
    private IEnumerable<string> Operations() => _files.Calls
        .Where(call => call.Kind is FileCallKind.Write or FileCallKind.SyncData or FileCallKind.SyncFolder or FileCallKind.Move)
        .Select(call => call.ToString().Replace(Unfinished(call.Path), "", StringComparison.Ordinal));

    private static string Unfinished(string path) =>
        Path.GetFileName(path) is var name && name.StartsWith(StorePaths.Unfinished, StringComparison.Ordinal) ? name[..(name.LastIndexOf('-') + 1)] : " no ";

    private string At(params string[] parts) => _folder.At(["data", Samples.Job.Value, .. parts]);

    private async Task LockAsync()
    {
        Assert.True((await _store.TakeLockAsync(Samples.Job, Never)).IsTaken);
        _files.ClearCalls();
    }

    private ValueTask<StateFile> WriteStateAsync(long generation, long epoch) =>
        _store.WriteStateAsync(Samples.Job, new(generation), new(epoch), "count", 0, [Encoding.UTF8.GetBytes("abc")], Never);

    private static void Damage(string path, string how)
    {
        var bytes = File.ReadAllBytes(path);
        switch (how)
        {
            case "torn":
                bytes = bytes[..(bytes.Length / 2)];
                break;
            case "foreign":
                bytes = "GIF89a\n"u8.ToArray();
                break;
            case "empty":
                bytes = [];
                break;
            default:
                bytes[bytes.Length / 3] ^= 1;
                break;
        }

        File.WriteAllBytes(path, bytes);
    }
}
