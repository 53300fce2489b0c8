namespace Weir.Planner;

/// <summary>What became of a script.</summary>
/// <param name="Plan">Null when there are errors, or no query at all.</param>
/// <param name="Tables">The tables that the script created and that are right, even when something else is wrong.</param>
/// <param name="Diagnostics">In the order of the text.</param>
public sealed record PlanResult(
    Physical.PhysicalPlan? Plan, IReadOnlyCollection<Catalog.TableDefinition> Tables, IReadOnlyList<Diagnostic> Diagnostics)
{
    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
}
