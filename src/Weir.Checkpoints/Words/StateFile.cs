namespace Weir.Checkpoints;

/// <summary>One file of operator state that a manifest names. Later manifests may name it again.</summary>
public sealed record StateFile
{
    /// <summary>Name of the operator, stable over restarts of an unchanged script.</summary>
    public required string Operator { get; init; }

    public required int Subtask { get; init; }

    /// <summary>Path below the job's folder, with "/" : <c>state/&lt;generation&gt;-&lt;epoch&gt;/&lt;name&gt;</c>.</summary>
    public required string Path { get; init; }

    public required long Bytes { get; init; }

    /// <summary>Lower-case hex.</summary>
    public required string Sha256 { get; init; }
}
