using Weir.Checkpoints;
using Weir.Connectors;
using Weir.Connectors.Builtin.SingleFile;

namespace Weir.Runtime.Tests.Conformance;

public sealed class SingleFileSinkTests : SinkConformance
{
    private const string OtherJob = "00000000000000000000000000000abc";

    protected override IConnector Connector { get; } = new SingleFileConnector();

    protected override IReadOnlyDictionary<string, string> Options { get; } = new Dictionary<string, string> { ["path"] = "out.json" };

    private string Target => Folder.At("out.json");

    [Fact]
    public async Task A_file_that_another_made_is_refused_and_left_as_it_was_unless_told()
    {
        await File.WriteAllTextAsync(Target, "precious\n");
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => OpenAsync(1, []));
        Assert.Equal((Fault.User, false), (exception.Fault, exception.IsTransient));
        Assert.Equal("precious\n", await File.ReadAllTextAsync(Target));

        await using (var sink = await OpenAsync(1, [], overwrite: true))
        {
            await WriteAsync(sink, 1);
            await FinishAsync(sink);
        }

        Assert.Equal([1L], ReadVisible());
    }

    [Fact]
    public async Task A_file_of_another_job_is_refused()
    {
        await using (var sink = await OpenAsync(1, [], job: OtherJob))
        {
            await WriteAsync(sink, 1);
            await FinishAsync(sink);
        }

        await Assert.ThrowsAsync<ConnectorException>(() => OpenAsync(1, []));
        Assert.Equal([1L], ReadVisible());
    }

    [Fact]
    public async Task A_file_that_is_shorter_than_committed_or_gone_is_refused()
    {
        SinkCarry? carry;
        await using (var sink = await OpenAsync(1, []))
        {
            await WriteAsync(sink, 1, 2);
            carry = await CheckpointAsync(sink);
        }

        await using (var file = File.OpenWrite(Target))
        {
            file.SetLength(3);
        }

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => OpenAsync(2, [carry!]));
        Assert.Contains("were committed", exception.Message, StringComparison.Ordinal);
        Assert.False(exception.IsTransient);
        File.Delete(Target);
        await Assert.ThrowsAsync<ConnectorException>(() => OpenAsync(2, [carry!]));
    }

    [Fact]
    public async Task Another_file_under_the_same_name_is_refused_and_left_as_it_is()
    {
        SinkCarry? carry;
        await using (var sink = await OpenAsync(1, []))
        {
            await WriteAsync(sink, 1, 2);
            carry = await CheckpointAsync(sink);
        }

        await File.WriteAllTextAsync(Target, new string('x', 1000));
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => OpenAsync(2, [carry!]));
        Assert.Contains("is not the file that was written before", exception.Message, StringComparison.Ordinal);
        Assert.Equal("put the file back as it was, or begin anew with --fresh --overwrite", exception.Hint);
        await CloseAsync(carry!);
        Assert.Equal(1000, new FileInfo(Target).Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    public async Task A_file_with_another_beginning_or_end_is_refused_and_left_as_it_is(int at)
    {
        SinkCarry? carry;
        await using (var sink = await OpenAsync(1, []))
        {
            await WriteAsync(sink, [.. Enumerable.Range(0, 2000).Select(n => (long)n)]);
            carry = await CheckpointAsync(sink);
        }

        // Longer than both fingerprints together, so that each has its own bytes.
        var bytes = await File.ReadAllBytesAsync(Target);
        Assert.True(bytes.Length > 10_000);
        bytes[at < 0 ? bytes.Length + at : at] ^= 1;
        await File.WriteAllBytesAsync(Target, [.. bytes, .. "more\n"u8]);
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => OpenAsync(2, [carry!]));
        Assert.Contains("is not the file that was written before", exception.Message, StringComparison.Ordinal);
        await CloseAsync(carry!);
        Assert.Equal(bytes.Length + 5, new FileInfo(Target).Length);
    }

    [Fact]
    public async Task A_file_that_is_taken_away_or_cut_while_it_is_written_fails_the_next_checkpoint()
    {
        foreach (var (harm, fact) in new (Action<string>, string)[]
        {
            (File.Delete, "is gone"),
            (path => File.Move(path, path + ".1"), "is gone"),
            (path => File.WriteAllText(path, ""), "has 0 bytes, but 16 were written"),
            (path => File.WriteAllText(path, new string('y', 1000)), "has 1000 bytes, but 16 were written"),
            (path => File.AppendAllText(path, "z"), "has 17 bytes, but 16 were written"),
            (path => File.WriteAllText(path, new string('y', 16)), "is not as it was at the last checkpoint"),
            (path =>
            {
                File.Move(path, path + ".1", true);
                File.WriteAllText(path, "");
            }, "has become another file"),
        })
        {
            await using (var sink = await OpenAsync(1, [], overwrite: true))
            {
                await WriteAsync(sink, 1, 2);
                await CheckpointAsync(sink);
                harm(Target);
                var exception = await Assert.ThrowsAsync<ConnectorException>(async () =>
                {
                    await WriteAsync(sink, 3);
                    await CheckpointAsync(sink);
                });
                Assert.Contains(fact, exception.Message, StringComparison.Ordinal);
                Assert.False(exception.IsTransient);
            }
        }
    }

    [Fact]
    public async Task A_sink_that_was_dropped_may_not_write_over_its_file_again()
    {
        SinkCarry? carry;
        await using (var sink = await OpenAsync(1, []))
        {
            await WriteAsync(sink, 1, 2);
            carry = await CheckpointAsync(sink);
            await WriteAsync(sink, 3);
        }

        await CloseAsync(carry!);
        Assert.Equal([1L, 2L], ReadVisible());
        await Assert.ThrowsAsync<ConnectorException>(() => OpenAsync(2, []));
        Assert.Equal([1L, 2L], ReadVisible());
    }

    [Fact]
    public async Task A_place_where_no_file_can_be_made_is_found_before_anything_is_touched()
    {
        await File.WriteAllTextAsync(Target, "");
        await using var sink = Create(1, path: "out.json/below/o.json");
        await sink.OpenAsync(default);
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => sink.CheckAsync(new SinkRecovery { IsNewJob = true }, default).AsTask());
        Assert.Equal((ErrorKind.Configuration, Fault.User), (exception.Kind, exception.Fault));
    }

    [Fact]
    public async Task Links_lead_to_one_identity()
    {
        Directory.CreateDirectory(Folder.At("real"));
        Directory.CreateSymbolicLink(Folder.At("link"), "real");
        File.CreateSymbolicLink(Folder.At("out.json"), Folder.At("link", ".", "later.json"));
        await using var sink = Create(1);
        await sink.OpenAsync(default);
        Assert.Equal(Folder.At("real", "later.json"), sink.Identity);

        File.Delete(Folder.At("out.json"));
        File.CreateSymbolicLink(Folder.At("out.json"), Folder.At("out.json"));
        await using var circle = Create(2);
        await Assert.ThrowsAsync<ConnectorException>(() => circle.OpenAsync(default).AsTask());
    }

    [Fact]
    public async Task A_folder_is_not_a_file()
    {
        Directory.CreateDirectory(Target);
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => OpenAsync(1, []));
        Assert.Equal(ErrorKind.Configuration, exception.Kind);
    }

    private async Task CloseAsync(SinkCarry carry)
    {
        var writer = new WriterIdentity(Job, default, Folder.At(".weir", Job.Value));
        await ((ISinkCloser)Connector).CloseAsync(new ClosedSink("t", "single_file", Target, [carry]), writer, Files, default);
    }

    protected override IEnumerable<long> ReadVisible() => ReadNumbers(Target);

    protected override async Task<SinkCarry?> CheckpointAsync(ISink sink) => await sink.FlushAsync(default);

    protected override async Task FinishAsync(ISink sink) => await sink.FlushAsync(default);
}
