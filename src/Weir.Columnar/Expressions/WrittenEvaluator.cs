namespace Weir.Columnar.Expressions;

/// <summary>Evaluates the operand and names what the script says for it in the errors of its rows.</summary>
internal sealed class WrittenEvaluator(Evaluator operand, string written) : Evaluator(operand.Type)
{
    public override Column Evaluate(EvaluationContext context, Slab target)
    {
        var mark = context.Errors.Count;
        var column = operand.Evaluate(context, target);
        context.Errors.Name(mark, written);
        return column;
    }
}
