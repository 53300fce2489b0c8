namespace Weir.Checkpoints;

/// <param name="Role">What the job does with the table.</param>
/// <param name="Options">Hash over connector, schema and options, without secrets and with environment references unresolved.</param>
public sealed record TableFingerprint(TableRole Role, string Options);
