using System.Text.Json;

namespace Weir.Settings;

/// <summary>Given settings, brought to their stored form.</summary>
/// <param name="Tree">What could be read; all of it when there are no problems.</param>
/// <param name="Use">What the table is used for, where its settings say so.</param>
/// <param name="Extras">The members of the root that are kept beside the tree: <c>name</c> and <c>__meta</c>.</param>
/// <param name="Problems">None when all is well; not all when there are very many.</param>
public sealed record Normalised(
    SettingsTree Tree, TableUse? Use, ImmutableSortedDictionary<string, JsonElement> Extras, ImmutableArray<Problem> Problems);
