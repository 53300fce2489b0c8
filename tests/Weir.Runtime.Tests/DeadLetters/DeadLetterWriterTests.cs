using System.Text;
using Weir.Checkpoints;
using Weir.Checkpoints.Local;
using Weir.Connectors;
using Weir.TestKit;
using Weir.TestKit.Files;

namespace Weir.Runtime.Tests.DeadLetters;

public sealed class DeadLetterWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private PowerCutFiles _files;

    public DeadLetterWriterTests() => _files = new PowerCutFiles(_folder.Path);

    private string Segment => Path.Combine(DeadLetterFiles.Folder(_folder.Path, "t"), "00000001.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Recovery_cuts_back_to_what_was_committed_and_goes_on()
    {
        var carry = await WriteAsync([], "one", "two");
        await WriteAsync([carry], "three");
        var last = await WriteAsync([carry], "four");

        Assert.Equal(["one", "two", "four"], Read(last));
    }

    [Fact]
    public async Task What_comes_behind_the_cut_does_not_belong_to_the_epoch()
    {
        await using var writer = await OpenAsync([]);
        Write(writer, "one");
        writer.Cut();
        Write(writer, "two");

        Assert.Equal(["one"], Read((await writer.FlushAsync())!));
    }

    [Fact]
    public async Task Without_dead_letters_there_is_no_carry_and_no_folder()
    {
        await using var writer = await OpenAsync([]);
        writer.Cut();

        Assert.Null(await writer.FlushAsync());
        Assert.False(Directory.Exists(DeadLetterFiles.Folder(_folder.Path, "t")));
    }

    [Fact]
    public async Task What_no_carry_names_is_deleted()
    {
        await WriteAsync([], "one");
        await using var writer = await OpenAsync([]);

        Assert.False(File.Exists(Segment));
    }

    [Fact]
    public async Task A_segment_that_is_shorter_than_committed_is_refused()
    {
        var carry = await WriteAsync([], "one", "two");
        await using (var file = File.OpenWrite(Segment))
        {
            file.SetLength(file.Length - 1);
        }

        await RefusedAsync(carry);
    }

    [Fact]
    public async Task A_segment_or_a_folder_that_is_gone_is_refused()
    {
        var carry = await WriteAsync([], "one", "two");
        File.Delete(Segment);
        await RefusedAsync(carry);
        Directory.Delete(Path.GetDirectoryName(Segment)!, recursive: true);
        await RefusedAsync(carry);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_come_back_as_they_were()
    {
        await using var writer = await OpenAsync([]);
        writer.Write(new RecordOrigin("p", 5), "reason", "field", "a / b (s:1:2)", [0xff, 0x00, 0x41]);
        writer.Cut();
        await writer.FlushAsync();
        var letter = DeadLetter.Parse((await File.ReadAllBytesAsync(Segment)).AsMemory()[..^1]);

        Assert.Equal(("p", 5L, "reason", "field", "a / b (s:1:2)"), (letter.Partition, letter.Offset, letter.Reason, letter.Field, letter.Expression));
        Assert.Equal([0xff, 0x00, 0x41], letter.Bytes.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task What_is_carried_survives_a_power_cut(int seed)
    {
        SinkCarry carry;
        await using (var writer = await OpenAsync([]))
        {
            Write(writer, "one");
            writer.Cut();
            await writer.FlushAsync();
            Write(writer, "two");
            writer.Cut();
            carry = (await writer.FlushAsync())!;
            Write(writer, "three");
            _files = _files.PowerCut(seed);
        }

        Assert.Equal(["one", "two"], Read(carry));
        var last = await WriteAsync([carry], "four");
        _files = _files.PowerCut(seed);
        Assert.Equal(["one", "two", "four"], Read(last));
    }

    [Fact]
    public async Task The_limit_counts_what_earlier_runs_have_kept()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Segment)!);
        await using (var file = File.Create(Segment))
        {
            file.SetLength(RuntimeDefaults.DeadLetterBytes - 10);
        }

        var carry = DeadLetterFiles.WriteCarry(new SinkId("t#dead_letters", 0), [new("00000001.jsonl", RuntimeDefaults.DeadLetterBytes - 10)], 1);
        await using var writer = await OpenAsync([carry], LocalFileLayer.Instance);
        var exception = Assert.Throws<ConnectorException>(() => Write(writer, "one more"));
        Assert.Contains("have reached 1024 MiB", exception.Message, StringComparison.Ordinal);
    }

    private async Task<SinkCarry> WriteAsync(SinkCarry[] carries, params string[] texts)
    {
        await using var writer = await OpenAsync(carries);
        foreach (var text in texts)
        {
            Write(writer, text);
        }

        writer.Cut();
        return (await writer.FlushAsync())!;
    }

    private async Task<DeadLetterWriter> OpenAsync(SinkCarry[] carries, IFileLayer? files = null)
    {
        var writer = new DeadLetterWriter("t", _folder.Path, files ?? _files, TimeProvider.System);
        try
        {
            await writer.RecoverAsync([.. carries]);
            return writer;
        }
        catch
        {
            await writer.DisposeAsync();
            throw;
        }
    }

    private static void Write(DeadLetterWriter writer, string text) => writer.Write(new RecordOrigin("p", 0), "reason", null, null, Encoding.UTF8.GetBytes(text));

    // As far as the carry covers.
    private IEnumerable<string> Read(SinkCarry carry)
    {
        var bytes = (int)DeadLetterFiles.ReadCarry(carry).Single().Bytes;
        return Encoding.UTF8.GetString(File.ReadAllBytes(Segment), 0, bytes).TrimEnd('\n').Split('\n')
            .Select(line => Encoding.UTF8.GetString(DeadLetter.Parse(Encoding.UTF8.GetBytes(line)).Bytes.Span));
    }

    private async Task RefusedAsync(SinkCarry carry)
    {
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => OpenAsync([carry]));
        Assert.Contains("were committed", exception.Message, StringComparison.Ordinal);
        Assert.False(exception.IsTransient);
    }
}
