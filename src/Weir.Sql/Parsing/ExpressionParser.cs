using Weir.Sql.Syntax;

namespace Weir.Sql;

/// <summary>
/// Operators by precedence climbing. What begins an expression is <see cref="Prefix"/>; special forms and calls are in
/// <see cref="SpecialFormParser"/> and <see cref="CallParser"/>.
/// </summary>
internal sealed class ExpressionParser
{
    private readonly TokenCursor _cursor;
    private readonly SpecialFormParser _specialForms;
    private readonly CallParser _calls;

    public ExpressionParser(TokenCursor cursor)
    {
        _cursor = cursor;
        Names = new NameParser(cursor);
        Types = new TypeParser(cursor, Names);
        Literals = new LiteralParser(cursor);
        Queries = new QueryParser(cursor, this);
        _specialForms = new SpecialFormParser(cursor, this);
        _calls = new CallParser(cursor, this);
    }

    public NameParser Names { get; }

    public TypeParser Types { get; }

    public LiteralParser Literals { get; }

    public QueryParser Queries { get; }

    public CallParser Calls => _calls;

    public Expression Parse() => Parse(Precedence.None);

    /// <summary>An expression of operators that bind more strongly than the given precedence.</summary>
    public Expression Parse(int precedence)
    {
        var start = _cursor.Start;
        var isAllowed = _cursor.Enter();
        var left = isAllowed ? Prefix() : Missing();
        while (PeekPrecedence() is var next && next > precedence)
        {
            left = Infix(left, start, next);
        }

        _cursor.Leave();
        return left;
    }

    public List<Expression> ParseList() => Names.List(Parse);

    public Expression Missing() => _cursor.Node(new MissingExpression(_cursor.SpanOf(_cursor.Current)));

    private Expression Prefix()
    {
        var start = _cursor.Start;
        switch (_cursor.Current.Kind)
        {
            case TokenKind.Number:
                return Literals.Number();
            case TokenKind.String or TokenKind.EscapeString or TokenKind.UnicodeString:
                return Literals.String("a string");
            case TokenKind.BinaryString:
                return Literals.Binary();
            case TokenKind.Minus:
                return Unary(UnaryOperator.Negate, Precedence.Product, start);
            case TokenKind.Plus:
                return Unary(UnaryOperator.Plus, Precedence.Product, start);
            case TokenKind.OpenParen:
                return Parenthesized(start);
            case TokenKind.OpenBracket:
                return _specialForms.Array(start);
            case TokenKind.QuotedName:
                return _calls.NameOrCall();
            case TokenKind.Word:
                return Word(start);
            default:
                _cursor.FailExpected("an expression");
                return Missing();
        }
    }

    private Expression Word(int start)
    {
        if (_cursor.IsWord("not"))
        {
            return Unary(UnaryOperator.Not, Precedence.Not, start);
        }

        if (_specialForms.TryParse(start) is { } form)
        {
            return form;
        }

        var word = _cursor.TextOf(_cursor.Current);
        var isCall = _cursor.Peek(1).Kind == TokenKind.OpenParen && (_cursor.IsWord("left") || _cursor.IsWord("right"));
        if (ReservedWords.IsReserved(word) && !isCall)
        {
            var text = word.ToString();
            var hint = _cursor.HintForComma() ?? $"to use it as a name, write it in double quotes: \"{text.ToLowerInvariant()}\"";
            _cursor.Fail(DiagnosticCodes.ReservedWord, $"expected an expression, found the reserved word \"{text}\"", _cursor.SpanOf(_cursor.Current), hint);
            return Missing();
        }

        return _calls.NameOrCall();
    }

    private UnaryExpression Unary(UnaryOperator op, int precedence, int start)
    {
        _cursor.Take();
        var operand = Parse(precedence);
        return _cursor.Node(new UnaryExpression(op, operand, _cursor.SpanFrom(start)));
    }

