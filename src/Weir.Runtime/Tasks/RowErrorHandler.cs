using Weir.Columnar;
using Weir.Columnar.Expressions;
using Weir.Connectors;
using Weir.Formats;
using Weir.Planner.Catalog;
using Weir.Streaming;

namespace Weir.Runtime;

/// <summary>Applies <c>SET on_error</c> to the rows of one source's chain. A dead letter of a query is the operator's input row as JSON.</summary>
/// <param name="places">Of the batch that is on its way through the chain.</param>
internal sealed class RowErrorHandler(
    string table, BadDataPolicy policy, DeadLetterWriter? deadLetters, SourceCounters counters, RowPlaces places) : IDisposable
{
    private readonly Dictionary<Schema, IEncoder> _encoders = [];
    private OutputBuffer? _buffer;

    /// <param name="from">Of the operator whose rows failed.</param>
    /// <exception cref="EvaluationException">The policy is fail.</exception>
    public void Handle(string operation, Batch batch, EvaluationErrors errors, OperatorErrors from)
    {
        var failed = new SortedDictionary<int, EvaluationError>();
        foreach (var error in errors.Items)
        {
            failed.TryAdd(error.Row, error);
        }

        switch (policy)
        {
            case BadDataPolicy.Drop:
                counters.AddDropped(failed.Count);
                break;
            case BadDataPolicy.DeadLetter:
                counters.AddDead(failed.Count);
                foreach (var error in failed.Values)
                {
                    Keep(error.Written ?? operation, batch, error.Row, error.Reason, places.Of(from.SourceRow(error.Row)) ?? new RecordOrigin("", 0));
                }

                break;
            default:
                var first = failed.First().Value;
                var place = places.Of(from.SourceRow(first.Row)) is { } origin ? $"; its record is at {origin.Place}" : "";
                throw new EvaluationException(
                    $"a row of table \"{table}\" cannot be computed: {first.Reason}, in {first.Written ?? operation}{place}");
        }
    }

    public void Dispose() => _buffer?.Dispose();

    private void Keep(string operation, Batch batch, int row, string reason, in RecordOrigin origin)
    {
        if (!_encoders.TryGetValue(batch.Schema, out var encoder))
        {
            _encoders.Add(batch.Schema, encoder = FormatCatalog.Find("json")!.CreateEncoder(batch.Schema, new FormatSettings.Json()));
        }

        _buffer ??= new OutputBuffer(4096);
        _buffer.Clear();
        encoder.EncodeRow(batch, row, _buffer);
        deadLetters!.Write(origin, reason, null, operation, _buffer.Written);
    }
}
