namespace Weir.Planner.Binding;

/// <summary>Calls of functions, and the special forms that are calls in other words.</summary>
internal sealed class FunctionBinder(BindingContext context, ExpressionBinder expressions, Scope scope)
{
    private DiagnosticBag Diagnostics => context.Diagnostics;

    public Expression? Bind(Syntax.FunctionCall syntax)
    {
        var name = syntax.Name.Name;
        if (syntax.Name.Parts.Count > 1)
        {
            Diagnostics.Error(
                DiagnosticCodes.UnknownName, $"unknown function \"{string.Join('.', syntax.Name.Parts.Select(part => part.Name))}\"", syntax.Name.Span,
                "functions have one name, without dots");
            return null;
        }

        if (RefuseClauses(syntax, name))
        {
            return null;
        }

        switch (name)
        {
            case "now" or "current_timestamp" or "current_date" or "current_time" when syntax.Arguments.Count == 0:
                return BindNow(name, syntax.Span);
            case "row_time":
                return RowTime(syntax);
            case "mod":
                return Modulo(syntax);
            case "regexp_match":
                Diagnostics.NotYet(
                    DiagnosticCodes.WrongColumnType, "the array of \"regexp_match\" is not there yet", syntax.Span, "take one group: regexp_match(text, pattern)[1]");
                return null;
        }

        if (KnownFunctions.Refuse(Diagnostics, name, syntax))
        {
            return null;
        }

        var arguments = ImmutableArray.CreateBuilder<Expression>(syntax.Arguments.Count);
        foreach (var argument in syntax.Arguments)
        {
            if (argument is Syntax.StarExpression)
            {
                Diagnostics.Error(DiagnosticCodes.WrongCall, $"\"{name}\" cannot take *", argument.Span, "name the arguments");
                return null;
            }

            if (expressions.Bind(argument) is not { } bound)
            {
                return null;
            }

            arguments.Add(bound);
        }

        var bounds = arguments.ToImmutable();
        return RefuseUnions(name, bounds, syntax.Arguments) ? null : Call(name, bounds, syntax.Arguments, syntax.Span, syntax.Name.Span);
    }

    /// <summary>A call of a registered function with bound arguments, brought to the types that it asks for.</summary>
    /// <param name="at">Where each argument stands in the text.</param>
    public Expression? Call(
        string name, ImmutableArray<Expression> arguments, IReadOnlyList<Syntax.Expression> at, TextSpan span, TextSpan? nameSpan = null)
    {
        if (ScalarFunctions.Find(name) is not { } function)
        {
            KnownFunctions.ReportUnknown(Diagnostics, name, nameSpan ?? span);
            return null;
        }

        var offset = arguments.Length;
        arguments = JsonBinder.Collapse(function.Name, arguments);
        offset = arguments.Length - offset;
        var resolution = function.Resolve(arguments);
        if (resolution.Error is { } error)
        {
            Diagnostics.Error(DiagnosticCodes.WrongCall, error, SpanOf(resolution.ErrorArgument), resolution.Hint);
            return null;
        }

        var coerced = ImmutableArray.CreateBuilder<Expression>(arguments.Length);
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!Casts.IsPossible(arguments[i].Type, resolution.ArgumentTypes[i]))
            {
                Diagnostics.Error(DiagnosticCodes.WrongType, $"\"{name}\" takes {resolution.ArgumentTypes[i]}, not {arguments[i].Type}", SpanOf(i));
                return null;
            }

            if (expressions.Coercion.To(arguments[i], resolution.ArgumentTypes[i], SpanOf(i)) is not { } argument)
            {
                return null;
            }

