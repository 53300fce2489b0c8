namespace Weir.Settings;

/// <summary>One alternative of a <see cref="OneOfMember"/>.</summary>
/// <param name="Words">The words for it in SQL, the plain one first.</param>
internal sealed record Alternative(string Title, string? Tag, TableUse Use, ImmutableArray<AlternativeWord> Words, Group Group);
