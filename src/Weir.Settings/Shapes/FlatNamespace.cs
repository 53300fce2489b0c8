namespace Weir.Settings;

/// <summary>The options of a connector in one WITH clause: those of its profile and those of its tables.</summary>
public sealed class FlatNamespace
{
    private readonly bool _isProfileRequired;

    /// <param name="profile">Null for a connector without profiles.</param>
    /// <param name="isProfileRequired">A table without a profile is not possible; otherwise one without options of the profile has none.</param>
    /// <exception cref="InvalidOperationException">Both have an option of the same name.</exception>
    public FlatNamespace(SettingsShape? profile, SettingsShape table, bool isProfileRequired = true)
    {
        (Profile, Table, _isProfileRequired) = (profile, table, isProfileRequired);
        Options = [.. profile?.FlatOptions ?? [], .. table.FlatOptions];
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (Options.FirstOrDefault(option => !names.Add(option.Name)) is { } twice)
        {
            throw new InvalidOperationException($"both the profile and the table have the option \"{twice.Name}\"");
        }
    }

    /// <summary>Null for a connector without profiles.</summary>
    public SettingsShape? Profile { get; }

    public SettingsShape Table { get; }

    /// <summary>Those of the profile first.</summary>
    public ImmutableArray<FlatOption> Options { get; }

    /// <summary>Reads the options of a WITH clause.</summary>
    /// <param name="profileName">The stored profile that the clause names; its settings cannot be given beside it.</param>
    /// <returns>The profile is null when there is a stored one, or none. What no one knows is a problem of the table.</returns>
    public (Normalised? Profile, Normalised Table) FromFlat(IReadOnlyDictionary<string, FlatValue> given, TableUse? use = null, string? profileName = null)
    {
        var ofProfile = given.Where(option => Profile is not null && Profile.Root.Options.Contains(option.Key)).ToImmutableDictionary(StringComparer.Ordinal);
        var ofTable = given.Where(option => Table.Root.Options.Contains(option.Key)).ToImmutableDictionary(StringComparer.Ordinal);
        var names = Options.Select(option => option.Name).ToList();
        var unknown = given.Keys.Where(option => !ofProfile.ContainsKey(option) && !ofTable.ContainsKey(option)).Order(StringComparer.Ordinal)
            .Take(FlatForm.ProblemsMax).Select(option => FlatForm.UnknownOption(option, names));
        var alreadySet = ofProfile.Keys.Where(_ => profileName is not null).Order(StringComparer.Ordinal).Select(option => Subject.OfOption(option).Problem(
            new Complaint(ProblemCode.Twice, $"is set by the profile \"{profileName}\" already", "leave it out, or leave connection_profile out")));
        var table = Table.FromFlat(ofTable, use);
        var hasOwn = profileName is null && (_isProfileRequired || !ofProfile.IsEmpty);
        return (
            hasOwn ? Profile?.FromFlat(ofProfile) : null,
            table with { Problems = [.. unknown, .. alreadySet, .. table.Problems] });
    }
}
