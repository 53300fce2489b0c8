using System.Collections.Immutable;

namespace Weir.Checkpoints;

/// <summary>
/// Gives the carries of a table to its subtasks (docs/checkpoints.md, start step 7). They belong to the table, so a change of
/// parallelism loses none.
/// </summary>
internal static class CarryAssignment
{
    /// <summary>Subtask i takes those with old subtask ≡ i modulo the parallelism, lowest old subtask first.</summary>
    public static ImmutableArray<SinkCarry> Of(ImmutableArray<SinkCarry> carries, SinkId sink, int parallelism) =>
        [.. carries.Where(c => c.Table == sink.Table && c.Subtask % parallelism == sink.Subtask).OrderBy(c => c.Subtask)];
}
