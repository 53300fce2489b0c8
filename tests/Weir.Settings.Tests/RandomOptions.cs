namespace Weir.Settings.Tests;

/// <summary>Options that are right, chosen by their descriptions.</summary>
internal static class RandomOptions
{
    private static readonly string[] Exclusive = ["address", "cluster.addresses"];

    private static readonly Dictionary<string, string> AnyWay = new(StringComparer.Ordinal)
    {
        ["schema_registry.api_key"] = "schema_registry.endpoint",
        ["schema_registry.api_secret"] = "schema_registry.endpoint",
    };

    public static Dictionary<string, FlatValue> Of(SettingsShape shape, Random random)
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        var given = new Dictionary<string, FlatValue>(StringComparer.Ordinal);
        var excluded = random.Pick(Exclusive);
        foreach (var option in shape.FlatOptions.Where(option => option.Name != excluded && Holds(option, words)))
        {
            if (!option.IsRequired && !Exclusive.Contains(option.Name) && random.Next(2) == 0)
            {
                Remember(words, option, option.Default);
                continue;
            }

            var value = option.Name == "auth.protocol" ? new FlatValue.Text(words["auth.type"] == "ssl" ? "SSL" : "SASL_SSL") : Value(option, random);
            given[option.Name] = value;
            Remember(words, option, (value as FlatValue.Text)?.Value);
            if (AnyWay.TryGetValue(option.Name, out var other))
            {
                given[other] = new FlatValue.Text("http://r:8081");
            }
        }

        return given;
    }

    private static void Remember(Dictionary<string, string> words, FlatOption option, string? word)
    {
        if (option.Kind == SettingKind.Choice && word is not null)
        {
            words[option.Name] = word == "sasl_ssl" ? "sasl" : word;
        }
    }

    private static bool Holds(FlatOption option, Dictionary<string, string> words) =>
        option.Conditions.IsEmpty || option.Conditions.Any(condition => condition.Split(" and ").All(part =>
            part.Split(" = ") is [var name, var word] && words.GetValueOrDefault(name) == word.Trim('\'')));

    private static FlatValue Value(FlatOption option, Random random) => option.Kind switch
    {
        _ when !option.Values.IsEmpty => new FlatValue.Text(random.Pick(option.Values)),
        SettingKind.Text => new FlatValue.Text(option.Example ?? random.Pick(["x", "a,b", "with \"quotes\"", "{{ NAME }}", "x${NAME}y", "ü/~ "])),
        SettingKind.Uri => new FlatValue.Text(random.Pick(["redis://a:1", "redis://u:p@b:1/0", "{{ ADDRESS }}", "redis://:{{ NAME }}@c:1"])),
        SettingKind.Boolean => random.Pick<FlatValue>([new FlatValue.Bool(true), new FlatValue.Text("no"), new FlatValue.Text("{{ FLAG }}")]),
        SettingKind.Integer or SettingKind.Number => random.Pick<FlatValue>([new FlatValue.Number("17"), new FlatValue.Text("17"), new FlatValue.Text("${COUNT}")]),
        SettingKind.Duration => random.Pick<FlatValue>([new FlatValue.Interval(3_000_000_000), new FlatValue.Text("2s"), new FlatValue.Text("1m"), new FlatValue.Text("{{ WAIT }}")]),
        SettingKind.Size => random.Pick<FlatValue>([new FlatValue.Text("1KB"), new FlatValue.Number("77"), new FlatValue.Text("{{ COUNT }}")]),
        SettingKind.Field => random.Pick<FlatValue>([new FlatValue.Name("c"), new FlatValue.Text("a column"), new FlatValue.Text("{{ NAME }}")]),
        SettingKind.TextList => random.Pick<FlatValue>([new FlatValue.Text("redis://a,redis://b"), new FlatValue.List(["redis://c"]), new FlatValue.Text("{{ ADDRESS }}")]),
        _ => new FlatValue.Text(random.Pick<string>(option.Name == "headers" ? ["A: b, C: \"d, e\"", "Authorization: Bearer {{ NAME }}", "{{ HEADERS }}"] : ["a=b", "a=b=c,d=\"e,f\",password=x", "a={{ NAME }}"])),
    };
}
