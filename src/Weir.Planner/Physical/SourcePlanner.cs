using Weir.Planner.Catalog;
using Weir.Planner.Logical;

namespace Weir.Planner.Physical;

/// <summary>What a source has to decode and compute so that some of its columns, and its watermark, come out.</summary>
internal static class SourcePlanner
{
    /// <param name="required">Columns of the scan; the one behind the table's columns is the event time.</param>
    public static (SourceNode Node, Expression? Watermark, int[] Map) Plan(ConnectorTable table, int[] required, string id)
    {
        var used = new HashSet<int>(required);
        var eventTime = table.Columns.Length;
        var needsEventTime = used.Remove(eventTime) && table.Watermark is null;
        if (table.Watermark is { } declared)
        {
            used.Add(declared.EventTimeColumn);
            used.UnionWith(ExpressionRewriter.CountColumns([declared.Expression]).Keys);
        }

        var outputs = RequiredColumns.Ascending(used);
        var decoded = DecodedColumns(table, outputs);
        var decodedSchema = DecodedSchema(table, decoded, needsEventTime);
        var map = new int[table.Columns.Length + 1];
        Array.Fill(map, -1);
        var expressions = ImmutableArray.CreateBuilder<Expression>();
        var fields = new List<Field>();
        var notNull = ImmutableArray.CreateBuilder<int>();
        foreach (var index in outputs)
        {
            map[index] = fields.Count;
            var (expression, field, mustBeChecked) = Output(table, index, decoded);
            if (mustBeChecked)
            {
                notNull.Add(fields.Count);
            }

            expressions.Add(expression);
            fields.Add(field);
        }

        if (needsEventTime)
        {
            map[eventTime] = fields.Count;
            expressions.Add(
                new ColumnExpression(decodedSchema.Count - 1, LogicalNode.EventTimeName, DataType.Timestamp, IsNullable: false));
            fields.Add(LogicalNode.EventTimeField);
        }
        else if (table.Watermark is { } watermark)
        {
            map[eventTime] = map[watermark.EventTimeColumn];
        }

        var keys = decoded.Select((column, i) => (table.Columns[column].MetadataKey, i)).Where(pair => pair.MetadataKey is not null);
        var node = new SourceNode(id, new Schema(fields))
        {
            Table = table,
            Decoded = decodedSchema,
            MetadataKeys = keys.ToImmutableSortedDictionary(pair => pair.i, pair => pair.MetadataKey!),
            NeedsEventTime = needsEventTime,
            Outputs = expressions.ToImmutable(),
            NotNullOutputs = notNull.ToImmutable(),
        };
        return (node, Watermark(table, node.Schema, map), map);
    }

    /// <summary>
    /// The physical columns that come out or that generated columns are made of: first those of the payload, which a decoder fills, then
    /// those of the metadata.
    /// </summary>
    private static List<int> DecodedColumns(ConnectorTable table, int[] outputs)
    {
        var decoded = new HashSet<int>();
        foreach (var index in outputs)
        {
            if (table.Columns[index].Generated is { } generated)
            {
                decoded.UnionWith(ExpressionRewriter.CountColumns([generated]).Keys);
            }
            else
            {
                decoded.Add(index);
            }
        }

        List<int> columns = [.. RequiredColumns.Ascending(decoded)];
        return [.. columns.FindAll(index => table.Columns[index].MetadataKey is null), .. columns.FindAll(index => table.Columns[index].MetadataKey is not null)];
    }

    private static Schema DecodedSchema(ConnectorTable table, List<int> decoded, bool needsEventTime)
    {
        var fields = decoded.Select(index => table.Columns[index]).Select(column => new Field(column.Name, column.Type, column.IsNullable));
        return new Schema(needsEventTime ? fields.Append(LogicalNode.EventTimeField) : fields);
    }

    private static (Expression Expression, Field Field, bool MustBeChecked) Output(ConnectorTable table, int index, List<int> decoded)
    {
        var column = table.Columns[index];
        Expression expression = column.Generated is { } generated
            ? ExpressionRewriter.Replace(generated, used => used with { Index = decoded.IndexOf(used.Index) })
            : new ColumnExpression(decoded.IndexOf(index), column.Name, column.Type, column.IsNullable);
        var isEventTime = table.Watermark?.EventTimeColumn == index;
        var mayBeNull = column.IsNullable && !isEventTime;
        return (expression, new Field(column.Name, column.Type, mayBeNull), !mayBeNull && expression.IsNullable);
    }

    private static Expression? Watermark(ConnectorTable table, Schema schema, int[] map) => table.Watermark is null
        ? null
        : ExpressionRewriter.Replace(
            table.Watermark.Expression,
            column =>
                new ColumnExpression(map[column.Index], schema[map[column.Index]].Name, column.Type, schema[map[column.Index]].IsNullable));
}
