namespace Weir.Columnar.Expressions;

/// <summary>Passes a column on; a NULL in it is an error of its row.</summary>
internal sealed class NotNullEvaluator(Evaluator operand, string what) : Evaluator(operand.Type)
{
    public override Column Evaluate(EvaluationContext context, Slab target)
    {
        var column = operand.Evaluate(context, target);
        for (var row = 0; column.HasNulls && row < column.Length; row++)
        {
            if (column.IsNull(row))
            {
                context.Errors.Add(row, $"{what} is NOT NULL, and the value is NULL");
            }
        }

        return column;
    }
}
