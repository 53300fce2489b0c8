using System.Text;
using Weir.Planner.Physical;

namespace Weir.Planner.Tests;

/// <summary>Carries out a plan over one row of its source, slowly and obviously, and says what came out.</summary>
internal sealed class PlanRunner(SlabPool pool, IReadOnlyDictionary<string, object?> row)
{
    private readonly Dictionary<PhysicalNode, List<Batch>> _results = new(ReferenceEqualityComparer.Instance);
    private bool _hasFailed;

    /// <summary>The rows of all sinks as text; null when some step could not compute the row.</summary>
    public string? Run(IEnumerable<PhysicalNode> nodes)
    {
        var output = new StringBuilder();
        foreach (var node in nodes)
        {
            _results[node] = Run(node);
            if (node is SinkNode)
            {
                output.Append(node.Id).Append(": ").AppendJoin(" | ", _results[node].Select(Show)).Append('\n');
            }
        }

        foreach (var batch in _results.Where(pair => pair.Key is SourceNode or FilterNode or ProjectNode).SelectMany(pair => pair.Value))
        {
            batch.Dispose();
        }

        return _hasFailed ? null : output.ToString();
    }

    private List<Batch> Run(PhysicalNode node)
    {
        var inputs = node.Inputs.SelectMany(input => _results[input]).ToList();
        switch (node)
        {
            case SourceNode source:
                using (var decoded = Decode(source.Decoded))
                {
                    return Project(decoded, source.Schema, [.. source.Outputs]);
                }

            case ProjectNode project:
                return [.. inputs.SelectMany(input => Project(input, project.Schema, [.. project.Expressions]))];
            case FilterNode filter:
                return [.. inputs.SelectMany(input => Filter(input, filter))];
            default:
                return inputs;
        }
    }

    private List<Batch> Project(Batch input, Schema schema, Expression[] expressions)
    {
        using var projection = new Projection(pool, schema, [.. expressions]);
        var batch = projection.Apply(input);
        _hasFailed |= projection.Errors.Count > 0;
        if (projection.Errors.Count == 0)
        {
            return [batch];
        }

        batch.Dispose();
        return [];
    }

    private List<Batch> Filter(Batch input, FilterNode filter)
    {
        using var predicate = new Predicate(pool, filter.Schema, filter.Condition, filter.Kept);
        var batch = predicate.Apply(input);
        _hasFailed |= predicate.Errors.Count > 0;
        return batch is null ? [] : [batch];
    }

    private Batch Decode(Schema schema)
    {
        using var builder = new BatchBuilder(pool, schema, 1);
        builder.Begin();
        for (var i = 0; i < schema.Count; i++)
        {
            var column = builder.Columns[i];
            switch (row.GetValueOrDefault(schema[i].Name))
            {
                case long number:
                    column.SetValid(0);
                    column.Set(0, number);
                    break;
                case bool flag:
                    column.SetValid(0);
                    column.SetBool(0, flag);
                    break;
                case string text:
                    column.SetValid(0);
                    column.SetBytes(0, Encoding.UTF8.GetBytes(text));
                    break;
                default:
                    column.SetNull(0);
                    break;
            }
        }

        builder.EndRow();
        return builder.Finish()!;
    }

    private static string Show(Batch batch)
    {
        var values = new List<string>();
        foreach (ref readonly var column in batch.Columns)
        {
            values.Add(column.IsNull(0) ? "NULL" : column.Type.Kind switch
            {
                TypeKind.Bool => column.GetBool(0).ToString(),
                TypeKind.Utf8 => Encoding.UTF8.GetString(column.GetBytes(0)),
                _ => column.Get<long>(0).ToString(),
            });
        }

        return string.Join(',', values);
    }
}
