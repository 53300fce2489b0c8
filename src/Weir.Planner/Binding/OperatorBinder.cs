namespace Weir.Planner.Binding;

/// <summary>Operators with two sides.</summary>
internal sealed class OperatorBinder(BindingContext context, ExpressionBinder expressions)
{
    private DiagnosticBag Diagnostics => context.Diagnostics;

    public Expression? Bind(Syntax.BinaryExpression syntax)
    {
        switch (syntax.Operator)
        {
            case Syntax.BinaryOperator.Arrow or Syntax.BinaryOperator.LongArrow or Syntax.BinaryOperator.HasKey:
                return expressions.Json.BindOperator(syntax);
            case Syntax.BinaryOperator.Concat:
                return Concat(syntax);
            case Syntax.BinaryOperator.Match or Syntax.BinaryOperator.MatchNoCase or Syntax.BinaryOperator.NotMatch
                or Syntax.BinaryOperator.NotMatchNoCase:
                return Regex(syntax);
            case Syntax.BinaryOperator.LikeMatch or Syntax.BinaryOperator.LikeMatchNoCase or Syntax.BinaryOperator.NotLikeMatch
                or Syntax.BinaryOperator.NotLikeMatchNoCase:
                return Like(syntax);
            case Syntax.BinaryOperator.And or Syntax.BinaryOperator.Or:
                return Logical(syntax);
        }

        if (syntax.Right is Syntax.QuantifiedExpression)
        {
            Diagnostics.NotYet(DiagnosticCodes.WrongColumnType, "ANY and ALL are not there yet", syntax.Right.Span, "use IN for a list of values");
            return null;
        }

        var left = expressions.Bind(syntax.Left);
        var right = expressions.Bind(syntax.Right);
        return left is null || right is null ? null : Bind(syntax, left, right);
    }

    /// <summary>A comparison, both sides brought to one type.</summary>
    public Expression? Compare(
        ComparisonOperator op, Expression left, Expression right, Syntax.Expression leftAt, Syntax.Expression rightAt, TextSpan span)
    {
        if (RefuseUnion(left, leftAt) || RefuseUnion(right, rightAt))
        {
            return null;
        }

        return expressions.Coercion.ToCommon(left, right, leftAt, rightAt, $"\"{SqlText.Symbol(op)}\"", span) is var (l, r)
            ? context.Folder.Fold(new ComparisonExpression(op, l, r))
            : null;
    }

    /// <summary>Reports a JSON value of any kind where a value of one type is needed.</summary>
    public bool RefuseUnion(Expression expression, Syntax.Expression at)
    {
        if (!expressions.IsUnion(expression))
        {
            return false;
        }

        Diagnostics.Error(
            DiagnosticCodes.WrongType, $"{at} can be any kind of JSON value, and one type is needed here", at.Span,
            "write ->> for its text, or cast it: (… -> 'k')::BIGINT");
        return true;
    }

