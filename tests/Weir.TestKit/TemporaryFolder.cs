namespace Weir.TestKit;

/// <summary>A folder that goes away with the test. In memory where the system has such a place: these tests are about order, not about disks.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private const string InMemory = "/dev/shm";

    public string Path { get; } = Directory.Exists(InMemory)
        ? Directory.CreateDirectory(System.IO.Path.Combine(InMemory, $"weir-{Guid.NewGuid():n}")).FullName
        : Directory.CreateTempSubdirectory("weir-").FullName;

    public string At(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <returns>The path of the file.</returns>
    public string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
