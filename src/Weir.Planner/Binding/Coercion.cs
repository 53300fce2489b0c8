namespace Weir.Planner.Binding;

/// <summary>Brings values to the types that their neighbours and places ask for.</summary>
internal sealed class Coercion(BindingContext context)
{
    /// <summary>The value as another type; a constant that has no value of that type is reported at the span.</summary>
    public Expression? To(Expression expression, DataType type, TextSpan span)
    {
        if (expression.Type == type)
        {
            return expression;
        }

        if (expression is LiteralExpression literal)
        {
            if (context.Folder.TryCast(literal, type, out var cast, out var reason))
            {
                return cast;
            }

            context.Diagnostics.Error(DiagnosticCodes.WrongLiteral, reason ?? $"{literal} is not a {type}", span, $"a {type} is expected here");
            return null;
        }

        return new CastExpression(expression, type, IsTry: false);
    }

    /// <summary>Both values as their common type; null, reported, when there is none.</summary>
    public (Expression Left, Expression Right)? ToCommon(
        Expression left, Expression right, Syntax.Expression leftAt, Syntax.Expression rightAt, string what, TextSpan span)
    {
        if (RefuseText(left, leftAt, right) || RefuseText(right, rightAt, left))
        {
            return null;
        }

        (left, right) = (Narrow(left, right.Type), Narrow(right, left.Type));
        if (TextConstant(left, right) is { } constantType)
        {
            return To(left, constantType, leftAt.Span) is { } a && To(right, constantType, rightAt.Span) is { } b ? (a, b) : null;
        }

        if (TypeRules.CommonType(left.Type, right.Type) is not { } common)
        {
            context.Diagnostics.Error(
                DiagnosticCodes.WrongType, $"{what} cannot take {left.Type} and {right.Type}", span, "cast one side to the type of the other");
            return null;
        }

        if ((left.Type.Kind, right.Type.Kind) is (TypeKind.Timestamp, TypeKind.Date32) or (TypeKind.Date32, TypeKind.Timestamp))
        {
            return (AsTimestamp(left), AsTimestamp(right));
        }

        // Two untyped NULLs have no type to compute with.
        common = common.Kind == TypeKind.Null ? DataType.Bool : common;
        return To(left, common, leftAt.Span) is { } l && To(right, common, rightAt.Span) is { } r ? (l, r) : null;
    }

    /// <summary>Reports text that a number or boolean is compared with: 9 would be more than 10.</summary>
    public bool RefuseText(Expression text, Syntax.Expression at, Expression other)
    {
        if (!text.Type.IsText || text is LiteralExpression || !(other.Type.IsNumeric || other.Type.Kind == TypeKind.Bool))
        {
            return false;
        }

        var type = !other.Type.IsNumeric || other is not LiteralExpression ? other.Type
            : other.Type.Kind == TypeKind.Decimal128 ? DataType.Decimal(DecimalRules.PrecisionMax, 0)
            : DataType.Float64;
        context.Diagnostics.Error(
            DiagnosticCodes.WrongType, $"{at} is {text.Type}, which does not compare with {other.Type}", at.Span,
            $"cast it: {(at is Syntax.NameExpression ? $"{at}" : $"({at})")}::{type}");
        return true;
    }

    /// <summary>A text constant has no type of its own: beside a number or boolean it is one. Null where there is none.</summary>
    public static DataType? TextConstant(Expression left, Expression right) =>
        left is LiteralExpression { Value: string } && (right.Type.IsNumeric || right.Type.Kind == TypeKind.Bool) ? right.Type
        : right is LiteralExpression { Value: string } && (left.Type.IsNumeric || left.Type.Kind == TypeKind.Bool) ? left.Type
        : null;

    /// <summary>A date as a timestamp where it is a constant that has one; other dates are compared with timestamps as they are.</summary>
    private Expression AsTimestamp(Expression expression) =>
        expression is LiteralExpression { Type.Kind: TypeKind.Date32 } date && context.Folder.TryCast(date, DataType.Timestamp, out var time, out _) ? time : expression;

    /// <summary>
    /// A whole number as the type of the column it is compared with, where it has a value there: then no row needs a cast, and the answer is
    /// the same.
    /// </summary>
    public Expression Narrow(Expression expression, DataType type) =>
        expression is LiteralExpression { Value: long or ulong, Type.IsInteger: true } literal
        && type.Kind is TypeKind.Int32 or TypeKind.UInt64 or TypeKind.Decimal128
        && context.Folder.TryCast(literal, type, out var narrow, out _)
            ? narrow
            : expression;
}
