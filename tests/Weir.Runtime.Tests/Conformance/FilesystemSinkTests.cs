using Weir.Checkpoints;
using Weir.Connectors;
using Weir.Connectors.Builtin.Filesystem;
using Weir.TestKit.Files;

namespace Weir.Runtime.Tests.Conformance;

public sealed class FilesystemSinkTests : TransactionalSinkConformance
{
    protected override IConnector Connector { get; } = new FilesystemConnector();

    protected override IReadOnlyDictionary<string, string> Options { get; } = new Dictionary<string, string>
    {
        ["path"] = "out",
        ["rolling_policy.interval"] = "60s",
        ["rolling_policy.inactivity_interval"] = "20s",
    };

    private SinkCarry? _carry;

    private string Target => Folder.At("out");

    private string Staging => Folder.At("out", "__in_progress", Job.Value, "t");

    [Fact]
    public async Task A_staged_file_of_another_size_stops()
    {
        await using var sink = await OpenTransactionalAsync(1);
        await WriteAsync(sink, 1, 2);
        var prepared = await PrepareAsync(sink);
        await using (var file = File.OpenWrite(StagedFiles().Single()))
        {
            file.SetLength(4);
        }

        await StopsAsync(() => AskAsync(prepared));
        await StopsAsync(() => CommitAsync(sink, prepared));
        Assert.Empty(ReadVisible());
    }

    [Fact]
    public async Task A_published_file_of_another_size_stops()
    {
        await using var sink = await OpenTransactionalAsync(1);
        await WriteAsync(sink, 1, 2);
        var prepared = await PrepareAsync(sink);
        await CommitAsync(sink, prepared);
        await File.AppendAllTextAsync(Directory.GetFiles(Target).Single(), "more");

        await StopsAsync(() => AskAsync(prepared));
    }

    [Fact]
    public async Task A_staging_folder_that_is_gone_stops()
    {
        await using var sink = await OpenTransactionalAsync(1);
        await WriteAsync(sink, 1, 2);
        var prepared = await PrepareAsync(sink);
        Directory.Delete(Staging, recursive: true);

        await StopsAsync(() => AskAsync(prepared));
    }

    [Fact]
    public async Task A_published_file_that_a_consumer_took_is_published()
    {
        await using var sink = await OpenTransactionalAsync(1);
        await WriteAsync(sink, 1, 2);
        var prepared = await PrepareAsync(sink);
        await CommitAsync(sink, prepared);
        File.Delete(Directory.GetFiles(Target).Single());

        Assert.Equal(DescriptorState.Published, await AskAsync(prepared));
    }

    [Fact]
    public async Task Nothing_is_overwritten()
    {
        await using var sink = await OpenTransactionalAsync(1);
        await WriteAsync(sink, 1, 2);
        var descriptor = (await PrepareAsync(sink)).Descriptors[0];
        var target = Path.Combine(Target, descriptor.Resource);
        await File.WriteAllTextAsync(target, "precious");

        await StopsAsync(() => sink.CommitAsync(descriptor, default).AsTask());
        Assert.Equal("precious", await File.ReadAllTextAsync(target));
        Assert.Single(StagedFiles());
    }

    [Fact]
    public async Task Files_of_others_are_left_alone()
    {
        Directory.CreateDirectory(Folder.At("out", "__in_progress", "other"));
        await File.WriteAllTextAsync(Folder.At("out", "__in_progress", "other", "x.tmp"), "staged");
        await File.WriteAllTextAsync(Folder.At("out", "mine.txt"), "published");
        await using (await OpenAsync(1, [], overwrite: true))
        {
        }

        Assert.True(File.Exists(Folder.At("out", "__in_progress", "other", "x.tmp")));
        Assert.True(File.Exists(Folder.At("out", "mine.txt")));
    }

    [Fact]
    public async Task A_carried_file_that_is_shorter_or_gone_is_refused()
    {
        SinkCarry? carry;
        await using (var sink = await OpenAsync(1, []))
        {
            await WriteAsync(sink, 1, 2);
            carry = await CheckpointAsync(sink);
        }

        await using (var file = File.OpenWrite(StagedFiles().Single()))
        {
            file.SetLength(3);
        }

        await StopsAsync(() => OpenAsync(2, [carry!]));
        await StopsAsync(() => CloseAsync(carry!));
        File.Delete(StagedFiles().Single());
        await StopsAsync(() => OpenAsync(2, [carry!]));
        await StopsAsync(() => CloseAsync(carry!));
        Assert.Empty(ReadVisible());
    }

    [Fact]
    public async Task A_carry_is_published_without_its_sink_and_as_often_as_it_takes()
    {
        SinkCarry? carry;
        await using (var sink = await OpenAsync(1, []))
        {
            await WriteAsync(sink, 1, 2);
            carry = await CheckpointAsync(sink);
            await WriteAsync(sink, 3);
        }

        await CloseAsync(carry!);
        await CloseAsync(carry!);

        Assert.Equal([1L, 2L], ReadVisible().Order());
    }

