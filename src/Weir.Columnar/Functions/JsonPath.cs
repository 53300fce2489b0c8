using System.Text.Json;

namespace Weir.Columnar.Functions;

/// <summary>
/// Follows a path of keys and indices, 0-based or negative from the end, into a JSON text. Of equal keys of one object the last counts, so the
/// text behind a value is searched for its key, which is quick, and read only when the key, or an escape that could spell it, is there.
/// </summary>
internal static class JsonPath
{
    /// <summary>How deep a text may be is for the decoder to say; here a deep one would silently be NULL.</summary>
    public static JsonReaderOptions Options { get; } = new() { MaxDepth = int.MaxValue };

    /// <summary>Moves a reader to the value of the path; false when there is none or the text before it is not JSON.</summary>
    /// <param name="text">What the reader reads.</param>
    /// <param name="columns">The text, and one column for each element of the path.</param>
    public static bool TrySeek(ref Utf8JsonReader reader, ReadOnlySpan<byte> text, ReadOnlySpan<Column> columns, int row)
    {
        try
        {
            if (!reader.Read())
            {
                return false;
            }

            for (var i = 1; i < columns.Length; i++)
            {
                if (!(columns[i].Type.IsText ? TryEnterMember(ref reader, text, columns[i].GetBytes(row)) : TryEnterElement(ref reader, columns[i].Get<long>(row))))
                {
                    return false;
                }
            }

            return true;
        }
        catch (JsonException)
        {
            // The reader reports malformed text only by throwing; here that is an answer.
            return false;
        }
    }

    private static bool TryEnterMember(ref Utf8JsonReader reader, ReadOnlySpan<byte> text, ReadOnlySpan<byte> key)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isWanted = reader.ValueTextEquals(key);
            reader.Read();
            if (isWanted)
            {
                if (MayContainKey(text[(int)reader.TokenStartIndex..], key))
                {
                    SeekLast(ref reader, key);
                }

                return true;
            }

            reader.Skip();
        }

        return false;
    }

    /// <summary>From one value of a key to the last one of the same object. A text that breaks off on the way has no later one.</summary>
    private static void SeekLast(ref Utf8JsonReader reader, ReadOnlySpan<byte> key)
    {
        var ahead = reader;
        try
        {
            ahead.Skip();
            while (ahead.Read() && ahead.TokenType == JsonTokenType.PropertyName)
            {
                var isWanted = ahead.ValueTextEquals(key);
                ahead.Read();
                if (isWanted)
                {
                    reader = ahead;
                }

                ahead.Skip();
            }
        }
        catch (JsonException)
        {
            // The value found so far is the answer.
        }
    }

    /// <summary>Whether the key stands somewhere in the text as a whole string, or could be spelled with an escape.</summary>
    private static bool MayContainKey(ReadOnlySpan<byte> text, ReadOnlySpan<byte> key)
    {
        const int KeyLengthMax = 62;
        if (key.Length > KeyLengthMax || text.Contains((byte)'\\'))
        {
            return true;
        }

        Span<byte> quoted = stackalloc byte[KeyLengthMax + 2];
        quoted = quoted[..(key.Length + 2)];
        quoted[0] = (byte)'"';
        key.CopyTo(quoted[1..]);
        quoted[^1] = (byte)'"';
        return text.IndexOf(quoted) >= 0;
    }

    /// <param name="reader">A copy, which goes on alone.</param>
    private static long CountElements(Utf8JsonReader reader)
    {
        long count = 0;
        for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; count++)
        {
            reader.Skip();
        }

        return count;
    }

    private static bool TryEnterElement(ref Utf8JsonReader reader, long index)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return false;
        }

        if (index < 0 && (index += CountElements(reader)) < 0)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (index-- == 0)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}
