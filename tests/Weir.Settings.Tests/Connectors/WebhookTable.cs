namespace Weir.Settings.Tests.Connectors;

[Settings("WebhookTable")]
public sealed record WebhookTable
{
    [Setting("where rows are posted to", Title = "Endpoint", Format = "var-str", Example = "https://example.com/hook")]
    public required MaskedUri Endpoint { get; init; }

    [Setting("headers of every request", Title = "Headers", PairSeparator = ':', AsText = true)]
    public ImmutableDictionary<string, Secret> Headers { get; init; } = ImmutableDictionary<string, Secret>.Empty;
}
