namespace Weir.Settings.Tests.Connectors;

[Settings("KinesisConfig")]
public sealed record KinesisProfile
{
    [Setting("the AWS region", Title = "Region")]
    public string? Region { get; init; }

    [Setting("the access key", Title = "Access Key ID", Format = "var-str")]
    public string? AccessKeyId { get; init; }

    [Setting("its secret", Title = "Secret Access Key")]
    public Secret? SecretAccessKey { get; init; }

    [Setting("another address than that of the region", Title = "Endpoint")]
    public MaskedUri? Endpoint { get; init; }
}