    [Fact]
    public async Task Nothing_is_deleted_before_everything_is_found()
    {
        var carries = new List<SinkCarry>();
        for (var generation = 1; generation <= 2; generation++)
        {
            await using var sink = (ITransactionalSink)Create(generation);
            await sink.OpenAsync(default);
            await sink.RecoverAsync(new SinkRecovery { Named = [.. carries] }, default);
            await WriteAsync(sink, generation);
            carries.Add((await CheckpointAsync(sink))!);
        }

        await File.WriteAllTextAsync(Path.Combine(Staging, "nobody-names-me.tmp"), "left over");
        File.Delete(StagedFiles().Order(StringComparer.Ordinal).ElementAt(1));
        await StopsAsync(() => OpenAsync(3, [.. carries]));
        await StopsAsync(() => CloseAsync([.. carries]));
        Assert.Equal(2, StagedFiles().Length);
        Assert.Empty(ReadVisible());
    }

    [Fact]
    public async Task A_staged_file_that_is_taken_away_while_it_is_written_fails_the_next_checkpoint()
    {
        await using (var sink = await OpenTransactionalAsync(1))
        {
            await WriteAsync(sink, 1);
            File.Delete(StagedFiles().Single());
            await StopsAsync(() => CheckpointAsync(sink));

            // What failed is told by every later call, as an error of the connector.
            await StopsAsync(() => sink.CheckAsync(new SinkRecovery(), default).AsTask());
        }

        await using (var sink = await OpenTransactionalAsync(2))
        {
            await WriteAsync(sink, 1);
            Directory.Move(Target, Folder.At("elsewhere"));
            await StopsAsync(() => CheckpointAsync(sink));
        }
    }

