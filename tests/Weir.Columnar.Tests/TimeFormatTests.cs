using Weir.Columnar.Expressions;
using Xunit;

namespace Weir.Columnar.Tests;

public sealed class TimeFormatTests : ExpressionTest
{
    [Theory]
    [InlineData("01/Mar/2024:10:00:00 +0200", "%d/%b/%Y:%H:%M:%S %z", "2024-03-01T08:00:00")]
    [InlineData("2024-03-01 10:00:00", "%Y-%m-%d %H:%M:%S", "2024-03-01T10:00:00")]
    [InlineData("2024-03-01 10:00:00,123", "%F %T,%3f", "2024-03-01T10:00:00.123")]
    [InlineData("2024-03-01T10:00:00.1234567895Z", "%FT%T%.f%z", "2024-03-01T10:00:00.123456790")]
    [InlineData("2024-03-01T10:00:00+05:30", "%FT%T%.3f%:z", "2024-03-01T04:30:00")]
    [InlineData("3/1/24", "%D", "2024-03-01T00:00:00")]
    [InlineData("1/3/69", "%-d/%-m/%y", "2069-03-01T00:00:00")]
    [InlineData("1/3/70", "%e/%m/%y", "1970-03-01T00:00:00")]
    [InlineData("Fri Mar  1 10:00:00 2024", "%a %b %e %H:%M:%S %Y", "2024-03-01T10:00:00")]
    [InlineData("friday, 1 MARCH 2024 12:05 am", "%A, %d %B %Y %I:%M %p", "2024-03-01T00:05:00")]
    [InlineData("1 May 2024 12:05 PM", "%d %b %Y %l:%M %p", "2024-05-01T12:05:00")]
    [InlineData("2024 366 07", "%Y %j %H", "2024-12-31T07:00:00")]
    [InlineData("1709287200.5", "%s%.f", "2024-03-01T10:00:00.500")]
    [InlineData("-1", "%s", "1969-12-31T23:59:59")]
    [InlineData(" 20240301100000 ", "%Y%m%d%H%M%S", "2024-03-01T10:00:00")]
    [InlineData("2024-12-31 23:59:60 GMT", "%F %T %Z", "2025-01-01T00:00:00")]
    [InlineData("100% ☃ 2024-03-01", "100%% ☃ %F", "2024-03-01T00:00:00")]
    [InlineData("2024-03-01   10h", "%F %Hh", "2024-03-01T10:00:00")]
    public void Texts_are_read_by_their_format(string text, string format, string expected) =>
        Assert.Equal(expected, TemporalText.FormatTimestamp((long)Evaluate(Call("to_timestamp", Text(text), Text(format)))!));

    [Theory]
    [InlineData("2024-03-01", "%Y-%m-%d %H")]
    [InlineData("2024-03-01 10:00:00 and more", "%F %T")]
    [InlineData("2024-02-30", "%F")]
    [InlineData("2023 366", "%Y %j")]
    [InlineData("2024-13-01", "%F")]
    [InlineData("24-03-01", "%F")]
    [InlineData("2024-03-01 24:00:00", "%F %T")]
    [InlineData("2024-03-01 13:00 PM", "%F %I:%M %p")]
    [InlineData("Mon 2024-03-01", "%a %F")]
    [InlineData("2024-03-01 10:00:00 CET", "%F %T %Z")]
    [InlineData("2024-03-01 10:00:00.12", "%F %T.%3f")]
    [InlineData("2024-03-01 10:00:00.1234", "%F %T.%3f")]
    [InlineData("2024-03-01 10:00:00.", "%F %T%.f")]
    [InlineData("1 Ma 2024", "%d %b %Y")]
    [InlineData("2024-03-01 10:00:00 +2", "%F %T %z")]
    [InlineData("", "%F")]
    [InlineData("9223372036854775808", "%s")]
    public void A_text_of_another_form_is_an_error_of_its_row(string text, string format)
    {
        var (_, errors) = Evaluate(Call("to_timestamp", Column(0, DataType.Utf8), Text(format)), [DataType.Utf8], [text]);
        Assert.Equal([$"0: '{text}' does not have the format '{format}'"], errors);
    }

    [Fact]
    public void The_first_format_that_fits_reads_and_nothing_beyond_the_years_is_kept()
    {
        var call = Call("to_timestamp", Column(0, DataType.Utf8), Text("%d.%m.%Y"), Text("%F"));
        var (values, errors) = Evaluate(call, [DataType.Utf8], ["1.3.2024"], ["2024-03-01"], [null], ["1.1.1600"], ["x"]);
        Assert.Equal(values[0], values[1]);
        Assert.Null(values[2]);
        Assert.Equal(
            ["3: '1.1.1600' is out of range: times are between the years 1677 and 2262", "4: 'x' does not have the format '%d.%m.%Y' or '%F'"], errors);
    }

    [Theory]
    [InlineData("YYYY-MM-DD HH24:MI:SS", "no part of a time", "strftime")]
    [InlineData("", "no part of a time", "strftime")]
    [InlineData("%F %T.%f", "different ways", "%.f")]
    [InlineData("%Y-%m", "one date", null)]
    [InlineData("%Y-%m-%d %j", "one date", null)]
    [InlineData("%Y %y %m %d", "one date", null)]
    [InlineData("%T", "one date", null)]
    [InlineData("%F %I:%M", "one hour", null)]
    [InlineData("%F %H:%M %p", "one hour", null)]
    [InlineData("%F %M", "without the larger", null)]
    [InlineData("%F %H:%S", "without the larger", null)]
    [InlineData("%F %H:%M%.f", "without the larger", null)]
    [InlineData("%F %T%.f%3f", "more than once", null)]
    [InlineData("%F %m", "more than once", null)]
    [InlineData("%F %z %Z", "two zones", null)]
    [InlineData("%s %z", "contradict", null)]
    [InlineData("%F %Q", "%Q", "letters")]
    [InlineData("%F %", "% in the format", "letters")]
    [InlineData("%G-%m-%d", "%G", "letters")]
    public void A_format_that_leaves_something_open_is_refused(string format, string error, string? hint)
    {
        var resolution = ScalarFunctions.Find("to_timestamp")!.Resolve([Text("x"), Text(format)]);
        Assert.Contains(error, resolution.Error);
        Assert.Contains(hint ?? "", resolution.Hint ?? "");
        Assert.Equal(1, resolution.ErrorArgument);
    }

    [Fact]
    public void With_one_argument_text_is_cast_and_numbers_are_seconds()
    {
        Assert.Equal(1_500_000_000L, Evaluate(Call("to_timestamp", Literal(1.5, DataType.Float64))));
        Assert.Equal(3_000_000_000L, Evaluate(Call("to_timestamp", Long(3))));
        Assert.Equal(60_000_000_000L, Evaluate(Call("to_timestamp", Text("1970-01-01T00:01:00"))));
        Assert.Contains("leave the format out", ScalarFunctions.Find("to_timestamp")!.Resolve([Long(3), Text("%F")]).Hint);
        Assert.Contains("constant", ScalarFunctions.Find("to_timestamp")!.Resolve([Text("x"), Column(0, DataType.Utf8)]).Error);
    }

    private static LiteralExpression Text(string text) => Literal(text, DataType.Utf8);

    private static LiteralExpression Long(long value) => Literal(value, DataType.Int64);
}
