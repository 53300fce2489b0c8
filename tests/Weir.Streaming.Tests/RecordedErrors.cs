using Weir.Columnar;
using Weir.Columnar.Expressions;

namespace Weir.Streaming.Tests;

/// <summary>Remembers the failed rows; with <see cref="Fails"/> it is the policy fail.</summary>
internal sealed class RecordedErrors : IRowErrorHandler
{
    public bool Fails { get; init; }

    public List<int> FailedRows { get; } = [];

    public void Handle(string operation, Batch batch, EvaluationErrors errors)
    {
        FailedRows.AddRange(errors.Items.Select(error => error.Row));
        if (Fails)
        {
            throw new EvaluationException(operation);
        }
    }
}
