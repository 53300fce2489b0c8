using System.Security.Cryptography;
using System.Text;
using Xunit;

namespace Weir.Checkpoints.Tests;

public class RecordTests
{
    [Fact]
    public void A_manifest_reads_back_as_it_was_written()
    {
        var manifest = Samples.Manifest(7, ManifestKind.Round, 3, Samples.Descriptor("a \"quoted\" näme")) with
        {
            ContinuesFrom = new Slot(6),
            Undone = new Slot(5),
            Note = "why",
        };
        var text = ManifestCodec.Write(manifest);
        Assert.Equal(Encoding.UTF8.GetString(text), Encoding.UTF8.GetString(ManifestCodec.Write(ManifestCodec.Read(text))));
        var read = ManifestCodec.Read(text);
        Assert.Equal(manifest.Positions, read.Positions);
        Assert.Equal(manifest.Descriptors.Single(), read.Descriptors.Single());
        Assert.Equal(manifest.Carries.Single(), read.Carries.Single());
        Assert.Equal(manifest.StateFiles.Single(), read.StateFiles.Single());
        Assert.Equal(manifest.Undone, read.Undone);
        Assert.True(manifest.Script.IsSameAs(read.Script));
    }

    [Fact]
    public void It_is_two_lines_the_second_the_checksum_of_the_first()
    {
        var lines = Encoding.UTF8.GetString(ManifestCodec.Write(Samples.Manifest(1))).Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("""{"format":1,"job":""", lines[0], StringComparison.Ordinal);
        Assert.Equal("sha256=" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines[0] + "\n"))), lines[1]);
    }

    [Fact]
    public void Every_torn_length_is_refused()
    {
        var text = ManifestCodec.Write(Samples.Manifest(1));
        for (var length = 0; length < text.Length; length++)
        {
            Assert.Throws<RecordFormatException>(() => ManifestCodec.Read(text.AsMemory(0, length)));
        }
    }

    [Fact]
    public void Every_damaged_byte_is_refused()
    {
        var text = ManifestCodec.Write(Samples.Manifest(1));
        for (var i = 0; i < text.Length; i++)
        {
            var damaged = (byte[])text.Clone();
            damaged[i] ^= 0x20;
            Assert.Throws<RecordFormatException>(() => ManifestCodec.Read(damaged));
        }
    }

    [Fact]
    public void A_newer_format_is_told_from_damage()
    {
        var exception = Assert.Throws<RecordFormatException>(() => ManifestCodec.Read(Sealed("""{"format":2,"soul":1}""")));
        Assert.True(exception.IsNewerFormat);
        Assert.False(Assert.Throws<RecordFormatException>(() => ManifestCodec.Read(Sealed("""{"format":1}"""))).IsNewerFormat);
        Assert.False(Assert.Throws<RecordFormatException>(() => ManifestCodec.Read(Sealed("""["foreign"]"""))).IsNewerFormat);
        Assert.False(Assert.Throws<RecordFormatException>(() => ManifestCodec.Read(Sealed("foreign"))).IsNewerFormat);
    }

    [Fact]
    public void A_settlement_reads_back_as_it_was_written()
    {
        var settlement = new Settlement(SettlementKind.Recovering, new(4), Samples.Owner);
        Assert.Equal(settlement, SettlementCodec.Read(SettlementCodec.Write(settlement)));
    }

    [Fact]
    public void Positions_of_subtasks_join_and_compare_by_content()
    {
        var joined = SourcePositions.Of("0", "5", ended: true).With(SourcePositions.Of("1", "6"));
        Assert.Equal(SourcePositions.Of([new("1", "6"), new("0", "5")]), joined);
        Assert.False(joined.Ended);
        Assert.NotEqual(joined, SourcePositions.Of("0", "5"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../etc/passwd")]
    [InlineData("0123456789ABCDEF0123456789ABCDEF")]
    public void A_job_id_is_thirty_two_hex_digits(string text)
    {
        Assert.False(JobId.TryParse(text, out _));
        Assert.Throws<FormatException>(() => JobId.Parse(text));
    }

    internal static byte[] Sealed(string line)
    {
        var first = Encoding.UTF8.GetBytes(line + "\n");
        return [.. first, .. Encoding.ASCII.GetBytes($"sha256={Convert.ToHexStringLower(SHA256.HashData(first))}\n")];
    }
}
