namespace Weir.Settings.Tests;

/// <summary>What is said of JSON that is wrong.</summary>
public class JsonProblemTests
{
    [Theory]
    [InlineData("""{"protocol":"X"}""", "/authentication/protocol: \"protocol\" cannot be \"X\" (SASL: there are \"SASL_SSL\", \"SASL_PLAINTEXT\"; TLS: there is \"SSL\")")]
    [InlineData("""{"protocol":1}""", "/authentication/protocol: \"protocol\" must be a text")]
    [InlineData("""{"regoin":"eu"}""", "/authentication/regoin: \"regoin\" is no setting (did you mean \"region\"?)")]
    [InlineData("""{"region":7}""", "/authentication/region: \"region\" must be a text")]
    [InlineData("""{"mechanism":"PLAIN","username":"u","pasword":"p"}""", "/authentication/pasword: \"pasword\" is no setting (did you mean \"password\"?)")]
    [InlineData("""{"mechanism":"PLAIN","username":"u","password":{}}""", "/authentication/password: \"password\" must be a text")]
    [InlineData("""{"mechanism":"PLAIN","sasl_mechanism":"PLAIN","username":"u","password":"p"}""",
        "/authentication/sasl_mechanism: \"sasl_mechanism\" and \"mechanism\" are the same setting (leave one of them out)")]
    [InlineData("\"none\"", "/authentication: \"authentication\" must be an object (how to prove who we are)")]
    public void Problems_are_those_of_the_alternative_that_was_meant(string authentication, string problem) =>
        Assert.Equal(problem, Given.Json("kafka/profile", $$"""{"bootstrapServers":"b:1","authentication":{{authentication}}}""").OneProblem());

    [Fact]
    public void What_is_missing_is_named_for_the_alternative_that_fits_what_is_given() =>
        Assert.Equal(
            ["\"mechanism\" is missing", "\"username\" is missing", "\"password\" is missing"],
            Given.Json("kafka/profile", """{"bootstrapServers":"b:1","authentication":{"protocol":"SASL_SSL"}}""").Problems.Select(problem => problem.Message));

