using System.Collections.Immutable;

namespace Weir.Columnar.Expressions;

/// <summary>
/// A typed expression over the columns of one input batch: the planner has resolved names, brought both sides of every operator to one
/// type with explicit casts, and decided nullability. <see cref="object.ToString"/> gives it as SQL, for people.
/// </summary>
/// <param name="IsNullable">False promises that no row evaluates to NULL.</param>
public abstract record Expression(DataType Type, bool IsNullable);

/// <summary>A column of the input batch.</summary>
/// <param name="Index">Position in the input schema.</param>
public sealed record ColumnExpression(int Index, string Name, DataType Type, bool IsNullable) : Expression(Type, IsNullable)
{
    public override string ToString() => SqlText.Identifier(Name);
}

/// <summary>
/// A constant. The value's CLR type follows the data type: bool, int (also days of a date), long (also nanoseconds of timestamps and
/// intervals), ulong, double, Int128 (the unscaled decimal), string, byte[]; null is NULL.
/// </summary>
public sealed record LiteralExpression(object? Value, DataType Type) : Expression(Type, Value is null)
{
    public static LiteralExpression Null(DataType type) => new(null, type);

    public static LiteralExpression True { get; } = new(true, DataType.Bool);

    public static LiteralExpression False { get; } = new(false, DataType.Bool);

    public override string ToString() => SqlText.Literal(Value, Type);
}

public enum ArithmeticOperator
{
    Add,
    Subtract,
    Multiply,

    /// <summary>Truncates for integers; a zero divisor is an evaluation error for integers and decimals.</summary>
    Divide,

    /// <summary>The remainder, with the dividend's sign.</summary>
    Modulo,
}

/// <summary>
/// Arithmetic. Integers and doubles have the type of both sides and integers wrap; decimals may differ in precision and scale, and the
/// result's type follows <see cref="DecimalRules"/>; a timestamp plus or minus an interval is a timestamp, and the difference of two
/// timestamps an interval, and a time that does not fit its 64 bits is an evaluation error.
/// </summary>
public sealed record ArithmeticExpression(ArithmeticOperator Operator, Expression Left, Expression Right, DataType Type)
    : Expression(Type, Left.IsNullable || Right.IsNullable)
{
    public override string ToString() => $"({Left} {SqlText.Symbol(Operator)} {Right})";
}

public enum ComparisonOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>
/// Both sides have the same type (decimals: the same scale too), or one is a timestamp and the other a date. Doubles have a total order:
/// NaN equals NaN and is greater than all else, and the two zeros are equal.
/// </summary>
public sealed record ComparisonExpression(ComparisonOperator Operator, Expression Left, Expression Right)
    : Expression(DataType.Bool, Left.IsNullable || Right.IsNullable)
{
    public override string ToString() => $"({Left} {SqlText.Symbol(Operator)} {Right})";
}

/// <summary>IS [NOT] DISTINCT FROM: NULL equals NULL, and the result is never NULL.</summary>
public sealed record DistinctExpression(Expression Left, Expression Right, bool IsNegated) : Expression(DataType.Bool, false)
{
    public override string ToString() => $"({Left} IS {(IsNegated ? "NOT " : "")}DISTINCT FROM {Right})";
}

/// <summary>Three-valued AND or OR. Errors of the right side count only where the left does not decide.</summary>
public sealed record LogicalExpression(bool IsAnd, Expression Left, Expression Right)
    : Expression(DataType.Bool, Left.IsNullable || Right.IsNullable)
{
    public override string ToString() => $"({Left} {(IsAnd ? "AND" : "OR")} {Right})";
}

public sealed record NotExpression(Expression Operand) : Expression(DataType.Bool, Operand.IsNullable)
{
    public override string ToString() => $"(NOT {Operand})";
}

/// <summary>Arithmetic negation of a number or interval.</summary>
public sealed record NegateExpression(Expression Operand) : Expression(Operand.Type, Operand.IsNullable)
{
    public override string ToString() => $"(-{Operand})";
}

public sealed record IsNullExpression(Expression Operand, bool IsNegated) : Expression(DataType.Bool, false)
{
    public override string ToString() => $"({Operand} IS {(IsNegated ? "NOT " : "")}NULL)";
}

/// <summary>IS [NOT] TRUE or IS [NOT] FALSE.</summary>
public sealed record BooleanTestExpression(Expression Operand, bool Value, bool IsNegated) : Expression(DataType.Bool, false)
{
    public override string ToString() => $"({Operand} IS {(IsNegated ? "NOT " : "")}{(Value ? "TRUE" : "FALSE")})";
}

