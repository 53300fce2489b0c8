using System.Text.Json;

namespace Weir.Settings;

/// <summary>Writes JSON Schema, in the keywords that forms understand.</summary>
internal static class SchemaWriter
{
    public static void Write(Utf8JsonWriter json, Group root)
    {
        json.WriteStartObject();
        json.WriteString("title", root.Title);
        WriteObject(json, root, isClosed: false);
        json.WriteEndObject();
    }

    /// <summary>Everything of an object but what it is called.</summary>
    private static void WriteObject(Utf8JsonWriter json, Group group, bool isClosed, (string Name, string Value)? tag = null)
    {
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        if (tag is var (tagName, tagValue))
        {
            json.WriteStartObject(tagName);
            json.WriteString("type", "string");
            WriteNames(json, "enum", [tagValue]);
            json.WriteEndObject();
        }

        foreach (var member in group.Members)
        {
            json.WriteStartObject(member.Wire);
            WriteMember(json, member);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        string[] tagNames = tag is null ? [] : [tag.Value.Name];
        WriteNames(json, "required", [.. tagNames, .. group.Members.Where(member => member.IsRequired || member.Info.RequiredInForms).Select(member => member.Wire)]);
        WriteNames(json, "sensitive", [.. group.Members.OfType<LeafMember>().Where(leaf => leaf.Kind is { IsSecret: true, IsObject: false }).Select(leaf => leaf.Wire)]);
        if (isClosed)
        {
            json.WriteBoolean("additionalProperties", false);
        }
    }

    private static void WriteMember(Utf8JsonWriter json, Member member)
    {
        WriteText(json, "title", member.Info.Title);
        WriteText(json, "description", member.Info.Description);
        if (member.Info.IsDeprecated)
        {
            json.WriteBoolean("deprecated", true);
        }

        switch (member)
        {
            case LeafMember leaf:
                WriteLeaf(json, leaf);
                break;
            case GroupMember { Group: var group }:
                WriteObject(json, group, isClosed: true);
                break;
            case OneOfMember oneOf:
                json.WriteStartArray("oneOf");
                foreach (var alternative in oneOf.Alternatives)
                {
                    json.WriteStartObject();
                    json.WriteString("title", alternative.Title);
                    WriteObject(json, alternative.Group, isClosed: true, oneOf.Tag is { } tag ? (tag, alternative.Tag!) : null);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                break;
        }
    }

    private static void WriteLeaf(Utf8JsonWriter json, LeafMember leaf)
    {
        leaf.Kind.WriteSchema(json);
        WriteText(json, "format", leaf.Info.Format ?? leaf.Kind.Format);

        // Forms preselect the default of a choice, or else its first value.
        if (leaf is { Kind: ChoiceKind, Default: SettingsNode.Text { Value: var value } })
        {
            json.WriteString("default", value);
        }

        if (leaf.Info.Example is { } example)
        {
            json.WriteStartArray("examples");
            var node = leaf.FromFlat(new FlatValue.Text(example), isJson: false).Node ?? throw new InvalidOperationException($"the example of \"{leaf.Wire}\" is wrong");
            node.RevealTo(json);
            json.WriteEndArray();
        }
    }

    private static void WriteText(Utf8JsonWriter json, string keyword, string? text)
    {
        if (text is not null)
        {
            json.WriteString(keyword, text);
        }
    }

    private static void WriteNames(Utf8JsonWriter json, string keyword, string[] names)
    {
        if (names.Length == 0)
        {
            return;
        }

        json.WriteStartArray(keyword);
        foreach (var name in names)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
    }
}
