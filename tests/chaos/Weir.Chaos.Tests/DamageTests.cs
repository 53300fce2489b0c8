using System.Text.Json;
using Xunit;

namespace Weir.Chaos.Tests;

/// <summary>Files of a job that were changed, cut or lost while it did not run.</summary>
public sealed class DamageTests : ChaosTest
{
    [Fact]
    public async Task A_damaged_manifest_is_reported_and_read_from_its_copy()
    {
        var job = Job();
        await KillAfterAsync(job, 2);
        var manifest = SettledManifest(job);
        Damage(manifest);
        var (exitCode, verified, _) = await Tool.RunAsync(Repository.Weir, "checkpoints", "verify", job.Script, "--data-dir", job.DataDirectory);
        Assert.Equal(1, exitCode);
        Assert.Contains(verified.Split('\n'), line => line.StartsWith("damaged") && line.Contains($"checkpoint {Path.GetFileNameWithoutExtension(manifest)}"));
        await FinishAsync(job, "from the copy");
    }

    [Fact]
    public async Task A_manifest_whose_copy_is_damaged_too_refuses_the_start_and_names_the_file()
    {
        var job = Job();
        await KillAfterAsync(job, 2);
        var manifest = SettledManifest(job);
        var copy = Path.ChangeExtension(manifest, ".copy");
        var intact = File.ReadAllBytes(manifest);
        Damage(manifest);
        Damage(copy);
        await using (var process = job.Start(Interval))
        {
            var summary = await process.MustExitAsync(2, Limit);
            Assert.Contains(manifest, summary!.Message);
            Assert.NotEmpty(summary.Hint);
        }

        File.WriteAllBytes(manifest, intact);
        await FinishAsync(job, "after the manifest was restored");
    }

    [Fact]
    public async Task An_open_file_that_lost_committed_bytes_refuses_the_start_and_names_it()
    {
        var job = Job(fileBytes: 1 << 30);
        await KillAfterAsync(job, 2);
        var staged = Directory.GetFiles(Path.Combine(job.Files, "__in_progress"), "*.tmp", SearchOption.AllDirectories).Single();
        await CutAndRestoreAsync(job, staged, keep: 1000);
    }

    [Fact]
    public async Task A_file_to_publish_that_lost_bytes_is_not_published()
    {
        var job = Job();
        await KillAfterAsync(job, 2);

        // As a crash of the machine leaves it: the newest checkpoint decided, not settled, its file still staged.
        var slot = job.Manifests()[^1];
        var (staged, final) = Descriptors(slot)[0];
        File.Delete(Path.ChangeExtension(slot, ".settlement"));
        if (File.Exists(final))
        {
            File.Move(final, staged);
        }

        await CutAndRestoreAsync(job, staged, keep: new FileInfo(staged).Length - 10);
        Assert.True(File.Exists(final));
    }

    [Fact]
    public async Task Dead_letters_that_lost_committed_bytes_refuse_the_start_and_name_the_file()
    {
        var job = Job();
        await KillAfterAsync(job, 2);
        var segment = Directory.GetFiles(Path.Combine(job.JobFolder(), "dead-letters"), "*.jsonl", SearchOption.AllDirectories).Single();
        await CutAndRestoreAsync(job, segment, keep: 100);
    }

    [Fact]
    public async Task An_input_that_was_replaced_is_refused()
    {
        var job = Job();
        await KillAfterAsync(job, 1);
        var input = File.ReadAllBytes(job.Input);
        var other = (byte[])input.Clone();
        other[9] ^= 1;
        File.WriteAllBytes(job.Input, other);
        await using (var process = job.Start(Interval))
        {
            var summary = await process.MustExitAsync(1, Limit);
            Assert.Contains($"table \"orders\": \"{job.Input}\" is not the file that was read before", summary!.Message);
            Assert.Contains("--fresh", summary.Hint);
        }

        File.WriteAllBytes(job.Input, input);
        await FinishAsync(job, "after the input was restored");
    }

    /// <summary>The files that a manifest is to publish.</summary>
    internal static IReadOnlyList<(string Staged, string Final)> Descriptors(string manifestPath)
    {
        using var manifest = JsonDocument.Parse(File.ReadLines(manifestPath).First());
        return [.. manifest.RootElement.GetProperty("descriptors").EnumerateArray().Select(descriptor =>
        {
            using var file = JsonDocument.Parse(descriptor.GetProperty("payload").GetString()!);
            string At(string name) => Path.Combine(descriptor.GetProperty("target").GetString()!, file.RootElement.GetProperty(name).GetString()!);
            return (At("staged"), At("final"));
        })];
    }

    private static async Task CutAndRestoreAsync(ChaosJob job, string path, long keep)
    {
        var intact = File.ReadAllBytes(path);
        File.WriteAllBytes(path, intact[..(int)keep]);
        await using (var process = job.Start(Interval))
        {
            var summary = await process.MustExitAsync(1, Limit);
            Assert.Contains(path, summary!.Message);
            Assert.Contains("were committed", summary.Message);
            Assert.Matches("^put (the file|it) back", summary.Hint);
        }

        File.WriteAllBytes(path, intact);
        await FinishAsync(job, "after the file was put back");
    }

    // The newest settled one: a kill may have left a newer one without a copy, which has nothing to be read from.
    private static string SettledManifest(ChaosJob job)
    {
        foreach (var newer in job.Manifests().Reverse().TakeWhile(path => !File.Exists(Path.ChangeExtension(path, ".settlement"))))
        {
            Assert.True(File.Exists(Path.ChangeExtension(newer, ".copy")), "the kill came between a manifest and its copy");
        }

        return job.Manifests()[^1];
    }

    internal static void Damage(string path)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 0x55;
        File.WriteAllBytes(path, bytes);
    }
}
