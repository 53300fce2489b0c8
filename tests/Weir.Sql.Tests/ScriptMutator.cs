using System.Text;

namespace Weir.Sql.Tests;

/// <summary>Breaks scripts in many small ways, the same ways for the same seed.</summary>
internal sealed class ScriptMutator(int seed, IReadOnlyList<string> corpus)
{
    private static readonly string[] Fragments =
    [
        "(", ")", "[", "]", "'", "\"", ";", ",", ".", "::", "->", "--", "/*", "*/", "NOT ", "CASE ", "SELECT ", "STRUCT<", ">>", "${x}", "$",
        "E'\\", "U&'\\", "X'0", "1e", "\0", "\uD800", "\r", "NULL ", " AS ", " FROM ", "INTERVAL '", " IN (", "WITH ", "WATERMARK ", "`", "é",
        "CREATE TABLE x (", " UNION ALL ", "OVER (", "1_", "0x", " - ", "array[", " IS ", "END", "cast(", "position(", " LIKE ",
    ];

    private static readonly string[] Bombs = ["(", "NOT ", "- ", "CASE WHEN ", "[", "f(", "SELECT (", "x IN (", "CAST(", "SELECT * FROM (", "STRUCT<a "];

    private static readonly string[] Chains = ["a + ", "a OR ", "a -> ", "x::", "a.", "SELECT 1 UNION ALL ", "a BETWEEN 1 AND ", "a[1] || "];

    private readonly Random _random = new(seed);

    public string Next()
    {
        var script = new StringBuilder(corpus[_random.Next(corpus.Count)]);
        for (var i = _random.Next(1, 4); i > 0; i--)
        {
            Mutate(script);
        }

        return script.ToString();
    }

    private void Mutate(StringBuilder script)
    {
        var at = _random.Next(script.Length + 1);
        var length = Math.Min(_random.Next(1, 40), script.Length - at);
        switch (_random.Next(_random.Next(50) == 0 ? 9 : 7))
        {
            case 0 when at < script.Length:
                script[at] = (char)(script[at] ^ (1 << _random.Next(8)));
                break;
            case 1:
                script.Remove(at, length);
                break;
            case 2:
                script.Insert(at, script.ToString(at, length));
                break;
            case 3:
                script.Length = at;
                break;
            case 4:
                script.Insert(at, Fragments[_random.Next(Fragments.Length)]);
                break;
            case 5:
                SwapWords(script);
                break;
            case 6 when at < script.Length:
                script[at] = (char)_random.Next(1, 0x300);
                break;
            case 7:
                script.Insert(at, string.Concat(Enumerable.Repeat(Bombs[_random.Next(Bombs.Length)], _random.Next(150, 3000))));
                break;
            case 8:
                script.Insert(at, string.Concat(Enumerable.Repeat(Chains[_random.Next(Chains.Length)], _random.Next(400, 3000))));
                break;
        }
    }

    private void SwapWords(StringBuilder script)
    {
        var words = script.ToString().Split(' ');
        var (first, second) = (_random.Next(words.Length), _random.Next(words.Length));
        (words[first], words[second]) = (words[second], words[first]);
        script.Clear().AppendJoin(' ', words);
    }
}