/// <summary>A conversion; a value that cannot be converted is an evaluation error, or NULL for TRY_CAST.</summary>
public sealed record CastExpression(Expression Operand, DataType Type, bool IsTry) : Expression(Type, IsTry || Operand.IsNullable)
{
    public override string ToString() => $"{(IsTry ? "TRY_CAST" : "CAST")}({Operand} AS {Type})";
}

/// <summary>The operand, which may not be NULL: a row in which it is fails.</summary>
/// <param name="What">What the value is for, as the reason names it.</param>
public sealed record NotNullExpression(Expression Operand, string What) : Expression(Operand.Type, false)
{
    public override string ToString() => $"NOT NULL {Operand}";
}

/// <summary>
/// The operand, with what the script says for it: rows that fail name it. Inner ones count, since they are nearer to the failure.
/// </summary>
/// <param name="Written">The text and its place, <c>a / b (q.sql:3:8)</c>.</param>
public sealed record WrittenExpression(Expression Operand, string Written) : Expression(Operand.Type, Operand.IsNullable)
{
    public override string ToString() => Operand.ToString();
}

public sealed record CaseBranch(Expression When, Expression Then);

/// <summary>
/// The first branch whose condition is true. All results have type <paramref name="Type"/>. Errors of a branch count only in rows that
/// take it.
/// </summary>
/// <param name="Else">Null means NULL.</param>
public sealed record CaseExpression(ImmutableArray<CaseBranch> Branches, Expression? Else, DataType Type)
    : Expression(Type, Else is null || Else.IsNullable || Branches.Any(branch => branch.Then.IsNullable))
{
    public override string ToString() =>
        $"CASE {string.Join(' ', Branches.Select(branch => $"WHEN {branch.When} THEN {branch.Then}"))}{(Else is null ? "" : $" ELSE {Else}")} END";

    public bool Equals(CaseExpression? other) =>
        other is not null && Type == other.Type && Equals(Else, other.Else) && Branches.SequenceEqual(other.Branches);

    public override int GetHashCode() => HashCode.Combine(Type, Branches.Length);
}

/// <summary>LIKE with a constant pattern: % any run, _ one character, the escape character before either makes it literal.</summary>
public sealed record LikeExpression(Expression Operand, string Pattern, char? Escape, bool IgnoreCase, bool IsNegated)
    : Expression(DataType.Bool, Operand.IsNullable)
{
    public override string ToString() =>
        $"({Operand} {(IsNegated ? "NOT " : "")}{(IgnoreCase ? "ILIKE" : "LIKE")} {SqlText.Literal(Pattern, DataType.Utf8)})";
}

/// <summary>A regular expression match anywhere in the text, linear time; the planner has checked the pattern.</summary>
public sealed record RegexMatchExpression(Expression Operand, string Pattern, bool IgnoreCase, bool IsNegated)
    : Expression(DataType.Bool, Operand.IsNullable)
{
    public override string ToString() =>
        $"({Operand} {(IsNegated ? "!" : "")}~{(IgnoreCase ? "*" : "")} {SqlText.Literal(Pattern, DataType.Utf8)})";
}

/// <summary>IN over constants of the operand's type, none of them NULL (the planner rewrites what is not so).</summary>
public sealed record InListExpression(Expression Operand, ImmutableArray<LiteralExpression> Values, bool IsNegated)
    : Expression(DataType.Bool, Operand.IsNullable)
{
    public override string ToString() => $"({Operand} {(IsNegated ? "NOT " : "")}IN ({string.Join(", ", Values)}))";

    public bool Equals(InListExpression? other) =>
        other is not null && IsNegated == other.IsNegated && Operand == other.Operand && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => HashCode.Combine(Operand, Values.Length, IsNegated);
}

/// <summary>A call of a registered function with arguments of the types it resolved to.</summary>
public sealed record CallExpression(ScalarFunction Function, ImmutableArray<Expression> Arguments, DataType Type, bool IsNullable)
    : Expression(Type, IsNullable)
{
    public override string ToString() => $"{Function.Name}({string.Join(", ", Arguments)})";

    public bool Equals(CallExpression? other) =>
        other is not null && Function == other.Function && Type == other.Type && Arguments.SequenceEqual(other.Arguments);

    public override int GetHashCode() => HashCode.Combine(Function.Name, Arguments.Length);
}
