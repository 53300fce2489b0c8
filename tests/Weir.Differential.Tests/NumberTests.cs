using System.Text.RegularExpressions;

namespace Weir.Differential.Tests;

/// <summary>Every function and operator of numbers over every numeric type and pair of them, at its extremes.</summary>
public sealed partial class NumberTests(PostgresServer postgres) : DifferentialTest(postgres)
{
    // Functions of the base library are exact to a few units in the last place.
    private const double Close = 4e-15;

    [PostgresFact]
    public void One_number_as_in_PostgreSQL() => CompareWithPostgres("numbers", Unary);

    [Fact]
    public void One_number_as_in_DuckDB() => CompareWithDuckDb("numbers-duckdb", Unary);

    [PostgresFact]
    public void Two_numbers_as_in_PostgreSQL() => CompareWithPostgres("number-pairs", Binary);

    [Fact]
    public void Two_numbers_as_in_DuckDB() => CompareWithDuckDb("number-pairs-duckdb", Binary);

    /// <summary>Whether values stand in rows or in the script makes no difference.</summary>
    [Fact]
    public void Constants_are_computed_as_rows_are()
    {
        const int Step = 7;
        using var weir = new WeirEngine();
        var wrong = new List<string>();
        foreach (var (types, values, questions) in Binary)
        {
            foreach (var question in questions)
            {
                var computed = weir.Ask(question.Weir, values, out _);
                for (var row = 0; row < computed.Length; row += Step)
                {
                    var constant = Column().Replace(question.Weir, name => Constant(values, name.Value[0] - 'a', row));
                    var folded = weir.Ask(constant, Values.Of(DataType.Int64, [0L]), out _)[0];
                    if (folded != computed[row])
                    {
                        wrong.Add($"{types}: {constant}: {folded.Text}, in rows {computed[row].Text}");
                    }
                }
            }
        }

        Assert.Empty(wrong);
    }

    private static string Constant(Values values, int column, int row)
    {
        var (value, type) = (values.Rows[row][column], values.Types[column]);
        return value is null ? $"CAST(NULL AS {type})" : $"CAST('{SqlText.Literal(value, type)}' AS {type})";
    }

    [GeneratedRegex(@"\b[ab]\b")]
    private static partial Regex Column();

    private static IEnumerable<(string, Values, IEnumerable<Question>)> Unary =>
        Extremes.Numbers.Select(type => ($"{type}", Values.Of(type, Extremes.Of(type)), OfOne(type)));

    private static IEnumerable<(string, Values, IEnumerable<Question>)> Binary =>
        from left in Extremes.Numbers
        from right in Extremes.Numbers
        select ($"{left}, {right}", Values.Pairs(left, Extremes.Of(left), right, Extremes.Of(right)), OfTwo(left, right));

    private static IEnumerable<Question> OfOne(DataType type)
    {
        var isDouble = type.Kind == TypeKind.Float64;
        string Rounded(string function, int digits) => isDouble ? $"CAST({function}(CAST(a AS NUMERIC), {digits}) AS DOUBLE PRECISION)" : $"{function}(a, {digits})";
        return
        [
            new("-a"), new("abs(a)"), new("ceil(a)"), new("floor(a)"), new("round(a)"), new("trunc(a)"), new("sign(a)"),
            new("trunc(a, 1)", Rounded("trunc", 1), isDouble ? "" : null), new("trunc(a, -1)", Rounded("trunc", -1), ""),
            new("round(a, 2)", Rounded("round", 2)), new("round(a, 0)", Rounded("round", 0)), new("round(a, -1)", Rounded("round", -1)),
            new("sqrt(a)", "sqrt(CAST(a AS DOUBLE PRECISION))", Tolerance: Close),
            new("exp(a)", "exp(CAST(a AS DOUBLE PRECISION))", Tolerance: Close),
            new("ln(a)", "ln(CAST(a AS DOUBLE PRECISION))", Tolerance: Close),
            new("power(a, 2)", "power(CAST(a AS DOUBLE PRECISION), 2)", Tolerance: Close),
            new("a = a"), new("a <> a"), new("a < a"), new("a >= a"), new("a IN (a)"), new("a IN (1, 7, 2.5)"), new("a NOT IN (0)"),
            new("a BETWEEN a AND a"), new("a IS DISTINCT FROM a"), new("a IS NOT DISTINCT FROM 0"),
            new("CASE a WHEN a THEN 1 ELSE 0 END"), new("nullif(a, a)"), new("nullif(a, 0)"), new("coalesce(a, 1)"), new("a IS NULL"),
            new("a = 0"), new("a > 1"), new("a < 9007199254740993"), new("a = 9007199254740993"), new("a > 9223372036854775807"),
            new("CASE WHEN a > 0 THEN a ELSE 0 END"),
        ];
    }

    private static IEnumerable<Question> OfTwo(DataType left, DataType right)
    {
        yield return new("a + b");
        yield return new("a - b");
        yield return new("a * b");
        var isDecimal = left.Kind == TypeKind.Decimal128 || right.Kind == TypeKind.Decimal128 || left.Kind == TypeKind.UInt64 ^ right.Kind == TypeKind.UInt64;
        yield return new("a / b", Quotient(left, right, isDecimal), left.IsInteger && right.IsInteger && !isDecimal ? "a // b" : isDecimal ? "" : null);
        if (left.Kind != TypeKind.Float64 && right.Kind != TypeKind.Float64)
        {
            yield return new("a % b");
            yield return new("mod(a, b)", null, "");
        }

        foreach (var comparison in new[] { "a = b", "a <> b", "a < b", "a <= b", "a > b", "a >= b" })
        {
            yield return new(comparison);
        }

        foreach (var other in new[] { "a IS DISTINCT FROM b", "a IN (b)", "a BETWEEN b AND b", "CASE a WHEN b THEN 1 ELSE 0 END", "nullif(a, b)", "coalesce(a, b)",
            "greatest(a, b)", "least(a, b)", "greatest(a, NULL, b, 7)", "least(b, a, CAST(0.5 AS DECIMAL(2, 1)))" })
        {
            yield return new(other);
        }
    }

    /// <summary>Decimals divide to our number of decimals there too, and are cut there.</summary>
    private static string Quotient(DataType left, DataType right, bool isDecimal) => left.Kind == TypeKind.Float64 || right.Kind == TypeKind.Float64 ? "a / b"
            : left.Kind == TypeKind.UInt64 && right.Kind == TypeKind.UInt64 ? "div(a, b)"
            : isDecimal ? $"div(a * CAST(1e{Math.Min(38, left.Scale + 4)} AS NUMERIC), b) * 1e-{Math.Min(38, left.Scale + 4)}" : "a / b";
}
