using Weir.Planner.Catalog;
using Weir.Planner.Logical;

namespace Weir.Planner.Binding;

/// <summary>Brings the rows of a query to the columns of the table they are inserted into, by position, with implicit casts.</summary>
internal sealed class InsertBinder(BindingContext context, QueryBinder queries)
{
    /// <summary>The columns that sinks without declared ones took from their first query.</summary>
    private readonly Dictionary<ConnectorTable, Schema> _inferred = new(ReferenceEqualityComparer.Instance);

    private DiagnosticBag Diagnostics => context.Diagnostics;

    /// <returns>Null when the rows go to a memory table, or when something is wrong, which is reported.</returns>
    public LogicalOutput? Bind(Syntax.Insert syntax)
    {
        var table = TableLookup.Find(context, syntax.Table, []);
        var relation = queries.Bind(syntax.Query);
        switch (table)
        {
            case QueryTable:
                Diagnostics.Error(
                    DiagnosticCodes.WrongSide, $"\"{table.Name}\" is a query and cannot be inserted into", syntax.Table.Span,
                    "create a table with a connector");
                return null;
            case MemoryTable memory:
                BindMemory(syntax, memory, relation);
                return null;
            case ConnectorTable sink when IsSink(sink, syntax.Table.Span) && relation is not null:
                return BindSink(syntax, sink, relation);
            default:
                return null;
        }
    }

    /// <summary>The rows of a bare query, made fit to be shown.</summary>
    public static LogicalOutput Preview(Relation relation, int number) =>
        new(null, number, Showable(relation, asText: false), [.. Enumerable.Range(0, relation.ColumnCount)]);

    private bool IsSink(ConnectorTable table, TextSpan span)
    {
        if (table.DeclaredUse == TableUse.Source || !table.Connector.Uses.HasFlag(TableUse.Sink))
        {
            Diagnostics.Error(
                DiagnosticCodes.WrongSide, $"table \"{table.Name}\" is a source and cannot be inserted into", span, "create a table with type = 'sink'");
            return false;
        }

        return !RefuseComputed(table, span) && TableLookup.HasRequiredOptions(context, table, TableUse.Sink, span);
    }

    /// <summary>Reports a column that is no part of what is written, and so would be lost.</summary>
    private bool RefuseComputed(ConnectorTable table, TextSpan span)
    {
        if (table.Columns.FirstOrDefault(column => !column.IsPayload) is not { } column)
        {
            return false;
        }

        var what = column.MetadataKey is null ? "generated" : "metadata";
        Diagnostics.Error(
            DiagnosticCodes.WrongMemoryTable, $"table \"{table.Name}\" has the {what} column \"{column.Name}\", which is not written", span,
            "insert into a table without it; what is to be written is a plain column, computed in the query");
        return true;
    }

    private void BindMemory(Syntax.Insert syntax, MemoryTable memory, Relation? relation)
    {
        if (context.MemoryContents.ContainsKey(memory))
        {
            Diagnostics.Error(
                DiagnosticCodes.MemoryTableOrder, $"memory table \"{memory.Name}\" is inserted into twice", syntax.Table.Span, "join the queries with UNION ALL");
            return;
        }

        if (relation is not null && !queries.RefuseListedTwice(syntax.Columns, DiagnosticCodes.WrongTarget)
            && Fill(syntax, [.. memory.Columns], relation, keepsJson: false) is { } node)
        {
            context.MemoryContents.Add(memory, new Relation(node, []));
        }
        else
        {
            context.BrokenTables.Add(memory.Name);
        }
    }

    private LogicalOutput? BindSink(Syntax.Insert syntax, ConnectorTable sink, Relation relation)
    {
        if (queries.RefuseListedTwice(syntax.Columns, DiagnosticCodes.WrongTarget))
        {
            return null;
        }

        var node = sink.Columns.IsEmpty
            ? Infer(syntax, sink, relation)
            : Fill(syntax, [.. sink.Columns], relation, keepsJson: sink.Format is not { Name: "raw_string" });
        return node is null ? null : new LogicalOutput(sink, 0, node, [.. Enumerable.Range(0, node.Schema.Count - 1)]);
    }

