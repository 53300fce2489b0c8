using System.Collections.Immutable;
using Weir.Columnar;

namespace Weir.Connectors;

/// <summary>What a table is and can do, by its connector and its settings. Nothing is assumed: what is not set is not so.</summary>
public sealed record TableTraits
{
    /// <summary>Its sources can read again from a position.</summary>
    public bool CanReplay { get; init; }

    /// <summary>Its sinks are <see cref="ITransactionalSink"/>s.</summary>
    public bool IsTransactional { get; init; }

    /// <summary>Rows are visible at once, and a restart cuts back to the last checkpoint.</summary>
    public bool CutsBack { get; init; }

    /// <summary>What is written does not last: such a table never makes a job keep state.</summary>
    public bool IsEphemeral { get; init; }

    /// <summary>Throws rows away: there is nothing to guarantee.</summary>
    public bool DiscardsRows { get; init; }

    public FormatUse Format { get; init; }

    /// <summary>The columns it always has; null when the table declares them.</summary>
    public Schema? FixedSchema { get; init; }

    /// <summary>What METADATA FROM can name, and the type such a column must have.</summary>
    public ImmutableDictionary<string, DataType> MetadataKeys { get; init; } = ImmutableDictionary<string, DataType>.Empty;
}
