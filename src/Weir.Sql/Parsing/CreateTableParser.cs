using Weir.Sql.Syntax;

namespace Weir.Sql;

/// <summary>What follows CREATE TABLE: columns, watermark, constraints, options, partitioning, or a query.</summary>
internal sealed class CreateTableParser(TokenCursor cursor, ExpressionParser expressions)
{
    public Statement Parse(int start, bool isTemporary)
    {
        if (cursor.AreWords("if", "not"))
        {
            cursor.FailExpected("a table name", "a table that is created again replaces the earlier one; leave IF NOT EXISTS out");
        }

        var name = expressions.Names.ObjectName("a table name");
        var elements = new List<TableElement>();
        if (cursor.TryTake(TokenKind.OpenParen))
        {
            if (!cursor.Is(TokenKind.CloseParen))
            {
                elements = expressions.Names.List(Element);
            }

            cursor.Expect(TokenKind.CloseParen, "\",\" or \")\"");
        }

        if (cursor.IsWord("as"))
        {
            return AsQuery(start, name, elements, isTemporary);
        }

        var options = new List<TableOption>();
        var partitionedBy = new List<Expression>();
        while (cursor.IsWord("with") || cursor.IsWord("partitioned"))
        {
            if (cursor.TryTakeWord("with"))
            {
                options.AddRange(Options());
            }
            else
            {
                cursor.Take();
                cursor.ExpectWord("by");
                partitionedBy.AddRange(InParentheses(expressions.Parse));
            }
        }

        return cursor.Node(new CreateTable(name, isTemporary, elements, options, partitionedBy, cursor.SpanFrom(start)));
    }

    private CreateView AsQuery(int start, ObjectName name, List<TableElement> elements, bool isTemporary)
    {
        var asSpan = cursor.SpanOf(cursor.Take());
        if (elements.Count > 0)
        {
            var hint = "leave the columns out and name them in the query, or create the table and insert into it";
            cursor.Fail(DiagnosticCodes.UnexpectedText, "a table made from a query takes its columns from it", asSpan, hint);
        }

        if (isTemporary)
        {
            cursor.Fail(DiagnosticCodes.UnexpectedText, "a table made from a query cannot be temporary", asSpan, "write CREATE TABLE or CREATE VIEW");
        }

        var query = expressions.Queries.Parse();
        return cursor.Node(new CreateView(name, true, [], query, cursor.SpanFrom(start)));
    }

    private List<T> InParentheses<T>(Func<T> parseItem)
    {
        cursor.Expect(TokenKind.OpenParen, "\"(\"");
        var items = expressions.Names.List(parseItem);
        cursor.Expect(TokenKind.CloseParen, "\",\" or \")\"");
        return items;
    }

    private List<TableOption> Options()
    {
        if (cursor.Is(TokenKind.OpenParen) && cursor.Peek(1).Kind == TokenKind.CloseParen)
        {
            cursor.Take();
            cursor.Take();
            return [];
        }

        return InParentheses(Option);
    }

    private TableOption Option()
    {
        var start = cursor.Start;
        string key;
        if (expressions.Literals.IsString)
        {
            key = expressions.Literals.String("an option").Value;
        }
        else
        {
            var word = expressions.Names.AnyWord("an option");
            key = word.Name;
            if (cursor.Is(TokenKind.Dot))
            {
                cursor.FailExpected("\"=\"", "write a key with dots in single quotes: 'json.timestamp_format' = …");
            }
        }

        var keySpan = cursor.SpanFrom(start);
        cursor.Expect(TokenKind.Equal, "\"=\"");
        var value = expressions.Parse();
        return cursor.Node(new TableOption(key, keySpan, value, cursor.SpanFrom(start)));
    }

    private TableElement Element()
    {
        var start = cursor.Start;
        if (cursor.IsWord("watermark"))
        {
            return Watermark(start);
        }

        if (cursor.IsWord("constraint"))
        {
            cursor.Take();
            expressions.Names.AnyWord("the name of the constraint");
            if (!IsConstraintStart)
            {
                var hint = cursor.IsWord("watermark") ? "a watermark clause has no name; begin it with WATERMARK FOR" : null;
                cursor.FailExpected("PRIMARY KEY, UNIQUE, CHECK or FOREIGN KEY", hint);
            }
        }

        return IsConstraintStart ? Constraint(start) : Column(start);
    }

