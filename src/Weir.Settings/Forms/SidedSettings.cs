namespace Weir.Settings;

/// <summary>The settings that were given and are for some uses of a table only. Which use it is may be said behind them.</summary>
internal sealed class SidedSettings
{
    private readonly List<(Subject Subject, TableUse Use)> _given = [];

    public void Add(LeafMember leaf, Subject subject)
    {
        if (leaf.Info.Use != TableUse.None)
        {
            _given.Add((subject, leaf.Info.Use));
        }
    }

    /// <param name="use">What the table is used for; null where nothing says it.</param>
    public IEnumerable<Problem> Of(TableUse? use) => _given.Where(given => use is { } found && (found & given.Use) == 0)
        .Select(given => given.Subject.Problem(OfOther(given.Use, use!.Value)));

    /// <summary>What is said of a setting that belongs to another use.</summary>
    public static Complaint OfOther(TableUse its, TableUse tables) => new(
        ProblemCode.NotChosen, $"is one of a {Word(its)}, and the table is a {Word(tables)}", $"leave it out, or write type = '{Word(its)}'");

    public static string Word(TableUse use) => use.ToString().ToLowerInvariant();
}
