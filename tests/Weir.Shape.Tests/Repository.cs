using System.Runtime.CompilerServices;

namespace Weir.Shape.Tests;

/// <summary>The files of this repository, without what builds leave behind.</summary>
internal static class Repository
{
    private static readonly string[] BuildFolders = ["bin", "obj", "node_modules", "TestResults"];

    public static string Root { get; } = Path.GetFullPath(Path.Combine(OwnFolder(), "../.."));

    /// <summary>Every project, by name.</summary>
    public static IReadOnlyDictionary<string, ProjectFile> Projects { get; } =
        Files("*.csproj").Select(ProjectFile.Read).ToDictionary(project => project.Name, StringComparer.Ordinal);

    /// <summary>Full paths; hidden folders and build output are left out.</summary>
    public static IEnumerable<string> Files(string pattern) => FilesIn(Root, pattern);

    public static string RelativePath(string path) => Path.GetRelativePath(Root, path);

    private static IEnumerable<string> FilesIn(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern).Concat(
            Directory.EnumerateDirectories(folder)
                .Where(child => !Path.GetFileName(child).StartsWith('.') && !BuildFolders.Contains(Path.GetFileName(child)))
                .SelectMany(child => FilesIn(child, pattern)));

    private static string OwnFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
