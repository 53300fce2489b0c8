namespace Weir.Differential.Tests;

/// <summary>The columns of a table of test values, and its rows. Values have the CLR types of <see cref="LiteralExpression"/>.</summary>
/// <param name="Types">One for each of the columns a, b, c …</param>
internal sealed record Values(DataType[] Types, object?[][] Rows)
{
    public static string Name(int column) => ((char)('a' + column)).ToString();

    /// <summary>Every pair of two lists.</summary>
    public static Values Pairs(DataType left, IReadOnlyList<object?> lefts, DataType right, IReadOnlyList<object?> rights) =>
        new([left, right], [.. lefts.SelectMany(_ => rights, (a, b) => new[] { a, b })]);

    public static Values Of(DataType type, IEnumerable<object?> values) => new([type], [.. values.Select(value => new[] { value })]);

    public string Show(int row) => string.Join(", ", Rows[row].Select((value, column) => $"{Name(column)} = {SqlText.Literal(value, Types[column])}"));
}
