using Weir.Sql.Syntax;

namespace Weir.Sql;

/// <summary>Queries: WITH, set operations, SELECT and its clauses. Tables in FROM are read by <see cref="TableReferenceParser"/>.</summary>
internal sealed class QueryParser
{
    private static readonly (string First, string? Second, string Mend)[] RefusedClauses =
    [
        ("qualify", null, "filter on the column in an outer query"),
        ("cluster", "by", "rows are partitioned by the engine; remove it"),
        ("distribute", "by", "rows are partitioned by the engine; remove it"),
        ("sort", "by", "a stream has no end to sort at; remove it"),
        ("window", null, "write the window behind OVER in parentheses"),
        ("for", "update", "a stream is not locked; remove it"),
    ];

    private readonly TokenCursor _cursor;
    private readonly ExpressionParser _expressions;
    private readonly TableReferenceParser _tables;

    public QueryParser(TokenCursor cursor, ExpressionParser expressions)
    {
        _cursor = cursor;
        _expressions = expressions;
        _tables = new TableReferenceParser(cursor, expressions, this);
    }

    public bool IsQueryStart => _cursor.IsWord("select") || _cursor.IsWord("with") || _cursor.IsWord("values");

    public Query Parse()
    {
        var start = _cursor.Start;
        var isAllowed = _cursor.Enter();
        var isRecursive = false;
        var commonTables = new List<CommonTable>();
        if (isAllowed && _cursor.TryTakeWord("with"))
        {
            isRecursive = _cursor.TryTakeWord("recursive");
            commonTables = _expressions.Names.List(CommonTable);
        }

        var body = Body(lowest: 1);
        var orderBy = _expressions.Calls.OptionalOrderBy();
        Expression? limit = null;
        Expression? offset = null;
        while (_cursor.IsWord("limit") || _cursor.IsWord("offset"))
        {
            var isLimit = _cursor.IsWord("limit");
            _cursor.Take();
            var count = _expressions.Parse();
            (limit, offset) = isLimit ? (count, offset) : (limit, count);
            if (!isLimit && !_cursor.TryTakeWord("rows"))
            {
                _cursor.TryTakeWord("row");
            }
        }

        if (_cursor.IsWord("fetch"))
        {
            Refuse("FETCH", 1, "a stream has no end to count to; keep the newest rows with a window instead");
        }

        RefuseClauses();
        _cursor.Leave();
        return _cursor.Node(new Query(commonTables, isRecursive, body, orderBy, limit, offset, _cursor.SpanFrom(start)));
    }

    private CommonTable CommonTable()
    {
        var start = _cursor.Start;
        var name = _expressions.Names.Identifier("the name of a common table");
        var columns = _expressions.Names.OptionalColumnList();
        _cursor.ExpectWord("as");
        _cursor.Expect(TokenKind.OpenParen, "\"(\"");
        var query = Parse();
        _cursor.Expect(TokenKind.CloseParen, "\")\"");
        return _cursor.Node(new CommonTable(name, columns, query, _cursor.SpanFrom(start)));
    }

    /// <summary>Branches joined by UNION and EXCEPT (1), or by the stronger INTERSECT (2).</summary>
    private QueryBody Body(int lowest)
    {
        var start = _cursor.Start;
        var left = lowest > 2 ? Primary() : Body(lowest + 1);
        while (lowest <= 2 && PeekSetOperator(lowest) is { } op)
        {
            var operatorSpan = _cursor.SpanOf(_cursor.Take());
            var isAll = _cursor.TryTakeWord("all");
            if (!isAll)
            {
                _cursor.TryTakeWord("distinct");
            }

            var right = Body(lowest + 1);
            left = _cursor.Node(new SetOperation(op, isAll, left, right, operatorSpan, _cursor.SpanFrom(start)));
        }

        return left;
    }

    private SetOperator? PeekSetOperator(int level)
    {
        if (level == 2)
        {
            return _cursor.IsWord("intersect") ? SetOperator.Intersect : null;
        }

        return _cursor.IsWord("union") ? SetOperator.Union : _cursor.IsWord("except") ? SetOperator.Except : null;
    }

    private QueryBody Primary()
    {
        var start = _cursor.Start;
        if (_cursor.TryTake(TokenKind.OpenParen))
        {
            var query = Parse();
            _cursor.Expect(TokenKind.CloseParen, "\")\"");
            return _cursor.Node(new NestedQuery(query, _cursor.SpanFrom(start)));
        }

        if (_cursor.TryTakeWord("values"))
        {
            var rows = _expressions.Names.List(ValuesRow);
            return _cursor.Node(new ValuesBody(rows, _cursor.SpanFrom(start)));
        }

        if (!_cursor.IsWord("select"))
        {
            _cursor.FailExpected("SELECT");
        }

        return Select(start);
    }

