using Weir.Settings;

namespace Weir.Connectors.Builtin.Stdout;

/// <summary>A <c>stdout</c> table has no settings.</summary>
[Settings("StdoutTable")]
public sealed record StdoutTable;
