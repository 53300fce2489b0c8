namespace Weir.Checkpoints;

/// <summary>
/// A state machine without clock, thread, await or I/O: events in, commands out. Not thread-safe: one loop owns it, hands it every
/// event, carries out the commands and comes back with their answers.
/// </summary>
public interface IProtocolMachine
{
    /// <summary>Takes one event.</summary>
    /// <param name="happened">What happened.</param>
    /// <param name="now">Monotonic time since any fixed origin; never goes back.</param>
    /// <returns>Commands to carry out, valid until the next call: the list is reused.</returns>
    IReadOnlyList<ProtocolCommand> Handle(ProtocolEvent happened, TimeSpan now);

    /// <summary>When the machine wants a <see cref="TimePassed"/>; null when it waits for events only.</summary>
    TimeSpan? NextDeadline { get; }

    /// <summary>What the machine waits for, for people.</summary>
    string WaitsFor { get; }
}
