namespace Weir.Columnar.Expressions;

/// <summary>A column of the input, passed through where it lies.</summary>
internal sealed class ColumnEvaluator(int index, DataType type) : Evaluator(type)
{
    public override Column Evaluate(EvaluationContext context, Slab target)
    {
        ref readonly var column = ref context.Batch[index];
        return column.Type == Type ? column : column.As(Type);
    }
}
