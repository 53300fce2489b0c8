namespace Weir.Settings;

/// <summary>The options of a connector in one WITH clause: those of its profile and those of its tables.</summary>
public sealed class FlatNamespace
{
    private readonly SettingsShape? _profile;

    private readonly SettingsShape _table;

    /// <param name="profile">Null for a connector without profiles.</param>
    /// <exception cref="InvalidOperationException">Both have an option of the same name.</exception>
    public FlatNamespace(SettingsShape? profile, SettingsShape table)
    {
        (_profile, _table) = (profile, table);
        Options = [.. profile?.FlatOptions ?? [], .. table.FlatOptions];
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (Options.FirstOrDefault(option => !names.Add(option.Name)) is { } twice)
        {
            throw new InvalidOperationException($"both the profile and the table have the option \"{twice.Name}\"");
        }
    }

    /// <summary>Those of the profile first.</summary>
    public ImmutableArray<FlatOption> Options { get; }

    /// <summary>Reads the options of a WITH clause.</summary>
    /// <param name="profileName">The stored profile that the clause names; its settings cannot be given beside it.</param>
    /// <returns>The profile is null when there is a stored one, or none. What no one knows is a problem of the table.</returns>
    public (Normalised? Profile, Normalised Table) FromFlat(IReadOnlyDictionary<string, FlatValue> given, TableUse? use = null, string? profileName = null)
    {
        var ofProfile = given.Where(option => _profile is not null && _profile.Root.Options.Contains(option.Key)).ToImmutableDictionary(StringComparer.Ordinal);
        var ofTable = given.Where(option => _table.Root.Options.Contains(option.Key)).ToImmutableDictionary(StringComparer.Ordinal);
        var names = Options.Select(option => option.Name).ToList();
        var unknown = given.Keys.Where(option => !ofProfile.ContainsKey(option) && !ofTable.ContainsKey(option)).Order(StringComparer.Ordinal)
            .Take(FlatForm.ProblemsMax).Select(option => FlatForm.UnknownOption(option, names));
        var alreadySet = ofProfile.Keys.Where(_ => profileName is not null).Order(StringComparer.Ordinal).Select(option => Subject.OfOption(option).Problem(
            new Complaint(ProblemCode.Twice, $"is set by the profile \"{profileName}\" already", "leave it out, or leave connection_profile out")));
        var table = _table.FromFlat(ofTable, use);
        return (
            profileName is null ? _profile?.FromFlat(ofProfile) : null,
            table with { Problems = [.. unknown, .. alreadySet, .. table.Problems] });
    }
}
