using Weir.Settings.Tests.Connectors;

namespace Weir.Settings.Tests;

/// <summary>Options: every kind, and what is said when they are wrong.</summary>
public class OptionTests
{
    [Theory]
    [InlineData("rate=1.5", "\"rate\":1.5")]
    [InlineData("rate='1e3'", "\"rate\":1000")]
    [InlineData("rate=1; count='7'", "\"count\":7")]
    [InlineData("rate=1; wait='200ms'", "\"wait\":\"200ms\"")]
    [InlineData("rate=1; wait='1m'", "\"wait\":\"60s\"")]
    [InlineData("rate=1; wait='1 hour 30 minutes'", "\"wait\":\"5400s\"")]
    [InlineData("rate=1; wait='1.5ms'", "\"wait\":\"1500us\"")]
    [InlineData("rate=1; wait=I 1500000000", "\"wait\":\"1500ms\"")]
    [InlineData("rate=1; gap=20", "\"gap\":20")]
    [InlineData("rate=1; gap='20'", "\"gap\":20")]
    [InlineData("rate=1; gap='1ms'", "\"gap\":1000")]
    [InlineData("rate=1; gap=I 3000", "\"gap\":3")]
    [InlineData("rate=1; rolling.file_size='1KB'", "\"size\":1024")]
    [InlineData("rate=1; rolling.file_size='128 MiB'", "\"size\":134217728")]
    [InlineData("rate=1; rolling.file_size='2g'", "\"size\":2147483648")]
    [InlineData("rate=1; rolling.file_size=500", "\"size\":500")]
    [InlineData("rate=1; columns=[a,b]", "\"columns\":[\"a\",\"b\"]")]
    [InlineData("rate=1; columns='a, b'", "\"columns\":[\"a\",\"b\"]")]
    [InlineData("rate=1; columns=a", "\"columns\":[\"a\"]")]
    [InlineData("rate=1; columns=''", "\"columns\":[]")]
    [InlineData("rate=1; old='no'", "\"old\":false")]
    [InlineData("rate=1; old=true", "\"old\":true")]
    public void Values_have_one_spelling(string options, string member) => Assert.Contains(member, Given.Sql("all/table", options).Stored("all/table"));

    [Fact]
    public void A_setting_of_one_side_is_refused_on_the_other_and_taken_while_nobody_says_which()
    {
        var shape = SettingsShape.Of<SidedTable>();
        const string Says = "option \"source.packing\" is one of a source, and the table is a sink";
        Assert.Equal(Says, Assert.Single(shape.FromFlat(Given.Options("path='x'; type='sink'; source.packing='gzip'")).Problems).Message);
        Assert.Equal(Says, Assert.Single(shape.FromFlat(Given.Options("path='x'; source.packing='gzip'"), TableUse.Sink).Problems).Message);
        Assert.Empty(shape.FromFlat(Given.Options("path='x'; type='source'; source.packing='gzip'")).Problems);
        Assert.Empty(shape.FromFlat(Given.Options("path='x'; source.packing='gzip'"), TableUse.Source).Problems);
        using var document = JsonDocument.Parse("""{"path":"x","packing":"gzip","table_type":"sink"}""");
        var json = Assert.Single(shape.FromJson(document.RootElement).Problems);
        Assert.Equal(("/packing", "\"packing\" is one of a source, and the table is a sink"), (json.Pointer, json.Message));
        Assert.Equal(TableUse.Source, shape.FlatOptions.Single(option => option.Name == "source.packing").Use);
    }

    [Theory]
    [InlineData("rate=1; gap=1.0005", "option \"gap\" must be a whole number of microseconds")]
    [InlineData("rate=1; gap='1.5'", "option \"gap\" must be a whole number of microseconds")]
    [InlineData("rate=1; wait='0.0000000001s'", "option \"wait\" must be a duration such as INTERVAL '10' SECOND or '10s'")]
    public void What_a_duration_cannot_hold_is_refused_and_not_cut(string options, string message) =>
        Assert.Equal(message, Assert.Single(Given.Sql("all/table", options).Problems).Message);

