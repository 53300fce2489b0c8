using System.Diagnostics;
using System.Net.Sockets;
using Weir.Connectors;
using Weir.Connectors.Builtin.Filesystem;
using Weir.Connectors.Builtin.SingleFile;
using Weir.Settings;
using Weir.TestKit;

namespace Weir.Runtime.Tests.Conformance;

/// <summary>What is not a regular file, named as an input or lying in a folder. None of it may be waited for.</summary>
public sealed class InputKindTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _warnings = [];
    private readonly List<IDisposable> _open = [];

    [Theory]
    [InlineData("pipe", "is a pipe, not a file")]
    [InlineData("link to pipe", "is a pipe, not a file")]
    [InlineData("socket", "is a socket, not a file")]
    [InlineData("folder", "is a folder, not a file")]
    [InlineData("dangling", "is a link to something that does not exist")]
    [InlineData("loop", "is a link to something that does not exist")]
    [InlineData("/dev/null", "is a device, not a file")]
    [InlineData("/dev/zero", "is a device, not a file")]
    [InlineData("/dev/full", "is a device, not a file")]
    [InlineData("missing", "does not exist")]
    [InlineData("*.json", "does not exist")]
    public async Task A_path_that_is_no_regular_file_is_refused_at_once(string name, string message)
    {
        MakeAll();
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => OpenAsync("single_file", name).WaitAsync(Limit));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.False(exception.IsTransient);
        Assert.NotNull(exception.Hint);
        Assert.Equal(name.Contains('*'), exception.Hint.Contains("source.regex_pattern", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Files_of_a_folder_that_are_not_regular_are_left_out_and_named_once()
    {
        MakeAll();
        File.Delete(_folder.At("in", "dangling"));
        File.Delete(_folder.At("in", "loop"));
        await using var source = await OpenAsync("filesystem", "").WaitAsync(Limit);
        var collector = new TextCollector();
        while (await source.PollAsync(collector, default).AsTask().WaitAsync(Limit) != PollOutcome.Ended)
        {
        }

        Assert.Equal("one\ntwo\n", collector.Text);
        Assert.Equal($"table \"t\": \"{_folder.At("in", "link to pipe")}\" and 1 more in the folder are no regular file and not read", Assert.Single(_warnings));
    }

    [Theory]
    [InlineData("dangling")]
    [InlineData("loop")]
    public async Task A_link_to_nowhere_in_a_folder_is_an_error_that_names_it(string kept)
    {
        MakeAll();
        File.Delete(_folder.At("in", kept == "loop" ? "dangling" : "loop"));
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => OpenAsync("filesystem", "").WaitAsync(Limit));

        Assert.Contains(_folder.At("in", kept), exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing", "has no file that matches source.regex_pattern")]
    [InlineData(null, "has no file")]
    public async Task A_folder_or_a_pattern_without_a_file_is_said_aloud(string? pattern, string message)
    {
        Directory.CreateDirectory(_folder.At("in", "below"));
        File.WriteAllText(_folder.At("in", "below", "a.json"), "one\n");
        await using var source = await OpenAsync("filesystem", "", pattern);

        Assert.Contains(message, Assert.Single(_warnings), StringComparison.Ordinal);
        Assert.Equal(PollOutcome.Ended, await source.PollAsync(new TextCollector(), default));
    }

    [Fact]
    public async Task A_file_with_two_names_is_read_once()
    {
        MakeAll();
        foreach (var path in Directory.GetFiles(_folder.At("in")).Where(path => Path.GetFileName(path) != "b.json"))
        {
            File.Delete(path);
        }

        File.CreateSymbolicLink(_folder.At("in", "a.json"), _folder.At("in", "b.json"));
        using (var link = Process.Start("ln", [_folder.At("in", "b.json"), _folder.At("in", "c.json")]))
        {
            await link.WaitForExitAsync();
        }

        await using var source = await OpenAsync("filesystem", "");
        var collector = new TextCollector();
        while (await source.PollAsync(collector, default) != PollOutcome.Ended)
        {
        }

        Assert.Equal("one\ntwo\n", collector.Text);
    }

    public void Dispose()
    {
        _open.ForEach(open => open.Dispose());
        _folder.Dispose();
    }

    private void MakeAll()
    {
        Directory.CreateDirectory(_folder.At("in", "folder"));
        File.WriteAllText(_folder.At("in", "b.json"), "one\ntwo\n");
        using (var pipe = Process.Start("mkfifo", [_folder.At("in", "pipe")]))
        {
            pipe.WaitForExit();
        }

        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        _open.Add(socket);
        socket.Bind(new UnixDomainSocketEndPoint(_folder.At("in", "socket")));
        File.CreateSymbolicLink(_folder.At("in", "link to pipe"), "pipe");
        File.CreateSymbolicLink(_folder.At("in", "dangling"), "nowhere");
        File.CreateSymbolicLink(_folder.At("in", "loop"), "loop");
    }

    private async Task<ISource> OpenAsync(string connector, string name, string? pattern = null)
    {
        var options = new Dictionary<string, string> { ["path"] = Path.Combine("in", name) };
        if (pattern is not null)
        {
            options["source.regex_pattern"] = pattern;
        }

        IConnector made = connector == "filesystem" ? new FilesystemConnector() : new SingleFileConnector();
        var context = new SourceContext { Table = "t", Settings = GivenSettings.Of(made, TableUse.Source, options), BaseFolder = _folder.Path, Warn = (message, _) => _warnings.Add(message) };
        return await Task.Run(async () =>
        {
            var source = made.CreateSource(context);
            await source.OpenAsync(default);
            await source.RestoreAsync(await source.ResolveStartAsync(default), default);
            return source;
        });
    }
}
