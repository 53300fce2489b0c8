using Weir.Columnar.Kernels;

namespace Weir.Columnar.Expressions;

/// <summary>From expression trees to evaluators: picks the instantiation of each loop that the types call for.</summary>
internal static class ExpressionCompiler
{
    public static Evaluator Compile(Expression expression) => expression switch
    {
        ColumnExpression column => new ColumnEvaluator(column.Index, column.Type),
        LiteralExpression literal => new LiteralEvaluator(literal),
        ArithmeticExpression arithmetic => Arithmetic(arithmetic),
        ComparisonExpression comparison => Comparison(comparison.Operator, Compile(comparison.Left), Compile(comparison.Right)),
        DistinctExpression distinct => Distinct(distinct),
        LogicalExpression logical => new LogicalEvaluator(logical.IsAnd, Compile(logical.Left), Compile(logical.Right)),
        NotExpression not => new NotEvaluator(Compile(not.Operand)),
        NegateExpression negate => Negate(Compile(negate.Operand)),
        IsNullExpression isNull => new IsNullEvaluator(Compile(isNull.Operand), isNull.IsNegated),
        BooleanTestExpression test => new BooleanTestEvaluator(Compile(test.Operand), test.Value, test.IsNegated),
        CastExpression cast => Casts.Compile(Compile(cast.Operand), cast.Type, cast.IsTry),
        NotNullExpression required => new NotNullEvaluator(Compile(required.Operand), required.What),
        WrittenExpression written => new WrittenEvaluator(Compile(written.Operand), written.Written),
        CaseExpression @case => new CaseEvaluator(
            @case.Type,
            [.. @case.Branches.Select(branch => (Compile(branch.When), Compile(branch.Then)))],
            @case.Else is null ? null : Compile(@case.Else)),
        LikeExpression like => Like(like),
        RegexMatchExpression regex => new RegexMatchEvaluator(
            Compile(regex.Operand), LinearRegex.Compile(regex.Pattern, regex.IgnoreCase), regex.IsNegated),
        InListExpression list => new InListEvaluator(
            Compile(list.Operand), list.Values.Select(value => new LiteralEvaluator(value)), list.IsNegated),
        CallExpression call => call.Function.Compile(call, [.. call.Arguments.Select(Compile)]),
        _ => throw new InvalidOperationException($"no evaluator for {expression.GetType().Name}"),
    };

    private static Evaluator Arithmetic(ArithmeticExpression expression)
    {
        var left = Compile(expression.Left);
        var right = Compile(expression.Right);
        var type = expression.Type;
        var divides = expression.Operator is ArithmeticOperator.Divide or ArithmeticOperator.Modulo;
        return type.Kind switch
        {
            TypeKind.Decimal128 => new DecimalArithmeticEvaluator(expression.Operator, type, left, right),
            TypeKind.Float64 => Arithmetic<double>(expression.Operator, type, left, right),
            TypeKind.Int32 when divides => new IntegerDivisionEvaluator<int>(type, left, right, expression.Operator == ArithmeticOperator.Modulo),
            TypeKind.UInt64 when divides => new IntegerDivisionEvaluator<ulong>(type, left, right, expression.Operator == ArithmeticOperator.Modulo),
            _ when divides => new IntegerDivisionEvaluator<long>(type, left, right, expression.Operator == ArithmeticOperator.Modulo),
            TypeKind.Int32 => Arithmetic<int>(expression.Operator, type, left, right),

            TypeKind.Timestamp or TypeKind.Interval when expression.Operator is ArithmeticOperator.Add or ArithmeticOperator.Subtract =>
                new TimeArithmeticEvaluator(expression.Operator == ArithmeticOperator.Add, type, left, right),

            // Wrapping + - * is the same for both signs, and timestamps and intervals are counts of nanoseconds.
            TypeKind.Int64 or TypeKind.UInt64 or TypeKind.Timestamp or TypeKind.Interval => Arithmetic<long>(expression.Operator, type, AsInt64(left), AsInt64(right)),
            _ => throw new InvalidOperationException($"no arithmetic on {type}"),
        };
    }

    // A literal of another 64-bit type keeps its bits.
    private static Evaluator AsInt64(Evaluator operand) => operand is LiteralEvaluator { IsNull: false, Type.Kind: TypeKind.UInt64 } literal
        ? new LiteralEvaluator(new LiteralExpression((long)literal.Scalar<ulong>(), DataType.Int64))
        : operand;

    private static Evaluator Arithmetic<T>(ArithmeticOperator op, DataType type, Evaluator left, Evaluator right)
        where T : unmanaged, System.Numerics.INumber<T> => op switch
        {
            ArithmeticOperator.Add => new ArithmeticEvaluator<T, AddKernel<T>>(type, left, right),
            ArithmeticOperator.Subtract => new ArithmeticEvaluator<T, SubtractKernel<T>>(type, left, right),
            ArithmeticOperator.Multiply => new ArithmeticEvaluator<T, MultiplyKernel<T>>(type, left, right),
            ArithmeticOperator.Divide => new ArithmeticEvaluator<T, DivideKernel<T>>(type, left, right),
            _ => new ArithmeticEvaluator<T, ModuloKernel<T>>(type, left, right),
        };

