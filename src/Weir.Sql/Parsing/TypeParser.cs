using Weir.Sql.Syntax;

namespace Weir.Sql;

/// <summary>Types: names of one or several words with arguments, arrays and structs.</summary>
internal sealed class TypeParser(TokenCursor cursor, NameParser names)
{
    public SqlType Parse()
    {
        var start = cursor.Start;
        var isAllowed = cursor.Enter();
        var type = isAllowed ? Element(start) : Missing();
        while (cursor.Is(TokenKind.OpenBracket) && cursor.Peek(1).Kind == TokenKind.CloseBracket)
        {
            cursor.Take();
            cursor.Take();
            type = cursor.Node(new ArrayType(type, cursor.SpanFrom(start)));
        }

        cursor.Leave();
        return type;
    }

    private SqlType Element(int start)
    {
        if (!cursor.Is(TokenKind.Word))
        {
            cursor.FailExpected("a type");
            return Missing();
        }

        if (cursor.IsWord("struct") && cursor.Peek(1).Kind == TokenKind.Less)
        {
            return Struct(start);
        }

        if (cursor.IsWord("array") && cursor.Peek(1).Kind == TokenKind.Less)
        {
            cursor.Take();
            cursor.Take();
            var element = Parse();
            cursor.ExpectCloseAngle();
            return cursor.Node(new ArrayType(element, cursor.SpanFrom(start)));
        }

        return Named(start);
    }

    private StructType Struct(int start)
    {
        cursor.Take();
        cursor.Take();
        var fields = names.List(Field);
        cursor.ExpectCloseAngle();
        return cursor.Node(new StructType(fields, cursor.SpanFrom(start)));
    }

    private StructField Field()
    {
        var start = cursor.Start;
        if (cursor.Peek(1).Kind is TokenKind.Comma or TokenKind.Greater or TokenKind.ShiftRight or TokenKind.Less)
        {
            cursor.Fail(DiagnosticCodes.WrongColumnType, "a field of a struct has no name", cursor.SpanOf(cursor.Current), "write STRUCT<name TYPE, …>");
        }

        var name = names.AnyWord("a field name");
        var type = Parse();
        return cursor.Node(new StructField(name, type, cursor.SpanFrom(start)));
    }

    private NamedType Named(int start)
    {
        var name = cursor.TextOf(cursor.Take()).ToString().ToLowerInvariant();
        if (name == "double" && cursor.TryTakeWord("precision"))
        {
            name = "double precision";
        }
        else if (name is "character" or "char" && cursor.TryTakeWord("varying"))
        {
            name = "character varying";
        }

        var arguments = Arguments();
        if (cursor.TryTakeWord("unsigned"))
        {
            name += " unsigned";
        }
        else if (name is "timestamp" or "time")
        {
            name += TimeZoneSuffix();
        }

        return cursor.Node(new NamedType(name, arguments, cursor.SpanFrom(start)));
    }

    private string TimeZoneSuffix()
    {
        if (cursor.IsWord(cursor.Peek(1), "time") && cursor.IsWord(cursor.Peek(2), "zone")
            && (cursor.IsWord("with") || cursor.IsWord("without")))
        {
            var isWith = cursor.IsWord("with");
            cursor.Take();
            cursor.Take();
            cursor.Take();
            return isWith ? " with time zone" : "";
        }

        return "";
    }

    private List<int> Arguments()
    {
        if (!cursor.TryTake(TokenKind.OpenParen))
        {
            return [];
        }

        var arguments = names.List(Argument);
        cursor.Expect(TokenKind.CloseParen, "\")\"");
        return arguments;
    }

    private int Argument()
    {
        var token = cursor.Current;
        if (token.Kind == TokenKind.Number && int.TryParse(cursor.TextOf(token), out var value))
        {
            cursor.Take();
            return value;
        }

        cursor.FailExpected("a whole number");
        return 0;
    }

    private NamedType Missing() => cursor.Node(new NamedType("", [], cursor.SpanOf(cursor.Current)));
}
