namespace Weir.Sql;

/// <summary>
/// The text that is parsed: the user's text with variables replaced. It knows where each part came from, so that every span a node or
/// diagnostic carries is a place in the user's text; inside a replaced variable that is the whole <c>${name}</c>.
/// </summary>
internal sealed class ExpandedText
{
    private readonly List<Piece> _pieces;

    public ExpandedText(SourceText source)
        : this(source, source.Text, [])
    {
    }

    public ExpandedText(SourceText source, string text, List<Piece> pieces)
    {
        Source = source;
        Text = text;
        _pieces = pieces;
    }

    public SourceText Source { get; }

    public string Text { get; }

    public TextSpan ToOriginal(int start, int end)
    {
        if (_pieces.Count == 0)
        {
            return TextSpan.FromBounds(start, end);
        }

        var originalStart = ToOriginal(start, atEnd: false);
        return TextSpan.FromBounds(originalStart, start == end ? originalStart : Math.Max(originalStart, ToOriginal(end, atEnd: true)));
    }

    private int ToOriginal(int offset, bool atEnd)
    {
        // The last piece that begins at or before the offset; the end of a span belongs to the piece before it.
        var low = 0;
        var high = _pieces.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            var begins = atEnd ? _pieces[middle].Start < offset : _pieces[middle].Start <= offset;
            (low, high) = begins ? (middle + 1, high) : (low, middle);
        }

        if (low == 0)
        {
            return offset;
        }

        var piece = _pieces[low - 1];
        var behind = offset - (piece.Start + piece.Length);
        if (behind >= 0)
        {
            return piece.Original.End + behind;
        }

        return atEnd ? piece.Original.End : piece.Original.Start;
    }

    /// <summary>A replaced variable: where its value stands in the expanded text, and its place in the original.</summary>
    public readonly record struct Piece(int Start, int Length, TextSpan Original);
}