    private static Evaluator Comparison(ComparisonOperator op, Evaluator left, Evaluator right)
    {
        if (left is LiteralEvaluator && right is not LiteralEvaluator)
        {
            (left, right) = (right, left);
            op = op switch
            {
                ComparisonOperator.Less => ComparisonOperator.Greater,
                ComparisonOperator.LessOrEqual => ComparisonOperator.GreaterOrEqual,
                ComparisonOperator.Greater => ComparisonOperator.Less,
                ComparisonOperator.GreaterOrEqual => ComparisonOperator.LessOrEqual,
                _ => op,
            };
        }

        return left.Type.Kind switch
        {
            TypeKind.Timestamp or TypeKind.Date32 when left.Type != right.Type => new DateComparisonEvaluator(op, left, right),
            TypeKind.Bool or TypeKind.Null => new BoolComparisonEvaluator(op, left, right),
            TypeKind.Utf8 or TypeKind.Binary => BytesComparison(op, left, right),
            TypeKind.Int32 or TypeKind.Date32 => Comparison<int>(op, left, right),
            TypeKind.UInt64 => Comparison<ulong>(op, left, right),
            TypeKind.Float64 => Comparison<double>(op, left, right),
            TypeKind.Decimal128 => Comparison<Int128>(op, left, right),
            _ => Comparison<long>(op, left, right),
        };
    }

    private static Evaluator Comparison<T>(ComparisonOperator op, Evaluator left, Evaluator right)
        where T : unmanaged, System.Numerics.IComparisonOperators<T, T, bool> => op switch
        {
            ComparisonOperator.Equal => new ComparisonEvaluator<T, EqualKernel<T>>(left, right),
            ComparisonOperator.NotEqual => new ComparisonEvaluator<T, NotEqualKernel<T>>(left, right),
            ComparisonOperator.Less => new ComparisonEvaluator<T, LessKernel<T>>(left, right),
            ComparisonOperator.LessOrEqual => new ComparisonEvaluator<T, LessOrEqualKernel<T>>(left, right),
            ComparisonOperator.Greater => new ComparisonEvaluator<T, GreaterKernel<T>>(left, right),
            _ => new ComparisonEvaluator<T, GreaterOrEqualKernel<T>>(left, right),
        };

    private static Evaluator BytesComparison(ComparisonOperator op, Evaluator left, Evaluator right) => op switch
    {
        ComparisonOperator.Equal => new BytesComparisonEvaluator<BytesEqual>(left, right),
        ComparisonOperator.NotEqual => new BytesComparisonEvaluator<BytesNotEqual>(left, right),
        ComparisonOperator.Less => new BytesComparisonEvaluator<BytesLess>(left, right),
        ComparisonOperator.LessOrEqual => new BytesComparisonEvaluator<BytesLessOrEqual>(left, right),
        ComparisonOperator.Greater => new NotEvaluator(new BytesComparisonEvaluator<BytesLessOrEqual>(left, right)),
        _ => new NotEvaluator(new BytesComparisonEvaluator<BytesLess>(left, right)),
    };

    private static DistinctEvaluator Distinct(DistinctExpression expression)
    {
        var left = Compile(expression.Left);
        var right = Compile(expression.Right);
        return new DistinctEvaluator(left, right, Comparison(ComparisonOperator.NotEqual, left, right), expression.IsNegated);
    }

    private static Evaluator Negate(Evaluator operand) => operand.Type.Kind switch
    {
        TypeKind.Int32 => new NegateEvaluator<int>(operand),
        TypeKind.Float64 => new NegateEvaluator<double>(operand),
        TypeKind.Decimal128 => new NegateEvaluator<Int128>(operand),

        // Integers wrap, times do not.
        TypeKind.Interval => new TimeArithmeticEvaluator(false, operand.Type, new LiteralEvaluator(new LiteralExpression(0L, operand.Type)), operand),
        _ => new NegateEvaluator<long>(operand),
    };

    private static LikeEvaluator Like(LikeExpression like)
    {
        var operand = Compile(like.Operand);
        if (!like.IgnoreCase)
        {
            return new LikeEvaluator(operand, new LikePattern(like.Pattern, like.Escape), like.IsNegated);
        }

        var lowered = new Functions.TextFunctionEvaluator<Functions.LowerKernel>(DataType.Utf8, [operand]);
        return new LikeEvaluator(lowered, new LikePattern(like.Pattern.ToLowerInvariant(), like.Escape), like.IsNegated);
    }
}
