namespace Weir.Planner;

/// <summary>How a script is planned.</summary>
public sealed record PlannerOptions
{
    /// <summary>Where the instant of <c>now()</c> comes from; it is taken once.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>False accepts a script of CREATE statements alone, for what only looks at tables.</summary>
    public bool RequiresQuery { get; init; } = true;
}