    private Expression Parenthesized(int start)
    {
        _cursor.Take();
        if (Queries.IsQueryStart)
        {
            var query = Queries.Parse();
            _cursor.Expect(TokenKind.CloseParen, "\")\"");
            return _cursor.Node(new SubqueryExpression(query, _cursor.SpanFrom(start)));
        }

        var inner = Parse();
        if (_cursor.Is(TokenKind.Comma))
        {
            _cursor.FailExpected("\")\"", "rows such as (a, b) are not values here; compare their parts one by one");
        }

        _cursor.Expect(TokenKind.CloseParen, "\")\" or an operator");
        return inner;
    }

    private int PeekPrecedence()
    {
        var token = _cursor.Current;
        switch (token.Kind)
        {
            case TokenKind.Dot:
                return Precedence.Dot;
            case TokenKind.DoubleColon:
                return Precedence.DoubleColon;
            case TokenKind.OpenBracket:
                return Precedence.Subscript;
            case TokenKind.Word:
                return PeekWordPrecedence();
            default:
                return Precedence.Binary(token.Kind) is { } found ? Precedence.Of(found) : Precedence.None;
        }
    }

    private int PeekWordPrecedence()
    {
        if (_cursor.IsWord("or"))
        {
            return Precedence.Or;
        }

        if (_cursor.IsWord("and"))
        {
            return Precedence.And;
        }

        if (_cursor.IsWord("is"))
        {
            return Precedence.Is;
        }

        if (_cursor.IsWord("xor"))
        {
            return Precedence.Xor;
        }

        if (_cursor.IsWord("collate"))
        {
            return Precedence.Collate;
        }

        if (_cursor.AreWords("at", "time"))
        {
            return Precedence.AtTimeZone;
        }

        var tested = _cursor.IsWord("not") ? _cursor.Peek(1) : _cursor.Current;
        return IsPatternWord(tested) ? Precedence.Like : Precedence.None;
    }

    private bool IsPatternWord(Token token) =>
        _cursor.IsWord(token, "in") || _cursor.IsWord(token, "between") || _cursor.IsWord(token, "like")
        || _cursor.IsWord(token, "ilike") || _cursor.IsWord(token, "similar");

    private Expression Infix(Expression left, int start, int precedence)
    {
        var token = _cursor.Current;
        switch (token.Kind)
        {
            case TokenKind.Dot:
                _cursor.Take();
                var field = Names.AnyWord("a field name");
                return _cursor.Node(new FieldExpression(left, field, _cursor.SpanFrom(start)));
            case TokenKind.DoubleColon:
                _cursor.Take();
                var type = Types.Parse();
                return _cursor.Node(new CastExpression(left, type, CastStyle.DoubleColon, _cursor.SpanFrom(start)));
            case TokenKind.OpenBracket:
                return Subscript(left, start);
            case TokenKind.Word:
                return WordInfix(left, start, precedence);
            default:
                return Binary(Precedence.Binary(token.Kind)!.Value, left, start, precedence);
        }
    }

    private Expression WordInfix(Expression left, int start, int precedence)
    {
        switch (precedence)
        {
            case Precedence.Or:
                return Binary(BinaryOperator.Or, left, start, precedence);
            case Precedence.And:
                return Binary(BinaryOperator.And, left, start, precedence);
            case Precedence.Xor:
                return Binary(BinaryOperator.Xor, left, start, precedence);
            case Precedence.Is:
                return Is(left, start);
            case Precedence.Collate:
                _cursor.Take();
                var collation = Names.ObjectName("a collation");
                return _cursor.Node(new CollateExpression(left, collation, _cursor.SpanFrom(start)));
            case Precedence.AtTimeZone:
                _cursor.Take();
                _cursor.Take();
                _cursor.ExpectWord("zone");
                var zone = Parse(precedence);
                return _cursor.Node(new AtTimeZoneExpression(left, zone, _cursor.SpanFrom(start)));
            default:
                return Pattern(left, start);
        }
    }

