namespace Weir.Settings;

/// <summary>Makes the record of a tree, references filled, and gathers what is wrong.</summary>
internal sealed class TreeReader(IReferences references)
{
    public List<Problem> Problems { get; } = [];

    /// <returns>Not to be used when there are problems.</returns>
    public object Read(Group group, SettingsTree tree, string pointer)
    {
        var record = Activator.CreateInstance(group.Type)!;
        foreach (var member in group.Members)
        {
            if (tree.Members.TryGetValue(member.Wire, out var node))
            {
                if (Read(member, node, JsonPointer.Below(pointer, member.Wire)) is { } value)
                {
                    member.Property.SetValue(record, value);
                }
            }
            else if (member.IsRequired)
            {
                Problems.Add(new Problem(ProblemCode.Missing, pointer, null, $"\"{member.Wire}\" is missing", member.Info.Description));
            }
        }

        return record;
    }

    private object? Read(Member member, SettingsNode node, string pointer) => member switch
    {
        LeafMember leaf => ReadLeaf(leaf, node, new Subject(pointer, leaf.Option, leaf.Option ?? leaf.Wire)),
        OneOfMember oneOf => Read(oneOf.Of((SettingsTree)node).Group, (SettingsTree)node, pointer),
        _ => Read(((GroupMember)member).Group, (SettingsTree)node, pointer),
    };

    private object? ReadLeaf(LeafMember leaf, SettingsNode node, Subject subject)
    {
        var names = node.Texts("").SelectMany(found => References.Names(found.Text.Value)).Distinct(StringComparer.Ordinal).ToList();
        if (names.Count == 0)
        {
            return leaf.Kind.ToValue(node);
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (references.Resolve(name) is { } value)
            {
                values[name] = value;
            }
            else
            {
                Problems.Add(subject.Problem(new Complaint(ProblemCode.NotSet, $"refers to \"{name}\", which is not set", $"set {name} where the job runs")));
            }
        }

        if (values.Count < names.Count)
        {
            return null;
        }

        var resolved = leaf.Resolve(node, values);
        if (resolved.Complaint is { } complaint)
        {
            Problems.Add(subject.Problem(complaint));
        }

        return resolved.Node is { } filled ? leaf.Kind.ToValue(filled) : null;
    }
}
