using System.Reflection;
using System.Text.Json;

namespace Weir.Settings;

/// <summary>A setting with one value.</summary>
/// <param name="option">Its name in SQL; null when it has none.</param>
/// <param name="initial">What the property holds in a new record; null for nothing.</param>
internal sealed class LeafMember(
    PropertyInfo property, SettingAttribute info, string wire, bool isRequired, string? option, LeafKind kind, object? initial)
    : Member(property, info, wire, isRequired)
{
    public string? Option { get; } = option;

    public LeafKind Kind { get; } = kind;

    /// <summary>The value when it is not given; null for none.</summary>
    public SettingsNode? Default { get; } = isRequired || initial is null ? null : kind.FromValue(initial);

    public override SettingsNode? StoredDefault => Info.RequiredInForms ? Default : null;

    public override IReadOnlyCollection<string> Options { get; } = option is null ? [] : [option];

    public override bool IsObject => Kind.IsObject;

    /// <summary>Whether its value says what the table is used for.</summary>
    public bool IsSide => Kind is ChoiceKind { IsSide: true };

    /// <param name="isJson">Whether the option stands in JSON; messages then speak JSON.</param>
    public Parsed FromFlat(FlatValue given, bool isJson)
    {
        if (ComplainOfReferences(given.Texts) is { } complaint)
        {
            return complaint;
        }

        return given is FlatValue.Text { Value: var text } && References.AreIn(text) && Kind.Unresolved(text) is { } unresolved
            ? unresolved
            : Checked(Kind.FromFlat(given), isJson ? Kind.WantedInJson : Kind.Wanted, isJson ? null : Quoting(given));
    }

    public Parsed FromJson(JsonElement given)
    {
        if (ComplainOfReferences(JsonValues.Texts(given)) is { } complaint)
        {
            return complaint;
        }

        return given.ValueKind == JsonValueKind.String && given.GetString() is { } text && References.AreIn(text) && Kind.Unresolved(text) is { } unresolved
            ? unresolved
            : Checked(Kind.FromJson(given), Kind.WantedInJson, hint: null);
    }

    /// <summary>The value with its references filled, checked once more. What is wrong with it does not show it.</summary>
    public Parsed Resolve(SettingsNode node, IReadOnlyDictionary<string, string> values)
    {
        var parsed = Checked(Kind.Resolve(node, values), Kind.Wanted, hint: null);
        return parsed.Complaint is { } complaint
            ? complaint with { Says = complaint.SaysUnshown ?? complaint.Says, Hint = $"{(Kind.Words.IsEmpty ? "" : $"{Names.ThereAre(Kind.Words)}; ")}its value comes from {Names.List(values.Keys)}" }
            : parsed;
    }

    public FlatValue ToFlat(SettingsNode node) =>
        node is SettingsNode.Text { Value: var text } && References.AreIn(text) ? new FlatValue.Text(text) : Kind.ToFlat(node);

    private Parsed Checked(Parsed parsed, string wanted, string? hint) => parsed switch
    {
        { Node: null, Complaint: null } => new Complaint(ProblemCode.Malformed, $"must be {wanted}", hint),
        { Node: SettingsNode.Text { Value: "" } or SettingsNode.List { Items: [] } } when IsRequired => new Complaint(ProblemCode.Empty, "is empty", Info.Description),
        _ => parsed,
    };

    private string? Quoting(FlatValue given)
    {
        var shown = given switch
        {
            FlatValue.Number number => number.Value,
            FlatValue.Name name => name.Value,
            FlatValue.Bool boolean => boolean.Value ? "true" : "false",
            _ => null,
        };
        return shown is not null && !Kind.IsSecret && Kind.Name is (SettingKind.Text or SettingKind.Choice) ? $"write {Option} = '{Names.Shown(shown)}'" : null;
    }

    private Complaint? ComplainOfReferences(IEnumerable<string> texts)
    {
        foreach (var text in texts.Where(References.AreIn))
        {
            if (References.AreBroken(text))
            {
                return new Complaint(
                    ProblemCode.BrokenReference, "holds a reference that is not well-formed",
                    "write {{ NAME }} or ${NAME}, a name of letters, digits and _");
            }

            if (IsSide)
            {
                return new Complaint(ProblemCode.Reference, "cannot be a reference: its value is needed before the job starts", "write the value out");
            }
        }

        return null;
    }
}