    private BinaryExpression Binary(BinaryOperator op, Expression left, int start, int precedence)
    {
        var operatorSpan = _cursor.SpanOf(_cursor.Take());
        var right = _specialForms.TryQuantified() ?? Parse(precedence);
        return _cursor.Node(new BinaryExpression(op, left, right, operatorSpan, _cursor.SpanFrom(start)));
    }

    private Expression Is(Expression left, int start)
    {
        _cursor.Take();
        var isNegated = _cursor.TryTakeWord("not");
        if (_cursor.TryTakeWords("distinct", "from"))
        {
            var right = Parse(Precedence.Is);
            return _cursor.Node(new IsDistinctExpression(left, right, isNegated, _cursor.SpanFrom(start)));
        }

        TruthTest? test = _cursor.IsWord("null") ? TruthTest.Null
            : _cursor.IsWord("true") ? TruthTest.True
            : _cursor.IsWord("false") ? TruthTest.False
            : _cursor.IsWord("unknown") ? TruthTest.Unknown
            : null;
        if (test is null)
        {
            _cursor.FailExpected("NULL, TRUE, FALSE, UNKNOWN or DISTINCT FROM");
        }

        _cursor.Take();
        return _cursor.Node(new IsExpression(left, test ?? TruthTest.Null, isNegated, _cursor.SpanFrom(start)));
    }

    private Expression Pattern(Expression left, int start)
    {
        var isNegated = _cursor.TryTakeWord("not");
        if (_cursor.TryTakeWord("in"))
        {
            return In(left, isNegated, start);
        }

        if (_cursor.TryTakeWord("between"))
        {
            var low = Parse(Precedence.Like);
            _cursor.ExpectWord("and");
            var high = Parse(Precedence.Like);
            return _cursor.Node(new BetweenExpression(left, low, high, isNegated, _cursor.SpanFrom(start)));
        }

        var kind = _cursor.IsWord("like") ? LikeKind.Like : _cursor.IsWord("ilike") ? LikeKind.ILike : LikeKind.SimilarTo;
        _cursor.Take();
        if (kind == LikeKind.SimilarTo)
        {
            _cursor.ExpectWord("to");
        }

        var pattern = Parse(Precedence.Like);
        var escape = _cursor.TryTakeWord("escape") ? Literals.String("the escape character in single quotes") : null;
        return _cursor.Node(new LikeExpression(kind, left, pattern, escape, isNegated, _cursor.SpanFrom(start)));
    }

    private Expression In(Expression left, bool isNegated, int start)
    {
        _cursor.Expect(TokenKind.OpenParen, "\"(\"");
        if (Queries.IsQueryStart)
        {
            var query = Queries.Parse();
            _cursor.Expect(TokenKind.CloseParen, "\")\"");
            return _cursor.Node(new InSubqueryExpression(left, query, isNegated, _cursor.SpanFrom(start)));
        }

        var items = ParseList();
        _cursor.Expect(TokenKind.CloseParen, "\",\" or \")\"");
        return _cursor.Node(new InListExpression(left, items, isNegated, _cursor.SpanFrom(start)));
    }

    private Expression Subscript(Expression left, int start)
    {
        _cursor.Take();
        var first = _cursor.Is(TokenKind.Colon) ? null : Parse();
        if (first is not null && !_cursor.Is(TokenKind.Colon))
        {
            _cursor.Expect(TokenKind.CloseBracket, "\"]\"");
            return _cursor.Node(new SubscriptExpression(left, first, _cursor.SpanFrom(start)));
        }

        _cursor.Expect(TokenKind.Colon, "\":\"");
        var last = _cursor.Is(TokenKind.CloseBracket) ? null : Parse();
        _cursor.Expect(TokenKind.CloseBracket, "\"]\"");
        return _cursor.Node(new SliceExpression(left, first, last, _cursor.SpanFrom(start)));
    }
}
