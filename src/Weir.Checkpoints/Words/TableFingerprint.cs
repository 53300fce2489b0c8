namespace Weir.Checkpoints;

/// <param name="Role">What the job does with the table.</param>
/// <param name="Options">Hash over connector, schema and options, without secrets and with environment references unresolved.</param>
/// <param name="Connector">
/// Name of the connector: a position or an open file means nothing to another one. Empty in records that do not say, and for dead letters.
/// </param>
public sealed record TableFingerprint(TableRole Role, string Options, string Connector = "")
{
    /// <summary>The same use through the same connector; the options may differ.</summary>
    internal bool IsSameKindAs(TableFingerprint other) =>
        Role == other.Role && (Connector == other.Connector || Connector.Length == 0 || other.Connector.Length == 0);
}
