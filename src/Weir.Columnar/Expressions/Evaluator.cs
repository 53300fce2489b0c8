namespace Weir.Columnar.Expressions;

/// <summary>
/// A compiled expression node: one call computes a whole column. The tree is walked once a batch, never once a row.
/// </summary>
internal abstract class Evaluator
{
    protected Evaluator(DataType type) => Type = type;

    public DataType Type { get; }

    /// <summary>Computes the column for all rows of the context's batch.</summary>
    /// <param name="target">
    /// Where the result's memory comes from; intermediate columns go to the context's scratch. A node that passes a column through
    /// returns it where it lies.
    /// </param>
    public abstract Column Evaluate(EvaluationContext context, Slab target);
}

/// <summary>What evaluation of one batch needs: the input, scratch memory for intermediate columns, and the rows that failed.</summary>
internal sealed class EvaluationContext(Slab scratch)
{
    public Batch Batch { get; set; } = null!;

    public int RowCount => Batch.RowCount;

    public Slab Scratch { get; } = scratch;

    public EvaluationErrors Errors { get; } = new();
}
