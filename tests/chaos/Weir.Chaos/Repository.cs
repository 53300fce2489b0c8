namespace Weir.Chaos;

/// <summary>Where the sources and the built program lie, found from this assembly's own place.</summary>
internal static class Repository
{
    /// <summary>The folder of Weir.slnx.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The built program: <c>WEIR_BIN</c>, else the one of this assembly's configuration.</summary>
    public static string Weir { get; } = FindWeir();

    public static string Counter => Path.Combine(Root, "tests", "chaos", "count_rows.py");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Weir.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new ChaosException($"no folder above \"{AppContext.BaseDirectory}\" holds Weir.slnx");
    }

    private static string FindWeir()
    {
        if (Environment.GetEnvironmentVariable("WEIR_BIN") is { Length: > 0 } given)
        {
            return given;
        }

        // …/bin/<configuration>/<framework>/
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var built = Path.Combine(Root, "src", "Weir.Cli", "bin", own.Parent!.Name, own.Name, "weir");
        return File.Exists(built) ? built : throw new ChaosException($"\"{built}\" is not there: build the solution, or set WEIR_BIN");
    }
}
