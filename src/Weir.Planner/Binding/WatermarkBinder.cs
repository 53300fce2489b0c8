using Weir.Planner.Catalog;
using Weir.Planner.Logical;
using Weir.Planner.Options;

namespace Weir.Planner.Binding;

/// <summary>Event time and watermark of a table, from the clause or from the options of old.</summary>
internal sealed class WatermarkBinder(BindingContext context)
{
    private DiagnosticBag Diagnostics => context.Diagnostics;

    /// <returns>Null when the table has none, or when it is wrong, which is reported.</returns>
    public WatermarkSpecification? Bind(Syntax.CreateTable syntax, CommonOptions options, ImmutableArray<TableColumn> columns)
    {
        var clauses = syntax.Elements.OfType<Syntax.WatermarkDefinition>().ToList();
        if (clauses.Count > 1)
        {
            Diagnostics.Error(DiagnosticCodes.WrongWatermark, "a table has one watermark", clauses[1].Span, "leave the others out");
            return null;
        }

        if (clauses.Count == 1)
        {
            return BindClause(clauses[0], columns);
        }

        var eventTime = options.EventTimeField ?? options.WatermarkField;
        return eventTime is null ? null : BindOptions(options, eventTime, columns);
    }

    private WatermarkSpecification? BindClause(Syntax.WatermarkDefinition clause, ImmutableArray<TableColumn> columns)
    {
        if (FindColumn(clause.Column.Text, clause.Column.Name, clause.Column.Span, columns) is not { } index)
        {
            return null;
        }

        if (clause.Expression is null)
        {
            return new WatermarkSpecification(index, Column(index, columns));
        }

        var physical = ColumnBinder.PhysicalScope(columns);
        var scope = new Scope(physical.Columns, null, null) { MissingHint = "a watermark can only use physical columns of its table" };
        if (new ExpressionBinder(context, scope).Bind(clause.Expression) is not { } expression)
        {
            return null;
        }

        if (expression.Type.Kind != TypeKind.Timestamp)
        {
            Diagnostics.Error(
                DiagnosticCodes.WrongWatermark, $"the watermark must be a TIMESTAMP, not {expression.Type}", clause.Expression.Span,
                "for example: … AS event_time - INTERVAL '10' SECOND");
            return null;
        }

        if (expression.IsNullable)
        {
            var nullable = ExpressionRewriter.CountColumns([expression]).Keys.Where(used => columns[used].IsNullable).Order().ToList();
            var hint = nullable.Count == 0
                ? "write an expression that has a value for every row, such as coalesce(…, event_time)"
                : $"declare {string.Join(" and ", nullable.Select(used => $"{SqlPrinter.QuoteName(columns[used].Name)} {columns[used].Type} NOT NULL"))}; "
                    + "then a record without it is bad data";
            Diagnostics.Error(
                DiagnosticCodes.WrongWatermark, "the watermark can be NULL, and every row needs an event time to be ordered by", clause.Expression.Span, hint);
            return null;
        }

        return new WatermarkSpecification(index, expression);
    }

    private WatermarkSpecification? BindOptions(CommonOptions options, Syntax.TableOption eventTimeOption, ImmutableArray<TableColumn> columns)
    {
        var eventTime = FindColumn(eventTimeOption, columns);
        var watermark = options.WatermarkField is null ? null : FindColumn(options.WatermarkField, columns);
        if (eventTime is not { } index || (options.WatermarkField is not null && watermark is null))
        {
            return null;
        }

        // Without a watermark of its own an event time is trusted to be at most a second late.
        Expression expression = watermark is { } at
            ? Column(at, columns)
            : new ArithmeticExpression(
                ArithmeticOperator.Subtract,
                Column(index, columns),
                new LiteralExpression(TemporalText.NanosPerSecond, DataType.Interval),
                DataType.Timestamp);
        return new WatermarkSpecification(index, expression);
    }

    private int? FindColumn(Syntax.TableOption option, ImmutableArray<TableColumn> columns)
    {
        var name = option.Value switch
        {
            Syntax.NameExpression { Parts: [var part] } => (part.Text, part.Name),
            Syntax.StringLiteral text => (text.Value, text.Value),
            _ => (null, null),
        };
        if (name.Item1 is null)
        {
            Diagnostics.Error(DiagnosticCodes.WrongOption, $"option \"{option.Key}\" must be the name of a column", option.Value.Span);
            return null;
        }

        return FindColumn(name.Item1, name.Item2!, option.Value.Span, columns);
    }

    private int? FindColumn(string exact, string folded, TextSpan span, ImmutableArray<TableColumn> columns)
    {
        var index = IndexOf(columns, exact) is >= 0 and var found ? found : IndexOf(columns, folded);
        if (index < 0)
        {
            Diagnostics.Error(
                DiagnosticCodes.WrongWatermark, $"unknown event-time column \"{exact}\"", span, Suggestions.For(exact, columns.Select(column => column.Name)));
            return null;
        }

        if (columns[index].Type.Kind != TypeKind.Timestamp)
        {
            Diagnostics.Error(
                DiagnosticCodes.WrongWatermark, $"the event-time column \"{columns[index].Name}\" must be a TIMESTAMP, not {columns[index].Type}", span,
                "add a generated column that casts it");
            return null;
        }

        return index;
    }

    private static int IndexOf(ImmutableArray<TableColumn> columns, string name)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    // Rows without an event time are bad data, so what is left has one.
    private static ColumnExpression Column(int index, ImmutableArray<TableColumn> columns) =>
        new(index, columns[index].Name, columns[index].Type, IsNullable: false);
}
