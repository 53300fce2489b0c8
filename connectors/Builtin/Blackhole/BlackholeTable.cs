using Weir.Settings;

namespace Weir.Connectors.Builtin.Blackhole;

/// <summary>A <c>blackhole</c> table has no settings.</summary>
[Settings("BlackholeTable")]
public sealed record BlackholeTable;
