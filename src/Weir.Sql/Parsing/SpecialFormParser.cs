using Weir.Sql.Syntax;

namespace Weir.Sql;

/// <summary>Expressions that begin with a word of their own: CASE, CAST, EXTRACT, INTERVAL and the like.</summary>
internal sealed class SpecialFormParser(TokenCursor cursor, ExpressionParser expressions)
{
    /// <summary>The form that begins at the cursor, or null when the word there is just a name.</summary>
    public Expression? TryParse(int start)
    {
        var next = cursor.Peek(1).Kind;
        if (next == TokenKind.OpenParen && TryParenthesizedForm(start) is { } form)
        {
            return form;
        }

        if (next is TokenKind.String or TokenKind.EscapeString or TokenKind.UnicodeString && TryTypedText() is { } literal)
        {
            return literal;
        }

        if (next == TokenKind.OpenBracket && cursor.TryTakeWord("array"))
        {
            return Array(start);
        }

        return TryWord(start);
    }

    /// <summary>Items in brackets; the cursor is at the opening one.</summary>
    public ArrayExpression Array(int start)
    {
        cursor.Take();
        var items = cursor.Is(TokenKind.CloseBracket) ? [] : expressions.ParseList();
        cursor.Expect(TokenKind.CloseBracket, "\",\" or \"]\"");
        return cursor.Node(new ArrayExpression(items, cursor.SpanFrom(start)));
    }

    /// <summary>ANY or ALL with parentheses behind an operator, or null.</summary>
    public QuantifiedExpression? TryQuantified()
    {
        if (cursor.Peek(1).Kind != TokenKind.OpenParen || !(cursor.IsWord("any") || cursor.IsWord("all") || cursor.IsWord("some")))
        {
            return null;
        }

        var start = cursor.Start;
        var quantifier = cursor.IsWord("all") ? Quantifier.All : Quantifier.Any;
        cursor.Take();
        var operandStart = cursor.Start;
        cursor.Take();
        Expression operand;
        if (expressions.Queries.IsQueryStart)
        {
            var query = expressions.Queries.Parse();
            cursor.Expect(TokenKind.CloseParen, "\")\"");
            operand = cursor.Node(new SubqueryExpression(query, cursor.SpanFrom(operandStart)));
        }
        else
        {
            operand = expressions.Parse();
            cursor.Expect(TokenKind.CloseParen, "\")\"");
        }

        return cursor.Node(new QuantifiedExpression(quantifier, operand, cursor.SpanFrom(start)));
    }

    private Expression? TryWord(int start)
    {
        if (cursor.IsWord("true") || cursor.IsWord("false"))
        {
            var value = cursor.IsWord("true");
            cursor.Take();
            return cursor.Node(new BooleanLiteral(value, cursor.SpanFrom(start)));
        }

        if (cursor.TryTakeWord("null"))
        {
            return cursor.Node(new NullLiteral(cursor.SpanFrom(start)));
        }

        return cursor.TryTakeWord("case") ? Case(start) : null;
    }

    private Expression? TryTypedText()
    {
        if (cursor.IsWord("interval"))
        {
            return expressions.Literals.Interval();
        }

        var isTyped = cursor.IsWord("timestamp") || cursor.IsWord("date") || cursor.IsWord("time");
        return isTyped ? expressions.Literals.Typed() : null;
    }

    private Expression? TryParenthesizedForm(int start)
    {
        if (cursor.IsWord("cast") || cursor.IsWord("try_cast"))
        {
            return Cast(start);
        }

        if (cursor.IsWord("exists"))
        {
            return Exists(start);
        }

        if (cursor.IsWord("extract"))
        {
            return Extract(start);
        }

        if (cursor.IsWord("trim"))
        {
            return Trim(start);
        }

        if (cursor.IsWord("position"))
        {
            return Position(start);
        }

        if (cursor.IsWord("substring"))
        {
            return Substring(start);
        }

        return cursor.IsWord("overlay") ? Overlay(start) : null;
    }

    private CaseExpression Case(int start)
    {
        var operand = cursor.IsWord("when") ? null : expressions.Parse();
        var branches = new List<CaseBranch>();
        while (cursor.IsWord("when"))
        {
            var branchStart = cursor.Start;
            cursor.Take();
            var when = expressions.Parse();
            cursor.ExpectWord("then");
            var then = expressions.Parse();
            branches.Add(cursor.Node(new CaseBranch(when, then, cursor.SpanFrom(branchStart))));
        }

        if (branches.Count == 0)
        {
            cursor.FailExpected("WHEN");
        }

        var otherwise = cursor.TryTakeWord("else") ? expressions.Parse() : null;
        if (!cursor.TryTakeWord("end"))
        {
            cursor.FailExpected(otherwise is null ? "WHEN, ELSE or END" : "END");
        }

        return cursor.Node(new CaseExpression(operand, branches, otherwise, cursor.SpanFrom(start)));
    }

