namespace Weir.Differential.Tests;

/// <summary>Comparisons and arithmetic of dates and timestamps at the ends of what they hold.</summary>
public sealed class TimeTests(PostgresServer postgres) : DifferentialTest(postgres)
{
    private static readonly string[] Parts =
        ["year", "quarter", "month", "week", "day", "dow", "doy", "hour", "minute", "second", "millisecond", "microsecond", "epoch"];

    private static readonly string[] Units = ["year", "quarter", "month", "week", "day", "hour", "minute", "second", "millisecond", "microsecond"];

    private static readonly string[] Bins = ["1 second", "15 minutes", "1 day", "7 days 1 microsecond"];

    [PostgresFact]
    public void Times_as_in_PostgreSQL() => CompareWithPostgres("times", [.. Pairs, .. Single]);

    private static IEnumerable<(string, Values, IEnumerable<Question>)> Pairs =>
        from left in new[] { DataType.Timestamp, DataType.Date32 }
        from right in new[] { DataType.Timestamp, DataType.Date32 }
        select ($"{left}, {right}", Values.Pairs(left, Extremes.Of(left), right, Extremes.Of(right)), OfTwo(left, right));

    private static IEnumerable<(string, Values, IEnumerable<Question>)> Single =>
    [
        ("TIMESTAMP", Values.Of(DataType.Timestamp, Extremes.Of(DataType.Timestamp)), [.. OfOne(), .. Shifts]),
        ("DATE", Values.Of(DataType.Date32, Extremes.Of(DataType.Date32)), [.. OfOne(), .. Shifts]),
        .. Extremes.Numbers.Where(type => type.Kind != TypeKind.UInt64).Select(type =>
            ($"{type}", Values.Of(type, Extremes.Of(type)), Counts)),
    ];

    private static IEnumerable<Question> Shifts =>
    [
        new("a + INTERVAL '1 day'"), new("a - INTERVAL '1 day'"), new("a + INTERVAL '1 second'"), new("a - INTERVAL '10 minutes'"),
        new("INTERVAL '1 hour' + a"), new("CAST(a AS DATE)"), new("CAST(CAST(a AS TEXT) AS DATE)"),
        new("TIMESTAMP '1970-01-01 00:00:00' + (a - TIMESTAMP '2000-01-01 00:00:00')"),
        new("a < DATE '2300-01-01'"), new("a > DATE '2300-01-01'"), new("a = DATE '2300-01-01'"), new("DATE '1600-01-01' <= a"),
        new("a BETWEEN DATE '1600-01-01' AND DATE '2300-01-01'"), new("a NOT IN (DATE '2300-01-01', DATE '2024-02-29')"),
        new("a IN (DATE '2024-02-29', TIMESTAMP '1970-01-01 00:00:00')"), new("a IS DISTINCT FROM DATE '2300-01-01'"),
        new("CASE a WHEN DATE '2300-01-01' THEN 1 WHEN DATE '1970-01-01' THEN 2 ELSE 0 END"), new("a >= TIMESTAMP '2024-02-29 12:00:00'"),
        new("a < '2024-02-29'"),
    ];

    /// <summary>Fractions of a second count in ours too, so that both have microseconds.</summary>
    private static IEnumerable<Question> Counts =>
    [
        new("to_timestamp_seconds(a)", "to_timestamp(CAST(a AS DOUBLE PRECISION)) AT TIME ZONE 'UTC'"),
        new("to_timestamp_millis(a)", "TIMESTAMP '1970-01-01' + CAST(CAST(a AS NUMERIC) || ' milliseconds' AS INTERVAL)"),
        new("to_timestamp_micros(a)", "TIMESTAMP '1970-01-01' + CAST(CAST(a AS NUMERIC) || ' microseconds' AS INTERVAL)"),
    ];

    private static IEnumerable<Question> OfOne()
    {
        foreach (var part in Parts)
        {
            // Seconds and their parts are whole numbers in ours.
            yield return new($"date_part('{part}', a)", part is "second" or "millisecond" or "microsecond" ? $"trunc(date_part('{part}', a))" : null);
        }

        foreach (var size in Bins)
        {
            yield return new($"date_bin(INTERVAL '{size}', a)", $"date_bin(INTERVAL '{size}', a, TIMESTAMP '1970-01-01')");
        }

        foreach (var unit in Units)
        {
            yield return new($"date_trunc('{unit}', a)", $"date_trunc('{unit}', CAST(a AS TIMESTAMP))");
        }
    }

    private static IEnumerable<Question> OfTwo(DataType left, DataType right)
    {
        // A difference shows as the time so long after 1970.
        var days = left.Kind == TypeKind.Date32 && right.Kind == TypeKind.Date32;
        yield return new("TIMESTAMP '1970-01-01 00:00:00' + (a - b)", days ? "TIMESTAMP '1970-01-01 00:00:00' + (a - b) * INTERVAL '1 day'" : null);
        foreach (var size in left.Kind == TypeKind.Timestamp && right.Kind == TypeKind.Timestamp ? Bins : [])
        {
            yield return new($"date_bin(INTERVAL '{size}', a, b)");
        }

        foreach (var text in new[]
        {
            "greatest(a, b)", "least(a, b)", "a = b", "a <> b", "a < b", "a <= b", "a > b", "a >= b", "a IS DISTINCT FROM b", "a IS NOT DISTINCT FROM b", "a IN (b)", "a NOT IN (b)",
            "a BETWEEN b AND b", "CASE a WHEN b THEN 1 ELSE 0 END", "coalesce(a, b)",
        })
        {
            yield return new(text);
        }
    }
}
