using System.Text.Json;

namespace Weir.Settings;

/// <summary>Reads JSON in any accepted form, and gathers what is wrong with it.</summary>
internal sealed class JsonForm
{
    public List<Problem> Problems { get; } = [];

    public SidedSettings Sided { get; } = new();

    /// <summary>What the alternatives that were read say the table is used for.</summary>
    public TableUse? Use { get; private set; }

    /// <summary>How many unknown names were probably misspelled ones of the record.</summary>
    public int MisspelledCount { get; private set; }

    /// <param name="tag">A member that the caller has read already.</param>
    /// <param name="hints">The names that an unknown one may have meant; those of the record when null.</param>
    public SettingsTree ReadObject(Group group, JsonElement given, string pointer, string? tag = null, IReadOnlyCollection<string>? hints = null)
    {
        var claims = new Claims();
        foreach (var (name, value) in JsonValues.Members(given).Select(member => (member.Name, member.Value)))
        {
            if (tag is not null && Names.AreEqual(tag, name))
            {
                continue;
            }

            if (group.Find(name) is { } member)
            {
                Claim(claims, member, name, value, pointer);
            }
            else
            {
                RefuseUnknown(claims, group, name, pointer, hints ?? [.. group.Members.Select(known => known.Wire)]);
            }
        }

        var members = ImmutableSortedDictionary.CreateBuilder<string, SettingsNode>(StringComparer.Ordinal);
        foreach (var member in group.Members)
        {
            if (Read(claims, member, pointer) is { } node)
            {
                members[member.Wire] = node;
            }
        }

        return new SettingsTree(members.ToImmutable(), group);
    }

    /// <summary>Notes that a member is given; twice is once too often.</summary>
    public void Claim(Claims claims, Member member, string name, JsonElement value, string pointer)
    {
        if (!claims.Given.TryAdd(member, (name, value)) && Problems.Count < FlatForm.ProblemsMax)
        {
            var first = claims.Given[member].Name;
            var says = first == name ? "is given twice" : $"and \"{first}\" are the same setting";
            Problems.Add(Subject.OfMember(pointer, name).Problem(new Complaint(ProblemCode.Twice, says, "leave one of them out")));
        }
    }

    /// <summary>Reports a name that nothing has. What it was probably meant to be is not called missing.</summary>
    public void RefuseUnknown(Claims claims, Group group, string name, string pointer, IReadOnlyCollection<string> hints)
    {
        if (Problems.Count >= FlatForm.ProblemsMax)
        {
            return;
        }

        Problems.Add(Subject.OfMember(pointer, name).Problem(new Complaint(ProblemCode.Unknown, "is no setting", Names.Hint(name, hints))));
        if (Names.Nearest(name, hints) is { } nearest && group.Find(nearest) is { } meant)
        {
            claims.Excused.Add(meant);
            MisspelledCount++;
        }
    }

    /// <summary>The value of a member; null when there is none, or it is wrong.</summary>
    /// <param name="pointer">Where the object stands that holds the member.</param>
    public SettingsNode? Read(Claims claims, Member member, string pointer)
    {
        if (claims.Given.TryGetValue(member, out var given))
        {
            return Read(member, given.Value, Subject.OfMember(pointer, given.Name));
        }

        if (member.IsRequired && !claims.Excused.Contains(member))
        {
            Problems.Add(new Problem(ProblemCode.Missing, pointer, null, $"\"{member.Wire}\" is missing", member.Info.Description));
        }

        return member.StoredDefault;
    }

    private SettingsNode? Read(Member member, JsonElement value, Subject subject)
    {
        if (member is LeafMember leaf)
        {
            Sided.Add(leaf, subject);
            var parsed = leaf.FromJson(value);
            if (parsed.Complaint is { } complaint)
            {
                Problems.Add(subject.Problem(complaint));
            }
            else if (leaf is { IsSide: true, Kind: ChoiceKind choice })
            {
                Use = choice.UseOf(parsed.Node!);
            }

            return parsed.Node;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            Problems.Add(subject.Problem(new Complaint(ProblemCode.Malformed, "must be an object", member.Info.Description)));
            return null;
        }

        return member switch
        {
            OneOfMember { Tag: { } tag } tagged => ReadTagged(tagged, tag, value, subject),
            OneOfMember untagged => ReadUntagged(untagged, value, subject),
            _ => ReadObject(((GroupMember)member).Group, value, subject.Pointer),
        };
    }

