using System.Text.Unicode;
using Weir.Columnar;

namespace Weir.Formats.Json;

/// <summary>Says what is wrong with a refused JSON record, and recognises the usual wrong forms with the way out of each.</summary>
internal static class JsonExplanation
{
    public static BadRecordExplanation Of(in BadRecord record, Schema schema) => record.Reason switch
    {
        BadRecordReason.Syntax or BadRecordReason.NotAnObject or BadRecordReason.InvalidUtf8 => OfForm(record),
        _ => OfValue(record, schema),
    };

    private static BadRecordExplanation OfForm(in BadRecord record)
    {
        var bytes = record.Bytes;
        if (OfEncoding(bytes) is { } encoding)
        {
            return encoding;
        }

        var wanted = JsonText.SkipText(bytes, out var start, out var position, out _);
        return wanted == JsonExpectation.None ? OfKind(bytes[start])
            : record.IsCut && position >= bytes.Length ? new($"the line is longer than {bytes.Length} bytes and was cut there", LineDecoder.LongerLines)
            : JsonMistake.Find(bytes, start, position, wanted) ?? OfPlace(bytes, position, wanted);
    }

    /// <summary>Bytes that are no UTF-8 text, or begin like none.</summary>
    private static BadRecordExplanation? OfEncoding(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) || bytes.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]))
        {
            return new(
                $"these are bytes of a file compressed with {(bytes[0] == 0x1F ? "gzip" : "zstd")}",
                "decompress it, or let the source recognise it by its first bytes");
        }

        // Four in a row stand in no text of UTF-16, nor of UTF-32.
        if (bytes.IndexOf((ReadOnlySpan<byte>)[0, 0, 0, 0]) >= 0)
        {
            return new(
                $"the line holds {bytes.Count((byte)0)} zero bytes: the file has a hole, as after it was cut while it was written",
                "remove them: `tr -d '\\000' < FILE`");
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) || bytes.Count((byte)0) > bytes.Length / 4)
        {
            return new("the text is UTF-16, not UTF-8", "convert the file with `iconv -f UTF-16 -t UTF-8 FILE`");
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            return new(
                "a byte-order mark stands before the record, which only the start of a file may have",
                "remove it: `sed 's/^\\xEF\\xBB\\xBF//' FILE`; files that were joined have them inside");
        }

        return Utf8.IsValid(bytes) ? null : LineDecoder.ExplainUtf8(bytes);
    }

    private static BadRecordExplanation OfKind(byte first) => first == '['
        ? new("the record is an array, not an object", JsonMistake.OneArray)
        : new($"the record is {Name(first)}, not an object", "for values of any kind write 'json.unstructured' = 'true' and the one column value JSON");

    private static BadRecordExplanation OfPlace(ReadOnlySpan<byte> bytes, int position, JsonExpectation wanted)
    {
        var what = wanted switch
        {
            JsonExpectation.Value => "a value",
            JsonExpectation.FirstItem => "a value or \"]\"",
            JsonExpectation.FirstKey => "a key in quotes or \"}\"",
            JsonExpectation.Key => "a key in quotes",
            JsonExpectation.Colon => "\":\"",
            JsonExpectation.CommaOrBrace => "\",\" or \"}\"",
            JsonExpectation.CommaOrBracket => "\",\" or \"]\"",
            JsonExpectation.Digit => "a digit",
            JsonExpectation.EndOfString => "a closing quote",
            JsonExpectation.PlainCharacter => "a text without control characters",
            JsonExpectation.Escape => "an escape that JSON has",
            JsonExpectation.OtherSurrogate => "the other half of a surrogate pair",
            _ => "the end of the line",
        };
        if (position < bytes.Length)
        {
            return new($"not well-formed JSON: expected {what} at byte {position} of the record, found \"{Excerpt.Character(bytes[position..])}\": {Excerpt.Around(bytes, position)}");
        }

        var text = $"the line ends inside the record: expected {what} behind {Excerpt.Around(bytes, position)}";
        return new(text, bytes.TrimStart(" \t"u8).StartsWith("["u8) ? JsonMistake.OneArray : JsonMistake.OneLine);
    }

    private static BadRecordExplanation OfValue(in BadRecord record, Schema schema)
    {
        var index = schema.IndexOf(record.Field!);
        var field = schema[index];
        var name = $"column \"{field.Name}\" ({field.Type}{(field.IsNullable ? "" : " NOT NULL")})";
        var value = JsonRecordKeys.Find(record.Bytes, field.Name, out var position, out var similar);
        var shown = value.IsEmpty ? "" : Excerpt.Start(value);
        switch (record.Reason)
        {
            case BadRecordReason.MissingValue when value.IsEmpty:
                return new($"{name}: the record has no key \"{field.Name}\"", similar is null ? null : $"it has \"{similar}\": names must be the same to the letter");
            case BadRecordReason.MissingValue:
                return new($"{name}: expected a value at byte {position} of the record, found null");
            case BadRecordReason.TooDeep:
                return new($"{name}: the value has more than {FormatCatalog.NestingMax} levels", "declare the column TEXT: it takes JSON of any depth as it is written");
            case BadRecordReason.OutOfRange:
                return new($"{name}: {shown} at byte {position} of the record is out of its range", field.Type.Kind == TypeKind.Int32 ? "declare the column BIGINT" : null);
            default:
                return new($"{name}: expected {Wanted(field.Type)} at byte {position} of the record, found {shown}", HintFor(field.Type, value));
        }
    }

    private static string Wanted(DataType type) => type.Kind switch
    {
        TypeKind.Bool => "true or false",
        TypeKind.Date32 => "a date such as \"2024-03-01\"",
        TypeKind.Timestamp => "a timestamp such as \"2024-03-01T10:00:00Z\"",
        _ => "a number",
    };

    private static string? HintFor(DataType type, ReadOnlySpan<byte> value) => value[0] switch
    {
        (byte)'{' or (byte)'[' => "declare the column JSON or TEXT",
        (byte)'"' when type.Kind is TypeKind.Float64 && value.Slice(1).StartsWith("nan"u8) => "write \"NaN\"",
        (byte)'"' => "declare the column TEXT and convert it in the query",
        _ when type.Kind == TypeKind.Date32 => "declare the column BIGINT and convert it in the query",
        _ => null,
    };

    private static string Name(byte first) => first switch
    {
        (byte)'"' => "a text",
        (byte)'t' or (byte)'f' => "a boolean",
        (byte)'n' => "null",
        _ => "a number",
    };
}