    [Fact]
    public void A_default_that_is_written_out_says_nothing()
    {
        var shape = Given.Shapes["kafka/table"];
        var plain = Given.Sql("kafka/table", "topic='t'; type='source'").Tree;
        var written = Given.Sql("kafka/table", "topic='t'; type='source'; source.read_mode='read_committed'").Tree;
        Assert.NotEqual(plain, written);
        Assert.Equal(shape.WithoutDefaults(plain), shape.WithoutDefaults(written));
    }

    [Fact]
    public void Options_are_shown_without_quotes_and_without_secrets()
    {
        var shape = Given.Shapes["kafka/profile"];
        var tree = Given.Sql("kafka/profile", "bootstrap_servers='b:9092'; auth.type='sasl'; auth.mechanism='PLAIN'; auth.username='u'; auth.password='hunter2'").Tree;
        var shown = shape.ToShown(tree);
        Assert.Equal(("b:9092", "u", "***"), (shown["bootstrap_servers"], shown["auth.username"], shown["auth.password"]));
    }

    [Theory]
    [InlineData("all/table", "rate='fast'", "/rate: option \"rate\" must be a number")]
    [InlineData("all/table", "rate='NaN'", "/rate: option \"rate\" must be a number")]
    [InlineData("all/table", "rate=1; count=-1", "/count: option \"count\" must be at least 0")]
    [InlineData("all/table", "rate=1; count=1.5", "/count: option \"count\" must be a whole number")]
    [InlineData("all/table", "rate=1; wait=10", "/wait: option \"wait\" must be a duration such as INTERVAL '10' SECOND or '10s'")]
    [InlineData("all/table", "rate=1; wait='10 months'", "/wait: option \"wait\" must be a duration such as INTERVAL '10' SECOND or '10s'")]
    [InlineData("all/table", "rate=1; wait='99999999999999 weeks'", "/wait: option \"wait\" must be a duration such as INTERVAL '10' SECOND or '10s'")]
    [InlineData("all/table", "rate=1; wait=I -5", "/wait: option \"wait\" must be a duration such as INTERVAL '10' SECOND or '10s'")]
    [InlineData("all/table", "rate=1; wait='15ns'", "/wait: option \"wait\" cannot be finer than 100ns")]
    [InlineData("all/table", "rate=1; gap='15ns'", "/gap: option \"gap\" must be a whole number of microseconds")]
    [InlineData("all/table", "rate=1; gap='-1'", "/gap: option \"gap\" must be a duration such as INTERVAL '10' SECOND or '10s'")]
    [InlineData("all/table", "rate=1; rolling.file_size='1XB'", "/rolling.file_size: option \"rolling.file_size\" must be a size such as '128MiB'")]
    [InlineData("all/table", "rate=1; rolling.file_size='16EB'", "/rolling.file_size: option \"rolling.file_size\" must be a size such as '128MiB'")]
    [InlineData("all/table", "rate=1; columns='a,,b'", "/columns: option \"columns\" must be a list such as [a, b] or 'a,b'")]
    [InlineData("all/table", "rate=1; old='maybe'", "/old: option \"old\" must be true or false")]
    [InlineData("all/table", "rate=1; inner.word=w", "/inner.word: option \"inner.word\" must be text in single quotes (write inner.word = 'w')")]
    [InlineData("all/table", "rate=1; format='csv'", "/format: option \"format\" cannot be \"csv\" (there are \"json\", \"json_schema\")")]
    [InlineData("all/table", "rate=1; format='{{ F }}'", "/format: option \"format\" cannot be a reference: its value is needed before the job starts (write the value out)")]
    [InlineData("all/table", "rate=1; json.unstructured=true", ": option \"format\" is missing (there are \"json\", \"json_schema\")")]
    [InlineData("all/table", "rate='${X'", "/rate: option \"rate\" holds a reference that is not well-formed (write {{ NAME }} or ${NAME}, a name of letters, digits and _)")]
    [InlineData("kafka/table", "type='source'", ": option \"topic\" is missing (the topic)")]
    [InlineData("kafka/table", "topic=''; type='source'", "/topic: option \"topic\" is empty (the topic)")]
    [InlineData("kafka/table", "topic='t'", ": option \"type\" is missing (there are \"source\", \"sink\")")]
    [InlineData("kafka/table", "topic='t'; type='src'; source.offset='latest'", "/type: option \"type\" cannot be \"src\" (there are \"source\", \"sink\")")]
    [InlineData("kafka/table", "topic='t'; typ='source'; source.offset='latest'", "/typ: unknown option \"typ\" (did you mean \"type\"?)")]
    [InlineData("kafka/table", "Topic='t'; type='sink'", "/Topic: unknown option \"Topic\" (did you mean \"topic\"?)")]
    [InlineData("kafka/table", "topic='t'; type='source'; source.group-id='g'", "/source.group-id: unknown option \"source.group-id\" (did you mean \"source.group_id\"?)")]
    [InlineData("kafka/table", "topic='t'; type='source'; sink.key_field=k", "/sink.key_field: option \"sink.key_field\" is one of a sink, and the table is a source (leave it out, or write type = 'sink')")]
    [InlineData("kafka/table", "topic='t'; type='sink'; sink.key_field=''", "/sink.key_field: option \"sink.key_field\" must be the name of a column")]
    [InlineData("kafka/table", "topic='t'; type='sink'; source.offset='latest'", "/source.offset: option \"source.offset\" is one of a source, and the table is a sink (leave it out, or write type = 'source')")]
    [InlineData("kafka/table", "topic='t'; type='source'; client_configs='a'", "/client_configs: option \"client_configs\" must be pairs such as 'a=b,c=d'")]
    [InlineData("kafka/profile", "bootstrap_servers='b:1'; auth.username='u'",
        "/auth.username: option \"auth.username\" is for auth.type = 'sasl', and it is 'none' (leave it out, or write auth.type = 'sasl')")]
    [InlineData("redis/profile", "", ": one of the options \"address\" or \"cluster.addresses\" is missing (one server or a cluster)")]
    [InlineData("redis/profile", "adress='redis://a'", "/adress: unknown option \"adress\" (did you mean \"address\"?)")]
    [InlineData("redis/profile", "address='redis://a'; cluster.addresses='redis://b'",
        "/cluster.addresses: option \"cluster.addresses\" and \"address\" exclude each other (leave one of them out)")]
    [InlineData("redis/table", "type='lookup'; target.key_prefix='p'",
        "/target.key_prefix: option \"target.key_prefix\" is one of a sink, and the table is a lookup (leave it out, or write type = 'sink')")]
    [InlineData("redis/table", "type='sink'; target='hash'; target.key_prefix='p'; target.field_column=f; target.ttl_secs=5",
        "/target.ttl_secs: option \"target.ttl_secs\" is for target = 'string', and it is 'hash' (leave it out, or write target = 'string')")]
    [InlineData("redis/table", "type='sink'; target='string'; target.key_prefix='p'; target.ttl_secs='1500ms'", "/target.ttl_secs: option \"target.ttl_secs\" must be a whole number of seconds")]
    [InlineData("redis/table", "type='sink'; target='string'; target.key_prefix='p'; target.ttl_secs=0", "/target.ttl_secs: option \"target.ttl_secs\" must be at least 1 seconds")]
    public void A_wrong_option_is_told_by_its_name(string shape, string options, string problem) => Assert.Equal(problem, Given.Sql(shape, options).OneProblem());

