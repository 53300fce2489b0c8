namespace Weir.Settings.Tests;

/// <summary>A secret appears in nothing that is shown.</summary>
public class CanaryTests
{
    private const string Canary = "c4n4ry";

    public static TheoryData<string, string> Secrets => new()
    {
        { "kafka/profile", """{"bootstrapServers":"b:1","authentication":{"mechanism":"PLAIN","username":"u","password":"c4n4ry"}}""" },
        { "kafka/profile", """{"bootstrapServers":"b:1","authentication":{"mechanism":"PLAIN","username":"u","password":"x{{ PART }}c4n4ry"}}""" },
        { "kafka/profile", """{"bootstrapServers":"b:1","authentication":{"protocol":"SSL","key":"c4n4ry","keyPassword":"c4n4ry"}}""" },
        { "kafka/profile", """{"bootstrapServers":"b:1","authentication":{},"schemaRegistryEnum":{"endpoint":"https://me:c4n4ry@r/x@y","apiSecret":"c4n4ry"}}""" },
        { "kafka/profile", """{"bootstrapServers":"b:1","authentication":{},"schemaRegistryEnum":{"endpoint":"https://c4n4ry@{{ PART }}/"}}""" },
        { "kafka/profile", """{"bootstrapServers":"b:1","authentication":{},"connectionProperties":{"sasl.password":"c4n4ry","My.Secret":"c4n4ry","x-token":"c4n4ry","ssl.key.pem":"c4n4ry"}}""" },
        { "kafka/table", """{"topic":"t","type":"sink","client_configs":"sasl.password=c4n4ry,a=b"}""" },
        { "kinesis/profile", """{"secret_access_key":"c4n4ry","endpoint":"http://u:c4n4ry@h"}""" },
        { "redis/profile", """{"connection":{"address":"redis://:c4n4ry@h:1"},"password":"c4n4ry"}""" },
        { "redis/profile", """{"connection":{"addresses":["redis://h:1","redis://u:c4n4ry@h:1"]}}""" },
        { "webhook/table", """{"endpoint":"https://u:c4n4ry@h/p","headers":"Authorization: Bearer c4n4ry, X: \"c4n4ry, c4n4ry\""}""" },
    };

    public static TheoryData<string, string> WrongSecrets => new()
    {
        { "kafka/profile", """{"bootstrapServers":"b:1","authentication":{"mechanism":"PLAIN","username":"u","password":["c4n4ry"]}}""" },
        { "kafka/profile", """{"bootstrapServers":"b:1","authentication":{"mechanism":"PLAIN","username":"u","password":"{{ c4n4ry"}}""" },
        { "kafka/profile", """{"bootstrapServers":"b:1","authentication":{"region":"eu","password":"c4n4ry"}}""" },
        { "kafka/profile", """{"bootstrapServers":"b:1","authentication":{"mechanism":"PLAIN","username":"u","pasword":"c4n4ry"}}""" },
        { "kafka/profile", """{"bootstrapServers":"b:1","authentication":{},"connectionProperties":{"sasl.password":"c4n4ry","a":1}}""" },
        { "kafka/table", """{"topic":"t","type":"sink","client_configs":"password=\"c4n4ry"}""" },
        { "redis/profile", """{"connection":{"address":"http://:c4n4ry@h:1"}}""" },
        { "redis/profile", """{"connection":{"addresses":["http://:c4n4ry@h:1"]}}""" },
        { "webhook/table", """{"endpoint":"https://u:c4n4ry@h:port","headers":"Authorization c4n4ry"}""" },
        { "webhook/table", """{"endpoint":["https://u:c4n4ry@h"],"headers":{"Authorization":"c4n4ry"}}""" },
    };

    [Theory]
    [MemberData(nameof(Secrets))]
    public void No_tree_and_no_record_shows_a_secret(string shape, string json)
    {
        var normalised = Given.Json(shape, json);
        Assert.Empty(normalised.Problems);
        var tree = normalised.Tree;
        var record = Given.Shapes[shape].Read(tree, Given.References(("PART", "part")));

        Assert.Contains(Canary, tree.RevealJson());
        Assert.NotEmpty(tree.Secrets);
        Assert.All(tree.Secrets, leaf => Assert.Contains(Canary, leaf.Text.Reveal()));
        string[] shown =
        [
            tree.ToString(), JsonSerializer.Serialize(tree), JsonSerializer.Serialize<object>(tree), normalised.ToString(), tree.Masked(new Marks()).RevealJson(),
            string.Join(' ', tree.Members.Values), record.ToString()!, string.Join(' ', tree.Secrets), JsonSerializer.Serialize(tree.Secrets),
            string.Join(' ', Given.Shapes[shape].ToFlat(tree)),
        ];
        Assert.All(shown, text => Assert.DoesNotContain(Canary, text));
        Assert.Contains("***", shown[0]);
    }

