using System.Globalization;

namespace Weir.Columnar.Expressions;

/// <summary>Names and constants as SQL, for explain output and messages.</summary>
public static class SqlText
{
    /// <summary>The name, quoted when unquoted it would be folded or not be a name.</summary>
    public static string Identifier(string name)
    {
        var plain = name.Length > 0 && (char.IsAsciiLetterLower(name[0]) || name[0] == '_')
            && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');
        return plain ? name : $"\"{name.Replace("\"", "\"\"")}\"";
    }

    public static string Literal(object? value, DataType type) => value switch
    {
        null => "NULL",
        bool flag => flag ? "TRUE" : "FALSE",
        int days when type.Kind == TypeKind.Date32 => $"DATE '{TemporalText.FormatDate(days)}'",
        long nanos when type.Kind == TypeKind.Timestamp => $"TIMESTAMP '{TemporalText.FormatTimestamp(nanos)}'",
        long nanos when type.Kind == TypeKind.Interval => $"INTERVAL '{TemporalText.FormatInterval(nanos)}'",
        Int128 unscaled => DecimalText.Format(unscaled, type.Scale),
        double number => TemporalText.FormatDouble(number),
        string text => $"'{text.Replace("'", "''")}'",
        byte[] bytes => $"X'{Convert.ToHexString(bytes)}'",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    public static string Symbol(ArithmeticOperator op) => op switch
    {
        ArithmeticOperator.Add => "+",
        ArithmeticOperator.Subtract => "-",
        ArithmeticOperator.Multiply => "*",
        ArithmeticOperator.Divide => "/",
        _ => "%",
    };

    public static string Symbol(ComparisonOperator op) => op switch
    {
        ComparisonOperator.Equal => "=",
        ComparisonOperator.NotEqual => "<>",
        ComparisonOperator.Less => "<",
        ComparisonOperator.LessOrEqual => "<=",
        ComparisonOperator.Greater => ">",
        _ => ">=",
    };
}
