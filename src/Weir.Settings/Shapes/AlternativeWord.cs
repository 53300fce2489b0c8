namespace Weir.Settings;

/// <summary>A word for an alternative in SQL, and the members that it sets, by their names in JSON.</summary>
internal sealed record AlternativeWord(string Text, ImmutableSortedDictionary<string, SettingsNode> Preset);
