using System.Text;
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

    /// <summary>What follows a repetition cannot take half of what it left.</summary>
    [Theory]
    [InlineData("^.+.+$", "😀", null)]
    [InlineData("^.+?.+?$", "😀", null)]
    [InlineData("^.*.$", "😀", "😀")]
    [InlineData("^(.+)(.+)$", "a😀", "a😀,a,😀")]
    [InlineData("(.+)(.+)", "a😀", "a😀,a,😀")]
    [InlineData("^(.*)(.+)$", "😀", "😀,,😀")]
    [InlineData("^(.*?)(.+)$", "😀", "😀,,😀")]
    [InlineData("^(.+?)(.*)$", "😀é", "😀é,😀,é")]
    [InlineData("^(.{1,})(.{1,})$", "😀", null)]
    [InlineData("^(.{1,2}?)(.{1,2})$", "😀b", "😀b,😀,b")]
    [InlineData("(?s)^(.+)(.)$", "\n😀", "\n😀,\n,😀")]
    [InlineData("^([^a]+)([^a]+)$", "😀", null)]
    [InlineData("^([^a]+)([^b]+)$", "b😀", "b😀,b,😀")]
    [InlineData("^([^a]+)([^b]+)$", "😀b", null)]
    [InlineData("^([\\s\\S]+)([\\s\\S]+)$", "😀", null)]
    [InlineData("^(\\W+)(\\W+)$", "😀", null)]
    [InlineData("^(\\P{L}+)(\\P{L}+)$", "😀", null)]
    [InlineData("^([^\\d]+)(\\D+)$", "😀", null)]
    [InlineData("\\p{Cs}", "😀", null)]
    [InlineData("\\p{C}", "😀", null)]
    [InlineData("[[:cntrl:]]|[[:print:]]", "😀", null)]
    [InlineData("[\\x{1}-\\x{FFFF}]", "😀", null)]
    [InlineData("[^\\x{1}-\\x{FFFF}]", "a😀", "😀")]
    [InlineData("^[\\x{D7FF}-\\x{E000}]+$", "\uD7FF\uE000", "\uD7FF\uE000")]
    [InlineData("^([\\x{41}-\\x{10FFFF}]+)([\\x{41}-\\x{10FFFF}]+)$", "😀", null)]
    [InlineData("^([\\x{41}-\\x{10FFFF}]+)([\\x{41}-\\x{10FFFF}]+)$", "😀𝒜\uFFFF", "😀𝒜\uFFFF,😀𝒜,\uFFFF")]
    [InlineData("[\\x{1F601}-\\x{1F9FF}]+", "😀😁\U0001F9FF\U0001FA00", "😁\U0001F9FF")]
    public void Halves_of_a_character_are_never_taken_apart(string pattern, string text, string? groups)
    {
        var match = LinearRegex.Compile(pattern, "").Match(text);
        Assert.Equal(groups, match.Success ? string.Join(',', match.Groups.Values.Select(group => group.Value)) : null);
    }

    /// <summary>Ranges of any ends, against what they say of single characters.</summary>
    [Fact]
    public void Ranges_hold_what_is_between_their_ends()
    {
        int[] ends = [0x41, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x103FF, 0x10400, 0x10401, 0x107FF, 0x1F600, 0x1F7FF, 0x10FC00, 0x10FFFE, 0x10FFFF];
        var seen = ends.SelectMany(end => new[] { end - 1, end, end + 1 }).Where(Rune.IsValid).Distinct().ToList();
        foreach (var (first, last) in ends.SelectMany(first => ends.Where(last => last >= first).Select(last => (first, last))))
        {
            var regex = LinearRegex.Compile(FormattableString.Invariant($"^[\\x{{{first:X}}}-\\x{{{last:X}}}]$"), "");
            Assert.All(seen, code => Assert.Equal(code >= first && code <= last, regex.IsMatch(char.ConvertFromUtf32(code))));
        }
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
