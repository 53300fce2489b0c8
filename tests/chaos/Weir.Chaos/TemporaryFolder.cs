namespace Weir.Chaos;

/// <summary>A folder that goes away at the end, with whatever was mounted or locked in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly Stack<Action> _undo = new();

    public string Path { get; } = Directory.CreateTempSubdirectory("weir-chaos-").FullName;

    public string At(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Carried out before the folder is deleted, the last first.</summary>
    public void Undo(Action action) => _undo.Push(action);

    public void Dispose()
    {
        while (_undo.TryPop(out var action))
        {
            action();
        }

        Directory.Delete(Path, recursive: true);
    }
}
