using System.Text.Json;

namespace Weir.Settings;

/// <summary>Brings what was given to the stored form.</summary>
internal static class Normaliser
{
    private static readonly ImmutableSortedDictionary<string, JsonElement> NoExtras = ImmutableSortedDictionary.Create<string, JsonElement>(StringComparer.Ordinal);

    public static Normalised FromFlat(Group root, IReadOnlyDictionary<string, FlatValue> given, TableUse? use)
    {
        var flat = new FlatForm(given, root.Options, use, isJson: false);
        var tree = flat.Build(root);
        flat.Finish();
        return new Normalised(tree, flat.Use, NoExtras, [.. flat.Problems]);
    }

    public static Normalised FromJson(Group root, JsonElement given)
    {
        var form = new JsonForm();
        var members = ImmutableSortedDictionary.CreateBuilder<string, SettingsNode>(StringComparer.Ordinal);
        var problem = given.ValueKind != JsonValueKind.Object ? new Problem(ProblemCode.Malformed, "", null, "settings must be an object", null)
            : JsonValues.BrokenText(given, "") is { } pointer ? new Problem(ProblemCode.Malformed, pointer, null, "the text is not well-formed Unicode", null)
            : null;
        if (problem is not null)
        {
            return new Normalised(new SettingsTree(members.ToImmutable(), root), null, NoExtras, [problem]);
        }

        var claims = new Claims();
        var options = new Dictionary<string, FlatValue>(StringComparer.Ordinal);
        var extras = NoExtras.ToBuilder();
        foreach (var (name, value) in JsonValues.Members(given).Select(member => (member.Name, member.Value)))
        {
            var member = root.Find(name);
            if (root.Options.Contains(name) && (member is null || (member.IsObject && value.ValueKind != JsonValueKind.Object)))
            {
                TakeOption(form, options, name, value);
            }
            else if (member is not null)
            {
                form.Claim(claims, member, name, value, "");
            }
            else if (name is "name" or "__meta")
            {
                extras[name] = value.Clone();
            }
            else
            {
                form.RefuseUnknown(claims, root, name, "", [.. root.Members.Select(known => known.Wire).Union(root.Options)]);
            }
        }

        var flat = new FlatForm(options, root.Options, use: null, isJson: true);
        foreach (var member in root.Members)
        {
            if (claims.Given.TryGetValue(member, out var claimed))
            {
                flat.Refuse(member, claimed.Name);
            }

            if ((flat.Gives(member) && !claims.Given.ContainsKey(member) ? flat.Build(member) : form.Read(claims, member, "")) is { } node)
            {
                members[member.Wire] = node;
            }
        }

        flat.Finish();
        return new Normalised(
            new SettingsTree(members.ToImmutable(), root), form.Use ?? flat.Use, extras.ToImmutable(),
            [.. form.Problems, .. form.Sided.Of(form.Use ?? flat.Use), .. flat.Problems]);
    }

    private static void TakeOption(JsonForm form, Dictionary<string, FlatValue> options, string name, JsonElement value)
    {
        var says = (JsonValues.ToFlat(value), options.ContainsKey(name)) switch
        {
            (null, _) => "cannot be an object or a list of other than texts",
            (_, true) => "is given twice",
            _ => null,
        };
        if (says is not null)
        {
            form.Problems.Add(Subject.OfOption(name).Problem(new Complaint(says == "is given twice" ? ProblemCode.Twice : ProblemCode.Malformed, says)));
        }
        else
        {
            options[name] = JsonValues.ToFlat(value)!;
        }
    }
}