    private Expression? Bind(Syntax.BinaryExpression syntax, Expression left, Expression right)
    {
        switch (syntax.Operator)
        {
            case Syntax.BinaryOperator.Equal:
                return Compare(ComparisonOperator.Equal);
            case Syntax.BinaryOperator.NotEqual:
                return Compare(ComparisonOperator.NotEqual);
            case Syntax.BinaryOperator.Less:
                return Compare(ComparisonOperator.Less);
            case Syntax.BinaryOperator.LessOrEqual:
                return Compare(ComparisonOperator.LessOrEqual);
            case Syntax.BinaryOperator.Greater:
                return Compare(ComparisonOperator.Greater);
            case Syntax.BinaryOperator.GreaterOrEqual:
                return Compare(ComparisonOperator.GreaterOrEqual);
            case Syntax.BinaryOperator.NullSafeEqual:
                return Distinct(left, right, syntax.Left, syntax.Right, isNegated: true, syntax.OperatorSpan);
            case Syntax.BinaryOperator.Xor:
                return expressions.AsBool(left, syntax.Left, "a side of XOR") is { } l && expressions.AsBool(right, syntax.Right, "a side of XOR") is { } r
                    ? new ComparisonExpression(ComparisonOperator.NotEqual, l, r)
                    : null;
            case Syntax.BinaryOperator.Power:
                return expressions.Functions.Call("power", [left, right], [syntax.Left, syntax.Right], syntax.Span);
            case Syntax.BinaryOperator.Add:
                return Arithmetic(ArithmeticOperator.Add, left, right, syntax);
            case Syntax.BinaryOperator.Subtract:
                return Arithmetic(ArithmeticOperator.Subtract, left, right, syntax);
            case Syntax.BinaryOperator.Multiply:
                return Arithmetic(ArithmeticOperator.Multiply, left, right, syntax);
            case Syntax.BinaryOperator.Divide:
                return Arithmetic(ArithmeticOperator.Divide, left, right, syntax);
            case Syntax.BinaryOperator.Modulo:
                return Arithmetic(ArithmeticOperator.Modulo, left, right, syntax);
            default:
                var symbol = syntax.Operator is Syntax.BinaryOperator.ContainsLeft or Syntax.BinaryOperator.ContainsRight
                    ? "containment"
                    : "bit";
                Diagnostics.NotYet(DiagnosticCodes.UnbuiltExpression, $"{symbol} operators are not there yet", syntax.OperatorSpan);
                return null;
        }

        Expression? Compare(ComparisonOperator op) => this.Compare(op, left, right, syntax.Left, syntax.Right, syntax.OperatorSpan);
    }

    public Expression? Distinct(
        Expression left, Expression right, Syntax.Expression leftAt, Syntax.Expression rightAt, bool isNegated, TextSpan span)
    {
        // Of JSON of any kind it can be asked whether there is a value.
        var other = IsNull(right) ? left : IsNull(left) ? right : null;
        if (other is not null && expressions.IsUnion(other))
        {
            return new IsNullExpression(other, IsNegated: !isNegated);
        }

        if (RefuseUnion(left, leftAt) || RefuseUnion(right, rightAt))
        {
            return null;
        }

        return expressions.Coercion.ToCommon(left, right, leftAt, rightAt, "IS DISTINCT FROM", span) is var (l, r)
            ? new DistinctExpression(l, r, isNegated)
            : null;

        static bool IsNull(Expression expression) => expression is LiteralExpression { Value: null };
    }

    private Expression? Logical(Syntax.BinaryExpression syntax)
    {
        var isAnd = syntax.Operator == Syntax.BinaryOperator.And;
        var where = isAnd ? "a side of AND" : "a side of OR";
        var left = expressions.BindCondition(syntax.Left, where);
        var right = expressions.BindCondition(syntax.Right, where);
        if (left is null || right is null)
        {
            return null;
        }

        // A constant that decides nothing goes; one that decides, on the left, leaves nothing to compute.
        return left is LiteralExpression { Value: bool value } ? (value == isAnd ? right : left) : new LogicalExpression(isAnd, left, right);
    }

    private Expression? Arithmetic(ArithmeticOperator op, Expression left, Expression right, Syntax.BinaryExpression syntax)
    {
        if (RefuseUnion(left, syntax.Left) || RefuseUnion(right, syntax.Right))
        {
            return null;
        }

        left = left.Type.Kind == TypeKind.Null ? LiteralExpression.Null(right.Type) : left;
        right = right.Type.Kind == TypeKind.Null ? LiteralExpression.Null(left.Type) : right;
        if (left.Type.Kind == TypeKind.Null)
        {
            return LiteralExpression.Null(DataType.Int64);
        }

        if (left.Type.IsNumeric && right.Type.IsNumeric)
        {
            return Numeric(op, left, right, syntax);
        }

        if (Temporal(op, left, right, syntax) is { } temporal)
        {
            return temporal;
        }

        if (HintForLater(op, left.Type, right.Type) is { } later)
        {
            var what = $"\"{SqlText.Symbol(op)}\" of {left.Type} and {right.Type}";
            Diagnostics.NotYet(DiagnosticCodes.UnbuiltExpression, $"{what} is not there yet", syntax.OperatorSpan, later);
            return null;
        }

        var text = left.Type.IsText ? syntax.Left : right.Type.IsText ? syntax.Right : null;
        Diagnostics.Error(
            DiagnosticCodes.WrongType, $"\"{SqlText.Symbol(op)}\" cannot take {left.Type} and {right.Type}", syntax.OperatorSpan, text is null
                ? null
                : $"cast the text: CAST({Shown(text)} AS DOUBLE)");
        return null;
    }

