using System.Text;

namespace Weir.Formats.Json;

/// <summary>The keys of a record and their values, for messages about columns. Slow and tolerant: what is not well-formed ends the walk.</summary>
internal static class JsonRecordKeys
{
    private const int KeysShown = 8;

    /// <summary>The value of the last of the keys of that name.</summary>
    /// <param name="similar">A key that only looks like the name.</param>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> record, string name, out int valueStart, out string? similar)
    {
        valueStart = 0;
        similar = null;
        var value = ReadOnlySpan<byte>.Empty;
        foreach (var (key, range) in Of(record))
        {
            if (key == name)
            {
                valueStart = range.Start.Value;
                value = record[range];
            }
            else if (Plain(key) == Plain(name))
            {
                similar = key;
            }
        }

        return value;
    }

    public static DecoderNotice? ExplainUnseen(string column, ReadOnlySpan<byte> record)
    {
        var members = Of(record);
        if (members.Count == 0 || !Find(record, column, out _, out var similar).IsEmpty)
        {
            return null;
        }

        var shown = string.Join(", ", members.Take(KeysShown).Select(member => $"\"{member.Key}\"")) + (members.Count > KeysShown ? " …" : "");
        return new DecoderNotice(
            $"no record has a value for column \"{column}\"",
            similar is null ? $"the first has {shown}" : $"the first has \"{similar}\": names must be the same to the letter, so declare the column as \"{similar}\"");
    }

    private static List<(string Key, Range Value)> Of(ReadOnlySpan<byte> record)
    {
        var members = new List<(string, Range)>();
        if (JsonText.SkipText(record, out var position, out var end, out _) != JsonExpectation.None || record[position] != '{')
        {
            return members;
        }

        for (var reader = new JsonMemberReader(record, position, end); reader.Read();)
        {
            var unescaped = new byte[reader.Key.Length];
            members.Add((Encoding.UTF8.GetString(unescaped, 0, JsonText.Unescape(reader.Key, unescaped)), reader.Value));
        }

        return members;
    }

    // userId, user_id and USER-ID look alike.
    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
