using Weir.Columnar.Expressions;
using Xunit;

namespace Weir.Columnar.Tests;

/// <summary>Vectorised operators against a row-at-a-time model, over random columns with NULLs, as columns and as constants.</summary>
public sealed class OperatorPropertyTests : ExpressionTest
{
    private static readonly long[] Edges = [0, 1, -1, 2, 7, long.MaxValue, long.MinValue, 1L << 40];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Integer_arithmetic_wraps_and_division_by_zero_is_the_rows_error(int seed)
    {
        var random = new Random(seed);
        foreach (var op in Enum.GetValues<ArithmeticOperator>())
        {
            var rows = Integers(random, 200);
            var constant = Edges[random.Next(Edges.Length)];
            foreach (var (left, right, pick) in Shapes(DataType.Int64, constant))
            {
                var (values, errors) = Evaluate(new ArithmeticExpression(op, left, right, DataType.Int64), [DataType.Int64, DataType.Int64], rows);
                var failed = 0;
                for (var i = 0; i < rows.Length; i++)
                {
                    var (a, b) = pick(rows[i]);
                    if (a is not long x || b is not long y)
                    {
                        Assert.Null(values[i]);
                    }
                    else if (y == 0 && op is ArithmeticOperator.Divide or ArithmeticOperator.Modulo && y == 0)
                    {
                        Assert.Contains(errors, error => error.StartsWith($"{i}: division by zero"));
                        failed++;
                    }
                    else if (op == ArithmeticOperator.Divide && x == long.MinValue && y == -1)
                    {
                        Assert.Contains(errors, error => error.StartsWith($"{i}: out of range"));
                        failed++;
                    }
                    else
                    {
                        var expected = unchecked((long)(Int128)(op switch
                        {
                            ArithmeticOperator.Add => (Int128)x + y,
                            ArithmeticOperator.Subtract => (Int128)x - y,
                            ArithmeticOperator.Multiply => (Int128)x * y,
                            ArithmeticOperator.Divide => (Int128)x / y,
                            _ => (Int128)x % y,
                        }));
                        Assert.Equal(expected, values[i]);
                    }
                }

                Assert.Equal(failed, errors.Length);
            }
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Comparisons_agree_with_the_model_for_every_type(int seed)
    {
        var random = new Random(seed);
        (DataType Type, Func<object> Make)[] types =
        [
            (DataType.Int32, () => random.Next(-3, 4)),
            (DataType.Int64, () => Edges[random.Next(Edges.Length)]),
            (DataType.UInt64, () => (ulong)random.Next(3) * (ulong.MaxValue / 2)),
            (DataType.Float64, () => (random.Next(-3, 4) / 2.0)),
            (DataType.Decimal(20, 2), () => (Int128)random.Next(-3, 4)),
            (DataType.Utf8, () => new string('a', random.Next(3)) + (char)random.Next('a', 'd')),
            (DataType.Bool, () => random.Next(2) == 0),
            (DataType.Timestamp, () => (long)random.Next(-3, 4)),
        ];
        foreach (var (type, make) in types)
        {
            var rows = Enumerable.Range(0, 150).Select(_ => new[] { Maybe(random, make), Maybe(random, make) }).ToArray();
            foreach (var op in Enum.GetValues<ComparisonOperator>())
            {
                foreach (var (left, right, pick) in Shapes(type, make()))
                {
                    var (values, _) = Evaluate(new ComparisonExpression(op, left, right), [type, type], rows);
                    for (var i = 0; i < rows.Length; i++)
                    {
                        var (a, b) = pick(rows[i]);
                        Assert.Equal(a is null || b is null ? null : Holds(op, Compare(a, b)), values[i]);
                    }
                }
            }

            var (distinct, _) = Evaluate(new DistinctExpression(Column(0, type), Column(1, type), false), [type, type], rows);
            Assert.Equal(rows.Select(row => (object?)!Equals(row[0], row[1])), distinct);
        }
    }

    [Fact]
    public void Logic_has_three_values()
    {
        bool?[] all = [true, false, null];
        var rows = all.SelectMany(a => all.Select(b => new object?[] { a, b })).ToArray();
        var (and, _) = Evaluate(new LogicalExpression(true, Column(0, DataType.Bool), Column(1, DataType.Bool)), [DataType.Bool, DataType.Bool], rows);
        var (or, _) = Evaluate(new LogicalExpression(false, Column(0, DataType.Bool), Column(1, DataType.Bool)), [DataType.Bool, DataType.Bool], rows);
        var (not, _) = Evaluate(new NotExpression(Column(0, DataType.Bool)), [DataType.Bool, DataType.Bool], rows);
        Assert.Equal(rows.Select(row => (object?)((bool?)row[0] & (bool?)row[1])), and);
        Assert.Equal(rows.Select(row => (object?)((bool?)row[0] | (bool?)row[1])), or);
        Assert.Equal(rows.Select(row => (object?)!(bool?)row[0]), not);
        foreach (var value in (bool[])[true, false])
        {
            foreach (var negated in (bool[])[true, false])
            {
                var (test, _) = Evaluate(new BooleanTestExpression(Column(0, DataType.Bool), value, negated), [DataType.Bool, DataType.Bool], rows);
                Assert.Equal(rows.Select(row => (object?)(((bool?)row[0] == value) != negated)), test);
            }
        }
    }

    [Fact]
    public void Errors_count_only_where_the_row_takes_the_branch()
    {
        var a = Column(0, DataType.Int64);
        var inverse = new ArithmeticExpression(ArithmeticOperator.Divide, Literal(10L, DataType.Int64), a, DataType.Int64);
        var isNotZero = new ComparisonExpression(ComparisonOperator.NotEqual, a, Literal(0L, DataType.Int64));
        var guarded = new CaseExpression([new CaseBranch(isNotZero, inverse)], Literal(-1L, DataType.Int64), DataType.Int64);
        object?[][] rows = [[5L], [0L], [null], [2L]];
        var (values, errors) = Evaluate(guarded, [DataType.Int64], rows);
        Assert.Equal([2L, -1L, -1L, 5L], values);
        Assert.Empty(errors);

        var conjunction = new LogicalExpression(true, isNotZero, new ComparisonExpression(ComparisonOperator.Greater, inverse, Literal(3L, DataType.Int64)));
        (values, errors) = Evaluate(conjunction, [DataType.Int64], rows);
        Assert.Equal([false, false, null, true], values);
        Assert.Empty(errors);

        (_, errors) = Evaluate(inverse, [DataType.Int64], rows);
        Assert.Equal(["1: division by zero: 10 / 0"], errors);
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public void A_predicate_keeps_exactly_the_true_rows(int seed)
    {
        var random = new Random(seed);
        var schema = new Schema(new Field("keep", DataType.Bool), new Field("text", DataType.Utf8), new Field("n", DataType.Decimal(10, 2)), new Field("b", DataType.Bool));
        for (var share = 0; share <= 4; share++)
        {
            var rows = Enumerable.Range(0, 1 + random.Next(500)).Select(i => new object?[]
            {
                random.Next(10) == 0 ? null : random.Next(4) < share,
                random.Next(5) == 0 ? null : new string((char)('a' + random.Next(26)), random.Next(80)),
                Maybe(random, () => (Int128)random.Next()),
                Maybe(random, () => random.Next(2) == 0),
            }).ToArray();
            using var batch = TestKit.Rows.Batch(Pool, schema, rows);
            using var predicate = new Predicate(Pool, schema.Select([3, 1, 2]), Column(0, DataType.Bool), [3, 1, 2]);
            using var kept = predicate.Apply(batch);
            var expected = rows.Where(row => row[0] is true).Select(row => new[] { row[3], row[1], row[2] }).ToArray();
            Assert.Equal(expected, kept is null ? [] : TestKit.Rows.Values(kept));
        }
    }

    [Fact]
    public void Decimals_follow_their_rules_and_overflow_is_the_rows_error()
    {
        var (left, right) = (DataType.Decimal(10, 2), DataType.Decimal(6, 3));
        foreach (var (op, expected) in new (ArithmeticOperator, string)[]
        {
            (ArithmeticOperator.Add, "13.625"), (ArithmeticOperator.Subtract, "11.375"), (ArithmeticOperator.Multiply, "14.06250"),
            (ArithmeticOperator.Divide, "11.111111"), (ArithmeticOperator.Modulo, "0.125"),
        })
        {
            var type = DecimalRules.Result(op, left, right);
            var (values, errors) = Evaluate(new ArithmeticExpression(op, Column(0, left), Column(1, right), type), [left, right], [(Int128)1250, (Int128)1125]);
            Assert.Empty(errors);
            Assert.Equal(expected, DecimalText.Format((Int128)values[0]!, type.Scale));
        }

        var wide = DataType.Decimal(38, 0);
        var (_, overflow) = Evaluate(
            new ArithmeticExpression(ArithmeticOperator.Multiply, Column(0, wide), Column(1, wide), wide), [wide, wide], [DecimalText.PowerOfTen(20), DecimalText.PowerOfTen(20)]);
        Assert.Contains("out of range", Assert.Single(overflow));
    }

    private static object?[][] Integers(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => new[] { Maybe(random, () => Edges[random.Next(Edges.Length)]), Maybe(random, () => (long)random.Next(-3, 4)) })];

    private static object? Maybe<T>(Random random, Func<T> make) => random.Next(6) == 0 ? null : make();

    // Column with column, column with constant, constant with column.
    private static IEnumerable<(Expression Left, Expression Right, Func<object?[], (object? Left, object? Right)> Pick)> Shapes(DataType type, object constant)
    {
        yield return (Column(0, type), Column(1, type), row => (row[0], row[1]));
        yield return (Column(0, type), Literal(constant, type), row => (row[0], constant));
        yield return (Literal(constant, type), Column(1, type), row => (constant, row[1]));
        yield return (Column(0, type), Literal(null, type), row => (row[0], null));
    }

    private static int Compare(object a, object b) => a is string text ? string.CompareOrdinal(text, (string)b) : ((IComparable)a).CompareTo(b);

    private static bool Holds(ComparisonOperator op, int order) => op switch
    {
        ComparisonOperator.Equal => order == 0,
        ComparisonOperator.NotEqual => order != 0,
        ComparisonOperator.Less => order < 0,
        ComparisonOperator.LessOrEqual => order <= 0,
        ComparisonOperator.Greater => order > 0,
        _ => order >= 0,
    };
}