    private ValuesRow ValuesRow()
    {
        var start = _cursor.Start;
        _cursor.Expect(TokenKind.OpenParen, "\"(\"");
        var items = _expressions.ParseList();
        _cursor.Expect(TokenKind.CloseParen, "\",\" or \")\"");
        return _cursor.Node(new ValuesRow(items, _cursor.SpanFrom(start)));
    }

    private Select Select(int start)
    {
        _cursor.Take();
        TextSpan? distinct = null;
        if (_cursor.IsWord("distinct"))
        {
            distinct = _cursor.SpanOf(_cursor.Take());
            if (_cursor.IsWord("on"))
            {
                Refuse("DISTINCT ON", 1, "rank the rows in a window with row_number() and keep the first");
            }
        }
        else if (_cursor.IsWord("top") && _cursor.Peek(1).Kind == TokenKind.Number)
        {
            Refuse("TOP", 1, "a stream has no end to count to; rank the rows of a window with row_number()");
        }
        else if (_cursor.IsWord("all"))
        {
            _cursor.Take();
        }

        var items = _expressions.Names.List(Item);
        var from = _cursor.TryTakeWord("from") ? _expressions.Names.List(_tables.Parse) : [];
        var where = _cursor.TryTakeWord("where") ? _expressions.Parse() : null;
        var groupBy = _cursor.IsWord("group") ? GroupBy() : null;
        var having = _cursor.TryTakeWord("having") ? _expressions.Parse() : null;
        RefuseClauses();
        return _cursor.Node(new Select(distinct, items, from, where, groupBy, having, _cursor.SpanFrom(start)));
    }

    private SelectItem Item()
    {
        var start = _cursor.Start;
        if (_cursor.TryTake(TokenKind.Star))
        {
            RefuseStarChanges();
            return _cursor.Node(new SelectStar(null, _cursor.SpanFrom(start)));
        }

        if (IsTableStar(out var partCount))
        {
            var parts = new List<Identifier>();
            for (var i = 0; i < partCount; i++)
            {
                parts.Add(_expressions.Names.AnyWord("a name"));
                if (i < partCount - 1)
                {
                    _cursor.Take();
                }
            }

            var table = _cursor.Node(new ObjectName(parts, _cursor.SpanFrom(start)));
            _cursor.Take();
            _cursor.Take();
            RefuseStarChanges();
            return _cursor.Node(new SelectStar(table, _cursor.SpanFrom(start)));
        }

        var expression = _expressions.Parse();
        Identifier? alias = null;
        if (_cursor.TryTakeWord("as"))
        {
            alias = _expressions.Names.AnyWord("an alias");
        }
        else if (_cursor.Is(TokenKind.QuotedName)
            || (_cursor.Is(TokenKind.Word) && ReservedWords.MayBeAlias(_cursor.TextOf(_cursor.Current))))
        {
            alias = _expressions.Names.AnyWord("an alias");
        }

        return _cursor.Node(new SelectExpression(expression, alias, _cursor.SpanFrom(start)));
    }

    /// <summary>Whether <c>name.name.*</c> stands at the cursor, and of how many names.</summary>
    private bool IsTableStar(out int partCount)
    {
        partCount = 0;
        for (var i = 0; _cursor.Peek(i).Kind is TokenKind.Word or TokenKind.QuotedName && _cursor.Peek(i + 1).Kind == TokenKind.Dot; i += 2)
        {
            partCount++;
            if (_cursor.Peek(i + 2).Kind == TokenKind.Star)
            {
                return true;
            }
        }

        return false;
    }

    private GroupBy GroupBy()
    {
        var start = _cursor.Start;
        _cursor.Take();
        _cursor.ExpectWord("by");
        var items = _cursor.TryTakeWord("all") ? [] : _expressions.ParseList();
        return _cursor.Node(new GroupBy(items, _cursor.SpanFrom(start)));
    }

    private void RefuseStarChanges()
    {
        if (_cursor.IsWord("exclude") || _cursor.IsWord("replace") || (_cursor.IsWord("except") && _cursor.Peek(1).Kind == TokenKind.OpenParen
            && !_cursor.IsWord(_cursor.Peek(2), "select")))
        {
            Refuse($"* {_cursor.TextOf(_cursor.Current).ToString().ToUpperInvariant()}", 1, "list the columns that you want");
        }
    }

    private void RefuseClauses()
    {
        foreach (var (first, second, mend) in RefusedClauses)
        {
            if (second is null ? _cursor.IsWord(first) : _cursor.AreWords(first, second))
            {
                var words = second is null ? first : $"{first} {second}";
                Refuse(words.ToUpperInvariant(), second is null ? 1 : 2, mend);
            }
        }
    }

    private void Refuse(string what, int tokenCount, string mend)
    {
        var span = _cursor.SpanOf(_cursor.Current).Union(_cursor.SpanOf(_cursor.Peek(tokenCount - 1)));
        _cursor.Fail(Diagnostic.Error(DiagnosticKind.Planning, DiagnosticCodes.NotStreaming, $"{what} is not supported", span, mend));
    }
}
