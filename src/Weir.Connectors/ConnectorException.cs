namespace Weir.Connectors;

/// <summary>What kind of thing went wrong in a connector.</summary>
public enum ErrorKind
{
    Read,
    Write,
    Configuration,

    /// <summary>A payload that cannot be decoded or a row that cannot be encoded.</summary>
    Serialization,
    Transaction,
    Checkpoint,
    Unsupported,
    Closed,
}

/// <summary>Who can mend it.</summary>
public enum Fault
{
    /// <summary>The script, its options or the data.</summary>
    User,

    /// <summary>The system the connector talks to.</summary>
    External,

    /// <summary>Weir.</summary>
    Ours,
}

/// <summary>
/// The one error that leaves a connector. Its message is a short lower-case fact with names in quotes; the hint says what to do.
/// </summary>
public sealed class ConnectorException : Exception
{
    public ConnectorException(ErrorKind kind, string message, Fault fault, bool isTransient, string? hint = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Kind = kind;
        Fault = fault;
        IsTransient = isTransient;
        Hint = hint;
    }

    public ErrorKind Kind { get; }

    public Fault Fault { get; }

    /// <summary>Trying again may help.</summary>
    public bool IsTransient { get; }

    public string? Hint { get; }

    /// <summary>No space left, or a quota reached: three tries, then the pipeline fails.</summary>
    public bool IsDiskFull { get; init; }
}
