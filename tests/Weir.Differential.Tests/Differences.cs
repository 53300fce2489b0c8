using System.Runtime.CompilerServices;
using System.Text;

namespace Weir.Differential.Tests;

/// <summary>
/// Where our answers differ from another engine's on purpose: a checked-in list with a line for each engine and expression, how many rows
/// differ, and why. What differs and is not listed fails, and so does a line that no longer holds.
/// </summary>
internal sealed class Differences(string list, string engine)
{
    private readonly SortedDictionary<string, (int Rows, string Example)> _found = new(StringComparer.Ordinal);

    public void Compare(string types, Question question, Values values, Answer[] ours, Answer[] theirs, string? refusal)
    {
        var differing = Enumerable.Range(0, ours.Length).Where(row => !ours[row].Agrees(theirs[row], question.Tolerance)).ToList();
        if (differing.Count == 0)
        {
            return;
        }

        var first = differing[0];
        var example = $"{values.Show(first)}: {ours[first].Text}{(refusal is null ? "" : $" ({refusal})")}, {engine} {theirs[first].Text}";
        _found.Add(OneLine($"{types}{(types.Length > 0 ? ": " : "")}{question.Weir}"), (differing.Count, OneLine(example)));
    }

    /// <summary>Fails on every line that is missing or too many.</summary>
    public void Check()
    {
        var listed = new HashSet<string>(StringComparer.Ordinal);
        var wrong = new StringBuilder();
        foreach (var line in File.ReadLines(ListPath(list)).Where(line => line.StartsWith(engine + " | ", StringComparison.Ordinal)))
        {
            var parts = line.Split(" | ");
            Assert.True(parts.Length == 4 && parts[3].Length > 0, $"\"{line}\" is not: engine | expression | rows | reason");
            Assert.True(listed.Add(parts[1]), $"{parts[1]} is listed twice");
            if (!_found.TryGetValue(parts[1], out var found))
            {
                wrong.AppendLine($"no longer differs: {line}");
            }
            else if (parts[2] != $"{found.Rows}")
            {
                wrong.AppendLine($"{found.Rows} rows differ now: {line}; {found.Example}");
            }
        }

        foreach (var (expression, found) in _found.Where(pair => !listed.Contains(pair.Key)))
        {
            wrong.AppendLine($"{engine} | {expression} | {found.Rows} | {found.Example}");
        }

        Assert.True(wrong.Length == 0, $"{list}.txt does not fit:\n{wrong}");
    }

    private static string OneLine(string text) =>
        text.Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal).Replace(" | ", " ¦ ", StringComparison.Ordinal);

    private static string ListPath(string name, [CallerFilePath] string own = "") =>
        Path.Combine(Path.GetDirectoryName(own)!, "Differences", $"{name}.txt");
}
