using Weir.Columnar;
using Weir.Columnar.Expressions;

namespace Weir.Streaming;

/// <summary>The pipeline's policy for rows that an operator could not evaluate: fail, drop, or keep them as dead letters.</summary>
public interface IRowErrorHandler
{
    /// <summary>Told of the failed rows of one batch; the operator leaves them out when this returns.</summary>
    /// <param name="operation">What was being computed, for people.</param>
    /// <param name="batch">The operator's input; the caller keeps it.</param>
    /// <param name="errors">At least one; a row may stand in it more than once.</param>
    /// <exception cref="EvaluationException">The policy is fail.</exception>
    void Handle(string operation, Batch batch, EvaluationErrors errors);
}
