using System.Text;
using Weir.Checkpoints.Local;
using Weir.TestKit;
using Weir.TestKit.Files;
using Xunit;

namespace Weir.Checkpoints.Tests;

/// <summary>What the store has answered is there whenever the power goes, and what it had not answered is whole or not there.</summary>
public class StoreDurabilityTests
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly JobId OtherJob = JobId.From(new Guid(7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7));
    private static readonly Settlement Done = new(SettlementKind.Done, new(1), Samples.Owner);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task What_was_answered_is_there_after_a_power_cut_at_any_call(int seed)
    {
        await AtEachCallAsync(async (files, life) =>
        {
            await life.CheckAsync(files.PowerCut(seed));
        });
    }

    [Fact]
    public async Task What_a_killed_process_left_unsynced_is_synced_before_the_next_one_builds_on_it()
    {
        await AtEachCallAsync(async (files, killed) =>
        {
            files = files.Kill();
            var next = new Life(killed.Folder);
            Assert.True(await next.RunAsync(files));
            await next.CheckAsync(files.PowerCut(0));
        });
    }

    [Fact]
    public async Task A_slot_that_was_found_and_synced_is_there_after_a_power_cut()
    {
        await AtEachCallAsync(async (files, killed) =>
        {
            files = files.Kill();
            List<SlotContent> found;
            await using (var store = Store(killed.Folder, files))
            {
                await store.TakeLockAsync(Samples.Job, Never);
                foreach (var listed in await store.ListSlotsAsync(Samples.Job, Never))
                {
                    await store.SyncSlotAsync(Samples.Job, listed.Slot, Never);
                }

                found = await ReadAsync(store);
            }

            await using var later = Store(killed.Folder, files.PowerCut(0));
            Assert.Equal(
                found.Select(slot => (slot.Manifest?.Epoch, slot.HasCopy, slot.Settlement)),
                (await ReadAsync(later)).Select(slot => (slot.Manifest?.Epoch, slot.HasCopy, slot.Settlement)));
        });

        static async Task<List<SlotContent>> ReadAsync(LocalCheckpointStore store)
        {
            var contents = new List<SlotContent>();
            foreach (var listed in await store.ListSlotsAsync(Samples.Job, Never))
            {
                contents.Add(await store.ReadSlotAsync(Samples.Job, listed.Slot, Never));
            }

            return contents;
        }
    }

    [Fact]
    public async Task A_found_record_is_synced_itself_and_not_only_its_name()
    {
        using var folder = new TemporaryFolder();
        var files = new PowerCutFiles(folder.Path);
        await using (var store = Store(folder, files))
        {
            await store.TakeLockAsync(Samples.Job, Never);
            var path = folder.At("some", "data", Samples.Job.Value, "manifests", "1.json");
            using (var file = files.Open(path, FileOpening.Write | FileOpening.Create))
            {
                files.WriteAt(file, path, ManifestCodec.Write(Samples.Manifest(1)), 0);
            }

            await store.SyncSlotAsync(Samples.Job, new(1), Never);
        }

        await using var later = Store(folder, files.PowerCut(0));
        Assert.NotNull((await later.ReadSlotAsync(Samples.Job, new(1), Never)).Manifest);
    }

    [Fact]
    public async Task What_a_process_found_taken_is_there_after_a_power_cut()
    {
        using var folder = new TemporaryFolder();
        var files = new PowerCutFiles(folder.Path);
        await using (var store = Store(folder, files))
        {
            await store.TakeLockAsync(Samples.Job, Never);
            files.Fail = call => call.Kind == FileCallKind.SyncFolder ? Posix.Eio : 0;
            await Assert.ThrowsAsync<CheckpointStoreException>(async () => await store.CreateManifestAsync(Samples.Manifest(1), Never));
            await Assert.ThrowsAsync<CheckpointStoreException>(async () => await store.CreateSettlementAsync(Samples.Job, new(1), Done, Never));
        }

        files = files.Kill();
        await using (var store = Store(folder, files))
        {
            var taken = await store.CreateManifestAsync(Samples.Manifest(1) with { Owner = Samples.Owner, Generation = new(2) }, Never);
            Assert.Equal(CreateOutcome.Taken, taken.Outcome);
            taken = await store.CreateSettlementAsync(Samples.Job, new(1), new(SettlementKind.Recovering, new(2), Samples.Other), Never);
            Assert.Equal(Done, taken.Settlement);
        }

        await using var later = Store(folder, files.PowerCut(0));
        var content = await later.ReadSlotAsync(Samples.Job, new(1), Never);
        Assert.Equal(new Epoch(11), content.Manifest!.Epoch);
        Assert.Equal(Done, content.Settlement);
    }

    [Fact]
    public async Task A_pointer_that_was_found_in_its_place_is_there_after_a_power_cut()
    {
        using var folder = new TemporaryFolder();
        var files = new PowerCutFiles(folder.Path);
        await using (var store = Store(folder, files))
        {
            await store.SetCurrentAsync(Samples.Job, null, Never);
            files.Fail = call => call.Kind == FileCallKind.SyncFolder && files.Calls.Count(other => other.Kind == FileCallKind.Move) == 2 ? Posix.Eio : 0;
            await Assert.ThrowsAsync<CheckpointStoreException>(async () => await store.SetCurrentAsync(OtherJob, Samples.Job, Never));
        }

        files = files.Kill();
        await using (var store = Store(folder, files))
        {
            Assert.Equal(CreateOutcome.AlreadyOurs, (await store.SetCurrentAsync(OtherJob, Samples.Job, Never)).Outcome);
        }

        await using var later = Store(folder, files.PowerCut(0));
        Assert.Equal(OtherJob, (await later.ReadCurrentAsync(Never)).Job);
    }

    [Theory]
    [InlineData("1.json")]
    [InlineData("1.copy")]
    [InlineData("1.settlement")]
    [InlineData("current")]
    public async Task A_record_that_does_not_read_back_as_it_was_written_is_no_success(string name)
    {
        using var folder = new TemporaryFolder();
        var files = new PowerCutFiles(folder.Path);
        await using var store = Store(folder, files);
        await store.TakeLockAsync(Samples.Job, Never);
        await store.SetCurrentAsync(OtherJob, null, Never);
        files.Corrupts = path => Path.GetFileName(path) == name && files.Calls.Any(call => call.Kind == FileCallKind.Move && call.Path == path && name != "current");
        var exception = await Assert.ThrowsAsync<CheckpointStoreException>(async () =>
        {
            switch (name)
            {
                case "1.json":
                    await store.CreateManifestAsync(Samples.Manifest(1), Never);
                    break;
                case "1.copy":
                    await store.CopyManifestAsync(Samples.Manifest(1), Never);
                    break;
                case "1.settlement":
                    await store.CreateSettlementAsync(Samples.Job, new(1), Done, Never);
                    break;
                default:
                    // It is read before as well, and then rightly.
                    files.Corrupts = path => Path.GetFileName(path) == name && files.Calls.Count(call => call.Kind == FileCallKind.Move && call.Path == path) > 1;
                    await store.SetCurrentAsync(Samples.Job, OtherJob, Never);
                    break;
            }
        });
        Assert.Equal(FailureOutcome.Unknown, exception.Outcome);
        Assert.Contains("does not read back", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_manifest_that_comes_back_after_a_cut_names_a_state_file_that_pruning_deleted()
    {
        for (var calls = 0; ; calls++)
        {
            for (var seed = 0; seed < 6; seed++)
            {
                using var folder = new TemporaryFolder();
                var files = new PowerCutFiles(folder.Path);
                var isDone = true;
                await using (var store = Store(folder, files))
                {
                    await store.TakeLockAsync(Samples.Job, Never);
                    var file = await WriteStateAsync(store);
                    await store.CreateManifestAsync(Samples.Manifest(1) with { StateFiles = [file] }, Never);
                    files.CallsLeft = calls;
                    try
                    {
                        await store.PruneAsync(Samples.Job, [new(1)], [file.Path], Never);
                    }
                    catch (CheckpointStoreException)
                    {
                        isDone = false;
                    }
                }

                await using var later = Store(folder, files.PowerCut(seed));
                if ((await later.ReadSlotAsync(Samples.Job, new(1), Never)).Manifest is { } manifest)
                {
                    Assert.False(isDone);
                    await later.ReadStateAsync(Samples.Job, manifest.StateFiles[0], Never);
                }

                if (isDone)
                {
                    Assert.True(calls > 4);
                    return;
                }
            }
        }
    }

    // Runs a whole life of a store, cut short at its first call, its second, and so on, until it gets through.
    private static async Task AtEachCallAsync(Func<PowerCutFiles, Life, Task> then)
    {
        for (var calls = 0; ; calls++)
        {
            using var folder = new TemporaryFolder();
            var files = new PowerCutFiles(folder.Path) { CallsLeft = calls };
            var life = new Life(folder);
            var isDone = await life.RunAsync(files);
            await then(files, life);
            if (isDone)
            {
                Assert.True(calls > 60, $"there are only {calls} calls");
                return;
            }
        }
    }

    private static LocalCheckpointStore Store(TemporaryFolder folder, IFileLayer files) =>
        new(new() { DataDirectory = folder.At("some", "data"), Files = files, EndProcess = _ => { } });

    private static ValueTask<StateFile> WriteStateAsync(LocalCheckpointStore store) =>
        store.WriteStateAsync(Samples.Job, new(1), new(11), "count", 0, [Encoding.UTF8.GetBytes("abc")], Never);

    /// <summary>A process that uses a store in every way that must last.</summary>
    private sealed class Life(TemporaryFolder folder)
    {
        private readonly List<Func<LocalCheckpointStore, Task>> _promises = [];

        public TemporaryFolder Folder => folder;

        /// <returns>False when it was cut short.</returns>
        public async Task<bool> RunAsync(PowerCutFiles files)
        {
            await using var store = Store(folder, files);
            try
            {
                await store.TakeLockAsync(Samples.Job, Never);
                await store.ClaimGenerationAsync(Samples.Job, new(1), Samples.Owner, Never);
                Promise(async later => Assert.Equal(new Generation(1), await later.ReadHighestGenerationAsync(Samples.Job, Never)));
                if ((await store.SetCurrentAsync(Samples.Job, null, Never)).Outcome != CreateOutcome.Taken)
                {
                    Promise(async later => Assert.Contains((await later.ReadCurrentAsync(Never)).Job, (JobId?[])[Samples.Job, OtherJob]));
                }

                var file = await WriteStateAsync(store);
                Promise(async later => await later.ReadStateAsync(Samples.Job, file, Never));
                var manifest = Samples.Manifest(1) with { StateFiles = [file] };
                await store.CreateManifestAsync(manifest, Never);
                Promise(async later => Assert.NotNull((await later.ReadSlotAsync(Samples.Job, new(1), Never)).Manifest));
                await store.CopyManifestAsync(manifest, Never);
                Promise(async later => Assert.True((await later.ReadSlotAsync(Samples.Job, new(1), Never)).HasCopy));
                await store.CreateSettlementAsync(Samples.Job, new(1), Done, Never);
                Promise(async later => Assert.Equal(Done, (await later.ReadSlotAsync(Samples.Job, new(1), Never)).Settlement));
                await store.TakeLockAsync(OtherJob, Never);
                await store.ImportStateAsync(Samples.Job, OtherJob, [file], Never);
                Promise(async later => await later.ReadStateAsync(OtherJob, file, Never));
                await store.CreateManifestAsync(manifest with { Job = OtherJob }, Never);
                Promise(async later => Assert.NotNull((await later.ReadSlotAsync(OtherJob, new(1), Never)).Manifest));
                await store.SetCurrentAsync(OtherJob, Samples.Job, Never);
                Promise(async later => Assert.Equal(OtherJob, (await later.ReadCurrentAsync(Never)).Job));
                return true;
            }
            catch (CheckpointStoreException) when (files.IsOut)
            {
                return false;
            }
        }

        public async Task CheckAsync(PowerCutFiles files)
        {
            await using var later = Store(folder, files);
            foreach (var promise in _promises)
            {
                await promise(later);
            }

            foreach (var listed in await later.ListSlotsAsync(Samples.Job, Never))
            {
                // Nothing half written stands in a place.
                var content = await later.ReadSlotAsync(Samples.Job, listed.Slot, Never);
                Assert.Null(content.Damage);
                Assert.Null(content.SettlementDamage);
            }
        }

        private void Promise(Func<LocalCheckpointStore, Task> promise) => _promises.Add(promise);
    }
}
