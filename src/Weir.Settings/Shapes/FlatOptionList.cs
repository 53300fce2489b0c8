namespace Weir.Settings;

/// <summary>Makes the flat options of a shape. Those of several alternatives that share a name are one.</summary>
internal sealed class FlatOptionList
{
    private readonly List<FlatOption> _options = [];

    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    private FlatOptionList()
    {
    }

    /// <exception cref="InvalidOperationException">Options of one name are of two kinds.</exception>
    public static ImmutableArray<FlatOption> Of(Group root)
    {
        var list = new FlatOptionList();
        list.Add(root, TableUse.All, condition: null);
        return [.. list._options];
    }

    private void Add(Group group, TableUse use, string? condition)
    {
        foreach (var member in group.Members)
        {
            switch (member)
            {
                case LeafMember { Option: { } option } leaf:
                    Add(Describe(leaf, option), use, condition);
                    break;
                case GroupMember { Group: var inner }:
                    Add(inner, use, condition);
                    break;
                case OneOfMember oneOf:
                    Add(oneOf, use, condition);
                    break;
            }
        }
    }

    private void Add(OneOfMember oneOf, TableUse use, string? condition)
    {
        if (oneOf.Option is { } option)
        {
            Add(
                new FlatOption(option, SettingKind.Choice, oneOf.Info.Description)
                {
                    IsRequired = oneOf.IsRequired && oneOf.DefaultWord is null,
                    Default = oneOf.DefaultWord,
                    Values = oneOf.Words,
                    IsSide = oneOf.IsSide,
                },
                use,
                condition);
        }

        foreach (var alternative in oneOf.Alternatives)
        {
            var inner = oneOf.Option is null ? condition : Both(condition, $"{oneOf.Option} = '{alternative.Words[0].Text}'");
            Add(alternative.Group, alternative.Use == TableUse.None ? use : use & alternative.Use, inner);
        }
    }

    private void Add(FlatOption option, TableUse use, string? condition)
    {
        option = option with { Use = use, Conditions = condition is null ? [] : [condition] };
        if (_places.TryAdd(option.Name, _options.Count))
        {
            _options.Add(option);
            return;
        }

        var known = _options[_places[option.Name]];
        if (known.Kind != option.Kind)
        {
            throw new InvalidOperationException($"the option \"{option.Name}\" is of two kinds");
        }

        _options[_places[option.Name]] = known with
        {
            IsRequired = known.IsRequired && option.IsRequired,
            Default = known.Default == option.Default ? known.Default : null,
            Values = known.Values.IsEmpty || option.Values.IsEmpty ? [] : [.. known.Values.Union(option.Values)],
            IsSecret = known.IsSecret || option.IsSecret,
            Use = known.Use | use,
            Conditions = known.Conditions.IsEmpty || option.Conditions.IsEmpty ? [] : known.Conditions.AddRange(option.Conditions),
        };
    }

    private static FlatOption Describe(LeafMember leaf, string option) => new(option, leaf.Kind.Name, leaf.Info.Description)
    {
        IsRequired = leaf.IsRequired,
        Default = leaf.Default is { } value && !leaf.Kind.IsSecret ? FlatWriter.Show(leaf.Kind.ToFlat(value)) : null,
        Values = leaf.Kind.Words,
        IsSecret = leaf.Kind.IsSecret,
        Unit = leaf.Info.Unit,
        Example = leaf.Info.Example,
        IsDeprecated = leaf.Info.IsDeprecated,
        IsSide = leaf.IsSide,
    };

    private static string Both(string? outer, string inner) => outer is null ? inner : $"{outer} and {inner}";
}
