namespace Weir.Checkpoints.Local;

/// <summary>What stands at a path. Only regular files can be read again from a position.</summary>
public enum FileKind : byte
{
    Regular,
    Folder,
    Pipe,
    Socket,
    Device,
}
