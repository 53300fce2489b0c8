using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;
using Weir.Columnar;

namespace Weir.Formats.Json;

/// <summary>
/// The fast JSON decoder: straight from bytes into columns, three ways down. A row with the keys and spacing of one that was seen is read
/// by comparing bytes (<see cref="JsonLayout"/>); any other row key by key; and what that does not take, the reference decoder decides,
/// which also names the reason of every refusal.
/// </summary>
/// <remarks>
/// Rows are read without bounds checks: runs end behind a newline with 64 readable bytes after it, and no token contains a newline. Lines
/// too near the end of the input, and single messages, are copied into padded memory first.
/// </remarks>
internal sealed unsafe class JsonDecoder : LineDecoder
{
    /// <summary>Rows that do not fit the layout, with fewer that do between two of them, before another is learned.</summary>
    private const int MissesMax = 4;

    private readonly JsonReferenceDecoder _reference;
    private readonly JsonTime _time;
    private readonly JsonKeys _keys;
    private readonly JsonLayout _layout = new();
    private readonly PaddedRecord _copy = new();
    private readonly uint[] _seenIn;
    private readonly int[] _absent;
    private JsonValueReader _reader;
    private uint _rowNumber;
    private int _absentCount;
    private bool _checksEachLine;

    // A layout that is missed often is replaced by that of a later row, and less and less often as long as no layout helps.
    private int _rowsToLearning = 1;
    private int _learningInterval = 1;

    public JsonDecoder(Schema schema, DecoderLimits limits, JsonTimestampFormat timestamps = default)
        : base(schema, limits)
    {
        _time = new JsonTime(timestamps);
        _reader = new JsonValueReader { Clock = new JsonClock(), Time = _time };
        _reference = new JsonReferenceDecoder(schema, limits, _time);
        _keys = new JsonKeys(schema, _time.Digits);
        _seenIn = new uint[schema.Count];
        _absent = new int[schema.Count];
    }

    public override void Dispose()
    {
        _keys.Dispose();
        _layout.Dispose();
        _copy.Dispose();
        base.Dispose();
    }

    protected override int PrepareRun(byte* input, int length, int bound)
    {
        var end = new ReadOnlySpan<byte>(input, Math.Max(0, Math.Min(bound, length - PaddedRecord.Padding))).LastIndexOf((byte)'\n') + 1;
        _checksEachLine = !Utf8.IsValid(new ReadOnlySpan<byte>(input, end));
        return end;
    }

    protected override byte* DecodeRun(byte* position, byte* end, BatchBuilder builder)
    {
        Load(builder);
        _reader.Scanner.NewlineIsSpace = false;
        var row = builder.RowCount;
        if (!_checksEachLine)
        {
            position = Read(position, end, ref row, builder.RowCapacity);
        }
        else
        {
            while (position < end && row < builder.RowCapacity)
            {
                var length = new ReadOnlySpan<byte>(position, (int)(end - position)).IndexOf((byte)'\n') + 1;
                var next = position + length;
                if (!Utf8.IsValid(new ReadOnlySpan<byte>(position, length)) || Read(position, next, ref row, builder.RowCapacity) != next)
                {
                    break;
                }

                position = next;
            }
        }

        builder.EndRows(row - builder.RowCount);
        return position;
    }

    public override DecoderNotice? TakeNotice() => _time.TakeNotice(Schema);

    public override BadRecordExplanation Explain(in BadRecord record) =>
        record.Reason == BadRecordReason.TooLong ? base.Explain(record) : JsonExplanation.Of(record, Schema);

    public override DecoderNotice? ExplainUnseen(string column, ReadOnlySpan<byte> record) => JsonRecordKeys.ExplainUnseen(column, record);

    public override bool IsBlank(ReadOnlySpan<byte> line) => JsonText.IsBlank(line);

    protected override BadRecordReason TryDecode(ReadOnlySpan<byte> record, bool isLine, BatchBuilder builder, out string? field)
    {
        if (Utf8.IsValid(record))
        {
            var end = _copy.Copy(record);
            Load(builder);
            _reader.Scanner.NewlineIsSpace = !isLine;
            var row = builder.RowCount;
            if (Read(_copy.Start, end, ref row, row + 1) == end && row == builder.RowCount + 1)
            {
                field = null;
                return BadRecordReason.None;
            }
        }

        return _reference.Decode(record, builder, out field);
    }

    private void Load(BatchBuilder builder)
    {
        _reader.Builder = builder;
        for (var i = 0; i < Schema.Count; i++)
        {
            _keys.Columns[i].Load(builder.Columns[i]);
        }
    }