            coerced.Add(argument);
        }

        return context.Folder.Fold(new CallExpression(function, coerced.MoveToImmutable(), resolution.Type, resolution.IsNullable));

        TextSpan SpanOf(int argument) => argument < 0 || at.Count == 0 ? span : at[Math.Clamp(argument - offset, 0, at.Count - 1)].Span;
    }

    public Expression? BindNow(string name, TextSpan span)
    {
        switch (name)
        {
            case "current_date":
                return new LiteralExpression((int)(context.NowNanos / TemporalText.NanosPerDay), DataType.Date32);
            case "current_time":
                Diagnostics.NotYet(DiagnosticCodes.WrongColumnType, "the type TIME is not there yet", span, "use now() and date_part");
                return null;
            default:
                return new LiteralExpression(context.NowNanos, DataType.Timestamp);
        }
    }

    public Expression? BindForm(Syntax.Expression syntax)
    {
        switch (syntax)
        {
            case Syntax.ExtractExpression extract:
                return expressions.Bind(extract.Operand) is { } time
                    ? Call("date_part", [Text(extract.Field.Name.ToLowerInvariant()), time], [extract.Operand, extract.Operand], syntax.Span)
                    : null;
            case Syntax.SubstringExpression substring:
                return Form("substr", syntax, substring.Operand, substring.From, substring.For);
            case Syntax.TrimExpression trim:
                var side = trim.Side switch { Syntax.TrimSide.Leading => "ltrim", Syntax.TrimSide.Trailing => "rtrim", _ => "btrim" };
                return Form(side, syntax, trim.Operand, trim.Characters);
            case Syntax.PositionExpression position:
                return Form("strpos", syntax, position.Text, position.Part);
            default:
                var overlay = (Syntax.OverlayExpression)syntax;
                return Form("overlay", syntax, overlay.Operand, overlay.Placing, overlay.From, overlay.For);
        }
    }

    /// <summary>An element of an array: only a group of regexp_match, which is a function of its own.</summary>
    public Expression? BindSubscript(Syntax.SubscriptExpression syntax)
    {
        if (syntax.Operand is not Syntax.FunctionCall { Name.Name: "regexp_match" } call)
        {
            Diagnostics.NotYet(DiagnosticCodes.WrongColumnType, "arrays and structs are not there yet", syntax.Span, "read JSON with -> and ->>");
            return null;
        }

        if (call.Arguments.Count is not (2 or 3)
            || expressions.Bind(syntax.Index) is not LiteralExpression { Value: long group and > 0 and < int.MaxValue })
        {
            Diagnostics.Error(
                DiagnosticCodes.WrongCall, "a group of \"regexp_match\" is a whole number from 1 on", syntax.Index.Span,
                "write regexp_match(text, 'pattern')[1]");
            return null;
        }

        var text = expressions.Bind(call.Arguments[0]);
        var pattern = expressions.Bind(call.Arguments[1]);
        var flags = call.Arguments.Count == 3 ? expressions.Bind(call.Arguments[2]) : Text("");
        if (text is null || pattern is null || flags is null
            || expressions.Operators.TextAndPattern(
                text, pattern, call.Arguments[0], call.Arguments[1], "a regular expression") is not var (operand, wanted))
        {
            return null;
        }

        if (flags is not LiteralExpression { Value: string flag } || flag.Contains('g'))
        {
            Diagnostics.Error(DiagnosticCodes.WrongCall, "the flags of \"regexp_match\" are a text constant without g", call.Arguments[2].Span, "it looks for one match");
            return null;
        }

        return Group(call, operand, wanted, flag, group, syntax.Span);
    }

    private Expression? Group(Syntax.FunctionCall call, Expression text, string pattern, string flags, long group, TextSpan span)
    {
        if (RegexPattern.CountGroups(Diagnostics, pattern, flags, call.Arguments[1].Span) is not { } groupCount)
        {
            return null;
        }

        // Without groups of its own the array has one element, the whole match.
        group = groupCount == 0 && group == 1 ? 0 : group;
        if (group > groupCount)
        {
            return LiteralExpression.Null(DataType.Utf8);
        }

        ImmutableArray<Expression> arguments = [text, Text(pattern), new LiteralExpression(group, DataType.Int64)];
        return Call("regexp_match_group", flags.Length > 0 ? [.. arguments, Text(flags)] : arguments, [call.Arguments[0]], span);
    }

    private Expression? Form(string function, Syntax.Expression syntax, params ReadOnlySpan<Syntax.Expression?> parts)
    {
        var arguments = ImmutableArray.CreateBuilder<Expression>();
        var at = new List<Syntax.Expression>();
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i] is { } part)
            {
                if (expressions.Bind(part) is not { } bound)
                {
                    return null;
                }

                arguments.Add(bound);
                at.Add(part);
            }
            else if (i < parts.Length - 1 && parts[i + 1] is not null)
            {
                // SUBSTRING(x FOR n) begins at the first character.
                arguments.Add(new LiteralExpression(1L, DataType.Int64));
                at.Add(syntax);
            }
        }

        return Call(function, arguments.ToImmutable(), at, syntax.Span);
    }

    /// <summary>mod(a, b) is a % b.</summary>
    private Expression? Modulo(Syntax.FunctionCall syntax)
    {
        if (syntax.Arguments is [not Syntax.StarExpression, not Syntax.StarExpression])
        {
            return expressions.Operators.Bind(
                new Syntax.BinaryExpression(Syntax.BinaryOperator.Modulo, syntax.Arguments[0], syntax.Arguments[1], syntax.Name.Span, syntax.Span));
        }

        Diagnostics.Error(DiagnosticCodes.WrongCall, $"function \"mod\" takes 2 arguments, not {syntax.Arguments.Count}", syntax.Span, "write mod(number, divisor)");
        return null;
    }

    private Expression? RowTime(Syntax.FunctionCall syntax)
    {
        if (scope.EventTime is null || syntax.Arguments.Count > 0)
        {
            Diagnostics.Error(DiagnosticCodes.WrongCall, "row_time() has no arguments and needs a row of a table", syntax.Span, "use it in a query");
            return null;
        }

        return scope.EventTime;
    }

    /// <summary>JSON functions read JSON, and coalesce chooses among JSON values; for all others a value would be text with its quotes.</summary>
    private bool RefuseUnions(string name, ImmutableArray<Expression> arguments, IReadOnlyList<Syntax.Expression> at)
    {
        if (name.StartsWith("json_", StringComparison.Ordinal)
            || (name is "coalesce" or "nvl" && arguments.All(argument => argument.Type.IsJson || argument.Type.Kind == TypeKind.Null)))
        {
            return false;
        }

        return Enumerable.Range(0, arguments.Length).Any(i => expressions.Operators.RefuseUnion(arguments[i], at[i]));
    }

    private bool RefuseClauses(Syntax.FunctionCall syntax, string name)
    {
        if (syntax.Over is { } over)
        {
            Diagnostics.NotYet(DiagnosticCodes.WrongOver, "window functions with OVER are not there yet", over.Span);
            return true;
        }

        if (KnownFunctions.IsAggregate(name))
        {
            return false;
        }

        var clause = syntax.IsDistinct ? "DISTINCT" : syntax.OrderBy.Count > 0 ? "ORDER BY" : syntax.Filter is not null ? "FILTER"
            : syntax.WithinGroup is not null ? "WITHIN GROUP" : null;
        if (clause is null)
        {
            return false;
        }

        Diagnostics.Error(DiagnosticCodes.WrongCall, $"\"{name}\" is not an aggregate and cannot take {clause}", syntax.Span, $"leave {clause} out");
        return true;
    }

    private static LiteralExpression Text(string text) => new(text, DataType.Utf8);
}
