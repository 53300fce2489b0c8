namespace Weir.Checkpoints;

public enum ReportSeverity
{
    /// <summary>Worth knowing.</summary>
    Information,

    /// <summary>Unexpected; the pipeline goes on.</summary>
    Warning,

    /// <summary>The pipeline makes no progress until this passes.</summary>
    Degraded,

    /// <summary>A degraded pipeline makes progress again.</summary>
    Recovered,
}
