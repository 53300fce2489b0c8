using Weir.Settings;

namespace Weir.Runtime.Tests.Profiles;

[Settings("GreeterTable")]
internal sealed record GreeterTable
{
    [Setting("to whom")]
    public required string Whom { get; init; }
}
