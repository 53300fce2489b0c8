using System.Globalization;
using System.Text;

namespace Weir.Planner.Binding;

/// <summary>Constants: integers are BIGINT, or what holds them exactly, numbers with point or exponent DOUBLE.</summary>
internal sealed class LiteralBinder(DiagnosticBag diagnostics)
{
    public static Expression? Number(Syntax.NumberLiteral number, bool isNegated)
    {
        if (number.IsInteger)
        {
            var text = isNegated ? "-" + number.Text : number.Text;
            if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
            {
                return new LiteralExpression(integer, DataType.Int64);
            }

            if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var unsigned))
            {
                return new LiteralExpression(unsigned, DataType.UInt64);
            }

            var digits = number.Text.AsSpan().TrimStart('0').Length;
            return digits <= DecimalRules.PrecisionMax
                ? new LiteralExpression(Int128.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), DataType.Decimal(digits, 0))
                : null;
        }

        var value = double.Parse(number.Text, CultureInfo.InvariantCulture);
        return double.IsFinite(value) ? new LiteralExpression(isNegated ? -value : value, DataType.Float64) : null;
    }

    public Expression? Bind(Syntax.Expression literal)
    {
        switch (literal)
        {
            case Syntax.NumberLiteral number:
                return Number(number, false) ?? TooLarge(number);
            case Syntax.StringLiteral text:
                return new LiteralExpression(text.Value, DataType.Utf8);
            case Syntax.BinaryLiteral binary:
                return new LiteralExpression(binary.Value.ToArray(), DataType.Binary);
            case Syntax.BooleanLiteral boolean:
                return boolean.Value ? LiteralExpression.True : LiteralExpression.False;
            case Syntax.IntervalLiteral interval:
                return Interval(interval);
            case Syntax.TypedLiteral typed:
                return Typed(typed);
            default:
                return LiteralExpression.Null(DataType.Null);
        }
    }

    public Expression? Interval(string text, string? unit, Syntax.Expression at)
    {
        switch (IntervalText.Parse(text, unit, out var nanos))
        {
            case IntervalText.Outcome.Ok:
                return new LiteralExpression(nanos, DataType.Interval);
            case IntervalText.Outcome.HasMonths:
                diagnostics.NotYet(
                    DiagnosticCodes.WrongWindow, "intervals of months and years are not there yet", at.Span, "their length varies; write days or weeks");
                return null;
            case IntervalText.Outcome.OutOfRange:
                return Malformed($"the interval '{text}' is longer than 292 years", at, null);
            default:
                return Malformed($"'{text}' is not an interval", at, "for example INTERVAL '10' SECOND or INTERVAL '1 day 2 hours'");
        }
    }

    private Expression? Interval(Syntax.IntervalLiteral interval) => Interval(interval.Text, interval.Unit, interval);

    private Expression? Typed(Syntax.TypedLiteral typed)
    {
        var text = Encoding.UTF8.GetBytes(typed.Text);
        switch (typed.Type.Name)
        {
            case "timestamp" when TemporalText.TryParseTimestamp(text, out long nanos):
                return new LiteralExpression(nanos, DataType.Timestamp);
            case "date" when TemporalText.TryParseDate(text, out var days):
                return new LiteralExpression(days, DataType.Date32);
            case "time":
                diagnostics.NotYet(DiagnosticCodes.WrongColumnType, "the type TIME is not there yet", typed.Span, "write TEXT or TIMESTAMP");
                return null;
            case "date":
                return Malformed($"'{typed.Text}' is not a date", typed, "write DATE 'YYYY-MM-DD'");
            default:
                return Malformed($"'{typed.Text}' is not a timestamp", typed, "write TIMESTAMP 'YYYY-MM-DD HH:MM:SS', years 1677 to 2262");
        }
    }

    private Expression? TooLarge(Syntax.NumberLiteral number)
    {
        var shown = number.Text.Length <= 20 ? number.Text : $"{number.Text.AsSpan(0, 20)}…";
        return number.IsInteger
            ? Malformed($"the number {shown} has more than {DecimalRules.PrecisionMax} digits", number, "write it with an exponent for a DOUBLE, as 1e40")
            : Malformed($"the number {shown} is too large", number, null);
    }

    private Expression? Malformed(string message, Syntax.Expression at, string? hint)
    {
        diagnostics.Error(DiagnosticCodes.WrongLiteral, message, at.Span, hint);
        return null;
    }
}
