using System.Collections.Immutable;
using Weir.Checkpoints;
using Weir.Columnar;
using Weir.Columnar.Expressions;
using Weir.Connectors;
using Weir.Formats;
using Weir.Planner.Catalog;
using Weir.Planner.Physical;

namespace Weir.Runtime;

/// <summary>
/// The collector of one source subtask: decodes into a builder, computes the table's generated columns, and applies <c>bad_data</c> to
/// what fails in either.
/// </summary>
internal sealed class TableCollector : RowCollector, IBadRecordHandler, IDisposable
{
    private readonly string _table;
    private readonly SlabPool _pool;
    private readonly BatchBuilder _builder;
    private readonly IDecoder? _decoder;
    private readonly Projection? _outputs;
    private readonly ImmutableArray<int> _notNull;
    private readonly string? _impliedNotNull;
    private readonly int _eventTimeColumn;
    private readonly TimeProvider _time;
    private readonly Action<ReportSeverity, Failure> _notice;
    private readonly BadDataPolicy _policy;
    private readonly DeadLetterWriter? _deadLetters;
    private readonly SourceCounters _counters;
    private readonly HashSet<int> _badOffsets = [];
    private readonly List<int> _unseen = [];
    private byte[]? _firstRecord;
    private Batch? _ready;
    private RecordOrigin _origin;
    private ConnectorException? _refusal;
    private int _newlines;

    /// <param name="decoder">Null for sources that make columns themselves. Disposed with the collector.</param>
    public TableCollector(
        SourceNode node, SlabPool pool, IDecoder? decoder, DeadLetterWriter? deadLetters, SourceCounters counters, TimeProvider time,
        Action<ReportSeverity, Failure> notice)
    {
        _table = node.Table.Name;
        _pool = pool;
        _decoder = decoder;
        _policy = node.Table.BadData;
        _deadLetters = deadLetters;
        _counters = counters;
        _time = time;
        _notice = notice;
        _notNull = node.NotNullOutputs;
        _impliedNotNull = node.Table.Watermark is { } watermark && node.Table.Columns[watermark.EventTimeColumn] is { IsNullable: true } column
            ? column.Name
            : null;
        _builder = new BatchBuilder(pool, node.Decoded);
        _outputs = node.IsPassThrough && _notNull.IsEmpty ? null : new Projection(pool, node.Schema, node.Outputs);
        _unseen.AddRange(Enumerable.Range(0, decoder is null ? 0 : node.Decoded.Count));
        _eventTimeColumn = node.NeedsEventTime && decoder is not null ? node.Decoded.Count - 1 : -1;
    }

    public override BatchBuilder Builder => _builder;

    /// <summary>Where the rows come from that are gathered, or were taken last.</summary>
    public RowPlaces Places { get; } = new();

    public override bool IsFull => _ready is not null || _builder.IsFull;

    public override int Newlines => _newlines;

    public override bool IsInsideLine => _decoder?.SkipsToNewline ?? false;

    public override int DecodeLines(ReadOnlySpan<byte> input, bool endOfInput, in RecordOrigin origin)
    {
        if (_decoder is null)
        {
            throw new InvalidOperationException($"table \"{_table}\" was made without a decoder");
        }

        if (IsFull)
        {
            _newlines = 0;
            return 0;
        }

        _origin = origin;
        _badOffsets.Clear();
        var before = _builder.RowCount;
        var startsInsideLine = _decoder.SkipsToNewline;
        var result = _decoder.DecodeLines(input, endOfInput, _builder, this);
        if (result.Stop == DecodeStop.Refused)
        {
            _builder.Discard();
            throw _refusal!;
        }

        if (_decoder.TakeNotice() is { } notice)
        {
            Warn(notice);
        }

        if (_firstRecord is null && result.Records > 0 && !startsInsideLine)
        {
            _firstRecord = FirstRecord(input);
        }

        _counters.AddRead(result.Records);
        _newlines = result.Newlines;
        var lines = _newlines + (result.ConsumedBytes > 0 && input[result.ConsumedBytes - 1] != '\n' ? 1 : 0);
        Places.Add(origin, before, lines == result.Records && !startsInsideLine);
        SetEventTime(before);
        if (_outputs is not null)
        {
            Compute(input[..result.ConsumedBytes], startsInsideLine, origin);
        }
        else if (result.Stop != DecodeStop.NeedsInput)
        {
            // The decoder's bound: what is there goes on its way while it is still in the cache.
            _ready = FinishDecoded();
        }

        return result.ConsumedBytes;
    }