    private bool IsConstraintStart =>
        cursor.AreWords("primary", "key") || cursor.AreWords("foreign", "key")
        || ((cursor.IsWord("unique") || cursor.IsWord("check")) && cursor.Peek(1).Kind == TokenKind.OpenParen);

    private WatermarkDefinition Watermark(int start)
    {
        cursor.Take();
        if (!cursor.TryTakeWord("for"))
        {
            cursor.FailExpected("FOR", "a column of this name is written in double quotes: \"watermark\"");
        }

        var column = expressions.Names.AnyWord("a column name");
        var expression = cursor.TryTakeWord("as") ? expressions.Parse() : null;
        return cursor.Node(new WatermarkDefinition(column, expression, cursor.SpanFrom(start)));
    }

    /// <summary>A constraint, read as words and one or more parentheses; the cursor is at its kind.</summary>
    private TableConstraint Constraint(int start)
    {
        var kind = cursor.TextOf(cursor.Take()).ToString().ToUpperInvariant();
        if (kind is "PRIMARY" or "FOREIGN")
        {
            cursor.ExpectWord("key");
            kind += " KEY";
        }

        while (!cursor.IsAtEnd && !cursor.Is(TokenKind.Comma) && !cursor.Is(TokenKind.CloseParen) && !cursor.Is(TokenKind.Semicolon))
        {
            if (cursor.Is(TokenKind.OpenParen))
            {
                SkipParentheses();
            }
            else
            {
                cursor.Take();
            }
        }

        return cursor.Node(new TableConstraint(kind, cursor.TextFrom(start), cursor.SpanFrom(start)));
    }

    private void SkipParentheses()
    {
        var depth = 0;
        do
        {
            depth += cursor.Is(TokenKind.OpenParen) ? 1 : cursor.Is(TokenKind.CloseParen) ? -1 : 0;
            cursor.Take();
        }
        while (depth > 0 && !cursor.IsAtEnd && !cursor.Is(TokenKind.Semicolon));

        if (depth > 0)
        {
            cursor.FailExpected("\")\"");
        }
    }

    private ColumnDefinition Column(int start)
    {
        var column = new ColumnDefinition(
            expressions.Names.AnyWord("a column name"), expressions.Types.Parse(), false, false, null, null, null, [], default);
        while (ReadSuffix(column) is { } next)
        {
            column = next;
        }

        if (!cursor.Is(TokenKind.Comma) && !cursor.Is(TokenKind.CloseParen))
        {
            cursor.FailExpected("\",\", \")\" or something about the column such as NOT NULL");
        }

        return cursor.Node(column with { Span = cursor.SpanFrom(start) });
    }

    /// <summary>The column with one more suffix, or null when none follows.</summary>
    private ColumnDefinition? ReadSuffix(ColumnDefinition column)
    {
        var start = cursor.Start;
        if (cursor.TryTakeWords("not", "null"))
        {
            return column with { IsNotNull = true };
        }

        if (cursor.TryTakeWord("null"))
        {
            return column;
        }

        if (cursor.TryTakeWords("primary", "key"))
        {
            return column with { IsPrimaryKey = true };
        }

        if (cursor.TryTakeWord("default"))
        {
            return column with { Default = expressions.Parse(Precedence.Not) };
        }

        if (cursor.IsWord("generated"))
        {
            return column with { Generated = Generated() };
        }

        if (cursor.TryTakeWord("metadata"))
        {
            cursor.ExpectWord("from");
            return column with { MetadataKey = expressions.Literals.String("the metadata key in single quotes") };
        }

        if (cursor.IsWord("unique") || cursor.IsWord("references") || (cursor.IsWord("check") && cursor.Peek(1).Kind == TokenKind.OpenParen))
        {
            return column with { Unsupported = [.. column.Unsupported, Constraint(start)] };
        }

        return null;
    }

    private Expression Generated()
    {
        cursor.Take();
        cursor.ExpectWord("always");
        cursor.ExpectWord("as");
        if (cursor.IsWord("identity"))
        {
            cursor.FailExpected("\"(\"", "numbered columns are not supported; the value comes from an expression in parentheses");
        }

        cursor.Expect(TokenKind.OpenParen, "\"(\"");
        var expression = expressions.Parse();
        cursor.Expect(TokenKind.CloseParen, "\")\"");
        if (!cursor.TryTakeWord("stored"))
        {
            cursor.TryTakeWord("virtual");
        }

        return expression;
    }
}
