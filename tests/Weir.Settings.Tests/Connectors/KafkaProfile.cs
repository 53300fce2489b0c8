namespace Weir.Settings.Tests.Connectors;

[Settings("KafkaConfig", Camel = true)]
public sealed record KafkaProfile
{
    [Setting("brokers to ask first: host:port, separated by commas", Title = "Bootstrap Servers", Pattern = @"^(([\w\.\-]+:\d+),)*([\w\.\-]+:\d+)$", Example = "broker-1:9092,broker-2:9092")]
    public required string BootstrapServers { get; init; }

    [Setting("how to prove who we are")]
    public required KafkaAuthentication Authentication { get; init; }

    [Setting("where schemas are registered", Title = "Schema Registry", Wire = "schemaRegistryEnum", Aliases = ["schemaRegistry"])]
    public KafkaRegistry? SchemaRegistry { get; init; }

    [Setting("further client properties", Title = "Connection Properties", NotInSql = true)]
    public ImmutableDictionary<string, string> ConnectionProperties { get; init; } = ImmutableDictionary<string, string>.Empty;
}

[OneOf(Sql = "auth.type", SqlDefault = "none", Prefix = "auth.")]
public abstract record KafkaAuthentication
{
    [Alternative("None", Sql = "none")]
    public sealed record None : KafkaAuthentication;

    [Alternative("SASL", Sql = "sasl")]
    [Preset("sasl_ssl", """{"protocol":"SASL_SSL"}""")]
    public sealed record Sasl : KafkaAuthentication
    {
        [Setting("over TLS or not", Aliases = ["securityProtocol"], RequiredInForms = true)]
        public SaslProtocol Protocol { get; init; } = SaslProtocol.SaslSsl;

        [Setting("how the password is proved", Aliases = ["saslMechanism"])]
        public required SaslMechanism Mechanism { get; init; }

        [Setting("the user", Format = "var-str", Aliases = ["saslUsername"])]
        public required string Username { get; init; }

        [Setting("the user's password", Aliases = ["saslPassword"])]
        public required Secret Password { get; init; }

        [Setting("certificate authority: PEM text or a path")]
        public string? Ca { get; init; }
    }

    [Alternative("TLS", Sql = "ssl")]
    public sealed record Tls : KafkaAuthentication
    {
        [Setting("TLS", RequiredInForms = true)]
        public TlsProtocol Protocol { get; init; }

        [Setting("certificate authority: PEM text or a path")]
        public string? Ca { get; init; }

        [Setting("the client's certificate: PEM text or a path")]
        public string? Certificate { get; init; }

        [Setting("the certificate's key: PEM text or a path")]
        public Secret? Key { get; init; }

        [Setting("the key's password")]
        public Secret? KeyPassword { get; init; }
    }

    [Alternative("AWS_MSK_IAM", Sql = "aws_msk_iam")]
    public sealed record MskIam : KafkaAuthentication
    {
        [Setting("the AWS region")]
        public required string Region { get; init; }
    }
}

[OneOf(Prefix = "schema_registry.")]
public abstract record KafkaRegistry
{
    [Alternative("None")]
    public sealed record None : KafkaRegistry;

    [Alternative("Confluent Schema Registry")]
    public sealed record Confluent : KafkaRegistry
    {
        [Setting("its address", Title = "Endpoint", Format = "uri", Example = "http://localhost:8081")]
        public required MaskedUri Endpoint { get; init; }

        [Setting("its user", Title = "API Key", Format = "var-str")]
        public string? ApiKey { get; init; }

        [Setting("its password", Title = "API Secret")]
        public Secret? ApiSecret { get; init; }
    }
}

public enum SaslProtocol
{
    [Value("SASL_SSL")]
    SaslSsl,

    [Value("SASL_PLAINTEXT")]
    SaslPlaintext,
}

public enum SaslMechanism
{
    [Value("PLAIN")]
    Plain,

    [Value("SCRAM-SHA-256")]
    ScramSha256,

    [Value("SCRAM-SHA-512")]
    ScramSha512,
}

public enum TlsProtocol
{
    [Value("SSL")]
    Ssl,
}
