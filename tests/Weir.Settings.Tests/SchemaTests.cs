namespace Weir.Settings.Tests;

/// <summary>The JSON Schemas have what Arroyo's have, by a list of it, and only keywords that its console understands.</summary>
public class SchemaTests
{
    private static readonly string[] Keywords =
    [
        "type", "properties", "required", "sensitive", "enum", "default", "format", "minimum", "maximum", "pattern", "examples", "items",
        "additionalProperties", "oneOf", "title", "description", "deprecated",
    ];

    private static readonly string[] Formats = ["var-str", "autocomplete", "uri"];

    /// <summary>A line a property or alternative: path, type, then what else there is. Ours beside Arroyo's end in <c>+</c>.</summary>
    private static readonly Dictionary<string, string> Expected = new(StringComparer.Ordinal)
    {
        ["kafka/profile"] = """
            KafkaConfig object
            bootstrapServers string required pattern
            authentication oneOf required
            authentication{None} object
            authentication{SASL} object sensitive=password
            authentication{SASL}.protocol string required enum=SASL_SSL|SASL_PLAINTEXT
            authentication{SASL}.mechanism string required enum=PLAIN|SCRAM-SHA-256|SCRAM-SHA-512
            authentication{SASL}.username string required format=var-str
            authentication{SASL}.password string required format=var-str
            authentication{SASL}.ca string +
            authentication{TLS} object sensitive=key|keyPassword +
            authentication{TLS}.protocol string required enum=SSL +
            authentication{TLS}.ca string +
            authentication{TLS}.certificate string +
            authentication{TLS}.key string format=var-str +
            authentication{TLS}.keyPassword string format=var-str +
            authentication{AWS_MSK_IAM} object
            authentication{AWS_MSK_IAM}.region string required
            schemaRegistryEnum oneOf
            schemaRegistryEnum{None} object
            schemaRegistryEnum{Confluent Schema Registry} object sensitive=apiSecret
            schemaRegistryEnum{Confluent Schema Registry}.endpoint string required format=uri
            schemaRegistryEnum{Confluent Schema Registry}.apiKey string format=var-str
            schemaRegistryEnum{Confluent Schema Registry}.apiSecret string format=var-str
            connectionProperties object of string
            """,
        ["kafka/table"] = """
            KafkaTable object
            topic string required format=autocomplete
            type oneOf required
            type{Source} object
            type{Source}.offset string required enum=latest|earliest|group
            type{Source}.read_mode string enum=read_uncommitted|read_committed
            type{Source}.group_id string
            type{Source}.group_id_prefix string
            type{Sink} object
            type{Sink}.commit_mode string required enum=at_least_once|exactly_once
            type{Sink}.key_field string
            type{Sink}.timestamp_field string
            client_configs object of string
            value_subject string
            """,
        ["kinesis/table"] = """
            KinesisTable object
            stream_name string required
            aws_region string
            type oneOf required
            type{Source} object
            type{Source}.offset string required enum=latest|earliest
            type{Sink} object
            type{Sink}.records_per_batch integer 1..500
            type{Sink}.batch_max_buffer_size integer 0..4000000
            type{Sink}.batch_flush_interval_millis integer 0..
            """,
        ["redis/profile"] = """
            RedisConfig object sensitive=password
            connection oneOf required
            connection{Standard} object
            connection{Standard}.address string required pattern
            connection{Clustered} object
            connection{Clustered}.addresses array of string required
            username string format=var-str
            password string format=var-str
            """,
        ["redis/table"] = """
            RedisTable object
            connectorType oneOf required
            connectorType{Sink} object
            connectorType{Sink}.target oneOf required
            connectorType{Sink}.target{String Table} object
            connectorType{Sink}.target{String Table}.keyPrefix string required
            connectorType{Sink}.target{String Table}.keyColumn string
            connectorType{Sink}.target{String Table}.ttlSecs integer 1..
            connectorType{Sink}.target{List Table} object
            connectorType{Sink}.target{List Table}.listPrefix string required
            connectorType{Sink}.target{List Table}.listKeyColumn string
            connectorType{Sink}.target{List Table}.maxLength integer 1..
            connectorType{Sink}.target{List Table}.operation string required enum=Append|Prepend
            connectorType{Sink}.target{Hash Table} object
            connectorType{Sink}.target{Hash Table}.hashKeyPrefix string required
            connectorType{Sink}.target{Hash Table}.hashKeyColumn string
            connectorType{Sink}.target{Hash Table}.hashFieldColumn string required
            connectorType{Lookup} object
            connectorType{Lookup}.lookup object required
            """,
        ["single_file/table"] = """
            SingleFileTable object
            path string required
            table_type string required enum=source|sink
            wait_for_control boolean
            """,
        ["webhook/table"] = """
            WebhookTable object sensitive=headers
            endpoint string required format=var-str
            headers string format=var-str
            """,
    };