    [Theory]
    [MemberData(nameof(WrongSecrets))]
    public void No_problem_shows_a_secret(string shape, string json)
    {
        var normalised = Given.Json(shape, json);

        Assert.NotEmpty(normalised.Problems);
        Assert.DoesNotContain(Canary, normalised.ToString());
        Assert.All(normalised.Problems, problem => Assert.DoesNotContain(Canary, problem.ToString()));
    }

    [Fact]
    public void No_problem_of_an_option_shows_a_secret()
    {
        FlatValue[] values = [new FlatValue.Name(Canary), new FlatValue.Number(Canary), new FlatValue.List([Canary]), new FlatValue.Text($"{Canary}${{")];
        foreach (var shape in Given.Shapes.Values)
        {
            foreach (var option in shape.FlatOptions.Where(option => option.IsSecret || option.Kind == SettingKind.Uri))
            {
                Assert.All(values, value =>
                {
                    var problems = shape.FromFlat(new Dictionary<string, FlatValue> { [option.Name] = value, ["auth.type"] = new FlatValue.Text("sasl") }).Problems;
                    Assert.Contains(problems, problem => problem.Option == option.Name);
                    Assert.All(problems, problem => Assert.DoesNotContain(Canary, problem.ToString()));
                    Assert.DoesNotContain(Canary, value.ToString());
                });
            }
        }
    }

    [Theory]
    [InlineData("kafka/table", "topic='t'; type='source'; source.offset='{{ X }}'")]
    [InlineData("all/table", "rate='{{ X }}'; count='{{ X }}'; wait='{{ X }}'; gap='{{ X }}'; rolling.file_size='{{ X }}'; old='{{ X }}'")]
    [InlineData("redis/profile", "address='{{ X }}'")]
    [InlineData("redis/profile", "cluster.addresses='redis://a,{{ X }}'")]
    [InlineData("webhook/table", "endpoint='{{ X }}'; headers='{{ X }}'")]
    public void No_exception_shows_what_a_reference_stands_for(string shape, string options)
    {
        var normalised = Given.Sql(shape, options);
        Assert.Empty(normalised.Problems);

        var exception = Assert.Throws<SettingsException>(() => Given.Shapes[shape].Read(normalised.Tree, Given.References(("X", Canary))));
        Assert.DoesNotContain(Canary, exception.ToString());
        Assert.All(exception.Problems, problem => Assert.DoesNotContain(Canary, problem.ToString()));
        Assert.All(exception.Problems, problem => Assert.NotNull(problem.Option));
    }

    [Fact]
    public void A_default_that_is_a_secret_is_in_no_description()
    {
        var shape = SettingsShape.Of<SecretDefault>();
        using var schema = new MemoryStream();
        using (var json = new Utf8JsonWriter(schema))
        {
            shape.WriteJsonSchema(json);
        }

        Assert.DoesNotContain(Canary, System.Text.Encoding.UTF8.GetString(schema.ToArray()));
        Assert.DoesNotContain(Canary, string.Join(' ', shape.FlatOptions));
    }

    [Fact]
    public void What_refers_to_a_secret_is_shown_as_written()
    {
        var tree = Given.Sql("webhook/table", "endpoint='https://{{ USER }}:{{ PASSWORD }}@h'; headers='Authorization: {{ TOKEN }}, X: y'").Tree;

        Assert.Equal("""{"endpoint":"https://{{ USER }}:{{ PASSWORD }}@h","headers":"Authorization: {{ TOKEN }}, X: ***"}""", tree.ToString());
        Assert.Equal(["/headers"], tree.Secrets.Select(leaf => leaf.Pointer));
    }

    [Fact]
    public void A_mask_is_what_the_fingerprint_makes_of_each_secret()
    {
        var tree = Given.Json("redis/profile", """{"connection":{"address":"redis://u:p@h"},"password":"secret"}""").Tree;

        Assert.Equal("""{"connection":{"address":"redis://***3@h"},"password":"***6"}""", tree.Masked(new Marks()).RevealJson());
    }

    [Settings("SecretDefault")]
    public sealed record SecretDefault
    {
        [Setting("a secret")]
        public Secret Password { get; init; } = new(Canary);
    }

    private sealed class Marks : IFingerprint
    {
        public string Of(string secret) => $"***{secret.Length}";
    }
}
