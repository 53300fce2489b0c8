namespace Weir.Settings.Tests;

/// <summary>What is given, and what is stored.</summary>
public class StoredFormTests
{
    [Theory]
    [InlineData("kafka/profile", """{"bootstrap_servers":"b:9092","authentication":{"sasl_mechanism":"PLAIN","username":"u","password":"s"}}""",
        """{"bootstrapServers":"b:9092","authentication":{"protocol":"SASL_SSL","mechanism":"PLAIN","username":"u","password":"s"}}""")]
    [InlineData("kafka/table", """{"topic":"t","type":"source","source.offset":"latest"}""", """{"topic":"t","type":{"offset":"latest"}}""")]
    [InlineData("kinesis/table", """{"stream_name":"s","type":"source"}""", """{"stream_name":"s","type":{"offset":"latest"}}""")]
    [InlineData("single_file/table", """{"path":"/x","table_type":"source"}""", """{"path":"/x","table_type":"source"}""")]
    [InlineData("single_file/table", """{"path":"/x","type":"source"}""", """{"path":"/x","table_type":"source"}""")]
    public void Json_is_stored_in_one_form(string shape, string given, string stored) =>
        Assert.Equal(Given.Sorted(stored), Given.Json(shape, given).Stored(shape));

    [Theory]
    [InlineData("kafka/table", "topic='t'; type='source'; source.offset='latest'", """{"topic":"t","type":{"offset":"latest"}}""")]
    [InlineData("kinesis/table", "stream_name='s'; type='sink'; sink.flush_interval_millis='5s'", """{"stream_name":"s","type":{"batch_flush_interval_millis":5000}}""")]
    [InlineData("redis/table", "type='sink'; target='list'; target.key_prefix='p'; target.operation='prepend'",
        """{"connectorType":{"target":{"listPrefix":"p","operation":"Prepend"}}}""")]
    [InlineData("redis/profile", "cluster.addresses='redis://a,redis://b'", """{"connection":{"addresses":["redis://a","redis://b"]}}""")]
    [InlineData("single_file/table", "path='/x'; type='source'", """{"path":"/x","table_type":"source"}""")]
    public void Options_are_stored_as_json_is(string shape, string options, string stored) =>
        Assert.Equal(Given.Sorted(stored), Given.Sql(shape, options).Stored(shape));

    [Fact]
    public void An_option_that_there_is_not_is_a_problem_at_its_key()
    {
        var problem = Assert.Single(Given.Sql("kafka/table", "topic='t'; type='source'; source.ofset='latest'").Problems);

        Assert.Equal(
            new Problem(ProblemCode.Unknown, "/source.ofset", "source.ofset", "unknown option \"source.ofset\"", "did you mean \"source.offset\"?"), problem);
    }

    [Fact]
    public void A_password_goes_over_tls_unless_somebody_wrote_otherwise()
    {
        const string Rest = "bootstrap_servers='b:1'; auth.mechanism='plain'; auth.username='u'; auth.password='p'";

        Assert.Contains("\"protocol\":\"SASL_SSL\"", Given.Sql("kafka/profile", Rest + "; auth.type='sasl'").Stored("kafka/profile"));
        Assert.Contains("\"protocol\":\"SASL_PLAINTEXT\"", Given.Sql("kafka/profile", Rest + "; auth.type='sasl'; auth.protocol='SASL_PLAINTEXT'").Stored("kafka/profile"));
    }

    [Fact]
    public void A_preset_is_one_more_word_for_an_alternative()
    {
        const string Rest = "bootstrap_servers='b:1'; auth.type='sasl_ssl'; auth.mechanism='PLAIN'; auth.username='u'; auth.password='p'";

        Assert.Contains("\"protocol\":\"SASL_SSL\"", Given.Sql("kafka/profile", Rest).Stored("kafka/profile"));
        Assert.Contains("\"protocol\":\"SASL_SSL\"", Given.Sql("kafka/profile", Rest + "; auth.protocol='sasl_ssl'").Stored("kafka/profile"));
        Assert.Equal(
            "/auth.protocol: option \"auth.protocol\" and auth.type = 'sasl_ssl' do not agree (leave it out)",
            Given.Sql("kafka/profile", Rest + "; auth.protocol='SASL_PLAINTEXT'").OneProblem());
    }

