namespace Weir.Connectors.Builtin.Files;

/// <summary>What stands at a path. Only regular files can be read again from a position.</summary>
internal enum FileKind : byte
{
    Regular,
    Folder,
    Pipe,
    Socket,
    Device,
}