    /// <summary>Reads lines until the end, the last row, or a line that is for the reference decoder.</summary>
    /// <returns>The start of the first line not read.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private byte* Read(byte* position, byte* end, ref int row, int rowEnd)
    {
        while (position < end && row < rowEnd)
        {
            if (*position == '\n')
            {
                EmptyLines++;
                position++;
                continue;
            }

            var behind = position;
            var step = _layout.Steps;
            var learns = false;
            if (step == null)
            {
                learns = --_rowsToLearning <= 0;
            }
            else
            {
                var before = row;
                step = ReadPredicted(ref position, out behind, end, ref row, rowEnd);
                if (position >= end || row == rowEnd)
                {
                    break;
                }

                learns = NoteMiss(row - before);
            }

            var next = learns ? LearnRow(position, row) : ReadRow(position, behind, step, row, null);
            if (next == null || next - position - 1 > LineBytesMax)
            {
                break;
            }

            row++;
            position = next;
        }

        return position;
    }

    /// <returns>True when the row that did not fit is to be the new layout.</returns>
    private bool NoteMiss(int hits)
    {
        if (hits >= MissesMax)
        {
            _learningInterval = 1;
            _rowsToLearning = MissesMax;
            return false;
        }

        if (--_rowsToLearning > 0)
        {
            return false;
        }

        _learningInterval = Math.Min(_learningInterval * 2, 1024);
        _rowsToLearning = MissesMax * _learningInterval;
        return true;
    }

    private byte* LearnRow(byte* position, int row)
    {
        _layout.Begin();
        var end = ReadRow(position, position, null, row, _layout);
        if (_layout.IsLearned)
        {
            NoteAbsent();
        }
        else
        {
            _rowsToLearning = _learningInterval;
            _learningInterval = Math.Min(_learningInterval * 2, 1024);
        }

        return end;
    }

    /// <summary>Reads rows that fit the layout.</summary>
    /// <param name="firstRow">The first row; then the first one that does not fit.</param>
    /// <param name="behind">Up to where that row was read: behind the value before the step returned.</param>
    /// <returns>The step at which that row parts from the layout; null when it must be read from its start.</returns>
    /// <remarks>
    /// Where the next value starts is known only when the end of this one is, so the time of a row is that of the steps from one end to the
    /// next. Therefore ends are found first and with the shortest chains of instructions, and checks that only guard hang beside them.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private JsonLayout.Step* ReadPredicted(ref byte* firstRow, out byte* behind, byte* end, ref int rowNumber, int rowEnd)
    {
        var row = rowNumber;
        var steps = _layout.Steps;
        var position = firstRow;
        var start = position;
        var missed = steps;
        while (position < end && row < rowEnd)
        {
            start = position;
            var value = position;
            for (var step = steps; ; step++)
            {
                if (!JsonLayout.Matches(step, position))
                {
                    var behindNumber = BehindNumber(step, value, position, row);
                    if (behindNumber == null)
                    {
                        missed = step;
                        goto Missed;
                    }

                    position = behindNumber;
                }

                position += step->Length;
                value = position;
                var column = step->Column;
                switch (step->Kind)
                {
                    case JsonColumnKind.Int64:
                    case JsonColumnKind.UInt64:
                        {
                            var bits = JsonDigits.ReadShort(position, out var number);
                            if ((uint)(bits - 8) > 48 || (*position == '0' && bits > 8))
                            {
                                break;
                            }

                            ((ulong*)column->Values)[row] = number;
                            position += bits >> 3;
                            continue;
                        }

                    case JsonColumnKind.Text:
                        {
                            var offsets = (int*)column->Values;
                            var output = column->Data + offsets[row];
                            var limit = column->Data + column->DataLimit;
                            var quotes = 0u;
                            if (*position != '"')
                            {
                                break;
                            }

                            position++;
                            while (output <= limit)
                            {
                                var block = Vector256.Load(position);
                                block.Store(output);
                                quotes = JsonScanner.Quotes(block);
                                var others = JsonScanner.EscapesAndControls(block);
                                if ((others & (quotes - 1) & ~quotes) != 0)
                                {
                                    // Escapes, or a refusal.
                                    quotes = 0;
                                    break;
                                }

                                if (quotes != 0)
                                {
                                    break;
                                }

                                position += Vector256<byte>.Count;
                                output += Vector256<byte>.Count;
                            }

                            if (quotes == 0)
                            {
                                position = _reader.ReadText(column, position, output, row);
                                if (position == null)
                                {
                                    goto Refused;
                                }

                                continue;
                            }

                            var rest = (uint)BitOperations.TrailingZeroCount(quotes);
                            position += rest + 1;
                            offsets[row + 1] = (int)(output - column->Data) + (int)rest;
                            continue;
                        }

                    case JsonColumnKind.Timestamp:
                        {
                            if (*position != '"')
                            {
                                break;
                            }

                            if (_reader.Clock.TryRead(position + 1, out var nanos))
                            {
                                ((long*)column->Values)[row] = nanos;
                                position += 25;
                                continue;
                            }

                            position = _reader.ReadOtherMinute(position + 1, (long*)column->Values + row);
                            if (position == null)
                            {
                                break;
                            }

                            continue;
                        }

                    case JsonColumnKind.Int32:
                        {
                            var bits = JsonDigits.ReadShort(position, out var number);
                            if ((uint)(bits - 8) > 48 || (*position == '0' && bits > 8))
                            {
                                break;
                            }

                            ((uint*)column->Values)[row] = (uint)number;
                            position += bits >> 3;
                            continue;
                        }

                    case JsonColumnKind.End:
                        goto Done;
                }

                position = _reader.Read(column, value, row);
                if (position == null)
                {
                    goto Refused;
                }
            }

        Done:
            if (position - start - 1 > LineBytesMax)
            {
                goto Refused;
            }

            for (var i = 0; i < _absentCount; i++)
            {
                _reader.Builder.Columns[_absent[i]].SetNull(row);
            }

            row++;
        }

        start = position;
    Refused:
        missed = null;
    Missed:
        firstRow = start;
        behind = position;
        rowNumber = row;
        return missed;
    }