    [Fact]
    public async Task Without_an_open_file_there_is_nothing_to_flush()
    {
        await using var sink = await OpenTransactionalAsync(1);
        Assert.Null(await sink.FlushAsync(default).AsTask().WaitAsync(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task A_full_file_that_is_taken_away_before_its_commit_is_lost_and_said_so()
    {
        await using var sink = await OpenTransactionalAsync(1);
        await WriteAsync(sink, 1);
        var prepared = await PrepareAsync(sink);
        File.Delete(StagedFiles().Single());
        await StopsAsync(() => sink.CommitAsync(prepared.Descriptors[0], default).AsTask());
        Assert.Empty(ReadVisible());
    }

    [Fact]
    public async Task What_was_staged_goes_when_the_job_has_ended()
    {
        await using var sink = await OpenTransactionalAsync(1);
        await WriteAsync(sink, 1);
        await CheckpointAsync(sink);
        Assert.True(Directory.Exists(Staging));
        await FinishAsync(sink);
        Assert.False(Directory.Exists(Folder.At("out", "__in_progress")));
        Assert.Equal([1L], ReadVisible());

        // More rows may follow a last round that was asked for: they are staged anew.
        await WriteAsync(sink, 2);
        Assert.Single(StagedFiles());
    }

    [Fact]
    public async Task The_time_that_a_file_has_been_open_goes_on_over_a_restart()
    {
        await using (var sink = (ITransactionalSink)Create(1))
        {
            await sink.OpenAsync(default);
            await sink.RecoverAsync(new SinkRecovery(), default);
            await WriteAsync(sink, 1);
            Time.Advance(TimeSpan.FromSeconds(18));
            await WriteAsync(sink, 2);
            Time.Advance(TimeSpan.FromSeconds(18));
            await WriteAsync(sink, 3);
            Time.Advance(TimeSpan.FromSeconds(6));
            _carry = await CheckpointAsync(sink);
        }

        await using (var sink = (ITransactionalSink)Create(2))
        {
            await sink.OpenAsync(default);
            await sink.RecoverAsync(new SinkRecovery { Carries = [_carry!], Named = [_carry!] }, default);
            Time.Advance(TimeSpan.FromSeconds(19));

            // 61 seconds old, and to be rolled after 60; inactive for 19 of 20.
            Assert.Null(await CheckpointAsync(sink));
        }

        Assert.Equal([1L, 2L, 3L], ReadVisible().Order());
    }

    [Fact]
    public async Task A_carried_file_that_a_killed_start_has_published_is_closed_and_refuses_nothing()
    {
        SinkCarry? carry;
        await using (var sink = await OpenAsync(1, []))
        {
            await WriteAsync(sink, 1, 2);
            carry = await CheckpointAsync(sink);
        }

        await CloseAsync(carry!);
        await using (var sink = await OpenAsync(2, [carry!]))
        {
            await WriteAsync(sink, 3);
            await FinishAsync(sink);
        }

        Assert.Equal([1L, 2L, 3L], ReadVisible().Order());
    }

    [Fact]
    public async Task A_published_carry_survives_a_power_cut_and_has_its_carried_length()
    {
        SinkCarry? carry;
        await using (var sink = await OpenAsync(1, []))
        {
            await WriteAsync(sink, 1, 2);
            carry = await CheckpointAsync(sink);
            await WriteAsync(sink, 3);
            await sink.FlushAsync(default);
        }

        await CloseAsync(carry!);
        CutPower(0);
        Assert.Equal([1L, 2L], ReadVisible().Order());
    }

    [Fact]
    public async Task Publishing_makes_both_folders_durable_behind_the_move()
    {
        await using var sink = await OpenTransactionalAsync(1);
        await WriteAsync(sink, 1);
        var prepared = await PrepareAsync(sink);
        Files.ClearCalls();
        await CommitAsync(sink, prepared);
        Assert.Equal(
            [new(FileCallKind.Move, Path.Combine(Target, prepared.Descriptors[0].Resource)), new(FileCallKind.SyncFolder, Target), new(FileCallKind.SyncFolder, Staging)],
            Files.Calls.ToArray());
    }

    [Fact]
    public async Task Staged_files_that_nobody_names_are_deleted_and_named_ones_are_kept()
    {
        SinkCarry? carry;
        await using (var sink = await OpenAsync(1, []))
        {
            await WriteAsync(sink, 1);
            carry = await CheckpointAsync(sink);
        }

        var kept = StagedFiles().Single();
        await File.WriteAllTextAsync(kept.Replace("-0001-", "-0000-", StringComparison.Ordinal), "unnamed");
        await using (await OpenAsync(2, [carry!]))
        {
            Assert.Equal([kept], StagedFiles());
        }

        await using (await OpenAsync(3, []))
        {
            Assert.Empty(StagedFiles());
        }
    }

    [Theory]
    [InlineData(60, 5)]
    [InlineData(20, 25)]
    public async Task A_file_due_to_roll_is_pending_work_and_the_next_round_publishes_it(int seconds, int step)
    {
        await using var sink = await OpenTransactionalAsync(1);
        await WriteAsync(sink, 1);
        Assert.NotNull(await CheckpointAsync(sink));
        Assert.False(sink.HasPendingWork);
        for (var passed = 0; passed < seconds; passed += step)
        {
            Assert.False(sink.HasPendingWork);
            Time.Advance(TimeSpan.FromSeconds(step));
            if (step < 20 && passed + step < seconds)
            {
                // Rows keep coming, so that it is not the inactivity.
                await WriteAsync(sink, 2 + passed);
                await CheckpointAsync(sink);
            }
        }

        Assert.True(sink.HasPendingWork);
        Assert.Null(await CheckpointAsync(sink));
        Assert.Contains(1L, ReadVisible());
        Assert.False(sink.HasPendingWork);
    }

    [Fact]
    public async Task A_move_that_was_cut_between_its_halves_is_finished()
    {
        await using var sink = await OpenTransactionalAsync(1);
        await WriteAsync(sink, 1, 2);
        var prepared = await PrepareAsync(sink);

        // What a file system that cannot rename without replacing has after a kill between link and unlink.
        var (staged, final) = (StagedFiles().Single(), Path.Combine(Target, prepared.Descriptors[0].Resource));
        Assert.Equal(0, Link(staged, final));
        Assert.Equal(DescriptorState.Prepared, await AskAsync(prepared));
        await CommitAsync(sink, prepared);
        Assert.False(File.Exists(staged));
        Assert.Equal([1L, 2L], ReadVisible().Order());
    }

    [Fact]
    public async Task A_file_is_not_a_folder()
    {
        await File.WriteAllTextAsync(Target, "");
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => OpenAsync(1, []));
        Assert.Equal(ErrorKind.Configuration, exception.Kind);
    }

    protected override IEnumerable<long> ReadVisible() => Directory.GetFiles(Target).SelectMany(ReadNumbers);

    private async Task CloseAsync(params SinkCarry[] carries)
    {
        var writer = new WriterIdentity(Job, default, Folder.At(".weir", Job.Value));
        await ((ISinkCloser)Connector).CloseAsync(new ClosedSink("t", "filesystem", Target, [.. carries]), writer, Files, default);
    }

    private static async Task StopsAsync(Func<Task> work)
    {
        var exception = await Assert.ThrowsAsync<ConnectorException>(work);
        Assert.False(exception.IsTransient);
    }

    private static int Link(string from, string to)
    {
        using var process = System.Diagnostics.Process.Start("ln", [from, to]);
        process.WaitForExit();
        return process.ExitCode;
    }

    private string[] StagedFiles() => Directory.GetFiles(Staging, "*.tmp");
}
