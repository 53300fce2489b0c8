namespace Weir.Settings;

/// <summary>A text of a tree that is, or holds, a secret.</summary>
/// <param name="Pointer">Where it stands, RFC 6901.</param>
/// <param name="Text">All of the text.</param>
public sealed record SecretLeaf(string Pointer, Secret Text);