    /// <summary>Whole numbers are first read without a look at what follows; this reads one again that has a fraction or an exponent.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private byte* BehindNumber(JsonLayout.Step* step, byte* value, byte* position, int row)
    {
        if (value == position || (*position != '.' && (*position | 0x20) != 'e'))
        {
            return null;
        }

        var behind = _reader.Read(step[-1].Column, value, row);
        return behind != null && JsonLayout.Matches(step, behind) ? behind : null;
    }

    /// <summary>Reads a row, or the rest of one, key by key.</summary>
    /// <param name="start">Where the row starts.</param>
    /// <param name="position">Behind its last value that was read, when <paramref name="step"/> says that there is one.</param>
    /// <param name="step">The step of the layout from which on the row is different; null for a row not begun.</param>
    /// <param name="layout">Notes the row down; may be null.</param>
    /// <returns>Behind the row's newline; null when the row is for the reference decoder.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private byte* ReadRow(byte* start, byte* position, JsonLayout.Step* step, int row, JsonLayout? layout)
    {
        _rowNumber++;
        if (_rowNumber == 0)
        {
            Array.Clear(_seenIn);
            _rowNumber = 1;
        }

        var seen = 0;
        var before = start;
        bool hasKey;
        if (step != null && step != _layout.Steps)
        {
            for (var done = _layout.Steps; done < step; done++)
            {
                if (done->Column->Index >= 0)
                {
                    _seenIn[done->Column->Index] = _rowNumber;
                    seen++;
                }
            }

            before = position;
            position = _reader.Scanner.SkipSpace(position);
            hasKey = *position == ',';
            if (hasKey)
            {
                position = _reader.Scanner.SkipSpace(position + 1);
            }
            else if (*position != '}')
            {
                return null;
            }
        }
        else
        {
            position = _reader.Scanner.SkipSpace(start);
            if (*position != '{')
            {
                return null;
            }

            position = _reader.Scanner.SkipSpace(position + 1);
            hasKey = *position != '}';
        }

        if (hasKey)
        {
            while (true)
            {
                if (*position != '"')
                {
                    return null;
                }

                var column = _keys.Find(position + 1, out var length);
                if (column == null)
                {
                    return null;
                }

                position = _reader.Scanner.SkipSpace(position + length + 2);
                if (*position != ':')
                {
                    return null;
                }

                position = _reader.Scanner.SkipSpace(position + 1);
                if (column->Index >= 0)
                {
                    ref var seenIn = ref _seenIn[column->Index];
                    if (seenIn == _rowNumber)
                    {
                        _reader.Builder.Columns[column->Index].SetValid(row);
                        seen--;
                    }

                    seenIn = _rowNumber;
                    seen++;
                }

                layout?.Add(before, position, column);

                position = _reader.Read(column, position, row);
                if (position == null)
                {
                    return null;
                }

                before = position;
                position = _reader.Scanner.SkipSpace(position);
                if (*position == '}')
                {
                    break;
                }

                if (*position != ',')
                {
                    return null;
                }

                position = _reader.Scanner.SkipSpace(position + 1);
            }
        }

        position = EndOfRecord(position + 1);
        if (position == null || (seen != Schema.Count && !SetAbsent(row)))
        {
            return null;
        }

        layout?.End(before, position);
        return position;
    }

    /// <summary>Behind the newline that ends the record. In a message newlines are whitespace, and a zero follows the last.</summary>
    private byte* EndOfRecord(byte* position)
    {
        position = _reader.Scanner.SkipSpace(position);
        if (_reader.Scanner.NewlineIsSpace)
        {
            return *position == 0 && position[-1] == '\n' ? position : null;
        }

        return *position == '\n' ? position + 1 : null;
    }

    private bool SetAbsent(int row)
    {
        for (var i = 0; i < _seenIn.Length; i++)
        {
            if (_seenIn[i] != _rowNumber)
            {
                if (!_keys.Columns[i].IsNullable)
                {
                    return false;
                }

                _reader.Builder.Columns[i].SetNull(row);
            }
        }

        return true;
    }

    private void NoteAbsent()
    {
        _absentCount = 0;
        for (var i = 0; i < _seenIn.Length; i++)
        {
            if (_seenIn[i] != _rowNumber)
            {
                _absent[_absentCount++] = i;
            }
        }
    }
}
