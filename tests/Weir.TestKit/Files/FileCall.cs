namespace Weir.TestKit.Files;

/// <summary>One call of a layer.</summary>
public readonly record struct FileCall(FileCallKind Kind, string Path)
{
    public override string ToString() => $"{Kind} {System.IO.Path.GetFileName(Path)}";
}