    private CastExpression Cast(int start)
    {
        var style = cursor.IsWord("cast") ? CastStyle.Cast : CastStyle.TryCast;
        TakeOpening();
        var operand = expressions.Parse();
        cursor.ExpectWord("as");
        var type = expressions.Types.Parse();
        return Close(() => new CastExpression(operand, type, style, cursor.SpanFrom(start)));
    }

    private ExistsExpression Exists(int start)
    {
        TakeOpening();
        if (!expressions.Queries.IsQueryStart)
        {
            cursor.FailExpected("a query");
        }

        var query = expressions.Queries.Parse();
        return Close(() => new ExistsExpression(query, cursor.SpanFrom(start)));
    }

    private ExtractExpression Extract(int start)
    {
        TakeOpening();
        Identifier field;
        if (expressions.Literals.IsString)
        {
            var literal = expressions.Literals.String("a field");
            field = cursor.Node(new Identifier(literal.Value, true, literal.Span));
        }
        else
        {
            field = expressions.Names.AnyWord("a field such as YEAR or HOUR");
        }

        cursor.ExpectWord("from");
        var operand = expressions.Parse();
        return Close(() => new ExtractExpression(field, operand, cursor.SpanFrom(start)));
    }

    private TrimExpression Trim(int start)
    {
        TakeOpening();
        TrimSide? side = cursor.TryTakeWord("both") ? TrimSide.Both
            : cursor.TryTakeWord("leading") ? TrimSide.Leading
            : cursor.TryTakeWord("trailing") ? TrimSide.Trailing
            : null;
        var first = cursor.IsWord("from") && side is not null ? null : expressions.Parse();
        if (cursor.TryTakeWord("from"))
        {
            var operand = expressions.Parse();
            return Close(() => new TrimExpression(side, first, operand, cursor.SpanFrom(start)));
        }

        var characters = cursor.TryTake(TokenKind.Comma) ? expressions.Parse() : null;
        return Close(() => new TrimExpression(side, characters, first ?? expressions.Missing(), cursor.SpanFrom(start)));
    }

    private PositionExpression Position(int start)
    {
        TakeOpening();
        var part = expressions.Parse(Precedence.Like);
        cursor.ExpectWord("in");
        var text = expressions.Parse();
        return Close(() => new PositionExpression(part, text, cursor.SpanFrom(start)));
    }

    private SubstringExpression Substring(int start)
    {
        TakeOpening();
        var operand = expressions.Parse();
        var hasWords = cursor.IsWord("from") || cursor.IsWord("for");
        var from = hasWords && cursor.TryTakeWord("from") ? expressions.Parse() : null;
        var length = hasWords && cursor.TryTakeWord("for") ? expressions.Parse() : null;
        if (!hasWords && cursor.TryTake(TokenKind.Comma))
        {
            // The form with commas means the same, so it becomes the same node.
            from = expressions.Parse();
            length = cursor.TryTake(TokenKind.Comma) ? expressions.Parse() : null;
        }

        if (from is null && length is null)
        {
            cursor.FailExpected("FROM, FOR or \",\"");
        }

        return Close(() => new SubstringExpression(operand, from, length, cursor.SpanFrom(start)));
    }

    private OverlayExpression Overlay(int start)
    {
        TakeOpening();
        var operand = expressions.Parse();
        var hasCommas = cursor.Is(TokenKind.Comma);
        var placing = Part("placing");
        var from = Part("from");
        var hasLength = hasCommas ? cursor.Is(TokenKind.Comma) : cursor.IsWord("for");
        var length = hasLength ? Part("for") : null;
        return Close(() => new OverlayExpression(operand, placing, from, length, cursor.SpanFrom(start)));

        Expression Part(string word)
        {
            if (hasCommas)
            {
                cursor.Expect(TokenKind.Comma, "\",\"");
            }
            else
            {
                cursor.ExpectWord(word);
            }

            return expressions.Parse();
        }
    }

    private void TakeOpening()
    {
        cursor.Take();
        cursor.Take();
    }

    private T Close<T>(Func<T> make)
        where T : SyntaxNode
    {
        cursor.Expect(TokenKind.CloseParen, "\")\"");
        return cursor.Node(make());
    }
}
