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
        list.Add(root, new Context(TableUse.All, Condition: null, CanRequire: true));
        return [.. list._options];
    }

    private void Add(Group group, Context context)
    {
        foreach (var member in group.Members)
        {
            switch (member)
            {
                case LeafMember { Option: { } option } leaf:
                    Add(Describe(leaf, option), context);
                    break;
                case GroupMember { Group: var inner }:
                    Add(inner, context with { CanRequire = context.CanRequire && member.IsRequired });
                    break;
                case OneOfMember oneOf:
                    Add(oneOf, context);
                    break;
            }
        }
    }

    private void Add(OneOfMember oneOf, Context context)
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
                context);
        }

        foreach (var alternative in oneOf.Alternatives)
        {
            Add(alternative.Group, context with
            {
                Use = alternative.Use == TableUse.None ? context.Use : context.Use & alternative.Use,
                Condition = oneOf.Option is null ? context.Condition : Both(context.Condition, $"{oneOf.Option} = '{alternative.Words[0].Text}'"),
                CanRequire = context.CanRequire && oneOf.Option is not null,
            });
        }
    }

    private void Add(FlatOption option, Context context)
    {
        option = option with
        {
            Use = context.Use & option.Use,
            Conditions = context.Condition is { } condition ? [condition] : [],
            IsRequired = option.IsRequired && context.CanRequire,
        };
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
            Use = known.Use | option.Use,
            Conditions = known.Conditions.IsEmpty || option.Conditions.IsEmpty ? [] : known.Conditions.AddRange(option.Conditions),
        };
    }

    private static FlatOption Describe(LeafMember leaf, string option) => new(option, leaf.Kind.Name, leaf.Info.Description)
    {
        IsRequired = leaf.IsRequired,
        Default = leaf.Default is { } value && !leaf.Kind.IsSecret && FlatWriter.Show(leaf.Kind.ToFlat(value)) is { Length: > 0 } text ? text : null,
        Values = leaf.Kind.Words,
        IsSecret = leaf.Kind.IsSecret,
        Use = leaf.Info.Use == TableUse.None ? TableUse.All : leaf.Info.Use,
        Unit = leaf.Info.Unit,
        Example = leaf.Info.Example,
        IsDeprecated = leaf.Info.IsDeprecated,
        IsSide = leaf.IsSide,
    };

    private static string Both(string? outer, string inner) => outer is null ? inner : $"{outer} and {inner}";

    /// <summary>What is around an option.</summary>
    /// <param name="CanRequire">Whether what is required here is always required where the condition holds.</param>
    private sealed record Context(TableUse Use, string? Condition, bool CanRequire);
}