    public bool OnBadRecord(in BadRecord record)
    {
        _badOffsets.Add(record.Offset);
        if (_policy == BadDataPolicy.Fail)
        {
            // The decoder is told to come back; an exception does not belong in the middle of it.
            var line = _origin.Line == 0 ? 0 : _origin.Line + record.LinesBefore;
            _refusal = Refusal(new RecordOrigin(_origin.Partition, _origin.Offset + record.Offset, line), record.Explain());
            return false;
        }

        if (_policy == BadDataPolicy.Drop)
        {
            _counters.AddDropped(1);
        }
        else
        {
            Refuse(_origin with { Offset = _origin.Offset + record.Offset }, new Failed(record.Explain().Message, record.Field, null), record.Bytes);
        }

        return true;
    }

    /// <summary>Some row can fail further on: from now on it is known where rows come from.</summary>
    public void KeepPlaces()
    {
        if (_decoder is not null)
        {
            Places.Keep(_builder.RowCapacity);
            _decoder.RowOffsets = Places.Offsets;
        }
    }

    /// <summary>A batch that is complete; null when rows are still being gathered. The caller owns it.</summary>
    public Batch? TakeFull()
    {
        if (_ready is null && _builder.IsFull)
        {
            FinishBuilder();
        }

        return Take();
    }

    /// <summary>What is there, complete or not; null when there is nothing. The caller owns it.</summary>
    public Batch? TakeAll()
    {
        if (_ready is null)
        {
            FinishBuilder();
        }

        return Take();
    }

    /// <summary>The input has ended: columns that never had a value were perhaps meant otherwise.</summary>
    public void WarnOfUnseen()
    {
        foreach (var column in _firstRecord is null ? [] : _unseen)
        {
            if (_decoder!.ExplainUnseen(_builder.Schema[column].Name, _firstRecord) is { } notice)
            {
                Warn(notice);
            }
        }
    }

    public void Dispose()
    {
        Take()?.Dispose();
        _builder.Dispose();
        _decoder?.Dispose();
        _outputs?.Dispose();
    }

    private Batch? Take()
    {
        var batch = _ready;
        _ready = null;
        if (batch is not null)
        {
            Places.Close();
        }

        return batch;
    }

    private void FinishBuilder()
    {
        if (_decoder is null)
        {
            _counters.AddRead(_builder.RowCount);
        }

        if (_outputs is null)
        {
            _ready = FinishDecoded();
        }
        else
        {
            Compute([], false, default);
        }
    }

    /// <summary>Adds the generated columns to the rows just decoded; a row whose expression fails is a bad record.</summary>
    private void Compute(ReadOnlySpan<byte> input, bool startsInsideLine, in RecordOrigin origin)
    {
        using var decoded = FinishDecoded();
        if (decoded is null)
        {
            return;
        }

        var batch = _outputs!.Apply(decoded);
        if (_outputs.Errors.Count == 0 && !HasForbiddenNull(batch))
        {
            _ready = batch;
            return;
        }

        using (batch)
        {
            var failed = FailedRows(batch);
            RefuseRows(failed, input, startsInsideLine, origin);
            Places.Remove(failed.Keys, batch.RowCount);
            _ready = BatchOperations.Without(_pool, batch, failed.Keys);
        }
    }

    private Batch? FinishDecoded()
    {
        var batch = _builder.Finish();
        for (var i = batch is null ? -1 : _unseen.Count - 1; i >= 0; i--)
        {
            if (batch![_unseen[i]].NullCount < batch.RowCount)
            {
                _unseen.RemoveAt(i);
            }
        }

        return batch;
    }

    private byte[] FirstRecord(ReadOnlySpan<byte> input)
    {
        while (true)
        {
            var length = input.IndexOf((byte)'\n');
            var line = length < 0 ? input : input[..length];
            if (length < 0 || !_decoder!.IsBlank(line))
            {
                return line.ToArray();
            }

            input = input[(length + 1)..];
        }
    }

    private void Warn(DecoderNotice notice) => _notice(ReportSeverity.Warning, new Failure($"table \"{_table}\": {notice.Message}", notice.Hint));

