namespace Weir.Settings;

/// <summary>Takes out of a tree what says no more than leaving it away.</summary>
internal static class DefaultRemover
{
    public static SettingsTree Remove(Group group, SettingsTree tree)
    {
        var members = tree.Members;
        foreach (var member in group.Members)
        {
            if (!members.TryGetValue(member.Wire, out var node))
            {
                continue;
            }

            switch (member)
            {
                case LeafMember leaf when node.Equals(leaf.Default):
                    members = members.Remove(member.Wire);
                    break;
                case GroupMember { Group: var inner }:
                    var rest = Remove(inner, (SettingsTree)node);
                    members = rest.Members.IsEmpty && !member.IsRequired ? members.Remove(member.Wire) : members.SetItem(member.Wire, rest);
                    break;
                case OneOfMember oneOf:
                    members = members.SetItem(member.Wire, Remove(oneOf.Of((SettingsTree)node).Group, (SettingsTree)node));
                    break;
            }
        }

        return new SettingsTree(members, tree.Group);
    }
}
