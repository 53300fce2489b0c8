namespace Weir.Settings.Tests;

/// <summary>Records are read once, and wrong ones are refused.</summary>
public class ShapeTests
{
    public static TheoryData<Action, string> WrongRecords => new()
    {
        { () => SettingsShape.Of<Untitled>(), "has no SettingsAttribute" },
        { () => SettingsShape.Of<UnknownType>(), "the type of When is no kind of setting" },
        { () => SettingsShape.Of<PlainUri>(), "the type of Address is no kind of setting" },
        { () => SettingsShape.Of<SameWire>(), "two settings are called \"tOPIC\"" },
        { () => SettingsShape.Of<SameOption>(), "two settings have the option \"topic\"" },
        { () => SettingsShape.Of<HoldsItself>(), "holds itself" },
        { () => SettingsShape.Of<NoArray>(), "Names needs an initial value" },
        { () => SettingsShape.Of<TwoKinds>(), "the option \"x\" is of two kinds" },
        { () => SettingsShape.Of<WrongPreset>(), "the preset \"b\" sets no \"y\" so" },
        { () => SettingsShape.Of<NoDefault>(), "Topic has no default that forms could require" },
        { () => SettingsShape.Of<WrongExample>().WriteJsonSchema(new Utf8JsonWriter(Stream.Null)), "the example of \"count\" is wrong" },
        { () => SettingsShape.Of<SameWord>(), "the word \"A-b\" is there twice" },
        { () => SettingsShape.Of<NoWord>(), "has a word or a tag where the choice has none" },
    };

    [Fact]
    public void A_type_has_one_shape_whoever_asks_first()
    {
        var shapes = new SettingsShape[16];
        Parallel.For(0, shapes.Length, i => shapes[i] = SettingsShape.Of<OnlyHere>());

        Assert.All(shapes, shape => Assert.Same(shapes[0], shape));
    }

    [Fact]
    public void An_option_says_all_there_is_to_know()
    {
        var options = Given.Shapes["redis/table"].FlatOptions.ToDictionary(option => option.Name);

        Assert.True(options["type"] is { IsSide: true, IsRequired: true, Use: TableUse.All, Conditions.IsEmpty: true });
        Assert.Equal<string>(["sink", "lookup"], options["type"].Values);
        Assert.Equal<string>(["type = 'sink' and target = 'string'", "type = 'sink' and target = 'list'", "type = 'sink' and target = 'hash'"], options["target.key_prefix"].Conditions);
        Assert.True(options["target.key_prefix"] is { IsRequired: true, Use: TableUse.Sink });
        Assert.True(options["target.ttl_secs"] is { Kind: SettingKind.Duration, Unit: DurationUnit.Seconds, Default: null });
        Assert.Equal("append", options["target.operation"].Default);

        options = Given.Shapes["kafka/profile"].FlatOptions.ToDictionary(option => option.Name);
        Assert.Equal<string>(["none", "sasl", "sasl_ssl", "ssl", "aws_msk_iam"], options["auth.type"].Values);
        Assert.Equal<string>(["SASL_SSL", "SASL_PLAINTEXT", "SSL"], options["auth.protocol"].Values);
        Assert.Equal("none", options["auth.type"].Default);
        Assert.True(options["auth.password"].IsSecret);
        Assert.DoesNotContain(options.Keys, name => name.Contains("connection", StringComparison.Ordinal));

        options = Given.Shapes["all/table"].FlatOptions.ToDictionary(option => option.Name);
        Assert.Equal(("60s", "128MiB", "true"), (options["wait"].Default, options["rolling.file_size"].Default, options["old"].Default));
        Assert.True(options["old"].IsDeprecated);
    }

    [Theory]
    [MemberData(nameof(WrongRecords))]
    public void A_record_that_is_not_made_as_it_must_be_is_refused(Action shape, string message) =>
        Assert.Contains(message, Assert.Throws<InvalidOperationException>(shape).Message);

    [Fact]
    public void What_is_not_in_sql_has_no_option_at_any_depth() =>
        Assert.Equal(["shown"], SettingsShape.Of<NotInSql>().FlatOptions.Select(option => option.Name));

