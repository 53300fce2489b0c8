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
            context.Diagnostics.Error(DiagnosticCodes.WrongLiteral, $"the key cannot be cast to {key.Type}", syntax.Right.Span, hint);
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
        var cast = Cast(context, union, type, isTry);
        if (cast is null)
        {
            context.Diagnostics.Error(DiagnosticCodes.WrongType, $"a JSON value cannot be cast to {type}", syntax.Span, TextHint(type));
        }

        return cast;
    }

    /// <summary>
    /// A cast of a JSON value is a cast of its text, so that a text or number that fits becomes the type and one that does not is an evaluation
    /// error. An integer takes a number without its fraction, as it does of a DOUBLE. A column that is declared takes the value so too.
    /// </summary>
    /// <returns>Null when there is no such cast.</returns>
    public static Expression? Cast(BindingContext context, Expression union, DataType type, bool isTry)
    {
        if (type.IsJson || type.Kind is TypeKind.Binary or TypeKind.Interval)
        {
            return type.IsJson ? union : null;
        }

        ImmutableArray<Expression> path = union is CallExpression { Function.Name: "json_get" } call ? call.Arguments : [union];
        var function = type.IsInteger ? ScalarFunctions.JsonWhole : ScalarFunctions.Find("json_as_text")!;
        var text = context.Folder.Fold(new CallExpression(function, path, DataType.Utf8, IsNullable: true));
        return text.Type == type ? text : new CastExpression(text, type, isTry);
    }

    public static string TextHint(DataType type) => $"take its text with ->> and cast that: CAST(… ->> 'k' AS {type})";
}
