namespace Weir.Differential.Tests;

/// <summary>Every construct of regular expressions, ours and those of others, over texts that tell them apart.</summary>
public sealed class PatternTests(PostgresServer postgres) : DifferentialTest(postgres)
{
    private static readonly Values Texts = Values.Of(DataType.Utf8,
    [
        "", "a", "b", "ab", "abc", "abc1", "aab", "aaa", "ABC", "a1", "1", "12", "a\nb", "ab\n", "\nab", "a\r\nb", "foo bar", "foo-bar_baz", "_", "-", "]", "[", "^", "$",
        "\\", "{", "}", "a{2}", "{,2}", "(", ")", "|", ".", "a.b", "a+b", "é", "Éa", "ß", "ẞ", "ſ", "K", "ı", "٣", "Ⅷ", "😀", "a😀b", "😀😀", "𝒜", "\u00A0", "\u2003", "\u0085", "\t", " ", "\b", "\u001B",
        "$1", "x&y", "2024-03-01", "key=value; other=x", "A-z", "`", "~", "€", "日本", "i", "I", "&&", "a&&b", "<b>", "e\u0301", "\u200D", "#", "a b",
    ]);

    /// <summary>Without what a dot and the classes take otherwise, so that only replacing is looked at.</summary>
    private static readonly Values PlainTexts = Values.Of(DataType.Utf8,
        ["", "a", "b", "ab", "abc", "aab", "aaa", "bab", "a1", "12", "foo bar", "é", "😀", "a😀b", "😀😀", "$1", "\\", "x&y", "key=value; other=x", " "]);

    private static readonly string[] Patterns =
    [
        "", "a", "abc", "^a", "a$", "^$", "^ab$", "b$", "a.b", ".", "^.$", "^..$", "^.{2}$", ".*", "^.*$", "a|b", "a||b", "|a", "(a|ab)(c|bcd)?", "a*", "a+", "a?", "^a{2}$", "^a{2,}$",
        "^a{1,2}$", "a{,2}", "a{0}", "a{", "{", "a{x", "a{1", "a{1,x}", "a{2,1}", "a{300}", "a{1001}", "a**", "a+*", "a*?", "a+?b", "a??", "a{1,2}?", "a++", "a*+", "a?+", "*a", "+a", "^*", "(*a)", "(|a)+",
        "(a)", "(?:a)", "(a", "a)", "()", "(?:)", "(?P<n>a)(b)", "(?<n>a)(b)", "(?'n'a)", "(?P=n)", "(?<n>a)(?<n>b)", "(?<a-b>x)", "(?#c)a", "(?i)abc", "a(?i)b", "(?i:a)b", "(?-i)a", "(?s)a.b", "(?m)^b", "(?m)b$",
        "(?n)^b", "(?x)a b # c", "(?U)a+", "(?p)a", "(?w)^b", "(?q)a.b", "(?e)a", "(?c)a", "(?i-s)a", "(?", "(?i", "(?=a)", "(?!a)", "(?<=a)b", "(?<!a)b", "(?>a)", "(?(1)a)",
        "[abc]", "[^a]", "^[^a]$", "[a-c]", "[c-a]", "[]]", "[^]]", "[]a]", "[a", "[a-]", "[-a]", "[a-c-e]", "[a\\-c]", "[\\]]", "[\\[]", "[[]", "[[a]", "[a-z-[aeiou]]", "[a&&b]", "[&]", "[\\d]", "[\\D]", "[\\w]",
        "^[\\W]$", "[\\s]", "^[\\S]$", "[\\s\\S]", "^[\\s\\S]$", "[^\\s]", "[a-\\d]", "[\\d-z]", "[\\n]", "[\\b]", "[\\t-\\r]", "[\\x41]", "[[:alpha:]]", "^[[:alpha:]]+$", "[[:digit:]]", "[[:alnum:]]", "[[:upper:]]", "[[:lower:]]",
        "[[:space:]]", "[[:blank:]]", "[[:punct:]]", "[[:cntrl:]]", "[[:graph:]]", "[[:print:]]", "[[:xdigit:]]", "[[:word:]]", "[[:ascii:]]", "[[:foo:]]", "[^[:alpha:]]", "[[:^alpha:]]", "[[:alpha:][:digit:]]", "[:alpha:]", "[[.a.]]", "[[=a=]]",
        "[[:<:]]foo", "[😀]", "^[😀-😂]$", "[^😀]", "[é-ê]",
        "\\d", "\\D", "\\w", "\\W", "^\\W$", "\\s", "\\S", "^\\S$", "\\a", "\\e", "\\f", "\\n", "\\r", "\\t", "\\v", "\\0", "\\01", "\\012", "\\123", "(a)\\1", "\\1", "\\10", "\\x41", "\\x4", "\\x041", "\\x{41}", "\\u0041", "\\u{41}",
        "\\U00000041", "\\x{1F600}", "\\cA", "\\c1", "\\A", "\\Aa", "b\\Z", "b\\z", "\\bbar", "foo\\b", "a\\Bb", "\\yfoo", "foo\\y", "\\Yo", "\\mfoo", "foo\\M", "\\<b", "b\\>", "\\.", "\\*", "\\^", "\\$", "\\\\", "\\", "\\-", "\\_", "\\é", "\\p{L}",
        "\\pL", "\\PL", "\\p{Lu}", "\\p{Greek}", "\\p{IsGreek}", "\\p", "\\Q.\\E", "\\G", "\\K", "\\R", "\\X", "\\h", "\\N", "\\k<n>", "\\g1", "\\i", "\\q", "\\ ", "\\#", "\\`", "\\'", "\\&", "ß", "ſ", "(?i)ß", "(?i)s", "(?i)k", "(?i)i", "(?i)É", "***:a", "***=a.b", "é", "^é$", "日.", "^(.)(.)$",
        "(?s)^.+.+$", "(?s)^.+?.+?$", "(?s)^.{1,}.{1,}$", "^[^a]+[^a]+$", "([0-9]+)-([0-9]+)", "([a-z]+)=([a-z]+)", "^\\w+$", "[+.]", "[$^]", "a|^b", "(^a)", "(a$)", "$a", "a^", "^^a", "a$$", "x*", "b*", "(a)|b", "(a)|(b)", "(x)?a", "a{2}{3}", "(?:a{2}){3}", "a{1}{1}", "[a-c]{2}", "a\nb", "#", "a b",
    ];

