using Weir.Columnar;
using Weir.Columnar.Expressions;
using Weir.Formats;
using Weir.Planner.Catalog;
using Weir.Streaming;

namespace Weir.Runtime;

/// <summary>Applies <c>SET on_error</c> to the rows of one source's chain. A dead letter of a query is the operator's input row as JSON.</summary>
internal sealed class RowErrorHandler(string table, BadDataPolicy policy, DeadLetterWriter? deadLetters, SourceCounters counters) : IRowErrorHandler, IDisposable
{
    private readonly Dictionary<Schema, IEncoder> _encoders = [];
    private OutputBuffer? _buffer;

    public void Handle(string operation, Batch batch, EvaluationErrors errors)
    {
        var failed = new SortedDictionary<int, string>();
        foreach (var error in errors.Items)
        {
            failed.TryAdd(error.Row, error.Reason);
        }

        switch (policy)
        {
            case BadDataPolicy.Drop:
                counters.AddDropped(failed.Count);
                break;
            case BadDataPolicy.DeadLetter:
                counters.AddDead(failed.Count);
                foreach (var (row, reason) in failed)
                {
                    Keep(operation, batch, row, reason);
                }

                break;
            default:
                throw new EvaluationException($"a row of table \"{table}\" cannot be computed: {failed.First().Value}, in {operation}");
        }
    }

    public void Dispose() => _buffer?.Dispose();

    private void Keep(string operation, Batch batch, int row, string reason)
    {
        if (!_encoders.TryGetValue(batch.Schema, out var encoder))
        {
            var format = FormatCatalog.Find("json")!;
            _encoders.Add(batch.Schema, encoder = format.CreateEncoder(batch.Schema, format.ReadOptions(new Dictionary<string, string>())));
        }

        _buffer ??= new OutputBuffer(4096);
        _buffer.Clear();
        encoder.EncodeRow(batch, row, _buffer);
        deadLetters!.Write($"query: {operation}", 0, reason, null, _buffer.Written);
    }
}
