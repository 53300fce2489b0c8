using Weir.Columnar.Expressions;
using Weir.TestKit;
using Xunit;

namespace Weir.Columnar.Tests;

/// <summary>Evaluates expressions over a few rows.</summary>
public abstract class ExpressionTest : LeakCheckedTest
{
    protected static ColumnExpression Column(int index, DataType type, bool isNullable = true) => new(index, $"c{index}", type, isNullable);

    protected static LiteralExpression Literal(object? value, DataType type) => new(value, type);

    protected static Expression Call(string name, params Expression[] arguments)
    {
        var function = ScalarFunctions.Find(name) ?? throw new ArgumentException($"no function {name}");
        var resolution = function.Resolve([.. arguments]);
        Assert.Null(resolution.Error);
        return new CallExpression(
            function,
            [.. arguments.Zip(resolution.ArgumentTypes, (argument, type) => argument.Type == type ? argument : new CastExpression(argument, type, false))],
            resolution.Type,
            resolution.IsNullable);
    }

    /// <summary>The value for each row, and the reasons of rows that failed.</summary>
    protected (object?[] Values, string[] Errors) Evaluate(Expression expression, DataType[] types, params object?[][] rows)
    {
        var schema = new Schema(types.Select((type, i) => new Field($"c{i}", type)));
        using var projection = new Projection(Pool, new Schema(new Field("value", expression.Type)), [expression]);
        using var batch = Rows.Batch(Pool, schema, rows);
        using var result = projection.Apply(batch);
        return ([.. Rows.Values(result).Select(row => row[0])], [.. projection.Errors.Items.Select(error => $"{error.Row}: {error.Reason}")]);
    }

    /// <summary>The value of an expression without columns.</summary>
    protected object? Evaluate(Expression expression)
    {
        var (values, errors) = Evaluate(expression, [DataType.Int64], [0L]);
        Assert.Empty(errors);
        return values[0];
    }
}
