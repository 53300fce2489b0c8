using Weir.Connectors;

namespace Weir.Runtime;

/// <summary>
/// Whether tables of one script meet on the disk: two that write one file or folder would overwrite each other, one that is read and written
/// would never end, and a file in another's staging folder would be taken for a left-over. Pure.
/// </summary>
internal static class TargetCheck
{
    private const string OwnPath = "give each its own path, or insert into one table twice";
    private const string ElsewhereHint = "write to another place";

    /// <param name="Table">Its name.</param>
    /// <param name="Identity">What it reads or writes.</param>
    /// <param name="Extent">Null when that is not on a local disk.</param>
    public sealed record Endpoint(string Table, string Identity, LocalExtent? Extent);

    /// <exception cref="ConnectorException">Two endpoints meet.</exception>
    public static void Check(IReadOnlyList<Endpoint> sinks, IReadOnlyList<Endpoint> sources)
    {
        for (var i = 0; i < sinks.Count; i++)
        {
            for (var j = 0; j < sinks.Count; j++)
            {
                if (i != j)
                {
                    CheckSinks(sinks[i], sinks[j]);
                }
            }

            foreach (var source in sources)
            {
                CheckSource(source, sinks[i]);
            }
        }
    }

    private static void CheckSinks(Endpoint first, Endpoint second)
    {
        if (first.Identity == second.Identity)
        {
            throw Clash($"tables \"{first.Table}\" and \"{second.Table}\" both write \"{first.Identity}\"", OwnPath);
        }

        if (first.Extent is not { } one || second.Extent is not { } other)
        {
            return;
        }

        if (one.FileId is not null && one.FileId == other.FileId)
        {
            throw Clash($"tables \"{first.Table}\" and \"{second.Table}\" both write one file, which is called \"{one.Path}\" and \"{other.Path}\"", OwnPath);
        }

        if (other.Owns is { } owned && IsWithin(one.Path, owned))
        {
            throw Clash($"table \"{first.Table}\" writes \"{one.Path}\", where \"{second.Table}\" keeps its unpublished files", ElsewhereHint);
        }
    }

    private static void CheckSource(Endpoint source, Endpoint sink)
    {
        if (source.Identity == sink.Identity)
        {
            throw Clash($"table \"{source.Table}\" reads \"{source.Identity}\", which \"{sink.Table}\" writes", "write to another path");
        }

        if (source.Extent is not { } read || sink.Extent is not { } written)
        {
            return;
        }

        if (written.Owns is { } owned && IsWithin(read.Path, owned))
        {
            throw Clash($"table \"{source.Table}\" reads \"{read.Path}\", where \"{sink.Table}\" keeps its unpublished files", "read the folder above it");
        }

        if (written.Writes.Any(path => read.Reads(path, written.FileId)))
        {
            throw Clash($"table \"{source.Table}\" reads \"{read.Path}\", and \"{sink.Table}\" writes \"{written.Path}\", which is read with it", ElsewhereHint);
        }
    }

    private static bool IsWithin(string path, string folder) => path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal);

    private static ConnectorException Clash(string message, string hint) =>
        new(ErrorKind.Configuration, message, Fault.User, isTransient: false, hint);
}
