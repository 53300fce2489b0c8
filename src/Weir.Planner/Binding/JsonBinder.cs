namespace Weir.Planner.Binding;

/// <summary>
/// JSON arrows and casts of what they give. An arrow gives a value of any kind (a union), NULL where there is none; a chain of arrows is one
/// path.
/// </summary>
internal sealed class JsonBinder(BindingContext context, ExpressionBinder expressions)
{
    public Expression? BindOperator(Syntax.BinaryExpression syntax)
    {
        var json = expressions.Bind(syntax.Left);
        var key = expressions.Bind(syntax.Right);
        if (json is null || key is null)
        {
            return null;
        }

        if (key is CastExpression { Operand: LiteralExpression { Value: string } })
        {
            // A constant that had a value of that type would be folded by now.
            var hint = $":: binds stronger than the arrow; to cast the value, write ({syntax.Left} {Shown(syntax)} …)::{key.Type}";
            context.Diagnostics.Error("E29", $"the key cannot be cast to {key.Type}", syntax.Right.Span, hint);
            return null;
        }

        var function = syntax.Operator switch
        {
            Syntax.BinaryOperator.Arrow => "json_get",
            Syntax.BinaryOperator.LongArrow => "json_as_text",
            _ => "json_contains",
        };
        return expressions.Functions.Call(function, [json, key], [syntax.Left, syntax.Right], syntax.Span);
    }

    private static string Shown(Syntax.BinaryExpression syntax) => syntax.Operator switch
    {
        Syntax.BinaryOperator.Arrow => "->",
        Syntax.BinaryOperator.LongArrow => "->>",
        _ => "?",
    };

    /// <summary>Joins the path of an arrow inside with the path of the call around it.</summary>
    public static ImmutableArray<Expression> Collapse(string function, ImmutableArray<Expression> arguments) =>
        function.StartsWith("json_", StringComparison.Ordinal) && arguments is [CallExpression { Function.Name: "json_get" } inner, ..]
            ? [.. inner.Arguments, .. arguments[1..]]
            : arguments;

    /// <summary>
    /// A cast of a JSON value is a cast of its text, so that a text or number that fits becomes the type and one that does not is an evaluation
    /// error. An integer takes a number without its fraction, as it does of a DOUBLE.
    /// </summary>
    public Expression? CastUnion(Expression union, DataType type, bool isTry, Syntax.CastExpression syntax)
    {
        if (type.Kind is TypeKind.Binary or TypeKind.Interval)
        {
            context.Diagnostics.Error(
                "E28", $"a JSON value cannot be cast to {type}", syntax.Span,
                $"take its text with ->> and cast that: CAST(… ->> 'k' AS {type})");
            return null;
        }

        ImmutableArray<Expression> path = union is CallExpression { Function.Name: "json_get" } call ? call.Arguments : [union];
        var text = type.IsInteger
            ? context.Folder.Fold(new CallExpression(ScalarFunctions.JsonWhole, path, DataType.Utf8, IsNullable: true))
            : expressions.Functions.Call("json_as_text", path, [.. Enumerable.Repeat(syntax.Operand, path.Length)], syntax.Span);
        return text is null || text.Type == type ? text : new CastExpression(text, type, isTry);
    }
}
