using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Weir.Settings;

/// <summary>Reads records by reflection. What a record's author did wrong is an <see cref="InvalidOperationException"/>.</summary>
internal static class ShapeBuilder
{
    public static Group Build(Type type)
    {
        var settings = type.GetCustomAttribute<SettingsAttribute>() ?? throw Wrong(type, $"has no {nameof(SettingsAttribute)}");
        return Build(type, settings.Title, new Context("", settings.Camel, [type]));
    }

    private static Group Build(Type type, string title, Context context)
    {
        var sample = Activator.CreateInstance(type) ?? throw Wrong(type, "cannot be made");
        var settings = InOrder(type.GetProperties()).Where(property => property.IsDefined(typeof(SettingAttribute)));
        return new Group(type, title, [.. settings.Select(property => Build(property, sample, context))]);
    }

    private static Member Build(PropertyInfo property, object sample, Context context)
    {
        var member = BuildMember(property, sample, context);
        return member.Info.RequiredInForms && member.StoredDefault is null
            ? throw Wrong(property.DeclaringType!, $"{property.Name} has no default that forms could require")
            : member;
    }

    private static Member BuildMember(PropertyInfo property, object sample, Context context)
    {
        var info = property.GetCustomAttribute<SettingAttribute>()!;
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var wire = info.Wire ?? (context.IsCamel ? Names.Camel(property.Name) : Names.Snake(property.Name));
        var isRequired = property.IsDefined(typeof(RequiredMemberAttribute));
        var name = info.Sql ?? Names.Snake(property.Name);
        context = info.NotInSql ? context with { Prefix = null } : context;
        if (type.GetCustomAttribute<OneOfAttribute>() is { } oneOf)
        {
            var option = oneOf.Sql is { } sql ? context.OptionOf(sql) : null;
            return new OneOfMember(property, info, wire, isRequired, oneOf, option, Alternatives(type, oneOf, context.Below(type, oneOf.Prefix)));
        }

        if (KindOf(type, info) is { } kind)
        {
            // An array that nobody made is none; anything else of the kind is made or null.
            var initial = property.GetValue(sample);
            if (!isRequired && initial is ImmutableArray<string> { IsDefault: true } or ImmutableArray<MaskedUri> { IsDefault: true })
            {
                throw Wrong(property.DeclaringType!, $"{property.Name} needs an initial value");
            }

            return new LeafMember(property, info, wire, isRequired, context.OptionOf(name), kind, initial);
        }

        if (!type.IsClass || type.Namespace == nameof(System))
        {
            throw Wrong(property.DeclaringType!, $"the type of {property.Name} is no kind of setting");
        }

        return new GroupMember(property, info, wire, isRequired, Build(type, info.Title ?? wire, context.Below(type, name.Length == 0 ? "" : $"{name}.")));
    }

    private static ImmutableArray<Alternative> Alternatives(Type type, OneOfAttribute oneOf, Context context)
    {
        var alternatives = ImmutableArray.CreateBuilder<Alternative>();
        foreach (var nested in InOrder(type.GetNestedTypes()).Where(nested => nested.BaseType == type))
        {
            var info = nested.GetCustomAttribute<AlternativeAttribute>() ?? throw Wrong(nested, $"has no {nameof(AlternativeAttribute)}");
            if ((oneOf.Sql is null) != (info.Sql is null) || (oneOf.Tag is null) != (info.Tag is null))
            {
                throw Wrong(nested, "has a word or a tag where the choice has none, or the other way round");
            }

            var group = Build(nested, info.Title, context.Below(nested, info.Prefix));
            var presets = nested.GetCustomAttributes<PresetAttribute>().Select(preset => new AlternativeWord(preset.Sql, Preset(group, preset)));
            ImmutableArray<AlternativeWord> words = info.Sql is null ? [] : [new AlternativeWord(info.Sql, ImmutableSortedDictionary<string, SettingsNode>.Empty), .. presets];
            alternatives.Add(new Alternative(info.Title, info.Tag, info.Use, words, group));
        }

        CheckApart(type, alternatives.SelectMany(alternative => alternative.Words.Select(word => word.Text)));
        CheckApart(type, alternatives.Select(alternative => alternative.Tag).OfType<string>());
        return alternatives.ToImmutable();
    }

