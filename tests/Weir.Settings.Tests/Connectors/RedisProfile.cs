namespace Weir.Settings.Tests.Connectors;

[Settings("RedisConfig", Camel = true)]
public sealed record RedisProfile
{
    [Setting("one server or a cluster", Title = "Connection")]
    public required RedisConnection Connection { get; init; }

    [Setting("the user", Title = "Username", Format = "var-str")]
    public string? Username { get; init; }

    [Setting("the user's password", Title = "Password")]
    public Secret? Password { get; init; }
}

[OneOf]
public abstract record RedisConnection
{
    [Alternative("Standard")]
    public sealed record Standard : RedisConnection
    {
        [Setting("the server", Title = "Address", Pattern = "^redis://.*$", Example = "redis://localhost:6379")]
        public required MaskedUri Address { get; init; }
    }

    [Alternative("Clustered")]
    public sealed record Clustered : RedisConnection
    {
        [Setting("the servers", Title = "Addresses", Sql = "cluster.addresses", Pattern = "^redis://.*$")]
        public required ImmutableArray<MaskedUri> Addresses { get; init; }
    }
}
