using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace Weir.Settings.Tests;

public class PropertyTests(ITestOutputHelper output)
{
    private const int Runs = 2_000;

    private static readonly Regex Chooses = new(@"^(auth|json|json_schema)\.|address$");

    private static readonly IReferences References = Given.References(
        ("NAME", "n"), ("ADDRESS", "redis://e:1"), ("FLAG", "yes"), ("COUNT", "3"), ("WAIT", "5 s"), ("HEADERS", "A: b"));

    [Fact]
    public void Options_become_a_tree_and_the_tree_the_same_options() => Seeds.Run(output, Runs, random =>
    {
        var (name, shape) = random.Pick([.. Given.Shapes]);
        var options = RandomOptions.Of(shape, random);
        var tree = Right(shape.FromFlat(options));

        var written = shape.ToFlat(tree);
        Assert.Equal(tree, Right(shape.FromFlat(written)));
        Assert.Equal(written.Keys, shape.ToFlat(Right(shape.FromFlat(written))).Keys);
        Assert.Superset(options.Keys.ToHashSet(), written.Keys.ToHashSet());

        Assert.Equal(tree.RevealJson(), Given.Json(name, tree.RevealJson()).Stored(name));
        Assert.NotNull(shape.Read(tree, References));
    });

    [Fact]
    public void Options_in_json_are_options() => Seeds.Run(output, Runs, random =>
    {
        var (name, shape) = random.Pick([.. Given.Shapes.Where(pair => pair.Value.FlatOptions.Any(option => option.IsSide))]);
        var options = RandomOptions.Of(shape, random).Where(option => option.Value is FlatValue.Text && option.Key != "wait_for_control").ToDictionary();
        var normalised = shape.FromFlat(options);
        if (normalised.Problems.IsEmpty)
        {
            var json = JsonSerializer.Serialize(options.ToDictionary(option => option.Key, option => ((FlatValue.Text)option.Value).Value));
            Assert.Equal(normalised.Tree.RevealJson(), Given.Json(name, json).Stored(name));
        }
    });

    [Fact]
    public void Whatever_is_given_is_stored_in_one_form_or_refused() => Seeds.Run(output, Runs, random =>
    {
        var (name, json) = RandomJson(random);
        for (var i = random.Next(4); i >= 0; i--)
        {
            Mutate(json, random);
        }

        var text = json.ToJsonString();
        var normalised = Given.Json(name, text);
        Assert.DoesNotContain("System.", normalised.Tree.ToString());
        foreach (var problem in normalised.Problems)
        {
            Assert.True(problem.Pointer.Length == 0 || problem.Pointer[0] == '/', problem.ToString());
            Assert.NotEmpty(problem.Message);
        }

        if (!normalised.Problems.IsEmpty)
        {
            return;
        }

        normalised.Stored(name);
        try
        {
            Given.Shapes[name].Read(normalised.Tree, References);
        }
        catch (SettingsException exception)
        {
            Assert.NotEmpty(exception.Problems);
        }
    });

    [Fact]
    public void Every_wrong_input_has_a_problem_with_its_place() => Seeds.Run(output, Runs, random =>
    {
        var (name, json) = RandomJson(random);
        var places = Places(json, "").ToList();
        var (parent, key, pointer) = random.Pick(places);
        var at = pointer;
        switch (random.Next(4))
        {
            case 0:
                // No setting is a list of lists.
                parent[key] = new JsonArray(new JsonArray(1));
                break;
            case 1:
                parent["zz_zz_zz"] = IsPairs(pointer) ? new JsonArray() : "x";
                at = pointer[..pointer.LastIndexOf('/')] + (IsPairs(pointer) ? "" : "/zz_zz_zz");
                break;
            case 2:
                parent[key] = "a {{ broken";
                break;
            default:
                parent[key] = new JsonObject { ["zz_zz_zz"] = new JsonArray() };
                break;
        }

        var problems = Given.Json(name, json.ToJsonString()).Problems;
        Assert.True(problems.Any(problem => at.StartsWith(problem.Pointer, StringComparison.Ordinal) || problem.Pointer.StartsWith(at, StringComparison.Ordinal)), $"{name}: {json.ToJsonString()}");
        Assert.All(problems, problem => Assert.True(problem.Pointer.Length > 0 || problem.Code == ProblemCode.Missing, problem.ToString()));
    });

    [Fact]
    public void Every_wrong_option_has_a_problem_with_its_name() => Seeds.Run(output, Runs, random =>
    {
        var (_, shape) = random.Pick([.. Given.Shapes]);
        var options = RandomOptions.Of(shape, random);
        var name = random.Pick([.. shape.FlatOptions.Select(option => option.Name)]);
        switch (random.Next(3))
        {
            case 0:
                options[name] = new FlatValue.Text("{{ broken");
                break;
            case 1:
                options[name += "_zz_zz_zz"] = new FlatValue.Bool(true);
                break;
            default:
                options[name] = new FlatValue.Interval(-1);
                break;
        }

        var problems = shape.FromFlat(options).Problems;

        // An option of a choice that is itself wrong or missing is not looked at.
        Assert.Contains(problems, problem => problem.Option == name || Chooses.IsMatch(name));
        Assert.All(problems, problem => Assert.NotNull(problem.Option));
    });

    /// <summary>The stored form of options that are right.</summary>
    private static (string Name, JsonObject Json) RandomJson(Random random)
    {
        var (name, shape) = random.Pick([.. Given.Shapes.Where(pair => !pair.Value.FlatOptions.All(option => !option.IsRequired && !option.IsSide))]);
        return (name, JsonNode.Parse(Right(shape.FromFlat(RandomOptions.Of(shape, random))).RevealJson())!.AsObject());
    }

    private static SettingsTree Right(Normalised normalised)
    {
        Assert.Empty(normalised.Problems);
        return normalised.Tree;
    }

    private static bool IsPairs(string pointer) => pointer.StartsWith("/client_configs/", StringComparison.Ordinal);

    private static IEnumerable<(JsonObject Parent, string Key, string Pointer)> Places(JsonObject json, string pointer) =>
        json.SelectMany(member => (member.Value is JsonObject inner ? Places(inner, $"{pointer}/{member.Key}") : []).Append((json, member.Key, $"{pointer}/{member.Key}")));

    private static void Mutate(JsonObject json, Random random)
    {
        var places = Places(json, "").ToList();
        if (places.Count == 0)
        {
            return;
        }

        var (parent, key, _) = random.Pick(places);
        switch (random.Next(6))
        {
            case 0:
                parent.Remove(key);
                break;
            case 1:
                parent[key] = random.Pick<JsonNode?>([null, 1, -1.5, 1e300, true, "", "x", "{{ NAME }}", "${", new JsonArray("a", 1), new JsonObject { ["a"] = null }]);
                break;
            case 2:
                parent[random.Pick(["type", "name", "source.offset", "target", "protocol", "", "a/b~c", "\ud800"])] = "latest";
                break;
            case 3:
                parent[key.ToUpperInvariant()] = parent[key]?.DeepClone();
                break;
            case 4:
                var value = parent[key]?.DeepClone();
                parent.Remove(key);
                parent[key.Replace("_", "", StringComparison.Ordinal)] = value;
                break;
            default:
                parent[key] = random.Pick(places).Parent.DeepClone();
                break;
        }
    }
}
