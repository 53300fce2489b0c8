using System.Collections.Immutable;
using Weir.Columnar;
using Weir.Columnar.Expressions;
using Weir.TestKit;

namespace Weir.Streaming.Tests;

/// <summary>Batches of two columns, a number and a text, and expressions over them.</summary>
public abstract class StreamingTest : LeakCheckedTest
{
    protected static Schema Pairs { get; } = new(new Field("n", DataType.Int64), new Field("t", DataType.Utf8));

    protected static ColumnExpression N { get; } = new(0, "n", DataType.Int64, true);

    protected static ColumnExpression T { get; } = new(1, "t", DataType.Utf8, true);

    /// <summary>Fails for zero.</summary>
    protected static Expression HundredByN { get; } = new ArithmeticExpression(ArithmeticOperator.Divide, Constant(100), N, DataType.Int64);

    protected static LiteralExpression Constant(long value) => new(value, DataType.Int64);

    protected static Expression NIsMoreThan(long value) => new ComparisonExpression(ComparisonOperator.Greater, N, Constant(value));

    protected Batch Batch(params (long? N, string? T)[] rows) => Rows.Batch(Pool, Pairs, [.. rows.Select(row => new object?[] { row.N, row.T })]);

    protected static ImmutableArray<int> Both { get; } = [0, 1];
}
