using Weir.Settings.Tests.Connectors;

namespace Weir.Settings.Tests;

public class ReadTests
{
    [Fact]
    public void A_record_holds_what_is_given_and_its_initial_values()
    {
        var table = Read<KafkaTable>("kafka/table", "topic='t'; type='source'; source.offset='earliest'; client_configs='a=b'");

        Assert.Equal("t", table.Topic);
        Assert.Equal(new KafkaSide.Source { Offset = KafkaOffset.Earliest, ReadMode = KafkaReadMode.ReadCommitted }, table.Side);
        Assert.Equal("b", table.ClientConfigs["a"]);
        Assert.Null(table.ValueSubject);
    }

    [Fact]
    public void Every_kind_has_its_type()
    {
        var all = Read<AllKinds>("all/table", "rate=2.5; count=3; wait='200ms'; gap=7; rolling.file_size='1KB'; columns=[a,b]; old='no'; inner.word='w'; format='json_schema'; json_schema.schema='s'");

        Assert.Equal((2.5, 3L, TimeSpan.FromMilliseconds(200), TimeSpan.FromMicroseconds(7)), (all.Rate, all.Count!.Value, all.Wait, all.Gap!.Value));
        Assert.Equal((new ByteSize(1024), false, "w"), (all.Size, all.Old, all.Inner!.Word));
        Assert.Equal<string>(["a", "b"], all.Columns);
        Assert.Equal(new AllKindsFormat.JsonSchema { Schema = "s" }, all.Format);

        var kinesis = (KinesisSide.Sink)Read<KinesisTable>("kinesis/table", "stream_name='s'; type='sink'; sink.max_records_per_batch=5").Side;
        Assert.Equal((5, new ByteSize(4_000_000), TimeSpan.FromSeconds(1)), (kinesis.RecordsPerBatch, kinesis.BatchMaxBufferSize, kinesis.FlushInterval));
        Assert.Equal(new ColumnName("k"), ((KafkaSide.Sink)Read<KafkaTable>("kafka/table", "topic='t'; type='sink'; sink.key_field=k").Side).KeyField);
        Assert.Equal(SingleFileUse.Sink, Read<SingleFileTable>("single_file/table", "path='p'; type='sink'").Use);
        Assert.IsType<RedisSide.Lookup>(Read<RedisTable>("redis/table", "type='lookup'").Side);
    }

    [Fact]
    public void Secrets_and_addresses_are_revealed_to_the_one_who_asks()
    {
        var profile = Read<RedisProfile>("redis/profile", "address='redis://u:p@h:1'; password='secret'");

        Assert.Equal("secret", profile.Password!.Reveal());
        Assert.Equal("u:p", ((RedisConnection.Standard)profile.Connection).Address.Reveal().UserInfo);
        Assert.Equal("redis://***@h:1", ((RedisConnection.Standard)profile.Connection).Address.ToString());
        Assert.Equal("\"***\"", JsonSerializer.Serialize(profile.Password));
        Assert.Equal("\"redis://***@h:1\"", JsonSerializer.Serialize(((RedisConnection.Standard)profile.Connection).Address));
        Assert.Equal(profile, Read<RedisProfile>("redis/profile", "address='redis://u:p@h:1'; password='secret'"));
    }

    [Fact]
    public void References_are_filled_in_texts_and_in_place_of_every_kind()
    {
        var references = Given.References(("TOPIC", "t"), ("OFFSET", "EARLIEST"), ("B", "x,y=z"), ("FLAG", "yes"), ("N", "9"), ("D", "1 minute"), ("S", "2MiB"), ("C", "a, b"));

        var table = Read<KafkaTable>("kafka/table", "topic='my-{{ TOPIC }}-${N}'; type='source'; source.offset='${OFFSET}'; client_configs='a={{ B }}'", references);
        Assert.Equal(("my-t-9", KafkaOffset.Earliest, "x,y=z"), (table.Topic, ((KafkaSide.Source)table.Side).Offset, table.ClientConfigs["a"]));

        var all = Read<AllKinds>("all/table", "rate='{{N}}'; count='{{ N }}'; wait='{{ D }}'; rolling.file_size='{{ S }}'; columns='x,{{ C }}'; old='{{ FLAG }}'", references);
        Assert.Equal((9d, 9L, TimeSpan.FromMinutes(1), new ByteSize(2 << 20), true), (all.Rate, all.Count!.Value, all.Wait, all.Size, all.Old));
        Assert.Equal<string>(["x", "a", "b"], all.Columns);
    }

    [Fact]
    public void Headers_are_cut_before_references_are_filled()
    {
        var references = Given.References(("TOKEN", "a, b: c"), ("ALL", "X: y"));

        Assert.Equal("Bearer a, b: c", Read<WebhookTable>("webhook/table", "endpoint='http://h'; headers='Authorization: Bearer {{ TOKEN }}'", references).Headers["Authorization"].Reveal());
        Assert.Equal("y", Read<WebhookTable>("webhook/table", "endpoint='http://h'; headers='{{ ALL }}'", references).Headers["X"].Reveal());
    }

    [Fact]
    public void What_is_filled_in_is_no_reference() =>
        Assert.Equal("{{ X }}", Read<KafkaTable>("kafka/table", "topic='{{ X }}'; type='sink'", Given.References(("X", "{{ X }}"))).Topic);

    [Theory]
    [InlineData("topic='{{ X }}'; type='source'", "", "option \"topic\" is empty (its value comes from \"X\")")]
    [InlineData("topic='{{ Y }}'; type='source'", "", "option \"topic\" refers to \"Y\", which is not set (set Y where the job runs)")]
    [InlineData("topic='t'; type='source'; source.offset='{{ X }}'", "soon", "option \"source.offset\" has another value than those it can have (there are \"latest\", \"earliest\", \"group\"; its value comes from \"X\")")]
    public void What_a_reference_stands_for_is_checked(string options, string value, string problem)
    {
        var exception = Assert.Throws<SettingsException>(() => Read<KafkaTable>("kafka/table", options, Given.References(("X", value))));

        var found = Assert.Single(exception.Problems);
        Assert.Equal(problem, $"{found.Message} ({found.Hint})");
        Assert.Equal(found.Message, exception.Message);
    }

    [Fact]
    public void A_tree_with_problems_is_not_read()
    {
        var tree = Given.Sql("kafka/table", "type='source'").Tree;

        Assert.Contains("\"topic\" is missing", Assert.Throws<SettingsException>(() => Given.Shapes["kafka/table"].Read(tree, Given.References())).Message);
        Assert.Throws<ArgumentException>(() => Given.Shapes["redis/table"].Read(tree, Given.References()));
        Assert.Throws<ArgumentException>(() => Given.Shapes["redis/table"].ToFlat(tree));
    }

    private static T Read<T>(string shape, string options, IReferences? references = null)
    {
        var normalised = Given.Sql(shape, options);
        Assert.Empty(normalised.Problems);
        return (T)Given.Shapes[shape].Read(normalised.Tree, references ?? Given.References());
    }
}