    [Theory]
    [InlineData("a.b=c,d=e=f", """{"a.b":"c","d":"e=f"}""")]
    [InlineData("a=\"x,y\", b = z ", """{"a":"x,y","b":"z"}""")]
    [InlineData("a=\"say \"\"x\"\"\"", """{"a":"say \u0022x\u0022"}""")]
    [InlineData("a=", """{"a":""}""")]
    [InlineData("", "{}")]
    public void Pairs_are_cut_at_the_first_separator(string text, string stored)
    {
        var normalised = Given.Shapes["kafka/table"].FromFlat(Options("topic", "t", "type", "sink", "client_configs", text));

        Assert.Empty(normalised.Problems);
        Assert.Equal(stored, normalised.Tree.Members["client_configs"].RevealJson());
        var again = Given.Shapes["kafka/table"].FromFlat(Given.Shapes["kafka/table"].ToFlat(normalised.Tree));
        Assert.Equal(normalised.Tree, again.Tree);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a=b,")]
    [InlineData("a=b,c")]
    [InlineData("=b")]
    [InlineData("a=b,a=c")]
    [InlineData("a=\"b")]
    [InlineData("a=\"b\"c")]
    [InlineData("{{ X }}=b")]
    public void What_are_no_pairs_is_refused(string text) =>
        Assert.Single(Given.Shapes["kafka/table"].FromFlat(Options("topic", "t", "type", "sink", "client_configs", text)).Problems);

    [Theory]
    [InlineData("Authorization: Bearer a:b", "Authorization: Bearer a:b")]
    [InlineData("A:b,C:\"d, e\"", "A: b, C: \"d, e\"")]
    public void Headers_are_one_text_in_json_too(string text, string stored)
    {
        var normalised = Given.Shapes["webhook/table"].FromFlat(Options("endpoint", "https://h", "headers", text));

        Assert.Equal(JsonSerializer.Serialize(stored), normalised.Tree.Members["headers"].RevealJson());
        normalised.Stored("webhook/table");
    }

    [Fact]
    public void Options_of_a_profile_and_a_table_are_one_namespace()
    {
        var options = new FlatNamespace(Given.Shapes["kafka/profile"], Given.Shapes["kafka/table"]);
        var given = Given.Options("bootstrap_servers='b:1'; topic='t'; type='source'");

        var (profile, table) = options.FromFlat(given);
        Assert.Equal("""{"authentication":{},"bootstrapServers":"b:1"}""", profile!.Stored("kafka/profile"));
        Assert.Equal("""{"topic":"t","type":{"offset":"latest"}}""", table.Stored("kafka/table"));

        (profile, table) = options.FromFlat(given, profileName: "p");
        Assert.Null(profile);
        Assert.Equal(
            "/bootstrap_servers: option \"bootstrap_servers\" is set by the profile \"p\" already (leave it out, or leave connection_profile out)", table.OneProblem());

        given = Given.Options("bootstrap_server='b:1'; topic='t'; type='source'");
        Assert.Equal("/bootstrap_server: unknown option \"bootstrap_server\" (did you mean \"bootstrap_servers\"?)", options.FromFlat(given, profileName: "p").Table.OneProblem());
    }

    [Theory]
    [InlineData("kafka")]
    [InlineData("kinesis")]
    [InlineData("redis")]
    public void Profile_and_table_never_collide(string connector) =>
        Assert.NotEmpty(new FlatNamespace(Given.Shapes[$"{connector}/profile"], Given.Shapes[$"{connector}/table"]).Options);

    [Fact]
    public void A_collision_of_profile_and_table_is_found() =>
        Assert.Contains("\"topic\"", Assert.Throws<InvalidOperationException>(() => new FlatNamespace(Given.Shapes["kafka/table"], Given.Shapes["kafka/table"])).Message);

    private static Dictionary<string, FlatValue> Options(params string[] pairs) =>
        pairs.Chunk(2).ToDictionary(pair => pair[0], pair => (FlatValue)new FlatValue.Text(pair[1]));
}
