namespace Weir.Checkpoints;

public enum TableRole
{
    Source,
    Sink,

    /// <summary>The dead-letter writer of a table: it carries its length, and never stands in the way of a change.</summary>
    DeadLetters,
}