    [Fact]
    public void Nulls_are_dropped_and_name_and_meta_are_kept_beside_the_tree()
    {
        var given = Given.Json("kafka/profile", """{"bootstrapServers":"b:1","authentication":{},"schemaRegistryEnum":null,"name":"n","__meta":{"a":[1]}}""");

        Assert.Equal("""{"authentication":{},"bootstrapServers":"b:1"}""", given.Stored("kafka/profile"));
        Assert.Equal(["__meta", "name"], given.Extras.Keys);
        Assert.Equal("""{"a":[1]}""", given.Extras["__meta"].GetRawText());
        Assert.Equal("/zz: \"zz\" is no setting (there are \"path\", \"table_type\", \"wait_for_control\", \"type\")", Given.Json("single_file/table", """{"path":"x","table_type":"sink","zz":1}""").OneProblem());
        Assert.Equal("/type/name: \"name\" is no setting (there are \"offset\", \"records_per_batch\", \"batch_max_buffer_size\", \"batch_flush_interval_millis\")", Given.Json("kinesis/table", """{"stream_name":"s","type":{"name":"x"}}""").OneProblem());
    }

    [Fact]
    public void Defaults_are_not_stored_but_for_those_that_forms_require()
    {
        Assert.Equal("""{"topic":"t","type":{"offset":"latest"}}""", Given.Sql("kafka/table", "topic='t'; type='source'").Stored("kafka/table"));
        Assert.Equal("""{"topic":"t","type":{"commit_mode":"at_least_once"}}""", Given.Sql("kafka/table", "topic='t'; type='sink'").Stored("kafka/table"));
        Assert.Equal("""{"connectorType":{"lookup":{}}}""", Given.Sql("redis/table", "type='lookup'").Stored("redis/table"));
        Assert.Equal("""{"stream_name":"s","type":{}}""", Given.Sql("kinesis/table", "stream_name='s'; type='sink'").Stored("kinesis/table"));
        Assert.Equal("""{"authentication":{},"bootstrapServers":"b:1"}""", Given.Sql("kafka/profile", "bootstrap_servers='b:1'").Stored("kafka/profile"));
    }

    [Fact]
    public void The_use_of_the_query_stands_in_for_a_type_that_is_not_given()
    {
        Assert.Equal("""{"topic":"t","type":{"commit_mode":"at_least_once"}}""", Given.Sql("kafka/table", "topic='t'", TableUse.Sink).Stored("kafka/table"));
        Assert.Equal("""{"path":"x","table_type":"sink"}""", Given.Sql("single_file/table", "path='x'", TableUse.Sink).Stored("single_file/table"));
        Assert.Equal(TableUse.Lookup, Given.Sql("redis/table", "type='lookup'").Use);
        Assert.Equal(
            "/type: option \"type\" says that the table is a source, and it is used as a sink", Given.Sql("kafka/table", "topic='t'; type='source'", TableUse.Sink).OneProblem());
        Assert.Equal(
            "/type: option \"type\" says that the table is a source, and it is used as a sink", Given.Sql("single_file/table", "path='t'; type='source'", TableUse.Sink).OneProblem());
        Assert.Equal("/type: option \"type\" has no word for a lookup: the table cannot be one", Given.Sql("kafka/table", "topic='t'", TableUse.Lookup).OneProblem());
        Assert.Equal("/type: option \"type\" has no word for a lookup: the table cannot be one", Given.Sql("single_file/table", "path='t'", TableUse.Lookup).OneProblem());
    }

    [Theory]
    [InlineData("""{"type":"json","unstructured":true}""", """{"type":"json","unstructured":true}""")]
    [InlineData("""{"json":{"unstructured":true}}""", """{"type":"json","unstructured":true}""")]
    [InlineData("""{"jsonSchema":{"schema":"s"}}""", """{"schema":"s","type":"json_schema"}""")]
    [InlineData("""{"Type":"JSON-Schema","schema":"s"}""", """{"schema":"s","type":"json_schema"}""")]
    public void A_tag_stands_inside_or_around(string format, string stored) =>
        Assert.Equal($$"""{"format":{{stored}},"rate":1}""", Given.Json("all/table", $$"""{"rate":1,"format":{{format}}}""").Stored("all/table"));

    [Fact]
    public void A_tagged_choice_in_options_has_its_tag() =>
        Assert.Equal("""{"format":{"type":"json","unstructured":true},"rate":1}""", Given.Sql("all/table", "rate=1; format='json'; json.unstructured='yes'").Stored("all/table"));

    [Fact]
    public void A_record_in_a_record_has_its_name_before_its_options() =>
        Assert.Equal("""{"inner":{"word":"w"},"rate":1}""", Given.Sql("all/table", "rate=1; inner.word='w'").Stored("all/table"));
}
