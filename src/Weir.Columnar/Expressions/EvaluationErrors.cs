namespace Weir.Columnar.Expressions;

/// <summary>
/// The rows of one batch that could not be evaluated, with the reason. Kernels add to it and go on; whoever ran them applies the
/// pipeline's <c>on_error</c>. Nothing is allocated while no row fails.
/// </summary>
public sealed class EvaluationErrors
{
    private readonly List<EvaluationError> _errors = [];
    private int[]? _failedRows;

    public int Count => _errors.Count;

    public IReadOnlyList<EvaluationError> Items => _errors;

    public void Add(int row, string reason) => _errors.Add(new EvaluationError(row, reason));

    /// <summary>Which row of the batch it is that has a number among those that did not fail.</summary>
    public int RowWithout(int number)
    {
        if (_errors.Count == 0)
        {
            return number;
        }

        // Before the i-th row that failed there are as many that did not as its number less i.
        var failed = _failedRows ??= [.. _errors.Select(error => error.Row).Distinct().Order()];
        var (low, high) = (0, failed.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = failed[middle] - middle <= number ? (middle + 1, high) : (low, middle);
        }

        return number + low;
    }

    public void Clear()
    {
        _errors.Clear();
        _failedRows = null;
    }

    /// <summary>Gives errors added since there were <paramref name="mark"/> what the script says for them, where nothing nearer did.</summary>
    internal void Name(int mark, string written)
    {
        for (var i = mark; i < _errors.Count; i++)
        {
            _errors[i] = _errors[i] with { Written = _errors[i].Written ?? written };
        }
    }

    /// <summary>Takes back errors that a second evaluation of the same operand repeated.</summary>
    internal void Truncate(int count) => _errors.RemoveRange(count, _errors.Count - count);

    /// <summary>Takes back errors added since there were <paramref name="mark"/> in rows that do not take the branch they arose in.</summary>
    /// <param name="taken">One bit a row.</param>
    internal unsafe void KeepWhere(int mark, byte* taken)
    {
        if (mark == _errors.Count)
        {
            return;
        }

        var kept = mark;
        for (var i = mark; i < _errors.Count; i++)
        {
            if (Bitmap.Get(taken, _errors[i].Row))
            {
                _errors[kept++] = _errors[i];
            }
        }

        _errors.RemoveRange(kept, _errors.Count - kept);
    }
}

/// <param name="Row">In the batch that was evaluated.</param>
/// <param name="Reason">A short lower-case fact that names the value and what was tried.</param>
/// <param name="Written">The expression that failed and its place, as the script has it; null where it has none.</param>
public readonly record struct EvaluationError(int Row, string Reason, string? Written = null);
