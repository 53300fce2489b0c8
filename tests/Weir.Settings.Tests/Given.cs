using Weir.Settings.Tests.Connectors;

namespace Weir.Settings.Tests;

/// <summary>Settings as tests write them.</summary>
internal static class Given
{
    /// <summary>The shapes of the connectors, by names such as <c>kafka/table</c>.</summary>
    public static readonly ImmutableSortedDictionary<string, SettingsShape> Shapes = new Dictionary<string, SettingsShape>
    {
        ["all/table"] = SettingsShape.Of<AllKinds>(),
        ["kafka/profile"] = SettingsShape.Of<KafkaProfile>(),
        ["kafka/table"] = SettingsShape.Of<KafkaTable>(),
        ["kinesis/profile"] = SettingsShape.Of<KinesisProfile>(),
        ["kinesis/table"] = SettingsShape.Of<KinesisTable>(),
        ["redis/profile"] = SettingsShape.Of<RedisProfile>(),
        ["redis/table"] = SettingsShape.Of<RedisTable>(),
        ["single_file/table"] = SettingsShape.Of<SingleFileTable>(),
        ["webhook/table"] = SettingsShape.Of<WebhookTable>(),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public static Normalised Json(string shape, string json)
    {
        using var document = JsonDocument.Parse(json);
        return Shapes[shape].FromJson(document.RootElement);
    }

    /// <param name="options">As in WITH, cut at <c>; </c>: <c>name='text'; name=5; name=column; name=[a,b]; name=I 1000</c> (an interval in nanoseconds).</param>
    public static Normalised Sql(string shape, string options, TableUse? use = null) => Shapes[shape].FromFlat(Options(options), use);

    public static Dictionary<string, FlatValue> Options(string options)
    {
        var result = new Dictionary<string, FlatValue>(StringComparer.Ordinal);
        foreach (var option in options.Split("; ", StringSplitOptions.RemoveEmptyEntries))
        {
            var cut = option.IndexOf('=');
            result[option[..cut]] = option[(cut + 1)..] switch
            {
                ['\'', .. var text, '\''] => new FlatValue.Text(text),
                "true" or "false" => new FlatValue.Bool(option.EndsWith("true", StringComparison.Ordinal)),
                ['[', .. var items, ']'] => new FlatValue.List([.. items.Split(',')]),
                ['I', ' ', .. var nanos] => new FlatValue.Interval(long.Parse(nanos)),
                var number when char.IsAsciiDigit(number[0]) || number[0] == '-' => new FlatValue.Number(number),
                var name => new FlatValue.Name(name),
            };
        }

        return result;
    }

    /// <summary>The one problem: pointer, message and hint.</summary>
    public static string OneProblem(this Normalised normalised)
    {
        var problem = Assert.Single(normalised.Problems);
        return $"{problem.Pointer}: {problem.Message}{(problem.Hint is null ? "" : $" ({problem.Hint})")}";
    }

    /// <summary>The stored JSON of something right, which stays as it is when it is read again.</summary>
    public static string Stored(this Normalised normalised, string shape)
    {
        Assert.Empty(normalised.Problems);
        var stored = normalised.Tree.RevealJson();
        var again = Json(shape, stored);
        Assert.Empty(again.Problems);
        Assert.Equal(stored, again.Tree.RevealJson());
        Assert.Equal(normalised.Use, again.Use);
        return stored;
    }

    /// <summary>The same JSON with members in the order of their names.</summary>
    public static string Sorted(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Sorted(document.RootElement);
    }

    public static IReferences References(params (string Name, string Value)[] values) => new FixedReferences(values.ToDictionary(pair => pair.Name, pair => pair.Value));

    private static string Sorted(JsonElement value) => value.ValueKind == JsonValueKind.Object
        ? $"{{{string.Join(',', value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => $"\"{member.Name}\":{Sorted(member.Value)}"))}}}"
        : value.GetRawText();

    private sealed class FixedReferences(Dictionary<string, string> values) : IReferences
    {
        public string? Resolve(string name) => values.GetValueOrDefault(name);
    }
}
