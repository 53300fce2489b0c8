namespace Weir.Connectors.Builtin.Files;

/// <summary>Bytes that were written to a file are not there any more: somebody else removed, replaced or cut it.</summary>
internal sealed class LostOutputException(string path, string fact) : IOException($"\"{path}\" {fact}: somebody else removed or changed it while it was written");
