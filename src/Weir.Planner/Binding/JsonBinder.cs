namespace Weir.Planner.Binding;

/// <summary>
/// JSON arrows and casts of what they give. An arrow gives a value of any kind (a union); a chain of arrows is one path, and a cast of an
/// arrow is the getter of that type.
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

    public Expression? CastUnion(Expression union, DataType type, bool isTry, Syntax.CastExpression syntax)
    {
        var getter = type.Kind switch
        {
            TypeKind.Bool => "json_get_bool",
            TypeKind.Float64 or TypeKind.Decimal128 => "json_get_float",
            TypeKind.Int32 or TypeKind.Int64 => "json_get_int",
            TypeKind.Utf8 when !type.IsJson => "json_get_str",
            _ => null,
        };
        if (getter is null)
        {
            context.Diagnostics.Error(
                "E28", $"a JSON value cannot be cast to {type}", syntax.Span,
                $"take its text with ->> and cast that: CAST(… ->> 'k' AS {type})");
            return null;
        }

        ImmutableArray<Expression> path = union is CallExpression call ? call.Arguments : [union];
        var value = expressions.Functions.Call(getter, path, [.. Enumerable.Repeat(syntax.Operand, path.Length)], syntax.Span);
        return value is null || value.Type == type ? value : new CastExpression(value, type, isTry);
    }
}
