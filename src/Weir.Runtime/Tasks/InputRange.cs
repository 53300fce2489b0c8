using Weir.Connectors;

namespace Weir.Runtime;

/// <summary>
/// Which part of the input the rows of a batch came from, kept for each piece of input and not for each row: what a message can say about
/// the place of a row that fails later in the chain.
/// </summary>
internal sealed class InputRange
{
    private RecordOrigin _start;
    private RecordOrigin _end;
    private int _recordCount;
    private bool _isOpen;

    /// <param name="origin">Where the piece begins.</param>
    /// <param name="records">How many records it holds, those that gave no row too: then rows are fewer, and have no number.</param>
    public void Add(in RecordOrigin origin, int consumedBytes, int records)
    {
        if (!_isOpen)
        {
            (_start, _recordCount, _isOpen) = (origin, 0, true);
        }

        _end = new RecordOrigin(origin.Partition, origin.Offset + consumedBytes);
        _recordCount += records;
    }

    /// <summary>The batch is complete: the next piece belongs to another.</summary>
    public void Close() => _isOpen = false;

    /// <summary>Where the row came from, as narrow as it is known; null for sources that have no records.</summary>
    /// <param name="rowCount">How many rows are left of the batch: when it is all of them, the row is the record of its number.</param>
    public string? Describe(int row, int rowCount)
    {
        if (_recordCount == 0)
        {
            return null;
        }

        var line = _start.Line > 0 ? $"line {_start.Line}, " : "";
        var start = $"{line}byte {_start.Offset} of \"{_start.Partition}\"";
        if (rowCount == _recordCount)
        {
            return row == 0 ? $"its record is the first from {start}" : $"its record is number {row + 1} from {start}";
        }

        var end = _start.Partition == _end.Partition ? $"byte {_end.Offset}" : $"byte {_end.Offset} of \"{_end.Partition}\"";
        return $"its record is one of {_recordCount} from {start} to {end}";
    }
}