    private static ImmutableSortedDictionary<string, SettingsNode> Preset(Group group, PresetAttribute info)
    {
        using var json = JsonDocument.Parse(info.Json);
        var preset = ImmutableSortedDictionary.CreateBuilder<string, SettingsNode>(StringComparer.Ordinal);
        foreach (var (name, value) in json.RootElement.EnumerateObject().Select(member => (member.Name, member.Value)))
        {
            var leaf = group.Find(name) as LeafMember;
            preset[leaf?.Wire ?? name] = leaf?.FromJson(value).Node ?? throw Wrong(group.Type, $"the preset \"{info.Sql}\" sets no \"{name}\" so");
        }

        return preset.ToImmutable();
    }

    private static LeafKind? KindOf(Type type, SettingAttribute info) => type switch
    {
        _ when type == typeof(string) => new PlainTextKind(info),
        _ when type == typeof(Secret) => new SecretKind(info),
        _ when type == typeof(MaskedUri) => new AddressKind(info),
        _ when type == typeof(bool) => new BooleanKind(),
        _ when type == typeof(int) => new IntegerKind(info, is32Bits: true),
        _ when type == typeof(long) => new IntegerKind(info, is32Bits: false),
        _ when type == typeof(double) => new NumberKind(info),
        _ when type == typeof(TimeSpan) => new DurationKind(info),
        _ when type == typeof(ByteSize) => new SizeKind(info),
        _ when type == typeof(ColumnName) => new FieldKind(),
        _ when type == typeof(ImmutableArray<string>) => new TextListKind(new PlainTextKind(info), items => items.Cast<string>().ToImmutableArray()),
        _ when type == typeof(ImmutableArray<MaskedUri>) => new TextListKind(new AddressKind(info), items => items.Cast<MaskedUri>().ToImmutableArray()),
        _ when type == typeof(ImmutableDictionary<string, string>) => Pairs(info, areSecret: false),
        _ when type == typeof(ImmutableDictionary<string, Secret>) => Pairs(info, areSecret: true),
        { IsEnum: true } => new ChoiceKind(Values(type)),
        _ => null,
    };

    private static LeafKind Pairs(SettingAttribute info, bool areSecret) => info.AsText ? new PairsTextKind(info, areSecret) : new PairsKind(info, areSecret);

    private static ImmutableArray<ChoiceValue> Values(Type type)
    {
        ImmutableArray<ChoiceValue> values = [.. InOrder(type.GetFields(BindingFlags.Public | BindingFlags.Static)).Select(ValueOf)];
        CheckApart(type, values.Select(value => value.Wire));
        CheckApart(type, values.Select(value => value.Sql));
        return values;
    }

    private static ChoiceValue ValueOf(FieldInfo field)
    {
        var info = field.GetCustomAttribute<ValueAttribute>();
        var wire = info?.Wire ?? Names.Snake(field.Name);
        return new ChoiceValue(field.GetValue(null)!, wire, info?.Sql ?? wire, info?.Use ?? TableUse.None);
    }

    /// <summary>Words are found without case, <c>_</c> and <c>-</c>, so they differ in more.</summary>
    private static void CheckApart(Type type, IEnumerable<string> words)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        if (words.FirstOrDefault(word => !known.Add(Names.Fold(word))) is { } twice)
        {
            throw Wrong(type, $"the word \"{twice}\" is there twice");
        }
    }

    /// <summary>As declared: reflection does not promise an order.</summary>
    private static T[] InOrder<T>(T[] members)
        where T : MemberInfo
    {
        Array.Sort(members, static (left, right) => left.MetadataToken.CompareTo(right.MetadataToken));
        return members;
    }

    private static InvalidOperationException Wrong(Type type, string what) => new($"{type}: {what}");

    /// <summary>What is above the record being read.</summary>
    /// <param name="Prefix">What the names of options begin with; null where there are none.</param>
    private sealed record Context(string? Prefix, bool IsCamel, ImmutableArray<Type> Above)
    {
        public string? OptionOf(string name) => Prefix is null ? null : Prefix + name;

        public Context Below(Type type, string prefix) =>
            Above.Contains(type) ? throw Wrong(type, "holds itself") : new Context(OptionOf(prefix), IsCamel, Above.Add(type));
    }
}
