using Weir.Columnar.Expressions;
using Xunit;

namespace Weir.Columnar.Tests;

public class TimeArithmeticTests : ExpressionTest
{
    private const long Second = TemporalText.NanosPerSecond;

    [Fact]
    public void Times_and_intervals_add_and_subtract()
    {
        Assert.Equal(3 * Second, Evaluate(Arithmetic(ArithmeticOperator.Add, Time(Second), Interval(2 * Second), DataType.Timestamp)));
        Assert.Equal(-Second, Evaluate(Arithmetic(ArithmeticOperator.Subtract, Time(Second), Interval(2 * Second), DataType.Timestamp)));
        Assert.Equal(-Second, Evaluate(Arithmetic(ArithmeticOperator.Subtract, Time(Second), Time(2 * Second), DataType.Interval)));
    }

    [Fact]
    public void A_time_that_does_not_fit_is_an_error_of_its_row_and_null_is_not()
    {
        var earlier = Arithmetic(ArithmeticOperator.Subtract, Column(0, DataType.Timestamp), Interval(2 * Second), DataType.Timestamp);
        var (values, errors) = Evaluate(earlier, [DataType.Timestamp], [long.MinValue + Second], [null], [5 * Second], [long.MaxValue]);

        Assert.StartsWith("0: 1677-09-21T00:12:44.145224192 - INTERVAL", Assert.Single(errors), StringComparison.Ordinal);
        Assert.Equal([null, 3 * Second, long.MaxValue - (2 * Second)], values[1..]);
    }

    [Fact]
    public void Differences_and_sums_overflow_too()
    {
        var difference = Arithmetic(ArithmeticOperator.Subtract, Column(0, DataType.Timestamp), Time(long.MinValue), DataType.Interval);
        var sum = Arithmetic(ArithmeticOperator.Add, Column(0, DataType.Timestamp), Interval(Second), DataType.Timestamp);

        Assert.Single(Evaluate(difference, [DataType.Timestamp], [0L]).Errors);
        Assert.Single(Evaluate(sum, [DataType.Timestamp], [long.MaxValue]).Errors);
        Assert.Empty(Evaluate(sum, [DataType.Timestamp], [long.MaxValue - Second]).Errors);
    }

    private static ArithmeticExpression Arithmetic(ArithmeticOperator op, Expression left, Expression right, DataType type) => new(op, left, right, type);

    private static LiteralExpression Time(long nanos) => Literal(nanos, DataType.Timestamp);

    private static LiteralExpression Interval(long nanos) => Literal(nanos, DataType.Interval);
}
