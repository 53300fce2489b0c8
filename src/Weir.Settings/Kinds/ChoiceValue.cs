namespace Weir.Settings;

/// <summary>One value of an enum, and its spellings.</summary>
internal sealed record ChoiceValue(object Value, string Wire, string Sql, TableUse Use);
