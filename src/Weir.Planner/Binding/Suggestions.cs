namespace Weir.Planner.Binding;

/// <summary>Did-you-mean hints.</summary>
internal static class Suggestions
{
    private const int NameCountMax = 500;

    /// <summary>A hint with the nearest of the names, or the fallback when none is near.</summary>
    public static string? For(string given, IEnumerable<string> names, string? fallback = null)
    {
        string? best = null;
        var bestDistance = Math.Max(1, given.Length / 3) + 1;
        foreach (var name in names.Take(NameCountMax).Distinct().Order(StringComparer.Ordinal))
        {
            var distance = Math.Abs(given.Length - name.Length) >= bestDistance
                ? bestDistance
                : NameDistance.Between(given.ToLowerInvariant(), name.ToLowerInvariant());
            if (distance < bestDistance)
            {
                (best, bestDistance) = (name, distance);
            }
        }

        return best is null ? fallback : $"did you mean \"{best}\"?";
    }

    /// <summary>Names in quotes for a hint, cut after a dozen.</summary>
    public static string List(IEnumerable<string> names)
    {
        var all = names.Select(name => $"\"{name}\"").ToList();
        return all.Count <= 12 ? string.Join(", ", all) : $"{string.Join(", ", all.Take(12))} …";
    }
}
