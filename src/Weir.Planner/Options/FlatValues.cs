using Weir.Planner.Binding;

namespace Weir.Planner.Options;

/// <summary>From an expression of a WITH clause to the value of an option.</summary>
internal static class FlatValues
{
    public static FlatValue Of(Syntax.Expression value) => value switch
    {
        Syntax.StringLiteral text => new FlatValue.Text(text.Value),
        Syntax.NumberLiteral number => new FlatValue.Number(number.Text),
        Syntax.UnaryExpression { Operator: Syntax.UnaryOperator.Negate, Operand: Syntax.NumberLiteral number } => new FlatValue.Number("-" + number.Text),
        Syntax.BooleanLiteral boolean => new FlatValue.Bool(boolean.Value),
        Syntax.IntervalLiteral interval => IntervalText.Parse(interval.Text, interval.Unit, out var nanos) == IntervalText.Outcome.Ok ? new FlatValue.Interval(nanos) : new FlatValue.Other(),
        Syntax.NameExpression { Parts: [var name] } => new FlatValue.Name(name.Text),
        Syntax.ArrayExpression array => Items(array),
        _ => new FlatValue.Other(),
    };

    private static FlatValue Items(Syntax.ArrayExpression array)
    {
        var items = array.Items.Select(item => Of(item) switch { FlatValue.Text text => text.Value, FlatValue.Name name => name.Value, _ => null }).ToList();
        return items.Contains(null) ? new FlatValue.Other() : new FlatValue.List([.. items!]);
    }
}