    [PostgresFact]
    public void Matches_as_in_PostgreSQL() => CompareWithPostgres("patterns", [("", Texts, Patterns.Select(pattern => new Question($"a ~ {Quoted(pattern)}")))]);

    [PostgresFact]
    public void Matches_without_case_as_in_PostgreSQL() => CompareWithPostgres("patterns-no-case",
        [("", Texts, new[] { "abc", "[a-c]", "é", "ß", "s", "k", "i", "[[:upper:]]", "[[:lower:]]", "\\w", "[^a]", "K", "[A-Z]" }.Select(pattern => new Question($"a ~* {Quoted(pattern)}")))]);

    [PostgresFact]
    public void Replacements_as_in_PostgreSQL() => CompareWithPostgres("replacements", [("", PlainTexts, Replacements.Concat(Groups))]);

    private static IEnumerable<Question> Replacements =>
        from pattern in new[] { "a", "a*", "b*", "x*", "(a)(b)?", "(a)|b", "([0-9])", ".", "^", "$", "\\y", "[^a]", "\\w+", "", "(.)(.)", "\\s" }
        from replacement in new[] { "<>", "<\\1>", "<\\2>", "[\\&]", "$1", "$$", "${1}", "$&", "\\\\", "\\\\1", "\\9", "\\0", "\\x", "\\", "&", "a\\1\\2b" }
        from flags in new[] { "", "g" }
        select new Question($"regexp_replace(a, {Quoted(pattern)}, {Quoted(replacement)}{(flags.Length > 0 ? ", 'g'" : "")})");

    private static IEnumerable<Question> Groups =>
    [
        new("regexp_replace(a, 'a|ab', '<\\1>')"),
        .. new[] { "a", "(a)(b)", "(a)|(b)", "(?:a)(b)", "(x)?a", "([a-z]+)=([a-z]+)", "^(.)", "(.+)(.+)", "(.*)(.+)" }.SelectMany(pattern => new[] { 1, 2 }.Select(group =>
            new Question($"regexp_match(a, {Quoted(pattern)})[{group}]", $"(regexp_match(a, {Quoted(pattern)}))[{group}]"))),
        .. new[] { "i", "c", "ci", "ic", "g", "m", "n", "s", "x", "p", "w", "q", "e", "b", "t", "z", "gi" }.SelectMany(flags => new[]
        {
            new Question($"regexp_replace(a, '^b.', '<>', '{flags}')"), new Question($"regexp_like(a, '^B|^b $|a.b', '{flags}')"),
        }),
    ];

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
