namespace Weir.Planner.Binding;

/// <summary>Did-you-mean hints.</summary>
internal static class Suggestions
{
    private const int LengthMax = 64;
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
                : Distance(given.ToLowerInvariant(), name.ToLowerInvariant());
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

    /// <summary>Insertions, deletions, replacements and swaps of neighbours.</summary>
    private static int Distance(string left, string right)
    {
        if (left.Length > LengthMax || right.Length > LengthMax)
        {
            return int.MaxValue;
        }

        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    rows[i, j] = i + j;
                    continue;
                }

                var cost = left[i - 1] == right[j - 1] ? 0 : 1;
                var value = Math.Min(rows[i - 1, j - 1] + cost, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    value = Math.Min(value, rows[i - 2, j - 2] + 1);
                }

                rows[i, j] = value;
            }
        }

        return rows[left.Length, right.Length];
    }
}
