using Weir.Columnar;

namespace Weir.Connectors;

/// <summary>
/// Where a source puts what it reads: raw records, which are decoded at once into columns, or rows of its own making. Owned by the runtime,
/// which takes the batches out between polls and decides about bad records. One thread at a time.
/// </summary>
public abstract class RowCollector
{
    /// <summary>For sources that make columns themselves. Call <see cref="BatchBuilder.Begin"/> before the first row.</summary>
    public abstract BatchBuilder Builder { get; }

    /// <summary>No room: return from the poll.</summary>
    public abstract bool IsFull { get; }

    /// <summary>Decodes complete lines.</summary>
    /// <param name="input">Starts at the start of a line: what was not consumed before, and what came after it.</param>
    /// <param name="endOfInput">Nothing follows: a last line without a newline is a record.</param>
    /// <param name="origin">Where <paramref name="input"/> starts.</param>
    /// <returns>Bytes consumed; 0 when there is no room or no complete line.</returns>
    /// <exception cref="ConnectorException">A record is bad and <c>bad_data</c> is fail.</exception>
    public abstract int DecodeLines(ReadOnlySpan<byte> input, bool endOfInput, in RecordOrigin origin);

    /// <summary>Newlines among the bytes that the last call of <see cref="DecodeLines"/> consumed.</summary>
    public abstract int Newlines { get; }

    /// <summary>Whether the rest of an over-long line is being thrown away; not a place for a position.</summary>
    public abstract bool IsInsideLine { get; }
}

/// <summary>Where bytes come from, for dead letters and messages.</summary>
/// <param name="Partition">As in the source's positions: a path, say.</param>
/// <param name="Offset">Bytes from its start.</param>
/// <param name="Line">The line that starts there, from 1; 0 for what has no lines, or when it is not known.</param>
public readonly record struct RecordOrigin(string Partition, long Offset, long Line = 0)
{
    /// <summary>For people.</summary>
    public string Place => $"{(Line == 0 ? "" : $"line {Line}, ")}byte {Offset} of \"{Partition}\"";
}
