using System.Text;
using Xunit;

namespace Weir.Columnar.Tests;

public class TemporalTextTests
{
    [Theory]
    [InlineData("2024-03-01T10:00:00", "2024-03-01T10:00:00")]
    [InlineData("2024-03-01t10:00:00z", "2024-03-01T10:00:00")]
    [InlineData("2024-03-01 10:00:00 UTC", "2024-03-01T10:00:00")]
    [InlineData("2024-03-01 10:00:00.25 gmt", "2024-03-01T10:00:00.250")]
    [InlineData("2024-03-01T10:00:00 Z", "2024-03-01T10:00:00")]
    [InlineData("2024-03-01T10:00:00+02", "2024-03-01T08:00:00")]
    [InlineData("2024-03-01T10:00:00+0230", "2024-03-01T07:30:00")]
    [InlineData("2024-03-01T10:00:00 -02:30", "2024-03-01T12:30:00")]
    [InlineData("2024-03-01T10:00:00+02:00:30", "2024-03-01T07:59:30")]
    [InlineData("2024-03-01T10:00:00+23:59", "2024-02-29T10:01:00")]
    [InlineData("2024-03-01T10:00", "2024-03-01T10:00:00")]
    [InlineData("2024-03-01 1:2:3", "2024-03-01T01:02:03")]
    [InlineData("20240301T100000.5Z", "2024-03-01T10:00:00.500")]
    [InlineData("20240301 1000", "2024-03-01T10:00:00")]
    [InlineData("2024-5-3", "2024-05-03T00:00:00")]
    [InlineData("2024-05-03+02", "2024-05-02T22:00:00")]
    [InlineData(" \t2024-05-03 10:00:00 \n", "2024-05-03T10:00:00")]
    [InlineData("2024-03-01T24:00:00", "2024-03-02T00:00:00")]
    [InlineData("2024-12-31T23:59:60Z", "2025-01-01T00:00:00")]
    [InlineData("2024-03-01T10:00:00.1234567894", "2024-03-01T10:00:00.123456789")]
    [InlineData("2024-03-01T10:00:00.1234567895", "2024-03-01T10:00:00.123456790")]
    [InlineData("2023-12-31T23:59:59.99999999950000000000000001", "2024-01-01T00:00:00")]
    [InlineData("1677-09-21T00:12:43.145224192", "1677-09-21T00:12:43.145224192")]
    [InlineData("2262-04-11T23:47:16.854775807", "2262-04-11T23:47:16.854775807")]
    public void Reads_timestamps(string text, string expected)
    {
        Assert.True(TemporalText.TryParseTimestamp(Bytes(text), out long nanos));
        Assert.Equal(expected, TemporalText.FormatTimestamp(nanos));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("2024")]
    [InlineData("2024-03")]
    [InlineData("24-05-03")]
    [InlineData("2024-02-30")]
    [InlineData("2024-13-01")]
    [InlineData("2024-03-01T")]
    [InlineData("2024-03-01T10")]
    [InlineData("2024-03-01T10:00:00.")]
    [InlineData("2024-03-01T10:00:00,5")]
    [InlineData("2024-03-01T10:00.5")]
    [InlineData("2024-03-01T24:00:01")]
    [InlineData("2024-03-01T24:00:00.1")]
    [InlineData("2024-03-01T23:60:00")]
    [InlineData("2024-03-01T10:00:61")]
    [InlineData("2024-03-01T10:00:00+24")]
    [InlineData("2024-03-01T10:00:00+02:60")]
    [InlineData("2024-03-01T10:00:00Zulu")]
    [InlineData("2024-03-01T10:00:00 UTC+2")]
    [InlineData("2024-03-01-02")]
    [InlineData("2024-03-0110:00:00")]
    [InlineData("2024-03-01 BC")]
    [InlineData("-2024-03-01")]
    [InlineData("infinity")]
    [InlineData("1709287200000000000")]
    [InlineData("1677-09-21T00:12:43.145224191")]
    [InlineData("2262-04-11T23:47:16.854775808")]
    [InlineData("2262-04-11T23:47:16.8547758079")]
    [InlineData("5874898-01-01")]
    public void Refuses_what_is_no_timestamp_or_does_not_fit(string text) =>
        Assert.False(TemporalText.TryParseTimestamp(Bytes(text), out long _));

    [Theory]
    [InlineData("2024-05-03", "2024-05-03")]
    [InlineData("2024-5-3 ", "2024-05-03")]
    [InlineData("20240503", "2024-05-03")]
    [InlineData("2024-05-03T23:00:00-05:00", "2024-05-03")]
    [InlineData("0001-01-01", "0001-01-01")]
    [InlineData("12024-05-03", "12024-05-03")]
    [InlineData("5874897-12-31", "5874897-12-31")]
    public void Reads_dates_as_they_are_written(string text, string expected)
    {
        Assert.True(TemporalText.TryParseDate(Bytes(text), out var days));
        Assert.Equal(expected, TemporalText.FormatDate(days));
    }

    [Theory]
    [InlineData("1709287200000000000", "1709287200000000000")]
    [InlineData("-1", "-1")]
    [InlineData("99999999999999999999", "99999999999999999999")]
    [InlineData("20240301", "1709251200000000000")]
    [InlineData("2024-03-01T10:00:00.5", "1709287200500000000")]
    public void Counts_of_nanoseconds_are_read_where_they_are_asked_for(string text, string expected)
    {
        Assert.True(TemporalText.TryParseTimestampOrCount(Bytes(text), out var nanos));
        Assert.Equal(Int128.Parse(expected), nanos);
        Assert.False(TemporalText.TryParseTimestampOrCount(Bytes(text + "x"), out _));
    }

    /// <summary>No cut or changed byte makes the reader fail or read past its end.</summary>
    [Fact]
    public void Any_bytes_are_read_or_refused()
    {
        var random = new Random(7);
        var alphabet = "0123456789-:.+TtZz UTC\t"u8.ToArray();
        var read = 0;
        for (var i = 0; i < 200_000; i++)
        {
            var text = Bytes("2024-03-01T10:00:00.5+02:00");
            for (var changes = random.Next(4); changes > 0; changes--)
            {
                text[random.Next(text.Length)] = alphabet[random.Next(alphabet.Length)];
            }

            if (TemporalText.TryParseTimestamp(text.AsSpan(0, random.Next(text.Length + 1)), out long nanos))
            {
                read++;
                Assert.True(TemporalText.TryParseTimestamp(Bytes(TemporalText.FormatTimestamp(nanos)), out long back));
                Assert.Equal(nanos, back);
            }
        }

        Assert.True(read > 1000);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
