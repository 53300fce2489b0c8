using Weir.Planner.Logical;

namespace Weir.Planner.Binding;

/// <summary>From queries to logical plans. A null result means that the reason is reported.</summary>
internal sealed class QueryBinder
{
    private static readonly ImmutableDictionary<string, Relation> NoCommonTables =
        ImmutableDictionary.Create<string, Relation>(StringComparer.OrdinalIgnoreCase);

    private readonly BindingContext _context;
    private readonly TableReferenceBinder _tables;
    private readonly UnionBinder _unions;

    public QueryBinder(BindingContext context)
    {
        _context = context;
        _tables = new TableReferenceBinder(context, this);
        _unions = new UnionBinder(context, this);
    }

    private DiagnosticBag Diagnostics => _context.Diagnostics;

    public Relation? Bind(Syntax.Query query) => Bind(query, NoCommonTables);

    public Relation? Bind(Syntax.Query query, ImmutableDictionary<string, Relation> commonTables)
    {
        if (RefuseClauses(query))
        {
            return null;
        }

        foreach (var common in query.CommonTables)
        {
            if (Bind(common.Query, commonTables) is not { } relation || Rename(relation, common.Columns, common.Name) is not { } renamed)
            {
                return null;
            }

            commonTables = commonTables.SetItem(common.Name.Name, renamed);
        }

        return Bind(query.Body, commonTables);
    }

    public Relation? Bind(Syntax.QueryBody body, ImmutableDictionary<string, Relation> commonTables)
    {
        switch (body)
        {
            case Syntax.Select select:
                return BindSelect(select, commonTables);
            case Syntax.NestedQuery nested:
                return Bind(nested.Query, commonTables);
            case Syntax.SetOperation operation:
                return _unions.Bind(operation, commonTables);
            default:
                Diagnostics.Error(DiagnosticCodes.NoSource, "VALUES has no source, so its rows have no event time", body.Span, "select from a table");
                return null;
        }
    }

    /// <summary>The relation with other column names; itself when there are none.</summary>
    public Relation? Rename(Relation relation, IReadOnlyList<Syntax.Identifier> names, Syntax.SyntaxNode at)
    {
        if (names.Count == 0)
        {
            return relation;
        }

        if (names.Count != relation.ColumnCount)
        {
            Diagnostics.Error(
                DiagnosticCodes.WrongTarget, $"{at} names {names.Count} columns, the query has {relation.ColumnCount}", names[0].Span.Union(names[^1].Span));
            return null;
        }

        if (names.FirstOrDefault(name => name.Name == LogicalNode.EventTimeName) is { } hidden)
        {
            Diagnostics.Error(DiagnosticCodes.WrongColumnType, $"\"{hidden.Name}\" is the name of the hidden event time", hidden.Span, "give the column another name");
            return null;
        }

        var schema = relation.Node.Schema;
        var expressions = Enumerable.Range(0, schema.Count).Select(i => Column(schema, i));
        var fields = schema.Fields.Select((field, i) => i < names.Count ? field with { Name = names[i].Name } : field).ToList();
        if (RefuseListedTwice(names, DiagnosticCodes.AmbiguousName))
        {
            return null;
        }

        return relation with { Node = new LogicalProject(relation.Node, [.. expressions], new Schema(fields)) };
    }

    /// <summary>Reports a name that a list of columns has twice.</summary>
    public bool RefuseListedTwice(IReadOnlyList<Syntax.Identifier> names, DiagnosticCode code)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var twice = names.FirstOrDefault(name => !seen.Add(name.Name));
        if (twice is not null)
        {
            Diagnostics.Error(code, $"column \"{twice.Name}\" is listed twice", twice.Span);
        }