    private LogicalNode? Infer(Syntax.Insert syntax, ConnectorTable sink, Relation relation)
    {
        if ((syntax.Columns.Count == 0 && queries.RefuseEqualNames(relation, syntax.Query))
            || queries.Rename(relation, syntax.Columns, syntax.Table) is not { } named)
        {
            return null;
        }

        var node = Showable(named, asText: true);
        var schema = node.Schema;
        if (sink.Format is { Name: "raw_string" } && !(schema.Count == 2 && schema[0].Name == "value" && schema[0].Type == DataType.Utf8))
        {
            Diagnostics.Error(
                DiagnosticCodes.WrongFormatColumns, "format \"raw_string\" needs exactly one column, value TEXT", syntax.Query.Span, "select one text AS value");
            return null;
        }

        var known = _inferred.TryGetValue(sink, out var earlier) ? earlier : schema;
        _inferred[sink] = known;
        if (!known.Fields.Select(field => (field.Name, field.Type)).SequenceEqual(schema.Fields.Select(field => (field.Name, field.Type))))
        {
            var columns = string.Join(", ", known.Fields.SkipLast(1).Select(field => $"{field.Name} {field.Type}"));
            Diagnostics.Error(
                DiagnosticCodes.WrongTarget, $"an earlier query gave table \"{sink.Name}\" other columns: {columns}", syntax.Query.Span,
                "select the same names and types, name them behind the table, or declare the columns");
            return null;
        }

        return node;
    }

    /// <summary>One column for each target, in the order of the table.</summary>
    /// <param name="keepsJson">Whether text and JSON stay what they are, which decides how a JSON sink writes them.</param>
    private LogicalProject? Fill(Syntax.Insert syntax, IReadOnlyList<TableColumn> targets, Relation relation, bool keepsJson)
    {
        if (SourceOfTargets(syntax, targets, relation) is not { } sources)
        {
            return null;
        }

        var input = relation.Node;
        var expressions = ImmutableArray.CreateBuilder<Expression>(targets.Count + 1);
        for (var i = 0; i < targets.Count; i++)
        {
            var value = sources[i] < 0
                ? LiteralExpression.Null(targets[i].Type)
                : Convert(syntax, targets[i], relation, sources[i], keepsJson);
            if (value is null || Required(syntax, targets[i], value, sources[i]) is not { } kept)
            {
                return null;
            }

            expressions.Add(sources[i] < 0 ? kept : context.Written(kept, SpanOfItem(syntax, sources[i])));
        }

        expressions.Add(Column(input.Schema, relation.EventTimeIndex));
        var fields = targets.Select((target, i) => new Field(target.Name, expressions[i].Type, expressions[i].IsNullable));
        var schema = new Schema([.. fields, LogicalNode.EventTimeField]);
        return new LogicalProject(input, expressions.MoveToImmutable(), schema);
    }

    /// <summary>The value, checked in each row where the column may not be NULL and the value could be.</summary>
    private Expression? Required(Syntax.Insert syntax, TableColumn target, Expression value, int source)
    {
        if (target.IsNullable || !value.IsNullable)
        {
            return value;
        }

        var what = $"column \"{target.Name}\" of table \"{syntax.Table.Name}\"";
        if (value is not LiteralExpression)
        {
            return new NotNullExpression(value, what);
        }

        Diagnostics.Error(
            DiagnosticCodes.WrongTarget, $"{what} is NOT NULL and gets no value", source < 0 ? syntax.Table.Span : SpanOfItem(syntax, source),
            source < 0 ? "name the column in the list and select a value for it" : "select a value for it, or declare the column without NOT NULL");
        return null;
    }

    private Expression? Convert(Syntax.Insert syntax, TableColumn target, Relation relation, int source, bool keepsJson)
    {
        var value = Column(relation.Node.Schema, source);
        if (value.Type == target.Type)
        {
            return value;
        }

        if (relation.Unions.Contains(source))
        {
            var cast = JsonBinder.Cast(context, value, target.Type, isTry: false);
            if (cast is null)
            {
                Diagnostics.Error(
                    DiagnosticCodes.WrongTarget, $"column \"{value.Name}\" can be any kind of JSON value, which cannot become \"{target.Name}\" {target.Type}",
                    SpanOfItem(syntax, source), JsonBinder.TextHint(target.Type));
            }

            return cast;
        }

        if (value.Type.IsText && target.Type.IsText && keepsJson)
        {
            return value;
        }

        if (!Casts.IsPossible(value.Type, target.Type))
        {
            var hint = $"cast it to {target.Type}, or select another column";
            Diagnostics.Error(
                DiagnosticCodes.WrongTarget, $"column \"{value.Name}\" is {value.Type}, which cannot become \"{target.Name}\" {target.Type}",
                SpanOfItem(syntax, source), hint);
            return null;
        }

        return new CastExpression(value, target.Type, IsTry: false);
    }

