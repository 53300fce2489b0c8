namespace Weir.Settings;

/// <summary>The settings of one record, at one place of a shape.</summary>
internal sealed class Group
{
    private readonly Dictionary<string, Member> _byName = new(StringComparer.Ordinal);

    private readonly Dictionary<string, Member> _byFolded = new(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">Two settings cannot be told apart.</exception>
    public Group(Type type, string title, ImmutableArray<Member> members)
    {
        (Type, Title, Members) = (type, title, members);
        var options = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in members)
        {
            foreach (var name in member.Info.Aliases.Prepend(member.Wire))
            {
                if (!_byName.TryAdd(name, member) || (!_byFolded.TryAdd(Names.Fold(name), member) && _byFolded[Names.Fold(name)] != member))
                {
                    throw new InvalidOperationException($"{type}: two settings are called \"{name}\"");
                }
            }

            if (member.Options.FirstOrDefault(option => !options.Add(option)) is { } twice)
            {
                throw new InvalidOperationException($"{type}: two settings have the option \"{twice}\"");
            }
        }

        Options = options;
    }

    public Type Type { get; }

    public string Title { get; }

    /// <summary>In the order they are declared.</summary>
    public ImmutableArray<Member> Members { get; }

    /// <summary>The names of all options here and below.</summary>
    public IReadOnlyCollection<string> Options { get; }

    /// <summary>By the name in JSON, else by an alias, else by either with case, <c>_</c> and <c>-</c> ignored.</summary>
    public Member? Find(string name) => _byName.GetValueOrDefault(name) ?? _byFolded.GetValueOrDefault(Names.Fold(name));

    /// <summary>The tree of a record of which nothing is given.</summary>
    public SettingsTree StoredDefaults()
    {
        var defaults = ImmutableSortedDictionary.CreateBuilder<string, SettingsNode>(StringComparer.Ordinal);
        foreach (var member in Members)
        {
            if (member.StoredDefault is { } node)
            {
                defaults[member.Wire] = node;
            }
        }

        return new SettingsTree(defaults.ToImmutable(), this);
    }
}
