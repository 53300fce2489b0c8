using System.Buffers;
using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;
using Weir.Columnar;

namespace Weir.Formats;

/// <summary>
/// What all decoders share: newline framing, bounds, over-long lines. A format says what one record means, and may take runs of whole
/// lines in its own way first.
/// </summary>
internal abstract unsafe class LineDecoder : IDecoder
{
    /// <summary>What to do about lines that are cut or refused.</summary>
    internal const string LongerLines = "raise 'framing.newline.max_length': lines of so many bytes are read whole, up to 1 GiB";

    private readonly DecoderLimits _limits;
    private Schema? _checkedSchema;
    private long _batchBytes;
    private bool _refused;
    private int _badRecords;

    protected LineDecoder(Schema schema, DecoderLimits limits)
    {
        limits.Validate();
        _limits = limits;
        Schema = schema;
        LineBytesMax = Math.Min(limits.CutLinesAt ?? int.MaxValue, limits.RecordBytesMax);
    }

    public bool SkipsToNewline { get; set; }

    public int[]? RowOffsets { get; set; }

    /// <summary>A longer line is cut or refused, so a run must leave it alone.</summary>
    protected int LineBytesMax { get; }

    protected Schema Schema { get; }

    /// <summary>Empty lines that runs of this call have passed over.</summary>
    protected int EmptyLines { get; set; }

    public DecodeResult DecodeLines(ReadOnlySpan<byte> input, bool endOfInput, BatchBuilder builder, IBadRecordHandler badRecords)
    {
        Start(builder);
        var rowsBefore = builder.RowCount;
        fixed (byte* start = input)
        {
            var position = 0;
            var newlines = 0;
            var stop = DecodeStop.NeedsInput;
            var bound = (int)Math.Max(1, _limits.BatchBytes - _batchBytes);
            var runEnd = SkipsToNewline ? 0 : PrepareRun(start, input.Length, Math.Min(input.Length, bound));
            while (true)
            {
                if (SkipsToNewline)
                {
                    var skipped = input[position..].IndexOf((byte)'\n');
                    SkipsToNewline = skipped < 0 && !endOfInput;
                    newlines += skipped < 0 ? 0 : 1;
                    position = skipped < 0 ? input.Length : position + skipped + 1;
                }

                if (position < runEnd)
                {
                    var (from, firstRow) = (position, builder.RowCount);
                    position = (int)(DecodeRun(start + position, start + runEnd, builder) - start);
                    newlines += builder.RowCount - firstRow;
                    if (RowOffsets is not null)
                    {
                        NoteOffsets(start, from, position, RowOffsets.AsSpan(firstRow));
                    }
                }

                if (builder.IsFull || _refused || position >= bound || position >= input.Length)
                {
                    stop = _refused ? DecodeStop.Refused
                        : builder.IsFull ? DecodeStop.BuilderFull
                        : position >= bound ? DecodeStop.ByteBound
                        : DecodeStop.NeedsInput;
                    break;
                }

                var rest = input[position..];
                var length = rest.IndexOf((byte)'\n');
                if (length < 0 && !endOfInput && rest.Length <= LineBytesMax)
                {
                    break;
                }

                var next = length < 0 ? input.Length : position + length + 1;
                newlines += length < 0 ? 0 : 1;
                SkipsToNewline = length < 0 && !endOfInput;
                if (RowOffsets is not null && !builder.IsFull)
                {
                    RowOffsets[builder.RowCount] = position;
                }

                DecodeLine(length < 0 ? rest : rest[..length], input[..position], builder, badRecords);
                position = next;
            }

            return Result(position, builder.RowCount - rowsBefore, newlines + EmptyLines, stop);
        }
    }

    public DecodeResult DecodeRecord(ReadOnlySpan<byte> record, BatchBuilder builder, IBadRecordHandler badRecords)
    {
        Start(builder);
        if (builder.IsFull)
        {
            throw new InvalidOperationException("the builder is full");
        }

        var rowsBefore = builder.RowCount;
        if (RowOffsets is not null)
        {
            RowOffsets[rowsBefore] = 0;
        }

        if (record.Length > _limits.RecordBytesMax)
        {
            Refuse(record, [], BadRecordReason.TooLong, null, isCut: false, badRecords);
        }
        else
        {
            Decode(record, [], isLine: false, isCut: false, builder, badRecords);
        }

        var stop = _refused ? DecodeStop.Refused
            : builder.IsFull ? DecodeStop.BuilderFull
            : _batchBytes + record.Length >= _limits.BatchBytes ? DecodeStop.ByteBound
            : DecodeStop.NeedsInput;
        return Result(record.Length, builder.RowCount - rowsBefore, 0, stop);
    }

    /// <summary>Says what is wrong with a record that was refused; called before the next one is decoded.</summary>
    public virtual BadRecordExplanation Explain(in BadRecord record) => record.Reason switch
    {
        BadRecordReason.TooLong => new(
            $"the line is longer than {LineBytesMax} bytes: {Excerpt.Start(record.Bytes)}", LongerLines),
        BadRecordReason.InvalidUtf8 => ExplainUtf8(record.Bytes),
        _ => throw new InvalidOperationException($"nothing explains {record.Reason}"),
    };

    public virtual DecoderNotice? TakeNotice() => null;

    public virtual DecoderNotice? ExplainUnseen(string column, ReadOnlySpan<byte> record) => null;

    public virtual void Dispose()
    {
    }

