using System.IO.Compression;
using System.Text;
using Weir.Connectors;
using Weir.Connectors.Builtin.SingleFile;
using Weir.Settings;
using Weir.TestKit;

namespace Weir.Runtime.Tests.Conformance;

/// <summary>Compressed files: the same promises as plain ones, and nothing that is cut short is taken for whole.</summary>
public abstract class CompressedSourceTests : SourceConformance
{
    private readonly TemporaryFolder _folder = new();

    protected string InputPath => _folder.At("in");

    protected abstract string Compression { get; }

    [Fact]
    public async Task Every_cut_of_the_file_is_an_error()
    {
        var whole = Pack("{\"n\":0}\n{\"n\":1}\n");
        for (var length = 1; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(InputPath, whole[..length]);
            await RefusedAsync(Compression, null);
        }

        // A second member that is cut short.
        for (var length = 1; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(InputPath, [.. whole, .. whole[..length]]);
            await RefusedAsync(null, null);
        }
    }

    [Fact]
    public async Task Every_single_wrong_byte_is_an_error_or_changes_nothing()
    {
        var whole = Pack("{\"n\":0}\n{\"n\":1}\n");
        for (var i = 0; i < whole.Length; i++)
        {
            byte[] wrong = [.. whole];
            wrong[i] ^= 0x55;
            await File.WriteAllBytesAsync(InputPath, wrong);
            try
            {
                Assert.Equal("{\"n\":0}\n{\"n\":1}\n", await ReadTextAsync(Compression));
            }
            catch (ConnectorException exception)
            {
                Assert.Contains($"\"{InputPath}\"", exception.Message, StringComparison.Ordinal);
                Assert.False(exception.IsTransient);
            }
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(100)]
    [InlineData(20_000)]
    public async Task What_stands_behind_the_last_member_is_an_error(int length)
    {
        await File.WriteAllBytesAsync(InputPath, [.. Pack("{\"n\":0}\n"), .. Enumerable.Repeat((byte)'x', length)]);
        await RefusedAsync(null, "is damaged or cut off");
    }

    [Fact]
    public async Task Members_behind_each_other_are_one_text()
    {
        await File.WriteAllBytesAsync(InputPath, [.. Pack("{\"n\":"), .. Pack(""), .. Pack("0}\n{\"n\":1}\n")]);

        Assert.Equal("{\"n\":0}\n{\"n\":1}\n", await ReadTextAsync(null));
    }

    [Fact]
    public async Task A_plain_file_is_not_taken_for_a_compressed_one()
    {
        await File.WriteAllTextAsync(InputPath, "{\"n\":0}\n");
        Assert.Equal("{\"n\":0}\n", await ReadTextAsync(null));
        await RefusedAsync(Compression, $"is not compressed with {Compression}");
    }

    [Fact]
    public async Task Another_file_under_the_same_name_is_refused()
    {
        MakeData(40);
        var (positions, _) = await ReadAsync(null);
        await File.WriteAllBytesAsync(InputPath, Pack(Rows(1, 4000)));
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => OpenAsync(positions[2]));

        Assert.Contains("is not the file that was read before", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_cut_while_it_is_read_is_an_error()
    {
        var random = new Random(7);
        await File.WriteAllBytesAsync(InputPath, Pack(string.Concat(Enumerable.Range(0, 300_000).Select(_ => $"{{\"n\":{random.NextInt64()}}}\n"))));
        await using var source = await OpenAsync(null);
        using var collector = new DecodingCollector(Pool, Column);
        await source.PollAsync(collector, default);
        collector.Take();
        await using (var file = new FileStream(InputPath, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.SetLength(file.Length / 4 * 3);
        }

        var exception = await Assert.ThrowsAsync<ConnectorException>(async () =>
        {
            while (await source.PollAsync(collector, default) != PollOutcome.Ended)
            {
                collector.Take();
            }
        });
        Assert.Contains("lost data while it was read", exception.Message, StringComparison.Ordinal);
    }

    protected override void MakeData(int rows) => File.WriteAllBytes(InputPath, [.. Pack(Rows(0, rows / 2)), .. Pack(Rows(rows / 2, rows - (rows / 2)))]);

    protected override ISource CreateSource() => Create(null);

    protected abstract byte[] Pack(string text);

    protected override void Dispose(bool disposing)
    {
        _folder.Dispose();
        base.Dispose(disposing);
    }

    private static string Rows(int from, int count) => string.Concat(Enumerable.Range(from, count).Select(n => $"{{\"n\":{n}}}\n"));

    private async Task RefusedAsync(string? compression, string? message)
    {
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => ReadTextAsync(compression));
        Assert.Contains(message ?? $"\"{InputPath}\"", exception.Message, StringComparison.Ordinal);
        Assert.False(exception.IsTransient);
    }

    protected async Task<string> ReadTextAsync(string? compression)
    {
        await using var source = Create(compression);
        await source.OpenAsync(default);
        await source.RestoreAsync(await source.ResolveStartAsync(default), default);
        var collector = new TextCollector();
        while (await source.PollAsync(collector, default) != PollOutcome.Ended)
        {
        }

        return collector.Text;
    }

    private ISource Create(string? compression)
    {
        var options = new Dictionary<string, string> { ["path"] = InputPath };
        if (compression is not null)
        {
            options["source.compression"] = compression;
        }

        var connector = new SingleFileConnector();
        return connector.CreateSource(new SourceContext { Table = "t", Settings = GivenSettings.Of(connector, TableUse.Source, options), BaseFolder = _folder.Path });
    }

    public sealed class Gzip : CompressedSourceTests
    {
        protected override string Compression => "gzip";

        [Theory]
        [InlineData(1)]
        [InlineData(1024)]
        [InlineData(20_000)]
        public async Task Zero_bytes_behind_the_last_member_are_padding_and_others_are_not(int length)
        {
            byte[] padded = [.. Pack("{\"n\":0}\n"), .. new byte[length]];
            await File.WriteAllBytesAsync(InputPath, padded);
            Assert.Equal("{\"n\":0}\n", await ReadTextAsync(null));

            await File.WriteAllBytesAsync(InputPath, [.. padded, (byte)'x']);
            await RefusedAsync(null, "is damaged or cut off");
        }

        protected override byte[] Pack(string text)
        {
            var output = new MemoryStream();
            using (var stream = new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true))
            {
                // So that an empty text makes a member too.
                stream.Write([]);
                stream.Write(Encoding.UTF8.GetBytes(text));
                stream.Flush();
            }

            return output.ToArray();
        }
    }

    public sealed class Zstd : CompressedSourceTests
    {
        protected override string Compression => "zstd";

        [Fact]
        public async Task A_frame_to_be_skipped_may_come_first()
        {
            // RFC 8878, section 3.1.2; pzstd writes one before each frame.
            for (var magic = 0x50; magic <= 0x5F; magic++)
            {
                await File.WriteAllBytesAsync(InputPath, [(byte)magic, 0x2A, 0x4D, 0x18, 4, 0, 0, 0, 1, 2, 3, 4, .. Pack("{\"n\":0}\n")]);
                Assert.Equal("{\"n\":0}\n", await ReadTextAsync(null));
            }
        }

        protected override byte[] Pack(string text)
        {
            using var compressor = new ZstdSharp.Compressor();
            compressor.SetParameter(ZstdSharp.Unsafe.ZSTD_cParameter.ZSTD_c_checksumFlag, 1);
            return compressor.Wrap(Encoding.UTF8.GetBytes(text)).ToArray();
        }
    }
}
