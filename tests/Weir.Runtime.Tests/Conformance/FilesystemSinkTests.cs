using Weir.Checkpoints;
using Weir.Checkpoints.Local;
using Weir.Connectors;
using Weir.Connectors.Builtin.Filesystem;

namespace Weir.Runtime.Tests.Conformance;

public sealed class FilesystemSinkTests : TransactionalSinkConformance
{
    protected override IConnector Connector { get; } = new FilesystemConnector();

    protected override IReadOnlyDictionary<string, string> Options { get; } = new Dictionary<string, string> { ["path"] = "out" };

    private string Target => Folder.At("out");

    private string Staging => Folder.At("out", "__in_progress", Job.Value);

    [Fact]
    public async Task A_staged_file_of_another_size_stops()
    {
        await using var sink = await OpenTransactionalAsync(1);
        await WriteAsync(sink, 1, 2);
        var descriptor = (await PrepareAsync(sink)).Descriptors[0];
        await using (var file = File.OpenWrite(StagedFiles().Single()))
        {
            file.SetLength(4);
        }

        await StopsAsync(() => sink.AskAsync(descriptor, default).AsTask());
        await StopsAsync(() => sink.CommitAsync(descriptor, default).AsTask());
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

        await StopsAsync(() => sink.AskAsync(prepared.Descriptors[0], default).AsTask());
    }

    [Fact]
    public async Task A_staging_folder_that_is_gone_stops()
    {
        await using var sink = await OpenTransactionalAsync(1);
        await WriteAsync(sink, 1, 2);
        var descriptor = (await PrepareAsync(sink)).Descriptors[0];
        Directory.Delete(Staging, recursive: true);

        await StopsAsync(() => sink.AskAsync(descriptor, default).AsTask());
    }

    [Fact]
    public async Task A_published_file_that_a_consumer_took_is_published()
    {
        await using var sink = await OpenTransactionalAsync(1);
        await WriteAsync(sink, 1, 2);
        var prepared = await PrepareAsync(sink);
        await CommitAsync(sink, prepared);
        File.Delete(Directory.GetFiles(Target).Single());

        Assert.Equal(DescriptorState.Published, await sink.AskAsync(prepared.Descriptors[0], default));
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
        await StopsAsync(() => ((ICarryPublisher)Connector).PublishAsync([carry!], LocalFileLayer.Instance, default).AsTask());
        File.Delete(StagedFiles().Single());
        await StopsAsync(() => OpenAsync(2, [carry!]));
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

        var publisher = (ICarryPublisher)Connector;
        Assert.True(publisher.Recognises(carry!));
        await publisher.PublishAsync([carry!], LocalFileLayer.Instance, default);
        await publisher.PublishAsync([carry!], LocalFileLayer.Instance, default);

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

    private static async Task StopsAsync(Func<Task> work)
    {
        var exception = await Assert.ThrowsAsync<ConnectorException>(work);
        Assert.False(exception.IsTransient);
    }

    private string[] StagedFiles() => Directory.GetFiles(Staging, "*.tmp");
}
