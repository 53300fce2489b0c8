using Weir.Columnar.Functions;

namespace Weir.Columnar.Expressions;

/// <summary>The functions that SQL can call, by name. One line each.</summary>
public static class ScalarFunctions
{
    private static readonly DataType Text = DataType.Utf8;
    private static readonly DataType Number = DataType.Float64;
    private static readonly DataType Integer = DataType.Int64;

    private static readonly ScalarFunction[] All =
    [
        new AbsFunction(),
        new CoalesceFunction(),
        new ConcatFunction("concat", skipsNulls: true),
        new ConcatFunction("||", skipsNulls: false),
        new ConcatWsFunction(),
        new DateBinFunction(),
        new DatePartFunction(),
        new DateTruncFunction(),
        new ExtremeFunction("greatest", isGreatest: true),
        new ExtremeFunction("least", isGreatest: false),
        new JsonFunction("json_as_text", JsonResult.Text),
        new JsonFunction("json_contains", JsonResult.Exists),
        new JsonFunction("json_get", JsonResult.Any),
        new JsonFunction("json_get_bool", JsonResult.Bool),
        new JsonFunction("json_get_float", JsonResult.Float),
        new JsonFunction("json_get_int", JsonResult.Integer),
        new JsonFunction("json_get_json", JsonResult.Json),
        new JsonFunction("json_get_str", JsonResult.String),
        new JsonFunction("json_length", JsonResult.Length),
        new NullIfFunction(),
        new PadFunction("lpad", inFront: true),
        new PadFunction("rpad", inFront: false),
        new RegexpLikeFunction(),
        new RegexpMatchGroupFunction(),
        new RegexpReplaceFunction(),
        new RoundingFunction("ceil", RoundingMode.Up, takesDigits: false, "ceiling"),
        new RoundingFunction("floor", RoundingMode.Down, takesDigits: false),
        new RoundingFunction("round", RoundingMode.Nearest, takesDigits: true),
        new RoundingFunction("trunc", RoundingMode.TowardsZero, takesDigits: true),
        new SignFunction(),
        new ToTimestampFunction("to_timestamp_micros", 1_000),
        new ToTimestampFunction("to_timestamp_millis", 1_000_000),
        new ToTimestampFunction("to_timestamp_nanos", 1),
        new ToTimestampFunction("to_timestamp_seconds", TemporalText.NanosPerSecond),
        new ToTimestampTextFunction(),
        new BoolFunction<ContainsKernel>("contains", [], [Text, Text]),
        new BoolFunction<EndsWithKernel>("ends_with", [], [Text, Text]),
        new BoolFunction<StartsWithKernel>("starts_with", [], [Text, Text]),
        new TextFunction<LeftKernel>("left", [], [Text, Integer]),
        new TextFunction<LowerKernel>("lower", [], [Text]),
        new TextFunction<ReplaceKernel>("replace", [], [Text, Text, Text]),
        new TextFunction<RightKernel>("right", [], [Text, Integer]),
        new TextFunction<SplitPartKernel>("split_part", [], [Text, Text, Integer]),
        new TextFunction<SubstringKernel>("substr", ["substring"], [Text, Integer, Integer], optional: 1),
        new TextFunction<TrimKernel<TrimBoth>>("btrim", ["trim"], [Text, Text], optional: 1),
        new TextFunction<TrimKernel<TrimStart>>("ltrim", [], [Text, Text], optional: 1),
        new TextFunction<TrimKernel<TrimEnd>>("rtrim", [], [Text, Text], optional: 1),
        new TextFunction<UpperKernel>("upper", [], [Text]),
        new ValueFunction<int, CharacterLengthKernel>("character_length", ["char_length", "length"], [Text], DataType.Int32),
        new ValueFunction<int, OctetLengthKernel>("octet_length", [], [Text], DataType.Int32),
        new ValueFunction<int, PositionKernel>("strpos", ["position"], [Text, Text], DataType.Int32),
        new ValueFunction<double, DoubleKernel<Exponential>>("exp", [], [Number], Number),
        new ValueFunction<double, DoubleKernel<NaturalLogarithm>>("ln", [], [Number], Number),
        new ValueFunction<double, DoubleKernel<SquareRoot>>("sqrt", [], [Number], Number),
        new ValueFunction<double, PowerKernel>("power", ["pow"], [Number, Number], Number),
    ];

    /// <summary>
    /// What a cast of a JSON value to an integer reads: the text of <c>json_as_text</c>, a number without its fraction. SQL cannot call it.
    /// </summary>
    public static ScalarFunction JsonWhole { get; } = new JsonFunction("json_as_whole", JsonResult.Whole);

    private static readonly Dictionary<string, ScalarFunction> ByName = All
        .SelectMany(function => function.Aliases.Append(function.Name).Select(name => (name, function)))
        .ToDictionary(pair => pair.name, pair => pair.function, StringComparer.Ordinal);

    /// <summary>All names that <see cref="Find"/> knows, for suggestions.</summary>
    public static IEnumerable<string> Names => ByName.Keys;

    /// <param name="name">Folded to lower case.</param>
    public static ScalarFunction? Find(string name) => ByName.GetValueOrDefault(name);
}
