using System.Globalization;
using System.Text;

namespace Weir.Benchmarks.Formats;

/// <summary>
/// Writes the bids of W2 as JSON lines of about 163 bytes, six fields, in the shape that <c>simdjson_peer.cpp</c> reads. The same seed and
/// row count give the same bytes.
/// </summary>
internal static class BidFile
{
    public static readonly string[] Variants = ["plain", "shuffled", "unknown", "escapes", "nonascii", "spaced"];

    private static readonly string[] Channels = ["Google", "Facebook", "Baidu", "Apple", "channel-1042", "channel-7", "channel-88321"];

    public static string PathOf(string folder, string variant, long rows) => Path.Combine(folder, $"bids-{variant}-{rows}.json");

    /// <summary>Writes the file unless it is there.</summary>
    public static void Ensure(string folder, string variant, long rows)
    {
        var path = PathOf(folder, variant, rows);
        if (File.Exists(path))
        {
            return;
        }

        Directory.CreateDirectory(folder);
        var random = new Random(42);
        using (var writer = new StreamWriter(path + ".tmp", append: false, new UTF8Encoding(false), 1 << 20))
        {
            writer.NewLine = "\n";
            var time = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
            for (var i = 0L; i < rows; i++)
            {
                time = time.AddTicks(random.Next(1_000_000));
                WriteRow(writer, random, variant, time);
            }
        }

        File.Move(path + ".tmp", path);
    }

    private static void WriteRow(StreamWriter writer, Random random, string variant, DateTime time)
    {
        var channel = Channels[random.Next(Channels.Length)];
        var url = $"https://nexmark.com/{Word(random, 4)}/{Word(random, 4)}/item.htm?query={random.Next(1, 10)}";
        if (variant == "escapes")
        {
            channel = "\\\"" + channel + "\\\"";
            url = url.Replace("/", "\\/", StringComparison.Ordinal) + "\\u00e9\\n";
        }
        else if (variant == "nonascii")
        {
            channel = "Kanäle-" + channel;
            url = "https://www.nexmark.com/übersicht/日本語/" + Word(random, 5) + "/größe.htm?query=" + random.Next(1, 10);
        }

        var form = time.Millisecond == 0 ? "yyyy-MM-ddTHH:mm:ss" : "yyyy-MM-ddTHH:mm:ss.fff";
        string[] pairs =
        [
            $"\"auction\":{random.Next(1000, 1_000_000)}",
            $"\"bidder\":{random.Next(1000, 1_000_000)}",
            $"\"price\":{random.Next(100, 10_000_000)}",
            $"\"channel\":\"{channel}\"",
            $"\"url\":\"{url}\"",
            $"\"datetime\":\"{time.ToString(form, CultureInfo.InvariantCulture)}\"",
        ];
        if (variant == "shuffled")
        {
            random.Shuffle(pairs);
        }
        else if (variant == "unknown")
        {
            // Fields that come and go, so that neighbouring rows mostly differ in their keys.
            string[] more = ["\"session\":\"" + Word(random, 12) + "\"", "\"geo\":{\"lat\":52.5,\"lon\":[13.4,null]}", "\"flag\":true", "\"score\":-1.5e-3"];
            pairs = [.. pairs, .. more.Where(_ => random.Next(2) == 0)];
            if (random.Next(4) == 0)
            {
                (pairs[^1], pairs[2]) = (pairs[2], pairs[^1]);
            }
        }

        writer.Write('{');
        if (variant == "spaced")
        {
            writer.Write(string.Join(", ", pairs.Select(pair => pair.Insert(pair.IndexOf(':', StringComparison.Ordinal) + 1, " "))));
        }
        else
        {
            writer.Write(string.Join(',', pairs));
        }

        writer.WriteLine('}');
    }

    private static string Word(Random random, int length) => string.Create(length, random, static (span, random) =>
    {
        foreach (ref var c in span)
        {
            c = (char)('a' + random.Next(26));
        }
    });
}
