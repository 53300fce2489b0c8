using Weir.Checkpoints;
using Weir.Runtime;
using Weir.Sql;

namespace Weir.Cli;

/// <summary>Tells about a run: to people, or with <c>--json</c> to programs. Rows go to standard output, everything else to standard error.</summary>
internal interface IConsoleOutput : IPreviewReceiver, IJobListener
{
    void Diagnostic(SourceText source, Diagnostic diagnostic);

    /// <summary>An error that is not about a place in the script.</summary>
    void Error(string message, string? hint);

    /// <summary>What every sink guarantees, before the first row.</summary>
    void Guarantees(IReadOnlyList<SinkGuarantee> guarantees);

    void Progress(JobProgress progress, TimeSpan elapsed);

    void IJobListener.WouldNotStop(Failure cause)
    {
        Reported(ReportSeverity.Degraded, cause);
        Environment.Exit(ExitCodes.WouldNotStop);
    }

    void Summary(JobResult result, JobProgress progress, TimeSpan elapsed);
}