    /// <summary>What to write instead of arithmetic that PostgreSQL has; null where it has none either.</summary>
    private static string? HintForLater(ArithmeticOperator op, DataType left, DataType right) => op switch
    {
        ArithmeticOperator.Multiply when (left.Kind == TypeKind.Interval && right.IsNumeric) || (left.IsNumeric && right.Kind == TypeKind.Interval) =>
            "write the whole length, for example INTERVAL '3 hours'",
        ArithmeticOperator.Divide when left.Kind == TypeKind.Interval && right.IsNumeric => "write the whole length, for example INTERVAL '20 minutes'",
        ArithmeticOperator.Add when (left.Kind == TypeKind.Date32 && right.IsInteger) || (left.IsInteger && right.Kind == TypeKind.Date32) =>
            "add an interval: + INTERVAL '1' DAY",
        ArithmeticOperator.Subtract when left.Kind == TypeKind.Date32 && right.IsInteger => "subtract an interval: - INTERVAL '1' DAY",
        _ => null,
    };

    private ArithmeticExpression? Numeric(ArithmeticOperator op, Expression left, Expression right, Syntax.BinaryExpression syntax)
    {
        var common = TypeRules.CommonNumericType(left.Type, right.Type)!;
        if (common.Kind != TypeKind.Decimal128)
        {
            return expressions.Coercion.To(left, common, syntax.Left.Span) is { } l && expressions.Coercion.To(right, common, syntax.Right.Span) is { } r
                ? new ArithmeticExpression(op, l, r, common)
                : null;
        }

        // An unsigned and a signed 64-bit integer meet as DECIMAL(20, 0); a decimal keeps its own digits, an integer takes what holds it.
        var bothIntegers = left.Type.IsInteger && right.Type.IsInteger;
        var a = expressions.Coercion.To(left, AsDecimal(left.Type), syntax.Left.Span);
        var b = expressions.Coercion.To(right, AsDecimal(right.Type), syntax.Right.Span);
        return a is null || b is null ? null : new ArithmeticExpression(op, a, b, DecimalRules.Result(op, a.Type, b.Type));

        DataType AsDecimal(DataType type) => bothIntegers ? common : type.IsInteger ? DecimalRules.ForInteger(type.Kind) : type;
    }

    private ArithmeticExpression? Temporal(ArithmeticOperator op, Expression left, Expression right, Syntax.BinaryExpression syntax)
    {
        var isSum = op == ArithmeticOperator.Add;
        if (!isSum && op != ArithmeticOperator.Subtract)
        {
            return null;
        }

        (left, right) = (AsTimestamp(left), AsTimestamp(right));
        switch (left.Type.Kind, right.Type.Kind)
        {
            case (TypeKind.Timestamp, TypeKind.Interval):
                return new ArithmeticExpression(op, left, right, DataType.Timestamp);
            case (TypeKind.Interval, TypeKind.Timestamp) when isSum:
                return new ArithmeticExpression(op, right, left, DataType.Timestamp);
            case (TypeKind.Interval, TypeKind.Interval):
                return new ArithmeticExpression(op, left, right, DataType.Interval);
            case (TypeKind.Timestamp, TypeKind.Timestamp) when !isSum:
                return new ArithmeticExpression(op, left, right, DataType.Interval);
            case (TypeKind.Timestamp, TypeKind.Utf8) when !isSum && right is LiteralExpression:
                return expressions.Coercion.To(right, DataType.Timestamp, syntax.Right.Span) is { } time
                    ? new ArithmeticExpression(op, left, time, DataType.Interval)
                    : null;
            default:
                return null;
        }

        static Expression AsTimestamp(Expression expression) =>
            expression.Type.Kind == TypeKind.Date32 ? new CastExpression(expression, DataType.Timestamp, IsTry: false) : expression;
    }

