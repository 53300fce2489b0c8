using System.Collections.Immutable;

namespace Weir.Checkpoints;

/// <summary>
/// Compares what a slot remembers of the script with the script of now (docs/checkpoints.md, start steps 3 and 4). Pure.
/// </summary>
internal sealed record ScriptComparison
{
    /// <summary>Why the start is refused; null when it is not.</summary>
    public Failure? Refusal { get; private init; }

    public ImmutableArray<Failure> Warnings { get; private init; } = [];

    /// <summary>Sink tables that go away: their carried files are published first.</summary>
    public ImmutableSortedSet<string> DroppedSinks { get; private init; } = [];

    /// <summary>Source tables whose position is dropped.</summary>
    public ImmutableSortedSet<string> DroppedSources { get; private init; } = [];

    /// <param name="manifest">The slot found.</param>
    /// <param name="isUnsettled">Its commits may not be complete.</param>
    /// <param name="script">The script of now.</param>
    /// <param name="allowDrop"><c>--allow-state-drop</c>.</param>
    public static ScriptComparison OfScripts(CheckpointManifest manifest, bool isUnsettled, ScriptFingerprint script, bool allowDrop)
    {
        var before = manifest.Script;
        var gone = before.Tables.Where(t => Counts(t.Value) && (!script.Tables.TryGetValue(t.Key, out var now) || !now.IsSameKindAs(t.Value)))
            .ToList();
        var changed = before.Tables.Where(t => Counts(t.Value) && script.Tables.TryGetValue(t.Key, out var now)
            && now.IsSameKindAs(t.Value) && now.Options != t.Value.Options).Select(t => t.Key).ToList();
        if (isUnsettled && (gone.Count > 0 || changed.Count > 0))
        {
            return Unfinished(manifest, gone.Count > 0 ? gone[0].Key : changed[0], gone.Count > 0 ? Change(gone[0], script) : "changed in the script");
        }

        var lostState = manifest.StateFiles.Select(f => f.Operator).Distinct().Where(o => !script.Operators.Contains(o)).ToList();
        if (!allowDrop && gone.Count > 0)
        {
            return NotAllowed($"table \"{gone[0].Key}\" is {Change(gone[0], script)}, and the job has its {Has(gone[0].Value)}");
        }

        if (!allowDrop && lostState.Count > 0)
        {
            return NotAllowed($"the script has no operator \"{lostState[0]}\" any more, and the job has its state");
        }

        var warnings = changed.Select(t => new Failure($"the options of table \"{t}\" have changed", "the job goes on from its positions"))
            .Concat(gone.Select(t => new Failure($"table \"{t.Key}\" is {Change(t, script)}; its {Has(t.Value)} is dropped")))
            .Concat(lostState.Select(o => new Failure($"the script has no operator \"{o}\" any more; its state is dropped")))
            .Concat(before.Queries.Where(q => script.Queries.TryGetValue(q.Key, out var now) && now != q.Value)
                .Select(q => new Failure("the queries have changed over the same tables", "rows already written stay as they are")));
        return new()
        {
            Warnings = [.. warnings],
            DroppedSinks = [.. gone.Where(t => t.Value.Role == TableRole.Sink).Select(t => t.Key)],
            DroppedSources = [.. gone.Where(t => t.Value.Role == TableRole.Source).Select(t => t.Key)],
        };
    }

    /// <summary>The same rules for identities: another cluster, file or database behind the same name.</summary>
    public static ScriptComparison OfTargets(
        CheckpointManifest manifest,
        bool isUnsettled,
        ScriptFingerprint script,
        ImmutableSortedDictionary<string, string> targets,
        bool allowDrop)
    {
        var moved = manifest.Targets.Where(t => targets.TryGetValue(t.Key, out var now) && now != t.Value
            && script.Tables.TryGetValue(t.Key, out var table) && Counts(table)).Select(t => t.Key).ToList();
        if (moved.Count == 0)
        {
            return new();
        }

        var first = moved[0];
        var fact = $"\"{manifest.Targets[first]}\" has become \"{targets[first]}\"";
        if (isUnsettled)
        {
            return Unfinished(manifest, first, fact);
        }

        if (!allowDrop)
        {
            return NotAllowed($"table \"{first}\" is something else now: {fact}");
        }

        return new()
        {
            Warnings = [.. moved.Select(t => new Failure($"table \"{t}\" is something else now; what the job had of it is dropped"))],
            DroppedSinks = [.. moved.Where(t => script.Tables[t].Role == TableRole.Sink)],
            DroppedSources = [.. moved.Where(t => script.Tables[t].Role == TableRole.Source)],
        };
    }

    private static ScriptComparison Unfinished(CheckpointManifest manifest, string table, string fact) => new()
    {
        Refusal = new(
            $"table \"{table}\" is not as it was ({fact}), and slot {manifest.Slot} is not settled",
            "finish with the old script first: start it once and stop it, then start this one; or close the job and begin anew with --fresh"),
    };

    private static ScriptComparison NotAllowed(string fact) => new()
    {
        Refusal = new(fact, "--allow-state-drop goes on without it, --fresh begins anew"),
    };

    private static string Change(KeyValuePair<string, TableFingerprint> before, ScriptFingerprint script) =>
        !script.Tables.TryGetValue(before.Key, out var now) ? "gone from the script"
        : now.Role != before.Value.Role ? $"a {Role(now)} now and was a {Role(before.Value)}"
        : $"a {now.Connector} table now and was a {before.Value.Connector} table";

    private static string Role(TableFingerprint table) => table.Role == TableRole.Source ? "source" : "sink";

    private static bool Counts(TableFingerprint table) => table.Role != TableRole.DeadLetters;

    private static string Has(TableFingerprint table) => table.Role == TableRole.Source ? "position" : "output";
}
