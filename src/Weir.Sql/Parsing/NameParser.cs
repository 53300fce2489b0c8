using Weir.Sql.Syntax;

namespace Weir.Sql;

/// <summary>Names and comma-separated lists, for all the other parsers.</summary>
internal sealed class NameParser(TokenCursor cursor)
{
    /// <summary>A name that needs quotes when it is a reserved word.</summary>
    public Identifier Identifier(string expected)
    {
        var token = cursor.Current;
        if (token.Kind == TokenKind.Word && ReservedWords.IsReserved(cursor.TextOf(token)))
        {
            var word = cursor.TextOf(token).ToString();
            cursor.Fail(
                DiagnosticCodes.ReservedWord, $"expected {expected}, found the reserved word \"{word}\"", cursor.SpanOf(token),
                cursor.HintForComma() ?? $"to use it as a name, write it in double quotes: \"{word.ToLowerInvariant()}\"");
        }

        return AnyWord(expected);
    }

    /// <summary>A name that may be any word at all.</summary>
    public Identifier AnyWord(string expected)
    {
        var token = cursor.Current;
        if (token.Kind is TokenKind.Word or TokenKind.QuotedName)
        {
            cursor.Take();
            return ToIdentifier(token);
        }

        cursor.FailExpected(expected, token.Kind == TokenKind.String ? "names are written without quotes, or in double quotes" : null);
        return cursor.Node(new Identifier("", false, cursor.SpanOf(token)));
    }

    public ObjectName ObjectName(string expected)
    {
        var start = cursor.Start;
        var parts = new List<Identifier> { Identifier(expected) };
        while (cursor.TryTake(TokenKind.Dot))
        {
            parts.Add(AnyWord("a name"));
        }

        return cursor.Node(new ObjectName(parts, cursor.SpanFrom(start)));
    }

    /// <summary>Names in parentheses, or nothing when there are none.</summary>
    public IReadOnlyList<Identifier> OptionalColumnList()
    {
        if (!cursor.TryTake(TokenKind.OpenParen))
        {
            return [];
        }

        var names = List(() => AnyWord("a column name"));
        cursor.Expect(TokenKind.CloseParen, "\",\" or \")\"");
        return names;
    }

    public List<T> List<T>(Func<T> parseItem)
    {
        var items = new List<T>();
        do
        {
            items.Add(parseItem());
        }
        while (cursor.TryTake(TokenKind.Comma));
        return items;
    }

    public Identifier ToIdentifier(Token token)
    {
        var text = cursor.TextOf(token);
        var isQuoted = token.Kind == TokenKind.QuotedName;
        var name = isQuoted ? text[1..^1].ToString().Replace("\"\"", "\"", StringComparison.Ordinal) : text.ToString();
        return cursor.Node(new Identifier(name, isQuoted, cursor.SpanOf(token)));
    }
}
