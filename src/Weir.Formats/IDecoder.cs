using Weir.Columnar;

namespace Weir.Formats;

/// <summary>Turns the bytes of records into rows. Keeps what it learned about the shape of its input; one thread at a time.</summary>
/// <remarks>
/// The builder's first columns are those of the schema the decoder was created with, in that order. A builder may have more behind them
/// (metadata of a message), which the caller fills for the rows that were added. The decoder calls <see cref="BatchBuilder.Begin"/>.
/// </remarks>
public interface IDecoder : IDisposable
{
    /// <summary>
    /// True between the refusal (or cut) of an over-long line and its newline: what comes next is thrown away up to a newline. It belongs
    /// to a source's position: a source that restarts in the middle of such a line sets it, and one that seeks elsewhere clears it.
    /// </summary>
    bool SkipsToNewline { get; set; }

    /// <summary>
    /// For a caller that wants to know where rows came from: at the index of each row that a call adds, where its record starts, from the first
    /// byte of the input of that call. As long as the builder has room for rows. Null when nobody wants it: it costs a search for each row.
    /// </summary>
    int[]? RowOffsets { get; set; }

    /// <summary>What there is to say about the records so far, each once; null when there is nothing.</summary>
    DecoderNotice? TakeNotice();

    /// <summary>What to say about a column that no record had a value for; null when there is nothing.</summary>
    /// <param name="record">One of the records.</param>
    DecoderNotice? ExplainUnseen(string column, ReadOnlySpan<byte> record);

    /// <summary>Whether a line, without its newline and a carriage return before that, is no record at all.</summary>
    bool IsBlank(ReadOnlySpan<byte> line);

    /// <summary>Takes complete newline-framed records until the input, the room in the builder or the byte bound runs out.</summary>
    /// <param name="input">Starts at the start of a record: what the last call did not consume, and what came after it.</param>
    /// <param name="endOfInput">True when nothing follows; a last line without a newline is then a record.</param>
    /// <param name="badRecords">Told of every record refused, in the order of the input. A refused row leaves nothing in the builder.</param>
    /// <exception cref="InvalidOperationException">The builder's first columns are not the decoder's.</exception>
    DecodeResult DecodeLines(ReadOnlySpan<byte> input, bool endOfInput, BatchBuilder builder, IBadRecordHandler badRecords);

    /// <summary>Takes one message as one record: newlines in it are ordinary bytes. Call only while the builder has room.</summary>
    /// <returns>One row or one bad record; all of the message is consumed.</returns>
    DecodeResult DecodeRecord(ReadOnlySpan<byte> record, BatchBuilder builder, IBadRecordHandler badRecords);
}
