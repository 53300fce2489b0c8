using System.Text.Json;

namespace Weir.Settings;

/// <summary>A JSON object read as one alternative of a choice without a tag.</summary>
internal sealed class Candidate
{
    public Candidate(Alternative alternative, JsonElement given, IReadOnlyCollection<string> keys, string pointer, IReadOnlyCollection<string> hints)
    {
        Alternative = alternative;
        Tree = Form.ReadObject(alternative.Group, given, pointer, hints: hints);
        KnownCount = keys.Count(key => alternative.Group.Find(key) is not null);
        HasForms = alternative.Group.Members.Where(member => member.Info.RequiredInForms)
            .All(member => keys.Any(key => alternative.Group.Find(key) == member));
        WrongCount = Form.Problems.Count(problem => problem.Code is not (ProblemCode.Missing or ProblemCode.Unknown));
    }

    public Alternative Alternative { get; }

    public JsonForm Form { get; } = new();

    public SettingsTree Tree { get; }

    private int KnownCount { get; }

    /// <summary>How many members are wrong that are given, and that the alternative has.</summary>
    private int WrongCount { get; }

    /// <summary>Whether all members that the wire form requires are given.</summary>
    private bool HasForms { get; }

    /// <summary>
    /// Those that know the most given keys, then the most misspelled ones, of them those with the fewest wrong members, of them those with the fewest problems. Of several
    /// that fit, the one with all members that the wire form requires. More than one when the object does not say which it is.
    /// </summary>
    public static List<Candidate> Best(IReadOnlyList<Candidate> candidates)
    {
        var best = Least(candidates, candidate => -candidate.KnownCount);
        best = Least(best, candidate => -candidate.Form.MisspelledCount);
        best = Least(best, candidate => candidate.WrongCount);
        if (best[0].WrongCount > 0)
        {
            return best;
        }

        best = Least(best, candidate => candidate.Form.Problems.Count);
        var whole = best.Where(candidate => candidate.HasForms && candidate.Form.Problems.Count == 0).ToList();
        return whole.Count == 1 ? whole : best;
    }

    private static List<Candidate> Least(IReadOnlyList<Candidate> candidates, Func<Candidate, int> measure)
    {
        var least = candidates.Min(measure);
        return [.. candidates.Where(candidate => measure(candidate) == least)];
    }
}
