namespace Weir.Differential.Tests;

/// <summary>Functions of text over characters of every length, and over counts at the ends of what they hold.</summary>
public sealed class TextTests(PostgresServer postgres) : DifferentialTest(postgres)
{
    private static readonly string?[] Texts = [null, "", "a", "abc", "äöü", "☃x", "\U0001F600\U0001F601b", "e\u0301", "  two  words ", "abcdefghijklmnop"];

    private static readonly object?[] Counts = [null, 0L, 1L, -1L, 2L, -2L, 3L, 5L, -5L, 20L, -20L];

    [PostgresFact]
    public void Text_with_a_count_as_in_PostgreSQL() => CompareWithPostgres("texts", [("TEXT, BIGINT", WithCounts, OfCount("CAST(b AS INT)"))]);

    [PostgresFact]
    public void Two_texts_as_in_PostgreSQL() => CompareWithPostgres("texts", [("TEXT, TEXT", Values.Pairs(DataType.Utf8, Texts, DataType.Utf8, Texts), OfTwo)]);

    [PostgresFact]
    public void Elements_as_in_PostgreSQL() => CompareWithPostgres("json",
    [
        ("TEXT, BIGINT", Values.Pairs(DataType.Utf8, Arrays, DataType.Int64, Counts),
        [
            new("a -> b", "CAST(CAST(a AS JSON) -> CAST(b AS INT) AS TEXT)"), new("a ->> b", "CAST(a AS JSON) ->> CAST(b AS INT)"),
            new("a -> b ->> -1", "CAST(a AS JSON) -> CAST(b AS INT) ->> -1"), new("a -> -1 -> b ->> 'k'", "CAST(a AS JSON) -> -1 -> CAST(b AS INT) ->> 'k'"),
        ]),
    ]);

    private static readonly string?[] Arrays = [null, "[]", "[1]", "[1, 2, \"x\"]", "[[1, 2], [3, [4, 5]], [{\"k\": \"v\"}, {\"k\": 2}]]", "{\"k\": [1]}", "\"text\"", "7"];

    private static Values WithCounts => Values.Pairs(DataType.Utf8, Texts, DataType.Int64, Counts);

    /// <param name="count">Counts are INT in PostgreSQL.</param>
    private static IEnumerable<Question> OfCount(string count)
    {
        foreach (var text in new[]
        {
            "left(a, b)", "right(a, b)", "lpad(a, b)", "rpad(a, b)", "lpad(a, b, 'xyz')", "rpad(a, b, 'xyz')", "lpad(a, b, '')", "rpad(a, b, '☃\U0001F600')",
            "lpad('x', b, a)", "rpad('x', b, a)", "substr(a, b)",
        })
        {
            yield return new(text, text.Replace(", b", $", {count}", StringComparison.Ordinal));
        }
    }

    private static IEnumerable<Question> OfTwo =>
    [
        new("concat_ws(a, b, 'x', b)"), new("concat_ws('-', a, NULL, b, 7)"), new("concat_ws(', ', a)"), new("concat_ws(NULL, a, b)"),
        new("concat_ws(a, NULL, NULL)"), new("concat(a, b)"), new("greatest(a, b)", "greatest(a COLLATE \"C\", b)"),
        new("least(a, b, 'abd')", "least(a COLLATE \"C\", b, 'abd')"),
    ];
}
