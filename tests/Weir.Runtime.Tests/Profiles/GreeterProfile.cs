using Weir.Settings;

namespace Weir.Runtime.Tests.Profiles;

[Settings("GreeterProfile")]
internal sealed record GreeterProfile
{
    [Setting("what to say")]
    public required string Greeting { get; init; }

    [Setting("never shown")]
    public Secret? Password { get; init; }
}