    /// <summary>A chain of || is one call.</summary>
    private Expression? Concat(Syntax.BinaryExpression syntax)
    {
        var left = expressions.Bind(syntax.Left);
        var right = expressions.Bind(syntax.Right);
        if (left is null || right is null)
        {
            return null;
        }

        if (RefuseUnion(left, syntax.Left) || RefuseUnion(right, syntax.Right))
        {
            return null;
        }

        var isChain = left is CallExpression { Function.Name: "||" };
        ImmutableArray<Expression> arguments = isChain ? [.. ((CallExpression)left).Arguments, right] : [left, right];
        return expressions.Functions.Call(
            "||", arguments, [.. Enumerable.Repeat(syntax.Left, arguments.Length - 1), syntax.Right], syntax.Span);
    }

    private RegexMatchExpression? Regex(Syntax.BinaryExpression syntax)
    {
        var ignoresCase = syntax.Operator is Syntax.BinaryOperator.MatchNoCase or Syntax.BinaryOperator.NotMatchNoCase;
        var isNegated = syntax.Operator is Syntax.BinaryOperator.NotMatch or Syntax.BinaryOperator.NotMatchNoCase;
        return BindPattern(syntax, "a regular expression") is var (operand, pattern)
            && RegexPattern.Check(Diagnostics, pattern, ignoresCase, syntax.Right.Span)
            ? new RegexMatchExpression(operand, pattern, ignoresCase, isNegated)
            : null;
    }

    private LikeExpression? Like(Syntax.BinaryExpression syntax)
    {
        var ignoresCase = syntax.Operator is Syntax.BinaryOperator.LikeMatchNoCase or Syntax.BinaryOperator.NotLikeMatchNoCase;
        var isNegated = syntax.Operator is Syntax.BinaryOperator.NotLikeMatch or Syntax.BinaryOperator.NotLikeMatchNoCase;
        return BindPattern(syntax, "a LIKE pattern") is var (operand, pattern)
            ? new LikeExpression(operand, pattern, '\\', ignoresCase, isNegated)
            : null;
    }

    private (Expression Operand, string Pattern)? BindPattern(Syntax.BinaryExpression syntax, string what)
    {
        var operand = expressions.Bind(syntax.Left);
        var pattern = expressions.Bind(syntax.Right);
        return operand is null || pattern is null ? null : TextAndPattern(operand, pattern, syntax.Left, syntax.Right, what);
    }

    /// <summary>A text and the constant pattern it is matched with.</summary>
    public (Expression Operand, string Pattern)? TextAndPattern(
        Expression operand, Expression pattern, Syntax.Expression operandAt, Syntax.Expression patternAt, string what)
    {
        if (RefuseUnion(operand, operandAt))
        {
            return null;
        }

        if (pattern is not LiteralExpression { Value: string text })
        {
            Diagnostics.NotYet(
                DiagnosticCodes.UnbuiltExpression, $"{what} must be a text constant; others are not there yet", patternAt.Span, "write it in single quotes");
            return null;
        }

        if (operand.Type.Kind == TypeKind.Null)
        {
            return (LiteralExpression.Null(DataType.Utf8), text);
        }

        if (!operand.Type.IsText)
        {
            Diagnostics.Error(
                DiagnosticCodes.WrongType, $"{what} matches text, not {operand.Type}", operandAt.Span, $"cast it: CAST({Shown(operandAt)} AS TEXT)");
            return null;
        }

        return (operand, text);
    }

    private static string Shown(Syntax.Expression expression)
    {
        var text = expression.ToString();
        return text.Length <= 40 ? text : "…";
    }
}
