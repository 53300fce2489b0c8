using System.Text;
using Weir.Checkpoints;
using Weir.Connectors;
using Weir.TestKit;

namespace Weir.Runtime.Tests.Conformance;

/// <summary>What sources of local files owe beside.</summary>
public abstract class FileSourceConformance : SourceConformance
{
    private readonly TemporaryFolder _folder = new();

    private protected TemporaryFolder Folder => _folder;

    /// <summary>The file with the first rows.</summary>
    protected abstract string FirstFile { get; }

    [Fact]
    public async Task A_file_that_was_replaced_is_refused()
    {
        var positions = await MiddleAsync();
        var text = await File.ReadAllTextAsync(FirstFile);
        await File.WriteAllTextAsync(FirstFile, text.Replace("\"n\":1}", "\"n\":9}"));

        await RefusedAsync(positions, "is not the file that was read before");
    }

    [Fact]
    public async Task Other_contents_just_before_the_position_are_noticed_far_from_the_file_s_beginning()
    {
        MakeData(10_000);
        var (positions, _) = await ReadAsync(null);
        var far = positions.First(position => position.Partitions.TryGetValue(FirstFile, out var text) && Offset(text) > 20_000);
        var offset = Offset(far.Partitions[FirstFile]);
        var bytes = await File.ReadAllBytesAsync(FirstFile);
        var digit = Array.FindLastIndex(bytes, (int)offset - 1, value => char.IsAsciiDigit((char)value));
        bytes[digit] ^= 1;
        await File.WriteAllBytesAsync(FirstFile, bytes);

        await RefusedAsync(far, "is not the file that was read before");
    }

    [Fact]
    public async Task A_file_that_was_shortened_is_refused()
    {
        var positions = await MiddleAsync();
        await using (var file = File.OpenWrite(FirstFile))
        {
            file.SetLength(file.Length - 1);
        }

        await RefusedAsync(positions, "is not the file that was read before");
    }

    [Fact]
    public async Task A_file_that_is_gone_is_refused()
    {
        var positions = await MiddleAsync();
        File.Delete(FirstFile);

        await RefusedAsync(positions, "does not exist");
    }

    [Fact]
    public async Task What_was_appended_is_read()
    {
        var positions = await MiddleAsync();
        var (_, before) = await ReadAsync(positions);
        await File.AppendAllTextAsync(FirstFile, "{\"n\":1000}\n");
        var (_, after) = await ReadAsync(positions);

        Assert.Equal(before.SelectMany(batch => batch).Append(1000L).Order(), after.SelectMany(batch => batch).Order());
    }

    [Fact]
    public async Task A_last_line_without_a_newline_and_lines_with_carriage_returns_are_records()
    {
        MakeData(0);
        await File.WriteAllTextAsync(FirstFile, "{\"n\":0}\r\n\n{\"n\":1}");
        var (_, rows) = await ReadAsync(null);

        Assert.Equal([0L, 1L], rows.SelectMany(batch => batch));
    }

    // A descriptor may be gone before it is looked at: another test's.
    protected override IEnumerable<string> HeldOpen() => Directory.GetFiles("/proc/self/fd")
        .Select(path => new FileInfo(path).LinkTarget ?? "").Where(target => target.StartsWith(Folder.Path, StringComparison.Ordinal));

    protected override void Dispose(bool disposing)
    {
        _folder.Dispose();
        base.Dispose(disposing);
    }

    protected static void WriteRows(string path, int from, int count)
    {
        var text = new StringBuilder();
        for (var n = from; n < from + count; n++)
        {
            text.Append("{\"n\":").Append(n).Append("}\n");
        }

        File.WriteAllText(path, text.ToString());
    }

    private static long Offset(string position) => System.Text.Json.JsonDocument.Parse(position).RootElement.GetProperty("offset").GetInt64();

    // Behind the first batch.
    private async Task<SourcePositions> MiddleAsync()
    {
        MakeData(40);
        var (positions, _) = await ReadAsync(null);
        return positions[0];
    }

    private async Task RefusedAsync(SourcePositions positions, string message)
    {
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => OpenAsync(positions));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.False(exception.IsTransient);
    }
}
