using System.Globalization;

namespace Weir.Differential.Tests;

/// <summary>What an engine makes of an expression in one row, as text that other engines' answers compare with.</summary>
/// <param name="Text">NULL, <c>error</c>, or the value.</param>
internal readonly record struct Answer(string Text)
{
    public static Answer Null { get; } = new("NULL");

    public static Answer Error { get; } = new("error");

    public static Answer Of(string? text) => text is null ? Null : new(text switch
    {
        "inf" => "Infinity",
        "-inf" => "-Infinity",
        "nan" or "-nan" => "NaN",
        _ => Trimmed(text),
    });

    /// <summary>Numbers are equal when they have the same value, doubles also when they are within a tolerance.</summary>
    public bool Agrees(Answer other, double tolerance)
    {
        if (Text == other.Text)
        {
            return true;
        }

        if (!IsDouble(Text, out var left) || !IsDouble(other.Text, out var right)
            || !(Text.Contains('E') || other.Text.Contains('E') || Text.Contains('e') || other.Text.Contains('e') || tolerance > 0))
        {
            return false;
        }

        return left.Equals(right) || Math.Abs(left - right) <= tolerance * Math.Max(Math.Abs(left), Math.Abs(right));
    }

    private static bool IsDouble(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    // 1.50 and 1.5 are one number, 10:00:00.500 and 10:00:00.5 one time.
    private static string Trimmed(string text)
    {
        var point = text.LastIndexOf('.');
        return point < 0 || text.Length == point + 1 || !text.AsSpan(point + 1).TrimEnd("0123456789").IsEmpty
            ? text
            : text.TrimEnd('0').TrimEnd('.');
    }
}