        return twice is not null;
    }

    /// <summary>Reports columns of one name where the names of a query leave it: an object of JSON has each key once.</summary>
    public bool RefuseEqualNames(Relation relation, Syntax.Query query)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < relation.ColumnCount; i++)
        {
            var name = relation.Node.Schema[i].Name;
            if (!seen.Add(name))
            {
                var span = SpanOfColumn(query.Body, i, relation.ColumnCount);
                Diagnostics.Error(DiagnosticCodes.AmbiguousName, $"two columns are called \"{name}\"", span, "give one of them another name with AS");
                return true;
            }
        }

        return false;
    }

    /// <summary>The item of the SELECT list that names a column of the query. Every star stands for the same columns.</summary>
    private static TextSpan SpanOfColumn(Syntax.QueryBody body, int column, int count)
    {
        while (body is not Syntax.Select)
        {
            body = body is Syntax.SetOperation operation ? operation.Left : ((Syntax.NestedQuery)body).Query.Body;
        }

        var items = ((Syntax.Select)body).Items;
        var stars = items.Count(item => item is Syntax.SelectStar);
        return items.First(item => (column -= item is Syntax.SelectStar ? (count - items.Count + stars) / stars : 1) < 0).Span;
    }

    private bool RefuseClauses(Syntax.Query query)
    {
        if (query.IsRecursive)
        {
            Diagnostics.Error(DiagnosticCodes.NotStreaming, "recursive queries are not supported", query.CommonTables[0].Span, "leave RECURSIVE out");
            return true;
        }

        if (query.OrderBy.Count > 0)
        {
            var span = query.OrderBy[0].Span.Union(query.OrderBy[^1].Span);
            Diagnostics.Error(DiagnosticCodes.NotStreaming, "ORDER BY is not supported: a stream has no end to sort at", span, "leave it out");
            return true;
        }

        if ((query.Limit ?? query.Offset) is { } count)
        {
            Diagnostics.Error(
                DiagnosticCodes.NotStreaming, "LIMIT and OFFSET are not supported: a stream has no end to count to", count.Span,
                "leave it out; weir run --max-rows ends a run early");
            return true;
        }

        return false;
    }

    private Relation? BindSelect(Syntax.Select select, ImmutableDictionary<string, Relation> commonTables)
    {
        if (RefuseGrouping(select))
        {
            return null;
        }

        if (select.From.Count > 1)
        {
            Diagnostics.NotYet(
                DiagnosticCodes.WrongJoin, "several tables in FROM are a join, and joins are not there yet", select.From[1].Span,
                "use one INSERT for each table");
            return null;
        }

        if (BindFrom(select, commonTables) is not var (relation, scope))
        {
            return null;
        }

        var binder = new ExpressionBinder(_context, scope);
        var input = relation.Node;
        if (select.Where is { } where)
        {
            if (binder.BindCondition(where, "WHERE") is not { } condition)
            {
                // Mistakes in the list are worth showing in the same run.
                BindItems(select, relation, scope, binder);
                return null;
            }

            input = new LogicalFilter(input, _context.Written(condition, where.Span));
        }

        if (BindItems(select, relation, scope, binder) is not { } items)
        {
            return null;
        }

        return Project(input, items, binder, select);
    }

    private (Relation Relation, Scope Scope)? BindFrom(Syntax.Select select, ImmutableDictionary<string, Relation> commonTables)
    {
        if (select.From.Count > 0)
        {
            return _tables.Bind(select.From[0], commonTables) is var (table, alias) ? (table, Scope.Of(table, alias)) : null;
        }

        if (select.Items.FirstOrDefault(item => item is Syntax.SelectStar) is { } star)
        {
            Diagnostics.Error(DiagnosticCodes.NoSource, "* stands for the columns of a table, and there is no FROM", star.Span, "add FROM with a table");
            return null;
        }

        if (_tables.OneRow() is not { } row)
        {
            Diagnostics.Error(DiagnosticCodes.NoSource, "this program has no query without FROM", select.Span, "add FROM with a table");
            return null;
        }

        // The row has nothing that could be named, and its time is that of the clock.
        return (row, new Scope([], null, null) { MissingHint = "there is no FROM with a table that has it" });
    }

    private Relation? Project(LogicalNode input, List<SelectColumn> items, ExpressionBinder binder, Syntax.Select select)
    {
        if (input.Depth >= LogicalNode.DepthMax)
        {
            Diagnostics.Error(
                DiagnosticCodes.TooLarge, $"more than {LogicalNode.DepthMax} steps follow each other", select.Span, "put several steps into one query");
            return null;
        }

        var unions = ImmutableHashSet.CreateBuilder<int>();
        for (var i = 0; i < items.Count; i++)
        {
            if (binder.IsUnion(items[i].Value))
            {
                unions.Add(i);
            }
        }

        var eventTime = Column(input.Schema, input.Schema.Count - 1);
        var fields = items.Select(item => new Field(item.Name, item.Value.Type, item.Value.IsNullable)).Append(LogicalNode.EventTimeField);
        var node = new LogicalProject(input, [.. items.Select(item => item.Value), eventTime], new Schema(fields));
        return new Relation(node, unions.ToImmutable());
    }

    private List<SelectColumn>? BindItems(Syntax.Select select, Relation relation, Scope scope, ExpressionBinder binder)
    {
        var items = new List<SelectColumn>();
        var isComplete = true;
        foreach (var item in select.Items)
        {
            if (item is Syntax.SelectStar star)
            {
                isComplete &= AddAll(star, scope, items);
                continue;
            }

            var syntax = (Syntax.SelectExpression)item;
            var name = syntax.Alias?.Name ?? NameOf(syntax.Expression);
            if (name == LogicalNode.EventTimeName)
            {
                Diagnostics.Error(DiagnosticCodes.WrongColumnType, $"\"{name}\" is the name of the hidden event time", syntax.Span, "give the column another name");
                isComplete = false;
            }

            if (binder.Bind(syntax.Expression) is not { } value)
            {
                isComplete = false;
                continue;
            }

            // An untyped NULL is text from here on: columns have types.
            value = value.Type.Kind == TypeKind.Null ? LiteralExpression.Null(DataType.Utf8) : value;
            items.Add(new SelectColumn(name, _context.Written(value, syntax.Expression.Span)));
        }

        return isComplete ? items : null;
    }

    private bool AddAll(Syntax.SelectStar star, Scope scope, List<SelectColumn> items)
    {
        if (star.Table is { } table && (table.Parts.Count > 1 || !table.Name.Equals(scope.Alias, StringComparison.OrdinalIgnoreCase)))
        {
            Diagnostics.Error(
                DiagnosticCodes.UnknownName, $"unknown table {table}", table.Span,
                scope.Alias is null ? "write *" : $"the table here is called \"{scope.Alias}\"");
            return false;
        }

        items.AddRange(scope.Columns.Select(column => new SelectColumn(column.Name, column.Value)));
        return true;
    }

    private bool RefuseGrouping(Syntax.Select select)
    {
        if (select.Distinct is { } distinct)
        {
            Diagnostics.NotYet(DiagnosticCodes.WrongAggregate, "DISTINCT is not there yet", distinct, "this release filters and transforms rows one by one");
            return true;
        }

        if (select.GroupBy is { } groupBy)
        {
            var isWindow = groupBy.DescendantsAndSelf().OfType<Syntax.FunctionCall>().Any(call =>
                call.Name.Name is "tumble" or "hop" or "session");
            var (code, what) = isWindow ? (DiagnosticCodes.WrongWindow, "time windows are") : (DiagnosticCodes.WrongAggregate, "GROUP BY is");
            Diagnostics.NotYet(code, $"{what} not there yet", groupBy.Span, "this release filters and transforms rows one by one");
            return true;
        }

        if (select.Having is { } having)
        {
            Diagnostics.NotYet(DiagnosticCodes.WrongAggregate, "HAVING is not there yet", having.Span, "use WHERE");
            return true;
        }

        return false;
    }

    /// <summary>What a column without an alias is called: its last name, or its text; a cast does not count.</summary>
    private static string NameOf(Syntax.Expression expression) => expression switch
    {
        Syntax.NameExpression name => name.Parts[^1].Name,
        Syntax.CastExpression cast => NameOf(cast.Operand),
        _ => expression.ToString(),
    };

    private static ColumnExpression Column(Schema schema, int index) =>
        new(index, schema[index].Name, schema[index].Type, schema[index].IsNullable);

    private sealed record SelectColumn(string Name, Expression Value);
}
