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
    public async Task A_folder_is_not_a_file()
    {
        Directory.CreateDirectory(Target);
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => OpenAsync(1, []));
        Assert.Equal(ErrorKind.Configuration, exception.Kind);
    }

    protected override IEnumerable<long> ReadVisible() => ReadNumbers(Target);

    protected override async Task<SinkCarry?> CheckpointAsync(ISink sink) => await sink.FlushAsync(default);

    protected override async Task FinishAsync(ISink sink) => await sink.FlushAsync(default);
}
