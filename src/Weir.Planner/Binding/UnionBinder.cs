using Weir.Planner.Logical;

namespace Weir.Planner.Binding;

/// <summary>UNION ALL: names of the first branch, types that hold all branches.</summary>
internal sealed class UnionBinder(BindingContext context, QueryBinder queries)
{
    public Relation? Bind(Syntax.SetOperation operation, ImmutableDictionary<string, Relation> commonTables)
    {
        var branches = new List<(Syntax.QueryBody Body, Relation Relation)>();
        foreach (var body in Flatten(operation))
        {
            if (body is not Syntax.SetOperation refused)
            {
                if (queries.Bind(body, commonTables) is not { } relation)
                {
                    return null;
                }

                branches.Add((body, relation));
                continue;
            }

            Refuse(refused);
            return null;
        }

        return Unite(branches);
    }

    /// <summary>The branches of a chain of UNION ALL; another operation stays as it is.</summary>
    private static IEnumerable<Syntax.QueryBody> Flatten(Syntax.QueryBody body)
    {
        var pending = new Stack<Syntax.QueryBody>([body]);
        while (pending.TryPop(out var next))
        {
            if (next is Syntax.SetOperation { Operator: Syntax.SetOperator.Union, IsAll: true } union)
            {
                pending.Push(union.Right);
                pending.Push(union.Left);
            }
            else
            {
                yield return next;
            }
        }
    }

    private void Refuse(Syntax.SetOperation operation)
    {
        if (operation.Operator == Syntax.SetOperator.Union)
        {
            context.Diagnostics.NotYet(
                DiagnosticCodes.WrongAggregate, "UNION without ALL is not there yet", operation.OperatorSpan, "write UNION ALL, which keeps duplicates");
        }
        else
        {
            var word = operation.Operator.ToString().ToUpperInvariant();
            context.Diagnostics.NotYet(DiagnosticCodes.WrongJoin, $"{word} is a join, and joins are not there yet", operation.OperatorSpan);
        }
    }

    private Relation? Unite(List<(Syntax.QueryBody Body, Relation Relation)> branches)
    {
        var first = branches[0].Relation;
        var fields = first.Node.Schema.Fields.ToArray();
        foreach (var (body, relation) in branches.Skip(1))
        {
            if (relation.ColumnCount != first.ColumnCount)
            {
                context.Diagnostics.Error(
                    DiagnosticCodes.WrongTarget, $"the first branch has {first.ColumnCount} columns, this one {relation.ColumnCount}", body.Span,
                    "select the same columns in each branch");
                return null;
            }

            for (var i = 0; i < relation.ColumnCount; i++)
            {
                var other = relation.Node.Schema[i];
                var common = relation.Unions.Contains(i) == first.Unions.Contains(i)
                    ? TypeRules.CommonType(fields[i].Type, other.Type)
                    : null;
                if (common is null)
                {
                    var hint = "cast one of them to the type of the other";
                    context.Diagnostics.Error(
                        DiagnosticCodes.WrongType, $"column \"{fields[i].Name}\" is {fields[i].Type} above and {other.Type} in this branch", body.Span, hint);
                    return null;
                }

                fields[i] = fields[i] with { Type = common, IsNullable = fields[i].IsNullable || other.IsNullable };
            }
        }

        var schema = new Schema(fields);
        return new Relation(new LogicalUnion([.. branches.Select(branch => Align(branch.Relation.Node, schema))], schema), first.Unions);
    }

    /// <summary>The branch with the types and names of the whole.</summary>
    private static LogicalNode Align(LogicalNode branch, Schema schema)
    {
        if (branch.Schema.Equals(schema))
        {
            return branch;
        }

        var expressions = ImmutableArray.CreateBuilder<Expression>(schema.Count);
        for (var i = 0; i < schema.Count; i++)
        {
            var field = branch.Schema[i];
            Expression column = new ColumnExpression(i, field.Name, field.Type, field.IsNullable);
            expressions.Add(field.Type == schema[i].Type ? column : new CastExpression(column, schema[i].Type, IsTry: false));
        }

        return new LogicalProject(branch, expressions.MoveToImmutable(), schema);
    }
}
