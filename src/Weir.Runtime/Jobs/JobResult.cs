using Weir.Checkpoints;

namespace Weir.Runtime;

/// <summary>How a job ended.</summary>
/// <param name="Cause">Why, when it did not simply finish or stop.</param>
/// <param name="WasFinished">It had finished before this start, and nothing was done.</param>
public sealed record JobResult(Ending Ending, Failure? Cause, bool WasFinished)
{
    /// <summary>0 done or stopped, 1 failed, 2 the input was wrong.</summary>
    public int ExitCode => Ending switch
    {
        Ending.Finished or Ending.Stopped or Ending.Quit => 0,
        Ending.Refused => 2,
        _ => 1,
    };
}
