namespace Weir.Checkpoints;

public enum RoundKind
{
    Regular,

    /// <summary>The last round before a stop: sinks close and publish their open files; event time does not end.</summary>
    Stop,

    /// <summary>The last round of bounded input: sinks close and publish their open files; the job is finished.</summary>
    Final,
}
