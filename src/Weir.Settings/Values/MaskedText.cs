using System.Text;

namespace Weir.Settings;

/// <summary>Texts with parts that are not shown.</summary>
internal static class MaskedText
{
    /// <param name="hidden">From left to right, apart from each other.</param>
    public static string Replace(string text, ImmutableArray<Range> hidden, Func<string, string> shown)
    {
        var result = new StringBuilder();
        var done = 0;
        foreach (var range in hidden)
        {
            result.Append(text, done, range.Start.Value - done).Append(shown(text[range]));
            done = range.End.Value;
        }

        return result.Append(text, done, text.Length - done).ToString();
    }

    /// <summary>All of a secret, unless it only refers to one.</summary>
    public static ImmutableArray<Range> All(string secret) => secret.Length == 0 || References.AreAllOf(secret) ? [] : [new Range(0, secret.Length)];

    /// <summary>Whether the name of a pair says that its value is a secret.</summary>
    public static bool IsSecretName(string name)
    {
        ReadOnlySpan<string> words = ["password", "secret", "token", "key"];
        foreach (var word in words)
        {
            if (name.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
