using Weir.Columnar.Expressions;
using Weir.Columnar.Patterns;
using Xunit;

namespace Weir.Columnar.Tests;

public class LinearRegexTests
{
    [Theory]
    [InlineData("[[:alpha:]]", "1é", "é")]
    [InlineData("[^[:digit:]]+", "12ab", "ab")]
    [InlineData("\\d", "٣1", "1")]
    [InlineData("\\s", "\u00A0 ", " ")]
    [InlineData("b$", "ab\n", null)]
    [InlineData("b\\Z", "ab\n", null)]
    [InlineData("(?m)b$", "ab\nc", "b")]
    [InlineData("^.$", "😀", "😀")]
    [InlineData("^[^a]{2}$", "😀é", "😀é")]
    [InlineData("[\\s\\S]+", "a\n😀", "a\n😀")]
    [InlineData(".+?", "😀b", "😀")]
    [InlineData("[😀-😂]", "x😁", "😁")]
    [InlineData("\\yb", "a b", "b")]
    [InlineData("a{", "a{2}", "a{")]
    [InlineData("[]a]+", "x]a", "]a")]
    [InlineData("(?#note)a", "a", "a")]
    [InlineData("(?x) a b # both", "ab", "ab")]
    [InlineData("\\x{1F600}", "😀", "😀")]
    [InlineData("\\0", "a\0", "\0")]
    [InlineData("a|ab", "ab", "a")]
    [InlineData("(?i)K", "k", "k")]
    public void Finds_what_the_dialect_says(string pattern, string text, string? found)
    {
        var match = LinearRegex.Compile(pattern, "").Match(text);
        Assert.Equal(found, match.Success ? match.Value : null);
    }

    [Fact]
    public void Named_groups_are_numbered_where_they_stand()
    {
        var match = LinearRegex.Compile("(?P<year>[0-9]+)-([0-9]+)", "").Match("2024-03");
        Assert.Equal(["2024-03", "2024", "03"], match.Groups.Values.Select(group => group.Value));
    }

    [Theory]
    [InlineData("(a)\\1", "back references cannot run in linear time (character 4 of the pattern)")]
    [InlineData("(?=a)", "look-around")]
    [InlineData("(?<!a)", "look-around")]
    [InlineData("(?>a)", "atomic groups")]
    [InlineData("a++", "a quantifier follows another")]
    [InlineData("^*", "repeats nothing")]
    [InlineData("a{,2}", "a repetition is {n}")]
    [InlineData("a{1001}", "at most 1000")]
    [InlineData("a{2,1}", "ends before it begins")]
    [InlineData("[a-z-[aeiou]]", "a range begins with a character")]
    [InlineData("[\\d-z]", "a range begins with a character")]
    [InlineData("[b-a]", "goes backwards")]
    [InlineData("[[:foo:]]", "no such class")]
    [InlineData("[[.a.]]", "collating")]
    [InlineData("[a", "a class is not closed")]
    [InlineData("(a", "a group is not closed")]
    [InlineData("a)", "closes no group")]
    [InlineData("(?n)a", "there is no group (?n")]
    [InlineData("(?'n'a)", "there is no group (?'")]
    [InlineData("(?<a-b>x)", "the name of a group")]
    [InlineData("\\G", "there is no escape \\G")]
    [InlineData("\\x041", "\\xhh")]
    [InlineData("\\uD800", "the escape is no character")]
    [InlineData("\\p{IsGreek}", "no category \"IsGreek\"")]
    [InlineData("\\mfoo", "linear time")]
    [InlineData("a\\", "cannot end with a backslash")]
    public void Refuses_what_others_read_otherwise(string pattern, string reason) =>
        Assert.Contains(reason, Assert.Throws<PatternException>(() => LinearRegex.Compile(pattern, "")).Message, StringComparison.Ordinal);

    /// <summary>Whatever the pattern, it is compiled or refused with a sentence of ours.</summary>
    [Fact]
    public void Any_pattern_is_compiled_or_refused()
    {
        var random = new Random(11);
        const string Alphabet = "ab01(){}[]|*+?^$.\\-,:=!<>#iPdDsSwWbByAZzxu&[[::]]é";
        var compiled = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var pattern = string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            try
            {
                LinearRegex.Compile(pattern, random.Next(2) == 0 ? "" : "ims");
                compiled++;
            }
            catch (PatternException exception)
            {
                Assert.DoesNotContain("Invalid pattern", exception.Message, StringComparison.Ordinal);
            }
        }

        Assert.True(compiled > 2000);
    }
}