    /// <summary>The tag stands inside, or is the single key around the rest.</summary>
    private SettingsTree? ReadTagged(OneOfMember member, string tag, JsonElement given, Subject subject)
    {
        var members = JsonValues.Members(given).ToList();
        var tags = members.Where(found => Names.AreEqual(found.Name, tag)).ToList();
        var (word, body, at) = (tags, members) switch
        {
            ([var inside], _) => (inside.Value.ValueKind == JsonValueKind.String ? inside.Value.GetString() : null, given, subject.Pointer),
            ([], [{ Value.ValueKind: JsonValueKind.Object } outer]) => (outer.Name, outer.Value, JsonPointer.Below(subject.Pointer, outer.Name)),
            _ => (null, given, subject.Pointer),
        };
        var words = member.Alternatives.Select(alternative => alternative.Tag!).ToList();
        if (word is null)
        {
            Problems.Add(subject.Problem(new Complaint(ProblemCode.Ambiguous, $"does not say once, as a text in \"{tag}\", which it is", Names.ThereAre(words))));
            return null;
        }

        if (member.Alternatives.FirstOrDefault(alternative => Names.AreEqual(alternative.Tag!, word)) is not { } chosen)
        {
            var place = tags.Count == 1 ? Subject.OfMember(subject.Pointer, tags[0].Name) : subject;
            Problems.Add(place.Problem(Names.NoSuchWord(word, words)));
            return null;
        }

        var tree = ReadObject(chosen.Group, body, at, tags.Count == 1 ? tag : null);
        return Chosen(member, chosen, tree);
    }

    private SettingsTree? ReadUntagged(OneOfMember member, JsonElement given, Subject subject)
    {
        var keys = JsonValues.Members(given).Select(found => found.Name).ToList();
        var hints = member.Alternatives.SelectMany(alternative => alternative.Group.Members).Select(known => known.Wire).Distinct().ToList();
        var candidates = member.Alternatives.Select(alternative => new Candidate(alternative, given, keys, subject.Pointer, hints)).ToList();
        var best = Candidate.Best(candidates);
        if (best is [var one])
        {
            Problems.AddRange(one.Form.Problems);
            return Chosen(member, one.Alternative, one.Tree);
        }

        // What all of them would refuse is all there is to say, and what each of them would take instead.
        var shared = best[0].Form.Problems.Where(problem => problem.Code != ProblemCode.Missing && best.All(other => other.Form.Problems.Any(problem.IsAlso))).ToList();
        if (shared.Count > 0)
        {
            Problems.AddRange(shared.Select(problem => problem with { Hint = HintOf(best, problem) }));
        }
        else
        {
            var titles = string.Join(" or ", best.Select(candidate => candidate.Alternative.Title));
            Problems.Add(subject.Problem(new Complaint(ProblemCode.Ambiguous, $"does not say which it is: {titles}", member.Info.Description)));
        }

        return null;
    }

    private static string? HintOf(List<Candidate> candidates, Problem problem)
    {
        var hints = candidates.Select(candidate => (candidate.Alternative.Title, candidate.Form.Problems.First(problem.IsAlso).Hint)).ToList();
        return hints.All(hint => hint.Hint == problem.Hint) ? problem.Hint : string.Join("; ", hints.Select(hint => $"{hint.Title}: {hint.Hint}"));
    }

    private SettingsTree Chosen(OneOfMember member, Alternative alternative, SettingsTree tree)
    {
        Use = alternative.Use == TableUse.None ? Use : alternative.Use;
        return member.Tagged(alternative, tree);
    }
}