    [Theory]
    [InlineData("kafka/table", """{"topic":"t","type":{}}""", "/type: \"type\" does not say which it is: Source or Sink (what it is for)")]
    [InlineData("redis/table", """{"connectorType":{"target":{}}}""", "/connectorType/target: \"target\" does not say which it is: String Table or List Table (how rows are kept)")]
    [InlineData("kafka/table", """{"topic":"t","Topic":"u","type":"sink"}""", "/Topic: \"Topic\" and \"topic\" are the same setting (leave one of them out)")]
    [InlineData("kafka/table", """{"topic":"t","topic":"t","type":"sink"}""", "/topic: \"topic\" is given twice (leave one of them out)")]
    [InlineData("kafka/table", """{"topic":"t","type":"sink","type":"sink"}""", "/type: option \"type\" is given twice")]
    [InlineData("kafka/table", """{"topic":"t","type":{"offset":"latest"},"source.read_mode":"read_committed"}""",
        "/source.read_mode: option \"source.read_mode\" and \"type\" set the same (leave one of them out)")]
    [InlineData("kafka/table", """{"topic":"t","type":"source","source.ofset":"latest"}""", "/source.ofset: \"source.ofset\" is no setting (did you mean \"source.offset\"?)")]
    [InlineData("kafka/table", """{"topic":"t","type":"source","sink.commit_mode":"exactly_once"}""",
        "/sink.commit_mode: option \"sink.commit_mode\" is one of a sink, and the table is a source (leave it out, or write type = 'sink')")]
    [InlineData("kafka/table", """{"topic":"t","type":"source","source.offset":{}}""", "/source.offset: option \"source.offset\" cannot be an object or a list of other than texts")]
    [InlineData("kafka/table", """{"topic":"","type":"source"}""", "/topic: \"topic\" is empty (the topic)")]
    [InlineData("kafka/table", """{"type":"source"}""", ": \"topic\" is missing (the topic)")]
    [InlineData("kafka/table", """{"topic":"t"}""", ": \"type\" is missing (what it is for)")]
    [InlineData("kafka/table", """{"topic":"t","type":5}""", "/type: option \"type\" must be a text (there are \"source\", \"sink\")")]
    [InlineData("kafka/table", """{"topic":"t","type":"source","client_configs":{"a":1}}""", "/client_configs: \"client_configs\" must be an object of texts")]
    [InlineData("kafka/table", """{"topic":"t{{x","type":"source"}""",
        "/topic: \"topic\" holds a reference that is not well-formed (write {{ NAME }} or ${NAME}, a name of letters, digits and _)")]
    [InlineData("kafka/table", """[]""", ": settings must be an object")]
    [InlineData("kafka/profile", """{"bootstrapSrvers":"a:1","authentication":{}}""", "/bootstrapSrvers: \"bootstrapSrvers\" is no setting (did you mean \"bootstrapServers\"?)")]
    [InlineData("kafka/profile", """{"bootstrapServers":"a","authentication":{}}""",
        "/bootstrapServers: \"bootstrapServers\" is not as it must be (write one such as broker-1:9092,broker-2:9092)")]
    [InlineData("kinesis/table", """{"stream_name":"s","type":{"records_per_batch":900}}""", "/type/records_per_batch: \"records_per_batch\" must be from 1 to 500")]
    [InlineData("kinesis/table", """{"stream_name":"s","type":{"records_per_batch":1.0}}""", "/type/records_per_batch: \"records_per_batch\" must be a whole number")]
    [InlineData("kinesis/table", """{"stream_name":"s","type":{"batch_max_buffer_size":-1}}""", "/type/batch_max_buffer_size: \"batch_max_buffer_size\" must be from 0 to 4000000 bytes")]
    [InlineData("kinesis/table", """{"stream_name":"s","type":{"batch_flush_interval_millis":"5s"}}""",
        "/type/batch_flush_interval_millis: \"batch_flush_interval_millis\" must be a whole number of milliseconds")]
    [InlineData("kinesis/table", """{"stream_name":"s","type":{"offset":"erliest"}}""", "/type/offset: \"offset\" cannot be \"erliest\" (did you mean \"earliest\"?)")]
    [InlineData("single_file/table", """{"path":"x","table_type":"both"}""", "/table_type: \"table_type\" cannot be \"both\" (there are \"source\", \"sink\")")]
    [InlineData("single_file/table", """{"path":"x","table_type":"{{ T }}"}""",
        "/table_type: \"table_type\" cannot be a reference: its value is needed before the job starts (write the value out)")]
    [InlineData("single_file/table", """{"path":"x","table_type":"sink","wait_for_control":"yes"}""", "/wait_for_control: \"wait_for_control\" must be true or false")]
    [InlineData("redis/profile", """{"connection":{"addresses":["redis://a","b"]}}""", "/connection/addresses: \"addresses\" holds one that is not as it must be")]
    [InlineData("redis/profile", """{"connection":{"addresses":[]}}""", "/connection/addresses: \"addresses\" is empty (the servers)")]
    [InlineData("all/table", """{"rate":1,"format":{}}""", "/format: \"format\" does not say once, as a text in \"type\", which it is (there are \"json\", \"json_schema\")")]
    [InlineData("all/table", """{"rate":1,"format":{"type":"jsn"}}""", "/format/type: \"type\" cannot be \"jsn\" (did you mean \"json\"?)")]
    [InlineData("all/table", """{"rate":1,"format":{"type":"json","Type":"json"}}""", "/format: \"format\" does not say once, as a text in \"type\", which it is (there are \"json\", \"json_schema\")")]
    [InlineData("all/table", """{"rate":-1}""", "/rate: \"rate\" must be at least 0")]
    [InlineData("all/table", """{"rate":1,"wait":10}""", "/wait: \"wait\" must be a duration such as \"10s\"")]
    public void Wrong_json_is_told_where_and_what(string shape, string json, string problem) => Assert.Equal(problem, Given.Json(shape, json).OneProblem());

    [Fact]
    public void Pointers_are_escaped() =>
        Assert.Equal("/a~1b~0c", Assert.Single(Given.Json("kinesis/profile", """{"a/b~c":1}""").Problems).Pointer);

    [Theory]
    [InlineData("""{"topic":"\ud800","type":"sink"}""", "/topic")]
    [InlineData("""{"topic":"t","type":{"\ud800":1}}""", "/type")]
    [InlineData("""{"topic":"t","type":"sink","name":["x","\ud800"]}""", "/name/1")]
    public void Half_a_character_is_no_text(string json, string pointer) =>
        Assert.Equal($"{pointer}: the text is not well-formed Unicode", Given.Json("kafka/table", json).OneProblem());

    [Fact]
    public void Thousands_of_problems_are_not_all_told()
    {
        var names = string.Join(',', Enumerable.Range(0, 20_000).Select(i => $"\"an_unknown_name_{i}\":1"));

        var twice = string.Join(',', Enumerable.Repeat("\"region\":1", 20_000));
        Assert.InRange(Given.Json("kafka/profile", $$"""{"bootstrapServers":"b:1","authentication": { {{twice}} } }""").Problems.Length, 1, 101);

        // A hundred of the root, and a hundred of the alternative.
        Assert.Equal(200, Given.Json("kafka/profile", $$"""{ {{names}}, "authentication": { {{names}} } }""").Problems.Count(problem => problem.Code == ProblemCode.Unknown));
    }
}
