using System.Text;

namespace Weir.Settings;

/// <summary>Spellings of names: what is equal, and what was probably meant.</summary>
internal static class Names
{
    private const int LengthMax = 64;
    private const int ListMax = 12;

    /// <summary>Without case, <c>_</c> and <c>-</c>.</summary>
    public static string Fold(string name) =>
        name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();

    public static bool AreEqual(string left, string right) => left == right || Fold(left) == Fold(right);

    /// <summary>From PascalCase to snake_case.</summary>
    public static string Snake(string name)
    {
        var snake = new StringBuilder();
        foreach (var letter in name)
        {
            snake.Append(char.IsUpper(letter) && snake.Length > 0 ? "_" : "").Append(char.ToLowerInvariant(letter));
        }

        return snake.ToString();
    }

    /// <summary>From PascalCase to camelCase.</summary>
    public static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    /// <summary>The one that was probably meant; null when none is near.</summary>
    public static string? Nearest(string given, IEnumerable<string> names)
    {
        string? best = null;
        var bestDistance = Math.Max(1, given.Length / 3) + 1;
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            var distance = NameDistance.Between(Fold(given), Fold(name));
            if (distance < bestDistance)
            {
                (best, bestDistance) = (name, distance);
            }
        }

        return best;
    }

    /// <summary>A hint with the nearest of the names, or with all of them.</summary>
    public static string? Hint(string given, IReadOnlyCollection<string> names) =>
        Nearest(given, names) is { } nearest ? $"did you mean \"{nearest}\"?" : names.Count == 0 ? null : ThereAre(names);

    /// <summary>A hint with all names, cut after a dozen.</summary>
    public static string ThereAre(IReadOnlyCollection<string> names) =>
        $"there {(names.Count == 1 ? "is" : "are")} {List(names.Take(ListMax))}{(names.Count > ListMax ? " …" : "")}";

    public static string List(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"\"{name}\""));

    /// <summary>What is said of a word that is none of those there are.</summary>
    public static Complaint NoSuchWord(string word, IEnumerable<string> words) =>
        new(ProblemCode.NotAllowed, $"cannot be \"{Shown(word)}\"", Hint(word, [.. words]), "has another value than those it can have");

    /// <summary>Cut where it is too long for a message.</summary>
    public static string Shown(string name) => name.Length <= LengthMax ? name : $"{name.AsSpan(0, LengthMax)}…";
}