    private int[]? SourceOfTargets(Syntax.Insert syntax, IReadOnlyList<TableColumn> targets, Relation relation)
    {
        var sources = Enumerable.Repeat(-1, targets.Count).ToArray();
        var listed = syntax.Columns.Count > 0 ? syntax.Columns.Count : targets.Count;
        if (listed != relation.ColumnCount)
        {
            var what = syntax.Columns.Count > 0 ? "the list names" : $"table \"{syntax.Table.Name}\" has";
            var hint = syntax.Columns.Count > 0 ? null : $"its columns are {Suggestions.List(targets.Select(target => target.Name))}";
            Diagnostics.Error(DiagnosticCodes.WrongTarget, $"{what} {listed} columns, the query {relation.ColumnCount}", syntax.Query.Span, hint);
            return null;
        }

        for (var i = 0; i < listed; i++)
        {
            var target = i;
            if (syntax.Columns.Count > 0 && (target = IndexOf(targets, syntax.Columns[i])) < 0)
            {
                return null;
            }

            sources[target] = i;
        }

        return sources;
    }

    private int IndexOf(IReadOnlyList<TableColumn> targets, Syntax.Identifier name)
    {
        for (var i = 0; i < targets.Count; i++)
        {
            if (targets[i].Name == name.Name)
            {
                return i;
            }
        }

        var otherCase = targets.FirstOrDefault(target => target.Name.Equals(name.Name, StringComparison.OrdinalIgnoreCase));
        var hint = otherCase is null
            ? Suggestions.For(name.Name, targets.Select(target => target.Name), $"there are {Suggestions.List(targets.Select(target => target.Name))}")
            : $"names fold to lower case; write it in double quotes: {SqlPrinter.QuoteName(otherCase.Name)}";
        Diagnostics.Error(DiagnosticCodes.UnknownName, $"unknown column \"{name.Name}\"", name.Span, hint);
        return -1;
    }

    /// <summary>The item of the SELECT list that a column comes from, or the whole query.</summary>
    private static TextSpan SpanOfItem(Syntax.Insert syntax, int column) =>
        syntax.Query.Body is Syntax.Select select && select.Items.All(item => item is Syntax.SelectExpression) && column < select.Items.Count
            ? select.Items[column].Span
            : syntax.Query.Span;

    /// <summary>What leaves a query has a type that can be written: intervals become text.</summary>
    /// <param name="asText">
    /// Whether JSON of any kind becomes a TEXT column too, in which a missing value is the text <c>null</c>; else it is JSON and NULL.
    /// </param>
    private static LogicalNode Showable(Relation relation, bool asText)
    {
        var schema = relation.Node.Schema;
        var expressions = ImmutableArray.CreateBuilder<Expression>(schema.Count);
        for (var i = 0; i < schema.Count; i++)
        {
            var column = Column(schema, i);
            expressions.Add(relation.Unions.Contains(i) ? (asText ? TextOrNull(column) : column)
                : column.Type.Kind == TypeKind.Interval ? new CastExpression(column, DataType.Utf8, IsTry: false)
                : column);
        }

        var shown = new Schema(schema.Fields.Select((field, i) => field with { Type = expressions[i].Type, IsNullable = expressions[i].IsNullable }));
        return expressions.All(expression => expression is ColumnExpression)
            ? relation.Node
            : new LogicalProject(relation.Node, expressions.MoveToImmutable(), shown);
    }

    private static CaseExpression TextOrNull(ColumnExpression json) => new(
        [new CaseBranch(new IsNullExpression(json, IsNegated: true), new CastExpression(json, DataType.Utf8, IsTry: false))],
        new LiteralExpression("null", DataType.Utf8), DataType.Utf8);

    private static ColumnExpression Column(Schema schema, int index) =>
        new(index, schema[index].Name, schema[index].Type, schema[index].IsNullable);
}
