using Weir.Checkpoints;

namespace Weir.Runtime;

/// <summary>Told what a job does, for people. Called by the job's loop: return at once.</summary>
public interface IJobListener
{
    /// <summary>The start is complete and rows begin to move.</summary>
    void Started(StartPoint start);

    /// <summary>Something people should know; it may have happened before and come again.</summary>
    void Reported(ReportSeverity severity, Failure message);

    /// <summary>A round is settled.</summary>
    void CheckpointSettled(Epoch epoch, Slot slot, TimeSpan duration);

    /// <summary>
    /// A part of the job does not come back, and the job cannot end before it. Killing the process is as safe as any crash; a host of several
    /// jobs may leave this one as it is.
    /// </summary>
    void WouldNotStop(Failure cause);

    /// <summary>The generation ended and another starts after the delay.</summary>
    void Rewinding(Failure? cause, TimeSpan delay);
}
