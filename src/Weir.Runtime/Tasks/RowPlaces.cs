using System.Runtime.InteropServices;
using Weir.Connectors;

namespace Weir.Runtime;

/// <summary>
/// Where in the input the rows of a batch came from: for each piece of input its origin, for each row the offset in its piece. Kept only where
/// a row can fail behind the decoder.
/// </summary>
internal sealed class RowPlaces
{
    private readonly List<Piece> _pieces = [];
    private bool _isClosed;

    /// <summary>The offset of each row in its piece of input; null where places are not kept.</summary>
    public int[]? Offsets { get; private set; }

    /// <param name="rowCapacity">Of a batch.</param>
    public void Keep(int rowCapacity) => Offsets = new int[rowCapacity];

    /// <summary>The rows from one on are of another piece.</summary>
    /// <param name="hasRowPerLine">Every line of it is a row, so that the lines of rows are known.</param>
    public void Add(in RecordOrigin origin, int firstRow, bool hasRowPerLine)
    {
        if (Offsets is null)
        {
            return;
        }

        if (_isClosed)
        {
            _pieces.Clear();
            _isClosed = false;
        }

        // A piece without rows, all of whose records were refused, has no places.
        if (_pieces.Count > 0 && _pieces[^1].FirstRow == firstRow)
        {
            _pieces.RemoveAt(_pieces.Count - 1);
        }

        _pieces.Add(new Piece(origin, firstRow, hasRowPerLine));
    }

    /// <summary>Leaves rows of the only piece out.</summary>
    /// <param name="rows">In ascending order, each once.</param>
    /// <param name="rowCount">Of the piece.</param>
    public void Remove(IEnumerable<int> rows, int rowCount)
    {
        if (Offsets is null)
        {
            return;
        }

        _pieces[0] = _pieces[0] with { HasRowPerLine = false };
        var (kept, next) = (0, 0);
        foreach (var row in rows.Append(rowCount))
        {
            Offsets.AsSpan(next..row).CopyTo(Offsets.AsSpan(kept));
            kept += row - next;
            next = row + 1;
        }
    }

    /// <summary>The batch is complete, and its places stay until the next piece is added.</summary>
    public void Close() => _isClosed = true;

    /// <summary>The record of a row; null for sources that have no records.</summary>
    /// <param name="row">In the batch that the source made.</param>
    public RecordOrigin? Of(int row)
    {
        var pieces = CollectionsMarshal.AsSpan(_pieces);
        for (var i = pieces.Length - 1; i >= 0; i--)
        {
            var (origin, firstRow, hasRowPerLine) = pieces[i];
            if (firstRow <= row)
            {
                return new RecordOrigin(origin.Partition, origin.Offset + Offsets![row], hasRowPerLine && origin.Line > 0 ? origin.Line + (row - firstRow) : 0);
            }
        }

        return null;
    }

    private record struct Piece(RecordOrigin Origin, int FirstRow, bool HasRowPerLine);
}
