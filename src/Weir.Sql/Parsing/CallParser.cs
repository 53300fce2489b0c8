using Weir.Sql.Syntax;

namespace Weir.Sql;

/// <summary>Names and function calls with everything that may follow their parentheses.</summary>
internal sealed class CallParser(TokenCursor cursor, ExpressionParser expressions)
{
    public Expression NameOrCall()
    {
        var start = cursor.Start;
        var parts = new List<Identifier> { expressions.Names.AnyWord("a name") };
        while (cursor.Is(TokenKind.Dot) && cursor.Peek(1).Kind is TokenKind.Word or TokenKind.QuotedName)
        {
            cursor.Take();
            parts.Add(expressions.Names.AnyWord("a name"));
        }

        if (!cursor.Is(TokenKind.OpenParen))
        {
            return cursor.Node(new NameExpression(parts, cursor.SpanFrom(start)));
        }

        var name = cursor.Node(new ObjectName(parts, cursor.SpanFrom(start)));
        return Call(name, start);
    }

    /// <summary>A call; the cursor is at its opening parenthesis.</summary>
    public FunctionCall Call(ObjectName name, int start)
    {
        cursor.Take();
        var isDistinct = cursor.TryTakeWord("distinct");
        if (!isDistinct && cursor.IsWord("all") && cursor.Peek(1).Kind != TokenKind.CloseParen)
        {
            cursor.Take();
        }

        var arguments = cursor.Is(TokenKind.CloseParen) ? [] : expressions.Names.List(Argument);
        var orderBy = OptionalOrderBy();
        cursor.Expect(TokenKind.CloseParen, "\",\" or \")\"");

        var withinGroup = cursor.AreWords("within", "group") ? WithinGroup() : null;
        var filter = cursor.IsWord("filter") && cursor.Peek(1).Kind == TokenKind.OpenParen ? Filter() : null;
        var over = cursor.TryTakeWord("over") ? Window() : null;
        var call = new FunctionCall(name, arguments, isDistinct, orderBy, withinGroup, filter, over, cursor.SpanFrom(start));
        return cursor.Node(call);
    }

    public IReadOnlyList<OrderItem> OptionalOrderBy()
    {
        if (!cursor.IsWord("order"))
        {
            return [];
        }

        cursor.Take();
        cursor.ExpectWord("by");
        return expressions.Names.List(OrderItem);
    }

    private Expression Argument()
    {
        if (cursor.Is(TokenKind.Star) && cursor.Peek(1).Kind is TokenKind.CloseParen or TokenKind.Comma)
        {
            return cursor.Node(new StarExpression(cursor.SpanOf(cursor.Take())));
        }

        return expressions.Parse();
    }

    private OrderItem OrderItem()
    {
        var start = cursor.Start;
        var expression = expressions.Parse();
        var isDescending = cursor.TryTakeWord("desc");
        if (!isDescending)
        {
            cursor.TryTakeWord("asc");
        }

        bool? nullsFirst = cursor.TryTakeWords("nulls", "first") ? true : cursor.TryTakeWords("nulls", "last") ? false : null;
        return cursor.Node(new OrderItem(expression, isDescending, nullsFirst, cursor.SpanFrom(start)));
    }

    private IReadOnlyList<OrderItem> WithinGroup()
    {
        cursor.Take();
        cursor.Take();
        cursor.Expect(TokenKind.OpenParen, "\"(\"");
        if (!cursor.IsWord("order"))
        {
            cursor.FailExpected("ORDER BY");
        }

        var items = OptionalOrderBy();
        cursor.Expect(TokenKind.CloseParen, "\")\"");
        return items;
    }

    private Expression Filter()
    {
        cursor.Take();
        cursor.Take();
        cursor.ExpectWord("where");
        var condition = expressions.Parse();
        cursor.Expect(TokenKind.CloseParen, "\")\"");
        return condition;
    }

    private WindowSpecification Window()
    {
        var start = cursor.Start;
        if (!cursor.TryTake(TokenKind.OpenParen))
        {
            var name = expressions.Names.Identifier("a window in parentheses");
            return cursor.Node(new WindowSpecification(name, [], [], null, cursor.SpanFrom(start)));
        }

        var partitionBy = new List<Expression>();
        if (cursor.TryTakeWord("partition"))
        {
            cursor.ExpectWord("by");
            partitionBy = expressions.ParseList();
        }

        var orderBy = OptionalOrderBy();
        var hasFrame = cursor.IsWord("rows") || cursor.IsWord("range") || cursor.IsWord("groups");
        var frame = hasFrame ? Frame() : null;
        cursor.Expect(TokenKind.CloseParen, "PARTITION BY, ORDER BY, a frame or \")\"");
        return cursor.Node(new WindowSpecification(null, partitionBy, orderBy, frame, cursor.SpanFrom(start)));
    }

    private WindowFrame Frame()
    {
        var start = cursor.Start;
        var unit = cursor.TextOf(cursor.Take()).ToString().ToLowerInvariant();
        var isBetween = cursor.TryTakeWord("between");
        var first = Bound();
        FrameBound? last = null;
        if (isBetween)
        {
            cursor.ExpectWord("and");
            last = Bound();
        }

        return cursor.Node(new WindowFrame(unit, first, last, cursor.SpanFrom(start)));
    }

    private FrameBound Bound()
    {
        var start = cursor.Start;
        if (cursor.TryTakeWords("current", "row"))
        {
            return cursor.Node(new FrameBound(FrameBoundKind.CurrentRow, null, cursor.SpanFrom(start)));
        }

        var isUnbounded = cursor.TryTakeWord("unbounded");
        var offset = isUnbounded ? null : expressions.Parse(Precedence.And);
        var isFollowing = cursor.IsWord("following");
        if (!isFollowing && !cursor.IsWord("preceding"))
        {
            cursor.FailExpected("PRECEDING or FOLLOWING");
        }

        cursor.Take();
        var kind = isFollowing ? FrameBoundKind.Following : FrameBoundKind.Preceding;
        return cursor.Node(new FrameBound(kind, offset, cursor.SpanFrom(start)));
    }
}