    private bool HasForbiddenNull(Batch batch)
    {
        foreach (var column in _notNull)
        {
            if (batch[column].HasNulls)
            {
                return true;
            }
        }

        return false;
    }

    private SortedDictionary<int, Failed> FailedRows(Batch batch)
    {
        var failed = new SortedDictionary<int, Failed>();
        foreach (var error in _outputs!.Errors.Items)
        {
            failed.TryAdd(error.Row, new Failed(error.Reason, null, error.Written));
        }

        foreach (var column in _notNull)
        {
            for (var row = 0; row < batch.RowCount; row++)
            {
                if (batch[column].IsNull(row))
                {
                    var name = batch.Schema[column].Name;
                    failed.TryAdd(row, new Failed($"column \"{name}\": {WhyNotNull(name)}", name, null));
                }
            }
        }

        return failed;
    }

    private string WhyNotNull(string column) => column == _impliedNotNull
        ? $"no value, and WATERMARK FOR {SqlText.Identifier(column)} takes the event time of every row from it"
        : "no value for a column that may not be NULL";

    // Rows of files and the like have the time at which they were read.
    private void SetEventTime(int firstRow)
    {
        if (_eventTimeColumn < 0)
        {
            return;
        }

        var now = UnixNanos.Now(_time);
        for (var row = firstRow; row < _builder.RowCount; row++)
        {
            _builder.Columns[_eventTimeColumn].Set(row, now);
        }
    }

    /// <summary>Refuses decoded rows with the bytes they were decoded from, which one pass over the lines finds.</summary>
    private void RefuseRows(
        SortedDictionary<int, Failed> failed, ReadOnlySpan<byte> input, bool startsInsideLine, in RecordOrigin origin)
    {
        if (_decoder is null || _policy == BadDataPolicy.Drop)
        {
            foreach (var why in failed.Values)
            {
                Refuse(origin, why, []);
            }

            return;
        }

        // The rest of an over-long line, blank lines, and records that the decoder refused are no rows.
        var start = startsInsideLine ? input.IndexOf((byte)'\n') + 1 : 0;
        for (var row = 0; start < input.Length;)
        {
            var length = input[start..].IndexOf((byte)'\n');
            length = length < 0 ? input.Length - start : length;
            var line = input.Slice(start, length);
            line = line.EndsWith((byte)'\r') ? line[..^1] : line;
            if (!_decoder.IsBlank(line) && !_badOffsets.Contains(start))
            {
                if (failed.TryGetValue(row, out var why))
                {
                    // Only a message shows the line, and only the first failure becomes one.
                    var number = origin.Line == 0 || _policy != BadDataPolicy.Fail ? 0 : origin.Line + input[..start].Count((byte)'\n');
                    Refuse(new RecordOrigin(origin.Partition, origin.Offset + start, number), why, line);
                }

                row++;
            }

            start += length + 1;
        }
    }

    private void Refuse(in RecordOrigin origin, in Failed why, ReadOnlySpan<byte> bytes)
    {
        switch (_policy)
        {
            case BadDataPolicy.Drop:
                _counters.AddDropped(1);
                break;
            case BadDataPolicy.DeadLetter:
                _counters.AddDead(1);
                _deadLetters!.Write(origin, why.Reason, why.Field, why.Expression, bytes);
                break;
            default:
                var hint = why.Field is { } field && field == _impliedNotNull
                    ? $"give it one in a generated column such as t TIMESTAMP GENERATED ALWAYS AS (coalesce({SqlText.Identifier(field)}, now())), WATERMARK FOR t"
                    : null;
                throw Refusal(origin, new BadRecordExplanation(why.Expression is null ? why.Reason : $"{why.Reason}, in {why.Expression}", hint));
        }
    }

    private ConnectorException Refusal(in RecordOrigin origin, BadRecordExplanation why) => new(
        ErrorKind.Serialization,
        $"table \"{_table}\" has a bad record at {origin.Place}: {why.Message}",
        Fault.User,
        isTransient: false,
        hint: why.Hint is { } hint
            ? $"{hint}; bad_data = 'drop' or 'dead_letter' leaves such records out"
            : "mend the record, or set bad_data = 'drop' or 'dead_letter' on the table");

    /// <param name="Field">The column it is about; null for the whole record.</param>
    /// <param name="Expression">What could not be computed; null when nothing was.</param>
    private readonly record struct Failed(string Reason, string? Field, string? Expression);
}
