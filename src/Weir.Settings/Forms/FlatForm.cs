namespace Weir.Settings;

/// <summary>Reads options, and gathers what is wrong with them.</summary>
internal sealed class FlatForm
{
    /// <summary>After so many problems unknown names are not looked at: what each was meant to be takes time to find.</summary>
    public const int ProblemsMax = 100;

    private readonly IReadOnlyDictionary<string, FlatValue> _given;

    private readonly TableUse? _expectedUse;

    private readonly bool _isJson;

    /// <summary>The options that are given and not read yet.</summary>
    private readonly HashSet<string> _unread;

    /// <summary>The options that are not given because their names were misspelled.</summary>
    private readonly HashSet<string> _excused = new(StringComparer.Ordinal);

    /// <summary>What is said of options of alternatives that were not chosen.</summary>
    private readonly Dictionary<string, Complaint> _refusals = new(StringComparer.Ordinal);

    /// <param name="known">All options that there are.</param>
    /// <param name="use">What the table is used for, where the caller knows.</param>
    /// <param name="isJson">Whether the options stand in JSON; messages then speak JSON.</param>
    public FlatForm(IReadOnlyDictionary<string, FlatValue> given, IReadOnlyCollection<string> known, TableUse? use, bool isJson)
    {
        (_given, _expectedUse, _isJson) = (given, use, isJson);
        _unread = given.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var option in given.Keys.Where(option => !known.Contains(option)).Order(StringComparer.Ordinal))
        {
            _unread.Remove(option);
            if (Problems.Count < ProblemsMax)
            {
                Problems.Add(UnknownOption(option, known));
                _excused.Add(Names.Nearest(option, known) ?? "");
            }
        }
    }

    private readonly SidedSettings _sided = new();

    public List<Problem> Problems { get; } = [];

    /// <summary>What the options say the table is used for.</summary>
    public TableUse? Use { get; private set; }

    public static Problem UnknownOption(string option, IReadOnlyCollection<string> known) => new(
        ProblemCode.Unknown, JsonPointer.Below("", option), option, $"unknown option \"{Names.Shown(option)}\"", Names.Hint(option, known));

    public bool Gives(Member member) => member.Options.Any(_given.ContainsKey);

    public SettingsTree Build(Group group) => Build(group, ImmutableSortedDictionary<string, SettingsNode>.Empty, presetBy: "");

    /// <summary>The value of a member; null when there is none, or it is wrong.</summary>
    public SettingsNode? Build(Member member) => member switch
    {
        LeafMember leaf => BuildLeaf(leaf),
        OneOfMember oneOf => BuildOneOf(oneOf),
        _ => member.IsRequired || Gives(member) ? Build(((GroupMember)member).Group) : member.StoredDefault,
    };

    /// <summary>Reports the options for a member that is given in another way too.</summary>
    public void Refuse(Member member, string other)
    {
        foreach (var option in member.Options.Where(_unread.Remove).Order(StringComparer.Ordinal))
        {
            Report(option, new Complaint(ProblemCode.Twice, $"and \"{other}\" set the same", "leave one of them out"));
        }
    }

    /// <summary>Reports the options that no chosen alternative has read.</summary>
    public void Finish()
    {
        foreach (var option in _unread.Order(StringComparer.Ordinal))
        {
            Report(option, _refusals[option]);
        }

        Problems.AddRange(_sided.Of(Use ?? _expectedUse));
    }

    private SettingsTree Build(Group group, ImmutableSortedDictionary<string, SettingsNode> preset, string presetBy)
    {
        var members = ImmutableSortedDictionary.CreateBuilder<string, SettingsNode>(StringComparer.Ordinal);
        foreach (var member in group.Members)
        {
            var isPreset = preset.TryGetValue(member.Wire, out var fixedNode);
            var node = isPreset && !Gives(member) ? fixedNode : Build(member);
            if (isPreset && node is not null && !node.Equals(fixedNode))
            {
                Report(((LeafMember)member).Option!, new Complaint(ProblemCode.Twice, $"and {presetBy} do not agree", "leave it out"));
            }

            if (node is not null)
            {
                members[member.Wire] = node;
            }
        }

        return new SettingsTree(members.ToImmutable(), group);
    }

    private SettingsNode? BuildLeaf(LeafMember leaf)
    {
        if (leaf.Option is not { } option)
        {
            return leaf.StoredDefault;
        }

        if (!_given.TryGetValue(option, out var value))
        {
            if (leaf.IsSide && _expectedUse is { } use)
            {
                return ChooseByUse(option, use, ((ChoiceKind)leaf.Kind).For(use));
            }

            if (leaf.IsRequired)
            {
                ReportMissing(option, leaf.Info.Description);
            }

            return leaf.StoredDefault;
        }

        _unread.Remove(option);
        _sided.Add(leaf, Subject.OfOption(option));
        var parsed = leaf.FromFlat(value, _isJson);
        if (parsed.Complaint is { } complaint)
        {
            Report(option, complaint);
        }
        else if (leaf is { IsSide: true, Kind: ChoiceKind choice })
        {
            CheckUse(option, choice.UseOf(parsed.Node!));
        }

        return parsed.Node;
    }

    private SettingsTree? BuildOneOf(OneOfMember member)
    {
        var (chosen, word) = member.Option is { } option ? ChooseByOption(member, option) : (ChooseByPresence(member), null);
        if (chosen is null)
        {
            _unread.ExceptWith(member.Options);
            return null;
        }

        RefuseOthers(member, chosen);
        return member.Tagged(chosen, Build(chosen.Group, word?.Preset ?? ImmutableSortedDictionary<string, SettingsNode>.Empty, $"{member.Option} = '{word?.Text}'"));
    }

    private (Alternative? Chosen, AlternativeWord? Word) ChooseByOption(OneOfMember member, string option)
    {
        if (_given.TryGetValue(option, out var value))
        {
            _unread.Remove(option);
            return ChooseByWord(member, option, value);
        }

        if (member.IsSide && _expectedUse is { } use)
        {
            return (ChooseByUse(option, use, member.Alternatives.FirstOrDefault(alternative => (alternative.Use & use) == use)), null);
        }

        if (!member.IsRequired && !Gives(member))
        {
            return default;
        }

        if (member.DefaultWord is { } word)
        {
            return ChooseByWord(member, option, new FlatValue.Text(word));
        }

        ReportMissing(option, Names.ThereAre(member.Words));
        return default;
    }

    private (Alternative? Chosen, AlternativeWord? Word) ChooseByWord(OneOfMember member, string option, FlatValue value)
    {
        if (value is not FlatValue.Text { Value: var given } || References.AreIn(given))
        {
            Report(option, value is FlatValue.Text
                ? new Complaint(ProblemCode.Reference, "cannot be a reference: its value is needed before the job starts", "write the value out")
                : new Complaint(ProblemCode.Malformed, $"must be {(_isJson ? "a text" : "text in single quotes")}", Names.ThereAre(member.Words)));
            return default;
        }

        foreach (var alternative in member.Alternatives)
        {
            if (alternative.Words.FirstOrDefault(word => Names.AreEqual(word.Text, given)) is { } found)
            {
                if (member.IsSide)
                {
                    CheckUse(option, alternative.Use);
                }

                return (alternative, found);
            }
        }

        Report(option, Names.NoSuchWord(given, member.Words));
        return default;
    }

    /// <summary>The alternative with the most options given; when none is given, the one that needs none.</summary>
    private Alternative? ChooseByPresence(OneOfMember member)
    {
        if (!Gives(member))
        {
            return member.IsRequired ? ChooseEmpty(member) : null;
        }

        var most = member.Alternatives.Max(alternative => alternative.Group.Options.Count(_given.ContainsKey));
        var best = member.Alternatives.Where(alternative => alternative.Group.Options.Count(_given.ContainsKey) == most).ToList();
        if (best.Count == 1)
        {
            return best[0];
        }

        var options = best.SelectMany(alternative => alternative.Group.Options).Where(_given.ContainsKey).Distinct().Order(StringComparer.Ordinal).ToList();
        Report(options[^1], options.Count == 1
            ? new Complaint(ProblemCode.Ambiguous, $"does not say which it is: {string.Join(" or ", best.Select(alternative => alternative.Title))}")
            : new Complaint(ProblemCode.Twice, $"and {Names.List(options[..^1])} exclude each other", "leave one of them out"));
        return null;
    }

    private Alternative? ChooseEmpty(OneOfMember member)
    {
        if (member.Alternatives.FirstOrDefault(alternative => !alternative.Group.Members.Any(inner => inner.IsRequired)) is { } empty)
        {
            return empty;
        }

        var needed = member.Alternatives.SelectMany(alternative => alternative.Group.Members)
            .Where(inner => inner.IsRequired).SelectMany(inner => inner.Options).ToList();
        if (!needed.Any(_excused.Contains))
        {
            var names = string.Join(" or ", needed.Select(name => $"\"{name}\""));
            Problems.Add(new Problem(ProblemCode.Missing, "", needed[0], $"one of the options {names} is missing", member.Info.Description));
        }

        return null;
    }

    /// <summary>Notes what is to be said of the options of the alternatives that were not chosen.</summary>
    private void RefuseOthers(OneOfMember member, Alternative chosen)
    {
        foreach (var other in member.Alternatives.Where(alternative => alternative != chosen))
        {
            var says = member switch
            {
                { Option: null } => $"does not go with {Names.List(chosen.Group.Options.Where(_given.ContainsKey).Order(StringComparer.Ordinal))}",
                { IsSide: true } => SidedSettings.OfOther(other.Use, chosen.Use).Says,
                _ => $"is for {member.Option} = '{other.Words[0].Text}', and it is '{chosen.Words[0].Text}'",
            };
            var hint = member.Option is null ? "leave one of them out" : $"leave it out, or write {member.Option} = '{other.Words[0].Text}'";
            foreach (var option in other.Group.Options.Except(chosen.Group.Options))
            {
                _refusals.TryAdd(option, new Complaint(ProblemCode.NotChosen, says, hint));
            }
        }
    }

    private void CheckUse(string option, TableUse found)
    {
        Use = found;
        if (_expectedUse is { } expected && (found & expected) != expected)
        {
            Report(option, new Complaint(ProblemCode.NotAllowed, $"says that the table is a {SidedSettings.Word(found)}, and it is used as a {SidedSettings.Word(expected)}"));
        }
    }

    /// <summary>What stands for the use that the caller knows; null is reported.</summary>
    private T? ChooseByUse<T>(string option, TableUse use, T? found)
        where T : class
    {
        Use = use;
        if (found is null)
        {
            Report(option, new Complaint(ProblemCode.NotAllowed, $"has no word for a {SidedSettings.Word(use)}: the table cannot be one"));
        }

        return found;
    }

    private void ReportMissing(string option, string hint)
    {
        if (!_excused.Contains(option))
        {
            Problems.Add(new Problem(ProblemCode.Missing, "", option, $"option \"{option}\" is missing", hint));
        }
    }

    private void Report(string option, Complaint complaint) => Problems.Add(Subject.OfOption(option).Problem(complaint));
}