    [Fact]
    public void A_record_that_forms_require_is_stored_with_what_they_require_of_it()
    {
        using var nothing = JsonDocument.Parse("{}");
        var tree = SettingsShape.Of<Outer>().FromJson(nothing.RootElement).Tree;

        Assert.Equal("""{"inner":{"word":"w"}}""", tree.RevealJson());
        Assert.Equal(tree, SettingsShape.Of<Outer>().FromFlat(new Dictionary<string, FlatValue>()).Tree);
        Assert.Equal(tree, SettingsShape.Of<Outer>().FromJson(JsonDocument.Parse(tree.RevealJson()).RootElement).Tree);
    }

    [Settings("OnlyHere")]
    public sealed record OnlyHere
    {
        [Setting("x")]
        public int X { get; init; }
    }

    [Settings("NotInSql")]
    public sealed record NotInSql
    {
        [Setting("x")]
        public string? Shown { get; init; }

        [Setting("x", NotInSql = true)]
        public Inner? Hidden { get; init; }
    }

    [Settings("Outer")]
    public sealed record Outer
    {
        [Setting("x", RequiredInForms = true)]
        public Inner Inner { get; init; } = new();
    }

    public sealed record Inner
    {
        [Setting("x", RequiredInForms = true)]
        public string Word { get; init; } = "w";
    }

    public sealed record Untitled;

    [Settings("")]
    public sealed record UnknownType
    {
        [Setting("x")]
        public DateTime When { get; init; }
    }

    [Settings("")]
    public sealed record PlainUri
    {
        [Setting("x")]
        public Uri? Address { get; init; }
    }

    [Settings("")]
    public sealed record SameWire
    {
        [Setting("x")]
        public string? Topic { get; init; }

        [Setting("x", Wire = "tOPIC", Sql = "other")]
        public string? Other { get; init; }
    }

    [Settings("")]
    public sealed record SameOption
    {
        [Setting("x")]
        public string? Topic { get; init; }

        [Setting("x", Sql = "topic")]
        public string? Other { get; init; }
    }

    [Settings("")]
    public sealed record HoldsItself
    {
        [Setting("x")]
        public HoldsItself? Inner { get; init; }
    }

    [Settings("")]
    public sealed record NoArray
    {
        [Setting("x")]
        public ImmutableArray<string> Names { get; init; }
    }

    [Settings("")]
    public sealed record NoDefault
    {
        [Setting("x", RequiredInForms = true)]
        public string? Topic { get; init; }
    }

    [Settings("")]
    public sealed record WrongExample
    {
        [Setting("x", Example = "many")]
        public int Count { get; init; }
    }

    [Settings("")]
    public sealed record TwoKinds
    {
        [Setting("x")]
        public TwoKindsChoice? Choice { get; init; }
    }

    [OneOf(Sql = "type")]
    public abstract record TwoKindsChoice
    {
        [Alternative("A", Sql = "a")]
        public sealed record A : TwoKindsChoice
        {
            [Setting("x")]
            public int X { get; init; }
        }

        [Alternative("B", Sql = "b")]
        public sealed record B : TwoKindsChoice
        {
            [Setting("x")]
            public string? X { get; init; }
        }
    }

    [Settings("")]
    public sealed record WrongPreset
    {
        [Setting("x")]
        public WrongPresetChoice? Choice { get; init; }
    }

    [OneOf(Sql = "type")]
    public abstract record WrongPresetChoice
    {
        [Alternative("A", Sql = "a"), Preset("b", """{"y":1}""")]
        public sealed record A : WrongPresetChoice;
    }

    [Settings("")]
    public sealed record SameWord
    {
        [Setting("x")]
        public SameWordChoice Choice { get; init; }
    }

    public enum SameWordChoice
    {
        [Value("a_b")]
        A,

        [Value("A-b")]
        B,
    }

    [Settings("")]
    public sealed record NoWord
    {
        [Setting("x")]
        public NoWordChoice? Choice { get; init; }
    }

    [OneOf(Sql = "type")]
    public abstract record NoWordChoice
    {
        [Alternative("A")]
        public sealed record A : NoWordChoice;
    }
}
