using System.Collections.Immutable;

namespace Weir.Checkpoints;

/// <summary>A sink that a job goes no further with, as far as the records tell.</summary>
/// <param name="Table">Its table; the script may not know it any more.</param>
/// <param name="Connector">Who wrote it.</param>
/// <param name="Target">Identity of what it wrote to; empty where no record says it.</param>
/// <param name="Carries">What it carried.</param>
public sealed record ClosedSink(string Table, string Connector, string Target, ImmutableArray<SinkCarry> Carries)
{
    /// <param name="manifest">Where the job stands; null before its first slot.</param>
    /// <param name="isClosing">The job is left: all of its sinks end.</param>
    /// <param name="dropped">Sinks that end while the job goes on.</param>
    internal static IEnumerable<ClosedSink> Of(CheckpointManifest? manifest, bool isClosing, ImmutableSortedSet<string> dropped)
    {
        if (manifest is null)
        {
            yield break;
        }

        var carries = manifest.Carries.ToLookup(c => c.Table, StringComparer.Ordinal);
        var sinks = manifest.Script.Tables.Where(t => t.Value.Role == TableRole.Sink).ToDictionary(t => t.Key, t => t.Value.Connector, StringComparer.Ordinal);
        foreach (var table in sinks.Keys.Union(carries.Where(c => c.First().Connector.Length > 0).Select(c => c.Key)).Where(t => isClosing || dropped.Contains(t)))
        {
            var own = carries[table].ToImmutableArray();
            var connector = own.IsEmpty ? sinks[table] : own[0].Connector;
            if (connector.Length > 0)
            {
                yield return new(table, connector, own.IsEmpty || own[0].Target.Length == 0 ? manifest.Targets.GetValueOrDefault(table, "") : own[0].Target, own);
            }
        }
    }
}
