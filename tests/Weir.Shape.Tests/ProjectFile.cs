using System.Xml.Linq;

namespace Weir.Shape.Tests;

/// <param name="References">Names of the projects it references itself.</param>
internal sealed record ProjectFile(string Name, string Path, IReadOnlyList<string> References)
{
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>A connector of one system: <c>Weir.Connectors.Builtin</c>, but not <c>Weir.Connectors</c>.</summary>
    public bool IsConnector => Name.StartsWith("Weir.Connectors.", StringComparison.Ordinal) && !Name.EndsWith(".Tests", StringComparison.Ordinal);

    /// <summary>Part of the product, so that the table of rooms rules its references.</summary>
    public bool IsRoom => Repository.RelativePath(Path).Split('/') is ["src" or "connectors", ..] && !Name.EndsWith(".Tests", StringComparison.Ordinal);

    public static ProjectFile Read(string path) => new(
        System.IO.Path.GetFileNameWithoutExtension(path),
        path,
        [
            .. XDocument.Load(path).Descendants("ProjectReference")
                .Select(reference => System.IO.Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'))),
        ]);
}
