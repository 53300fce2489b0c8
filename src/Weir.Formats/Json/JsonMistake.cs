using System.Buffers;
using System.Text;

namespace Weir.Formats.Json;

/// <summary>The mistakes that people and programs make most when they write JSON, each with its way out.</summary>
internal static class JsonMistake
{
    public const string OneLine = "a record stands on one line: convert the file with `jq -c . FILE`";
    public const string OneArray = "each element must stand on a line of its own, without the commas and brackets: convert the file with `jq -c '.[]' FILE`";

    private static readonly SearchValues<byte> WordEnds = SearchValues.Create(",}] \t\r"u8);

    /// <param name="start">Where the record's value starts.</param>
    /// <param name="position">Where the text ceases to be well-formed.</param>
    /// <returns>Null when it is none of them.</returns>
    public static BadRecordExplanation? Find(ReadOnlySpan<byte> text, int start, int position, JsonExpectation wanted)
    {
        var rest = text[Math.Min(position, text.Length)..];
        var next = rest.IsEmpty ? (byte)0 : rest[0];
        var place = $" at byte {position} of the record: {Excerpt.Around(text, position)}";
        return wanted switch
        {
            JsonExpectation.End => OfEnd(text, start, position, next, place),
            JsonExpectation.OtherSurrogate => new(
                $"{Excerpt.Start(rest[..Math.Min(6, rest.Length)])} is half of a surrogate pair, no character,{place}",
                "the program that wrote it cut a text inside a character; write the whole pair, or \\ufffd"),
            JsonExpectation.Escape => new($"{Excerpt.Start(rest[..Math.Min(2, rest.Length)])} is no escape of JSON,{place}", "a backslash in a text is written \\\\"),
            JsonExpectation.PlainCharacter => new($"a text holds the control character {Excerpt.Character(rest)} itself,{place}", $"write it as an escape: {EscapeOf(next)}"),
            JsonExpectation.CommaOrBrace or JsonExpectation.CommaOrBracket when IsLeadingZero(text, position) =>
                new($"a number starts with 0,{place}", "leave the zero out, or put the number in quotes"),
            _ when IsComment(rest) => new($"JSON has no comments, and one stands{place}", "remove it"),
            JsonExpectation.Key when next == '}' => new($"a comma stands before \"}}\"{place}", "remove the comma"),
            JsonExpectation.Value when next == ']' && start < position => new($"a comma stands before \"]\"{place}", "remove the comma"),
            _ when position == start && next is (byte)']' or (byte)'}' => new($"the line begins with \"{(char)next}\", the end of something on an earlier line", next == ']' ? OneArray : OneLine),
            JsonExpectation.Key or JsonExpectation.FirstKey when next == '\'' => Quotes("a key stands in single quotes", place),
            JsonExpectation.Key or JsonExpectation.FirstKey when char.IsAsciiLetter((char)next) || next == '_' => Quotes("a key stands without quotes", place),
            JsonExpectation.Value or JsonExpectation.FirstItem when next == '\'' => Quotes("a text stands in single quotes", place),
            JsonExpectation.Value or JsonExpectation.FirstItem or JsonExpectation.Digit => OfWord(text, position, wanted, place),
            _ => null,
        };
    }

    private static BadRecordExplanation Quotes(string what, string place) => new($"{what}{place}", "JSON has double quotes only");

    private static BadRecordExplanation? OfEnd(ReadOnlySpan<byte> text, int start, int position, byte next, string place)
    {
        if (text[start..position].Contains((byte)'\r') && next is (byte)'{' or (byte)'[')
        {
            return new("lines end with carriage returns alone, and so the records are one line", "convert the file with `tr '\\r' '\\n' < FILE`");
        }

        return next switch
        {
            (byte)'{' => new($"a second record stands on the line{place}", OneLine),
            (byte)',' when text[start] is (byte)'{' or (byte)'[' => new($"a comma stands behind the record{place}", OneArray),
            (byte)':' or (byte)',' when text[start] == '"' => new($"the line is a part of an object on several lines{place}", OneLine),
            _ when IsLeadingZero(text, position) => new($"a number starts with 0,{place}", "leave the zero out, or put the number in quotes"),
            _ when IsComment(text[position..]) => new($"JSON has no comments, and one stands{place}", "remove it"),
            _ => null,
        };
    }

    private static BadRecordExplanation? OfWord(ReadOnlySpan<byte> text, int position, JsonExpectation wanted, string place)
    {
        var from = wanted == JsonExpectation.Digit && position > 0 && text[position - 1] == '-' ? position - 1 : position;
        var rest = text[from..];
        var length = rest.IndexOfAny(WordEnds);
        var word = Encoding.UTF8.GetString(length < 0 ? rest : rest[..length]);
        switch (word)
        {
            case "NaN" or "nan" or "Infinity" or "-Infinity" or "inf" or "-inf":
                return new($"{word} is no value of JSON,{place}", "write null; a column of type DOUBLE also takes \"NaN\", \"Infinity\" and \"-Infinity\" in quotes");
            case "None" or "True" or "False":
                return new($"{word} is Python, not JSON,{place}", "write null, true or false: json.dumps does");
            case "undefined" or "NULL" or "Null" or "nil" or "TRUE" or "FALSE":
                return new($"{word} is no value of JSON,{place}", "write null, true or false");
            case ['+', ..] or ['.', ..]:
                return new($"a number starts with \"{word[0]}\"{place}", word[0] == '+' ? "leave the sign out" : "write 0 before the point");
            default:
                return null;
        }
    }

    private static bool IsComment(ReadOnlySpan<byte> rest) => rest.StartsWith("//"u8) || rest.StartsWith("/*"u8) || rest.StartsWith("#"u8);

    private static bool IsLeadingZero(ReadOnlySpan<byte> text, int position) =>
        position > 0 && position < text.Length && text[position - 1] == '0' && char.IsAsciiDigit((char)text[position]);

    private static string EscapeOf(byte control) => control switch
    {
        (byte)'\n' => "\\n",
        (byte)'\r' => "\\r",
        (byte)'\t' => "\\t",
        _ => $"\\u{control:x4}",
    };
}
