using Weir.Planner.Logical;

namespace Weir.Planner.Physical;

/// <summary>
/// From the simplified logical plan to operators, without the columns that nobody uses: a source decodes and computes only what is asked
/// of it. Each logical node becomes one operator, or none when it would change nothing.
/// </summary>
internal sealed class PhysicalPlanner
{
    private readonly RequiredColumns _required;
    private readonly Dictionary<LogicalNode, Built> _built = new(ReferenceEqualityComparer.Instance);
    private readonly List<PhysicalNode> _nodes = [];
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);

    private PhysicalPlanner(IReadOnlyList<LogicalOutput> outputs) => _required = new RequiredColumns(outputs);

    public static ImmutableArray<PhysicalNode> Plan(IReadOnlyList<LogicalOutput> outputs)
    {
        var planner = new PhysicalPlanner(outputs);
        var sinks = outputs.GroupBy(output => (object?)output.Table ?? output, ReferenceEqualityComparer.Instance);
        foreach (var sink in sinks.ToList())
        {
            planner.AddSink([.. sink]);
        }

        return [.. planner._nodes];
    }

    private void AddSink(List<LogicalOutput> outputs)
    {
        var inputs = outputs.ConvertAll(output => Arrange(Build(output.Node), output.Columns, output.Node.Schema));
        var schema = Unite(inputs.ConvertAll(input => input.Schema));
        var aligned = inputs.ConvertAll(input => Align(input, schema));
        var first = outputs[0];
        var name = first.Table is { } table ? $"sink_{table.Name}" : $"preview_{first.PreviewNumber}";
        Add(new SinkNode(NewId(name), [.. aligned], schema) { Table = first.Table, PreviewNumber = first.PreviewNumber });
    }

    private Built Build(LogicalNode node)
    {
        if (!_built.TryGetValue(node, out var built))
        {
            built = node switch
            {
                LogicalScan scan => Scan(scan),
                LogicalFilter filter => Filter(filter),
                LogicalProject project => Project(project),
                _ => Union((LogicalUnion)node),
            };
            _built.Add(node, built);
        }

        return built;
    }

    private Built Filter(LogicalFilter filter)
    {
        var input = Build(filter.Inputs[0]);
        int[] required = [.. _required.Of(filter)];
        ImmutableArray<int> kept = [.. required.Select(index => input.Map[index])];
        var node = new FilterNode(NewId("filter"), input.Node, Remap(filter.Condition, input), kept, input.Node.Schema.Select(kept.AsSpan()));
        return new Built(Add(node), MapOf(filter, required));
    }

    private Built Project(LogicalProject project)
    {
        var input = Build(project.Inputs[0]);
        int[] required = [.. _required.Of(project)];
        ImmutableArray<Expression> expressions = [.. required.Select(index => Remap(project.Expressions[index], input))];
        var schema = project.Schema.Select(required);
        return new Built(Compute(input.Node, expressions, schema), MapOf(project, required));
    }

    private Built Union(LogicalUnion union)
    {
        ImmutableArray<int> required = [.. _required.Of(union)];
        var schema = union.Schema.Select(required.AsSpan());
        ImmutableArray<PhysicalNode> inputs = [.. union.Inputs.Select(input =>
            Align(Arrange(Build(input), required, union.Schema), schema))];
        return new Built(Add(new UnionNode(NewId("union"), inputs, schema)), MapOf(union, [.. required]));
    }

    private Built Scan(LogicalScan scan)
    {
        var source = SourcePlanner.Plan(scan.Table, _required.Of(scan), NewId($"source_{scan.Table.Name}"));
        Add(source.Node);
        var watermark = new WatermarkNode(NewId($"watermark_{scan.Table.Name}"), source.Node, source.Watermark);
        return new Built(Add(watermark), source.Map);
    }

    /// <summary>A node whose columns are exactly the given ones of what was built.</summary>
    private PhysicalNode Arrange(Built built, ImmutableArray<int> columns, Schema names)
    {
        var expressions = columns.Select(Expression (index) => Column(built.Node.Schema, built.Map[index]));
        var fields = columns.Select(index => built.Node.Schema[built.Map[index]] with { Name = names[index].Name });
        return Compute(built.Node, [.. expressions], new Schema(fields));
    }

    /// <summary>The node with the types of a schema.</summary>
    private PhysicalNode Align(PhysicalNode node, Schema schema)
    {
        var expressions = Enumerable.Range(0, schema.Count).Select(i => Cast(Column(node.Schema, i), schema[i].Type));
        return Compute(
            node, [.. expressions],
            new Schema(node.Schema.Fields.Select((field, i) => field with { Name = schema[i].Name, Type = schema[i].Type })));
    }

    /// <summary>A projection, or the input itself when it has exactly these columns already.</summary>
    private PhysicalNode Compute(PhysicalNode input, ImmutableArray<Expression> expressions, Schema schema)
    {
        var isSame = expressions.Length == input.Schema.Count
            && Enumerable.Range(0, schema.Count).All(
                i => expressions[i] is ColumnExpression column && column.Index == i && schema[i].Name == input.Schema[i].Name);
        return isSame ? input : Add(new ProjectNode(NewId("project"), input, expressions, schema));
    }

    /// <summary>What several queries write into one table: text where one has JSON and another text, nullable where one is.</summary>
    private static Schema Unite(List<Schema> schemas)
    {
        var fields = schemas[0].Fields.Select((field, i) => field with
        {
            Type = schemas.TrueForAll(schema => schema[i].Type == field.Type) ? field.Type : DataType.Utf8,
            IsNullable = schemas.Exists(schema => schema[i].IsNullable),
        });
        return new Schema(fields);
    }

    private static Expression Remap(Expression expression, Built input) =>
        ExpressionRewriter.Replace(expression, column => Column(input.Node.Schema, input.Map[column.Index]));

    private static Expression Cast(Expression expression, DataType type) =>
        expression.Type == type ? expression : new CastExpression(expression, type, IsTry: false);

    private static ColumnExpression Column(Schema schema, int index) =>
        new(index, schema[index].Name, schema[index].Type, schema[index].IsNullable);

    private static int[] MapOf(LogicalNode node, int[] required)
    {
        var map = new int[node.Schema.Count];
        Array.Fill(map, -1);
        for (var i = 0; i < required.Length; i++)
        {
            map[required[i]] = i;
        }

        return map;
    }

    private T Add<T>(T node)
        where T : PhysicalNode
    {
        _nodes.Add(node);
        return node;
    }

    /// <summary>The name, with a number behind it from the second on; steps without a name of their own are always numbered.</summary>
    private string NewId(string name)
    {
        var number = _ids[name] = _ids.GetValueOrDefault(name) + 1;
        return number == 1 && name.Contains('_') ? name : $"{name}_{number}";
    }

    /// <param name="Node">The operator.</param>
    /// <param name="Map">For each column of the logical node its position in the operator's schema; -1 when nobody uses it.</param>
    internal sealed record Built(PhysicalNode Node, int[] Map);
}
