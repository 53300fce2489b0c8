using System.Text;

namespace Weir.Planner.Binding;

/// <summary>
/// Computes expressions over constants with the same kernels that run over rows, so that folding never changes a result. What fails stays
/// as it is: whether a row ever gets there is not known here.
/// </summary>
internal sealed class ConstantFolder : IDisposable
{
    private static readonly Schema NoColumns = new();

    private readonly SlabPool _pool = new(cachedBytesMax: 1 << 20);

    /// <summary>The expression as a literal where all below it is literal, else itself.</summary>
    public Expression Fold(Expression expression)
    {
        if (!IsFoldable(expression))
        {
            return expression;
        }

        return TryEvaluate(expression, out var literal, out _) ? literal : expression;
    }

    /// <summary>The constant brought to a type, or why it cannot be.</summary>
    public bool TryCast(LiteralExpression literal, DataType type, out Expression cast, out string? reason)
    {
        if (TryEvaluate(new CastExpression(literal, type, IsTry: false), out var folded, out reason))
        {
            cast = folded;
            return true;
        }

        cast = literal;
        return false;
    }

    public void Dispose() => _pool.Dispose();

    private static bool IsFoldable(Expression expression) => expression switch
    {
        ArithmeticExpression e => AreLiterals(e.Left, e.Right),
        ComparisonExpression e => AreLiterals(e.Left, e.Right),
        DistinctExpression e => AreLiterals(e.Left, e.Right),
        LogicalExpression e => AreLiterals(e.Left, e.Right),
        NotExpression e => AreLiterals(e.Operand),
        NegateExpression e => AreLiterals(e.Operand),
        IsNullExpression e => AreLiterals(e.Operand),
        BooleanTestExpression e => AreLiterals(e.Operand),
        CastExpression e => AreLiterals(e.Operand),
        LikeExpression e => AreLiterals(e.Operand),
        RegexMatchExpression e => AreLiterals(e.Operand),
        InListExpression e => AreLiterals(e.Operand),
        CaseExpression e => e.Branches.All(branch => AreLiterals(branch.When, branch.Then)) && (e.Else is null or LiteralExpression),
        CallExpression e => e.Function.IsDeterministic && e.Arguments.All(argument => argument is LiteralExpression),
        _ => false,
    };

    private static bool AreLiterals(params ReadOnlySpan<Expression> expressions)
    {
        foreach (var expression in expressions)
        {
            if (expression is not LiteralExpression)
            {
                return false;
            }
        }

        return true;
    }

    private bool TryEvaluate(Expression expression, out LiteralExpression literal, out string? reason)
    {
        using var projection = new Projection(_pool, new Schema(new Field("value", expression.Type)), [expression]);
        using var input = Batch.Create(_pool, NoColumns, 1, []);
        using var output = projection.Apply(input);
        reason = projection.Errors.Count > 0 ? projection.Errors.Items[0].Reason : null;
        literal = reason is null ? new LiteralExpression(Read(output[0]), expression.Type) : LiteralExpression.Null(expression.Type);
        return reason is null;
    }

    private static object? Read(in Column column) => column.IsNull(0) ? null : column.Type.Kind switch
    {
        TypeKind.Null => null,
        TypeKind.Bool => column.GetBool(0),
        TypeKind.Int32 or TypeKind.Date32 => column.Get<int>(0),
        TypeKind.UInt64 => column.Get<ulong>(0),
        TypeKind.Float64 => column.Get<double>(0),
        TypeKind.Decimal128 => column.Get<Int128>(0),
        TypeKind.Utf8 => Encoding.UTF8.GetString(column.GetBytes(0)),
        TypeKind.Binary => column.GetBytes(0).ToArray(),
        _ => column.Get<long>(0),
    };
}