    /// <summary>Called once before the runs of a call.</summary>
    /// <param name="bound">Where the lines that a run may take end at the latest.</param>
    /// <returns>Up to where runs may go, behind a newline; 0 for none.</returns>
    protected virtual int PrepareRun(byte* input, int length, int bound) => 0;

    /// <summary>Takes lines while it can.</summary>
    /// <param name="end">What <see cref="PrepareRun"/> said.</param>
    /// <returns>
    /// The start of the first line not taken: the builder is full, the end is reached, or the line is for <see cref="TryDecode"/>. Of those taken each
    /// is a row, or empty and counted in <see cref="EmptyLines"/>.
    /// </returns>
    protected virtual byte* DecodeRun(byte* position, byte* end, BatchBuilder builder) => position;

    /// <summary>True when the line is empty as this format sees it, and so no record.</summary>
    public virtual bool IsBlank(ReadOnlySpan<byte> line) => line.IsEmpty;

    /// <summary>Decodes one record into row <see cref="BatchBuilder.RowCount"/>; the caller ends or undoes the row.</summary>
    /// <param name="isLine">False for a message, in which newlines are ordinary bytes.</param>
    /// <returns><see cref="BadRecordReason.None"/> when the row is there.</returns>
    protected abstract BadRecordReason TryDecode(ReadOnlySpan<byte> record, bool isLine, BatchBuilder builder, out string? field);

    internal static BadRecordExplanation ExplainUtf8(ReadOnlySpan<byte> bytes)
    {
        var position = 0;
        while (Rune.DecodeFromUtf8(bytes[position..], out _, out var length) == OperationStatus.Done)
        {
            position += length;
        }

        return new(
            $"byte {position} of the record, 0x{bytes[position]:X2}, is not UTF-8: {Excerpt.Around(bytes, position)}",
            "convert the file, for example with `iconv -f WINDOWS-1252 -t UTF-8 FILE`");
    }

    private void Start(BatchBuilder builder)
    {
        if (builder.Schema != _checkedSchema && !Schema.Fields.AsSpan().SequenceEqual(builder.Schema.Fields.AsSpan()[..Math.Min(Schema.Count, builder.Schema.Count)]))
        {
            throw new InvalidOperationException("the builder's first columns are not the decoder's");
        }

        _checkedSchema = builder.Schema;
        if (builder.RowCount == 0)
        {
            _batchBytes = 0;
        }

        builder.Begin();
        _refused = false;
        _badRecords = 0;
        EmptyLines = 0;
    }

    private DecodeResult Result(int consumed, int rows, int newlines, DecodeStop stop)
    {
        _batchBytes += consumed;
        return new DecodeResult(consumed, rows, _badRecords, newlines, stop);
    }

    // Runs keep no places, which would cost every row; each line of one that is not empty became a row.
    private static void NoteOffsets(byte* input, int position, int end, Span<int> offsets)
    {
        // Lines are short, so that newlines are taken from one mask after the other and not searched for one by one.
        var (line, row) = (position, 0);
        for (; position < end; position += Vector256<byte>.Count)
        {
            var newlines = position + Vector256<byte>.Count <= end
                ? Vector256.Equals(Vector256.Load(input + position), Vector256.Create((byte)'\n')).ExtractMostSignificantBits()
                : NewlinesOf(new ReadOnlySpan<byte>(input + position, end - position));
            for (; newlines != 0; newlines &= newlines - 1)
            {
                var newline = position + BitOperations.TrailingZeroCount(newlines);
                if (newline > line)
                {
                    offsets[row++] = line;
                }

                line = newline + 1;
            }
        }
    }

    private static uint NewlinesOf(ReadOnlySpan<byte> rest)
    {
        var newlines = 0u;
        for (var i = 0; i < rest.Length; i++)
        {
            newlines |= (rest[i] == '\n' ? 1u : 0) << i;
        }

        return newlines;
    }

    /// <param name="before">The input before the line.</param>
    private void DecodeLine(ReadOnlySpan<byte> line, ReadOnlySpan<byte> before, BatchBuilder builder, IBadRecordHandler badRecords)
    {
        var isCut = line.Length > LineBytesMax;
        if (isCut)
        {
            if (_limits.CutLinesAt is not { } cut || cut > _limits.RecordBytesMax)
            {
                Refuse(line, before, BadRecordReason.TooLong, null, isCut: false, badRecords);
                return;
            }

            // Not inside a character: what is left of a text is a text.
            var atLeast = Math.Max(0, cut - 3);
            while (cut > atLeast && (line[cut] & 0xC0) == 0x80)
            {
                cut--;
            }

            line = line[..cut];
        }
        else if (line.EndsWith((byte)'\r'))
        {
            line = line[..^1];
        }

        if (!IsBlank(line))
        {
            Decode(line, before, isLine: true, isCut, builder, badRecords);
        }
    }

    private void Decode(ReadOnlySpan<byte> record, ReadOnlySpan<byte> before, bool isLine, bool isCut, BatchBuilder builder, IBadRecordHandler badRecords)
    {
        var reason = TryDecode(record, isLine, builder, out var field);
        if (reason == BadRecordReason.None)
        {
            builder.EndRow();
        }
        else
        {
            builder.UndoRow();
            Refuse(record, before, reason, field, isCut, badRecords);
        }
    }

    private void Refuse(
        ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> before, BadRecordReason reason, string? field, bool isCut, IBadRecordHandler badRecords)
    {
        _badRecords++;
        _refused |= !badRecords.OnBadRecord(
            new BadRecord { Bytes = bytes, Offset = before.Length, Reason = reason, Field = field, Before = before, IsCut = isCut, Decoder = this });
    }
}