    public static TheoryData<string> All => [.. Given.Shapes.Keys];

    public static TheoryData<string> Known => [.. Expected.Keys];

    [Theory]
    [MemberData(nameof(Known))]
    public void A_schema_has_the_properties_of_the_list(string shape)
    {
        var schema = Schema(shape);
        var lines = new List<string> { $"{schema.GetProperty("title").GetString()} object{Sensitive(schema)}" };
        Describe(schema, "", lines);

        Assert.Equal(Expected[shape].Split('\n').Select(line => line.TrimEnd('+').TrimEnd()), lines);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_schema_is_one_that_the_console_understands(string shape)
    {
        var schema = Schema(shape);

        Assert.False(schema.TryGetProperty("additionalProperties", out _));
        CheckKeywords(schema);
    }

    [Fact]
    public void What_a_form_preselects_is_the_default() =>
        Assert.Equal("read_committed", Schema("kafka/table").GetProperty("properties").GetProperty("type").GetProperty("oneOf")[0]
            .GetProperty("properties").GetProperty("read_mode").GetProperty("default").GetString());

    private static JsonElement Schema(string shape)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            Given.Shapes[shape].WriteJsonSchema(json);
        }

        return JsonDocument.Parse(bytes.ToArray()).RootElement;
    }

    private static void Describe(JsonElement schema, string path, List<string> lines)
    {
        var required = Texts(schema, "required").ToHashSet();
        foreach (var property in schema.GetProperty("properties").EnumerateObject())
        {
            var value = property.Value;
            var at = path + property.Name;
            var type = value.TryGetProperty("type", out var text) ? text.GetString()! : "oneOf";
            var inner = type switch
            {
                "array" => $" of {value.GetProperty("items").GetProperty("type").GetString()}",
                "object" when value.GetProperty("additionalProperties").ValueKind == JsonValueKind.Object => $" of {value.GetProperty("additionalProperties").GetProperty("type").GetString()}",
                _ => "",
            };
            var range = $"{Number(value, "minimum")}..{Number(value, "maximum")}";
            lines.Add(string.Concat(
                at, " ", type, inner,
                required.Contains(property.Name) ? " required" : "",
                value.TryGetProperty("enum", out _) ? $" enum={string.Join('|', Texts(value, "enum"))}" : "",
                value.TryGetProperty("format", out var format) ? $" format={format.GetString()}" : "",
                range == ".." ? "" : $" {range}",
                value.TryGetProperty("pattern", out _) ? " pattern" : ""));
            foreach (var alternative in type == "oneOf" ? value.GetProperty("oneOf").EnumerateArray() : default)
            {
                Assert.False(alternative.GetProperty("additionalProperties").GetBoolean());
                var name = $"{at}{{{alternative.GetProperty("title").GetString()}}}";
                lines.Add($"{name} {alternative.GetProperty("type").GetString()}{Sensitive(alternative)}");
                Describe(alternative, name + ".", lines);
            }
        }
    }

    private static void CheckKeywords(JsonElement schema)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            Assert.Contains(keyword.Name, Keywords);
            switch (keyword.Name)
            {
                case "format":
                    Assert.Contains(keyword.Value.GetString(), Formats);
                    break;
                case "properties":
                    Assert.All(keyword.Value.EnumerateObject(), property => CheckKeywords(property.Value));
                    break;
                case "oneOf":
                    Assert.All(keyword.Value.EnumerateArray(), CheckKeywords);
                    Assert.Equal(keyword.Value.GetArrayLength(), keyword.Value.EnumerateArray().DistinctBy(item => item.GetProperty("title").GetString()).Count());
                    break;
                case "items" or "additionalProperties" when keyword.Value.ValueKind == JsonValueKind.Object:
                    CheckKeywords(keyword.Value);
                    break;
                case "required" or "sensitive":
                    Assert.All(Texts(schema, keyword.Name), name => Assert.True(schema.GetProperty("properties").TryGetProperty(name, out _), name));
                    break;
            }
        }
    }

    private static string Sensitive(JsonElement schema) =>
        schema.TryGetProperty("sensitive", out _) ? $" sensitive={string.Join('|', Texts(schema, "sensitive"))}" : "";

    private static IEnumerable<string> Texts(JsonElement schema, string keyword) =>
        schema.TryGetProperty(keyword, out var texts) ? texts.EnumerateArray().Select(text => text.GetString()!) : [];

    private static string Number(JsonElement schema, string keyword) => schema.TryGetProperty(keyword, out var number) ? number.GetRawText() : "";
}
