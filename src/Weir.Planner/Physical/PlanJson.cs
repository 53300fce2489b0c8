using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Weir.Planner.Catalog;

namespace Weir.Planner.Physical;

/// <summary>A plan as JSON. Expressions are SQL text over the input's columns.</summary>
internal static class PlanJson
{
    private static readonly JsonWriterOptions WriterOptions = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(PhysicalPlan plan)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("fingerprint", plan.Fingerprint.Script);
            writer.WriteString("on_error", Name(plan.OnError));
            writer.WriteStartArray("operators");
            foreach (var node in plan.Nodes)
            {
                WriteNode(writer, node);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    public static string Name(BadDataPolicy policy) => policy switch
    {
        BadDataPolicy.Drop => "drop",
        BadDataPolicy.DeadLetter => "dead_letter",
        _ => "fail",
    };

    private static void WriteNode(Utf8JsonWriter writer, PhysicalNode node)
    {
        writer.WriteStartObject();
        writer.WriteString("id", node.Id);
        writer.WriteString("kind", node.Kind);
        WriteTexts(writer, "inputs", node.Inputs.Select(input => input.Id));
        WriteSchema(writer, "schema", node.Schema);
        switch (node)
        {
            case SourceNode source:
                WriteTable(writer, source.Table, TableUse.Source);
                WriteSchema(writer, "decoded", source.Decoded);
                WriteTexts(writer, "outputs", source.Outputs.Select(output => output.ToString()));
                writer.WriteString("bad_data", Name(source.Table.BadData));
                writer.WriteString(
                    "idle_timeout", source.Table.IdleTimeout is { } idle ? DurationText.Format(idle.Ticks * 100) : null);
                break;
            case WatermarkNode watermark:
                writer.WriteString("expression", watermark.Expression?.ToString());
                break;
            case FilterNode filter:
                writer.WriteString("condition", filter.Condition.ToString());
                break;
            case ProjectNode project:
                WriteTexts(writer, "expressions", project.Expressions.Select(expression => expression.ToString()));
                break;
            case SinkNode { Table: { } table }:
                WriteTable(writer, table, TableUse.Sink);
                break;
            case SinkNode preview:
                writer.WriteNumber("preview", preview.PreviewNumber);
                break;
        }

        writer.WriteEndObject();
    }

    private static void WriteTable(Utf8JsonWriter writer, ConnectorTable table, TableUse use)
    {
        writer.WriteString("table", table.Name);
        writer.WriteString("connector", table.Connector.Name);
        if (table.StoredProfile is { } stored)
        {
            writer.WriteString("profile", stored.Name);
        }

        if (table.Profile is { } profile)
        {
            writer.WritePropertyName("connection");
            profile.WriteMaskedTo(writer);
        }

        writer.WritePropertyName("settings");
        table.Settings(use).WriteMaskedTo(writer);
        if (table.Format is { } format)
        {
            writer.WritePropertyName("records");
            format.Settings.WriteMaskedTo(writer);
        }
    }

    private static void WriteSchema(Utf8JsonWriter writer, string name, Schema schema)
    {
        writer.WriteStartArray(name);
        foreach (var field in schema.Fields)
        {
            writer.WriteStartObject();
            writer.WriteString("name", field.Name);
            writer.WriteString("type", field.Type.ToString());
            writer.WriteBoolean("nullable", field.IsNullable);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string?> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
