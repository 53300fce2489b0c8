using Weir.Sql.Syntax;

namespace Weir.Sql;

/// <summary>What stands in FROM: tables, queries in parentheses, functions, and joins of them.</summary>
internal sealed class TableReferenceParser(TokenCursor cursor, ExpressionParser expressions, QueryParser queries)
{
    public TableReference Parse()
    {
        var start = cursor.Start;
        var isAllowed = cursor.Enter();
        var left = isAllowed ? Primary() : Missing();
        while (true)
        {
            var operatorStart = cursor.Start;
            var isNatural = cursor.TryTakeWord("natural");
            if (TakeJoin() is not { } kind)
            {
                if (isNatural)
                {
                    cursor.FailExpected("JOIN");
                }

                break;
            }

            left = Join(left, start, kind, isNatural, cursor.SpanFrom(operatorStart));
        }

        cursor.Leave();
        return left;
    }

    /// <summary>Takes the words of a join, or nothing.</summary>
    private JoinKind? TakeJoin()
    {
        JoinKind? kind = cursor.IsWord("join") || cursor.IsWord("inner") ? JoinKind.Inner
            : cursor.IsWord("left") ? JoinKind.Left
            : cursor.IsWord("right") ? JoinKind.Right
            : cursor.IsWord("full") ? JoinKind.Full
            : cursor.IsWord("cross") ? JoinKind.Cross
            : null;
        if (kind is null)
        {
            return null;
        }

        if (!cursor.IsWord("join"))
        {
            cursor.Take();
            if (kind is JoinKind.Left or JoinKind.Right or JoinKind.Full)
            {
                cursor.TryTakeWord("outer");
            }
        }

        cursor.ExpectWord("join");
        return kind;
    }

    private JoinedTable Join(TableReference left, int start, JoinKind kind, bool isNatural, TextSpan operatorSpan)
    {
        var right = Primary();
        Expression? on = null;
        IReadOnlyList<Identifier> usingColumns = [];
        if (cursor.TryTakeWord("on"))
        {
            on = expressions.Parse();
        }
        else if (cursor.TryTakeWord("using"))
        {
            if (!cursor.Is(TokenKind.OpenParen))
            {
                cursor.FailExpected("\"(\"");
            }

            usingColumns = expressions.Names.OptionalColumnList();
        }

        return cursor.Node(new JoinedTable(kind, isNatural, left, right, on, usingColumns, operatorSpan, cursor.SpanFrom(start)));
    }

    private TableReference Primary()
    {
        var start = cursor.Start;
        var isLateral = cursor.IsWord("lateral") && cursor.Peek(1).Kind == TokenKind.OpenParen && cursor.TryTakeWord("lateral");
        if (cursor.Is(TokenKind.OpenParen))
        {
            return Parenthesized(start, isLateral);
        }

        var name = expressions.Names.ObjectName("a table");
        if (cursor.Is(TokenKind.OpenParen))
        {
            var call = expressions.Calls.Call(name, start);
            return cursor.Node(new TableFunction(call, OptionalAlias(), cursor.SpanFrom(start)));
        }

        return cursor.Node(new NamedTable(name, OptionalAlias(), cursor.SpanFrom(start)));
    }

    private TableReference Parenthesized(int start, bool isLateral)
    {
        cursor.Take();
        if (queries.IsQueryStart || IsNestedQuery())
        {
            var query = queries.Parse();
            cursor.Expect(TokenKind.CloseParen, "\")\"");
            return cursor.Node(new DerivedTable(query, OptionalAlias(), isLateral, cursor.SpanFrom(start)));
        }

        var inner = Parse();
        cursor.Expect(TokenKind.CloseParen, "a join or \")\"");
        return inner;
    }

    /// <summary>Whether only more opening parentheses stand before a SELECT, as in <c>((SELECT …) UNION ALL (SELECT …))</c>.</summary>
    private bool IsNestedQuery()
    {
        var distance = 0;
        while (distance < TokenCursor.NestingMax && cursor.Peek(distance).Kind == TokenKind.OpenParen)
        {
            distance++;
        }

        return distance > 0 && (cursor.IsWord(cursor.Peek(distance), "select") || cursor.IsWord(cursor.Peek(distance), "with"));
    }

    private TableAlias? OptionalAlias()
    {
        var start = cursor.Start;
        var hasAs = cursor.TryTakeWord("as");
        var isName = cursor.Is(TokenKind.QuotedName)
            || (cursor.Is(TokenKind.Word) && ReservedWords.MayBeTableAlias(cursor.TextOf(cursor.Current)));
        if (!hasAs && !isName)
        {
            return null;
        }

        start = hasAs ? start : cursor.Start;
        var name = expressions.Names.Identifier("an alias");
        var columns = expressions.Names.OptionalColumnList();
        return cursor.Node(new TableAlias(name, columns, cursor.SpanFrom(start)));
    }

    private NamedTable Missing()
    {
        var span = cursor.SpanOf(cursor.Current);
        var name = cursor.Node(new Identifier("", false, span));
        return cursor.Node(new NamedTable(cursor.Node(new ObjectName([name], span)), null, span));
    }
}
