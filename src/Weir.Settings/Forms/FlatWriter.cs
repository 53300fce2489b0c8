namespace Weir.Settings;

/// <summary>Writes a tree as options.</summary>
internal static class FlatWriter
{
    public static void Write(Group group, SettingsTree tree, IDictionary<string, FlatValue> options)
    {
        foreach (var member in group.Members)
        {
            if (!tree.Members.TryGetValue(member.Wire, out var node))
            {
                continue;
            }

            switch (member)
            {
                case LeafMember { Option: { } option } leaf:
                    options[option] = leaf.ToFlat(node);
                    break;
                case GroupMember { Group: var inner }:
                    Write(inner, (SettingsTree)node, options);
                    break;
                case OneOfMember oneOf:
                    var chosen = oneOf.Of((SettingsTree)node);
                    if (oneOf.Option is { } word)
                    {
                        options[word] = new FlatValue.Text(chosen.Words[0].Text);
                    }

                    Write(chosen.Group, (SettingsTree)node, options);
                    break;
            }
        }
    }

    /// <summary>A value without quotes, for people.</summary>
    public static string? Show(FlatValue value) => value switch
    {
        FlatValue.Text text => text.Value,
        FlatValue.Name name => name.Value,
        FlatValue.Number number => number.Value,
        FlatValue.Bool boolean => boolean.Value ? "true" : "false",
        FlatValue.Interval interval => DurationText.Format(interval.Nanos),
        FlatValue.List list => string.Join(',', list.Items),
        _ => null,
    };
}
