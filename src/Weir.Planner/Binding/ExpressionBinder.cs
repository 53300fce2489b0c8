namespace Weir.Planner.Binding;

/// <summary>
/// From syntax to typed expressions: names found, types brought together, constants folded. A null result means that the reason is
/// reported already, so callers only pass it on.
/// </summary>
internal sealed class ExpressionBinder
{
    private readonly BindingContext _context;
    private readonly Scope _scope;
    private readonly LiteralBinder _literals;
    private readonly OperatorBinder _operators;
    private readonly PredicateBinder _predicates;
    private readonly FunctionBinder _functions;
    private readonly JsonBinder _json;
    private readonly TypeResolver _types;

    public ExpressionBinder(BindingContext context, Scope scope)
    {
        _context = context;
        _scope = scope;
        Coercion = new Coercion(context);
        _literals = new LiteralBinder(context.Diagnostics);
        _types = new TypeResolver(context.Diagnostics);
        _operators = new OperatorBinder(context, this);
        _predicates = new PredicateBinder(context, this);
        _functions = new FunctionBinder(context, this, scope);
        _json = new JsonBinder(context, this);
    }

    public Coercion Coercion { get; }

    public JsonBinder Json => _json;

    public OperatorBinder Operators => _operators;

    public FunctionBinder Functions => _functions;

    private DiagnosticBag Diagnostics => _context.Diagnostics;

    public Expression? Bind(Syntax.Expression syntax) =>
        !Diagnostics.IsFull && BindUnfolded(syntax) is { } bound ? _context.Folder.Fold(bound) : null;

    /// <summary>A condition: BOOLEAN, or NULL.</summary>
    public Expression? BindCondition(Syntax.Expression syntax, string where)
    {
        if (Bind(syntax) is not { } condition)
        {
            return null;
        }

        return AsBool(condition, syntax, where);
    }

    public Expression? AsBool(Expression condition, Syntax.Expression syntax, string where)
    {
        if (condition.Type.Kind == TypeKind.Null)
        {
            return LiteralExpression.Null(DataType.Bool);
        }

        if (condition.Type.Kind == TypeKind.Bool)
        {
            return condition;
        }

        var hint = IsUnion(condition) ? "cast it: (… -> 'k')::BOOLEAN" : "compare it with something";
        Diagnostics.Error(DiagnosticCodes.WrongType, $"{where} must be a condition, not {condition.Type}", syntax.Span, hint);
        return null;
    }

    /// <summary>Whether the value is JSON of any kind, which compares with nothing: the result of an arrow.</summary>
    public bool IsUnion(Expression expression) => expression switch
    {
        CallExpression { Function.Name: "json_get" } => true,
        CallExpression { Function.Name: "coalesce" } call => call.Arguments.Any(IsUnion),
        CaseExpression @case => @case.Branches.Any(branch => IsUnion(branch.Then)) || (@case.Else is { } otherwise && IsUnion(otherwise)),
        ColumnExpression column => _scope.IsUnion(column),
        WrittenExpression written => IsUnion(written.Operand),
        _ => false,
    };

    private Expression? BindUnfolded(Syntax.Expression syntax)
    {
        switch (syntax)
        {
            case Syntax.NumberLiteral or Syntax.StringLiteral or Syntax.BinaryLiteral or Syntax.BooleanLiteral or Syntax.NullLiteral
                or Syntax.IntervalLiteral or Syntax.TypedLiteral:
                return _literals.Bind(syntax);
            case Syntax.NameExpression name:
                return BindName(name);
            case Syntax.UnaryExpression unary:
                return BindUnary(unary);
            case Syntax.BinaryExpression binary:
                return _operators.Bind(binary);
            case Syntax.CastExpression cast:
                return BindCast(cast);
            case Syntax.CaseExpression caseExpression:
                return BindCase(caseExpression);
            case Syntax.FunctionCall call:
                return _functions.Bind(call);
            case Syntax.IsExpression or Syntax.IsDistinctExpression or Syntax.InListExpression or Syntax.BetweenExpression or Syntax.LikeExpression:
                return _predicates.Bind(syntax);
            case Syntax.ExtractExpression or Syntax.SubstringExpression or Syntax.TrimExpression or Syntax.PositionExpression
                or Syntax.OverlayExpression:
                return _functions.BindForm(syntax);
            case Syntax.SubscriptExpression subscript:
                return _functions.BindSubscript(subscript);
            default:
                ReportUnsupported(syntax);
                return null;
        }
    }

    private Expression? BindName(Syntax.NameExpression syntax)
    {
        var parts = syntax.Parts;
        var name = parts[^1].Name;
        var isQualified = parts.Count == 2 && parts[0].Name.Equals(_scope.Alias, StringComparison.OrdinalIgnoreCase);
        if ((parts.Count == 1 || isQualified) && _scope.Find(name) is { } column)
        {
            if (_scope.IsAmbiguous(name))
            {
                Diagnostics.Error(
                    DiagnosticCodes.AmbiguousName, $"column \"{name}\" is ambiguous: several columns are called so", syntax.Span,
                    "give them names of their own with AS where they are selected");
                return null;
            }

            return column.Value;
        }

        if (parts.Count == 1 && !parts[0].IsQuoted && name is "current_timestamp" or "current_date" or "current_time")
        {
            return _functions.BindNow(name, syntax.Span);
        }

        if (parts.Count > 1 && !isQualified)
        {
            if (_scope.Find(parts[0].Name) is { } holder)
            {
                var hint = holder.Value.Type.IsText ? $"read a JSON field with {parts[0]} -> '{name}'" : null;
                Diagnostics.NotYet(
                    DiagnosticCodes.WrongColumnType, $"\"{parts[0].Name}\" is {holder.Value.Type}; fields of structs are not there yet", syntax.Span, hint);
                return null;
            }

            Diagnostics.Error(
                DiagnosticCodes.UnknownName, $"unknown table \"{parts[^2].Name}\"", parts[^2].Span,
                _scope.Alias is null ? null : $"the table here is called \"{_scope.Alias}\"");
            return null;
        }

        Diagnostics.Error(DiagnosticCodes.UnknownName, $"unknown column \"{name}\"", parts[^1].Span, _scope.Suggest(name, isText: parts is [{ IsQuoted: true }]));
        return null;
    }

    private Expression? BindUnary(Syntax.UnaryExpression syntax)
    {
        if (syntax.Operator == Syntax.UnaryOperator.Not)
        {
            return BindCondition(syntax.Operand, "the operand of NOT") is { } condition ? new NotExpression(condition) : null;
        }

        // The smallest BIGINT has no positive counterpart.
        if (syntax is { Operator: Syntax.UnaryOperator.Negate, Operand: Syntax.NumberLiteral number } && LiteralBinder.Number(number, true) is { } literal
            && literal.Type.Kind != TypeKind.UInt64)
        {
            return literal;
        }

        if (Bind(syntax.Operand) is not { } operand)
        {
            return null;
        }

        if (operand.Type.Kind == TypeKind.Null || (syntax.Operator == Syntax.UnaryOperator.Plus && operand.Type.IsNumeric))
        {
            return operand;
        }

        if (operand.Type.Kind == TypeKind.UInt64)
        {
            // Nothing negative fits into it.
            return new NegateExpression(new CastExpression(operand, DecimalRules.ForInteger(TypeKind.UInt64), IsTry: false));
        }

        if (operand.Type.IsNumeric || operand.Type.Kind == TypeKind.Interval)
        {
            return syntax.Operator == Syntax.UnaryOperator.Plus ? operand : new NegateExpression(operand);
        }

        Diagnostics.Error(DiagnosticCodes.WrongType, $"{operand.Type} has no sign", syntax.Span, "cast it to a number");
        return null;
    }

    private Expression? BindCast(Syntax.CastExpression syntax)
    {
        var isTry = syntax.Style == Syntax.CastStyle.TryCast;
        if (syntax is { Type: Syntax.NamedType { Name: "interval" }, Operand: Syntax.StringLiteral text })
        {
            return _literals.Interval(text.Value, null, syntax);
        }

        var type = _types.ForCast(syntax.Type);
        if (Bind(syntax.Operand) is not { } operand || type is null)
        {
            return null;
        }

        if (IsUnion(operand))
        {
            return _json.CastUnion(operand, type, isTry, syntax);
        }

        if (operand.Type == type)
        {
            return operand;
        }

        if (!Casts.IsPossible(operand.Type, type))
        {
            Diagnostics.Error(DiagnosticCodes.WrongType, $"{operand.Type} cannot be cast to {type}", syntax.Span);
            return null;
        }

        return new CastExpression(operand, type, isTry);
    }

    private CaseExpression? BindCase(Syntax.CaseExpression syntax)
    {
        var operand = syntax.Operand is null ? null : Bind(syntax.Operand);
        if (syntax.Operand is not null && operand is null)
        {
            return null;
        }

        if (operand is not null && syntax.Branches.Count > 1 && !ExpressionSize.IsAtMost(operand, ExpressionSize.ReusedMax))
        {
            Diagnostics.Error(
                DiagnosticCodes.TooLarge, "the operand of CASE is too large to be compared several times", syntax.Operand!.Span,
                "compute it in a subquery first");
            return null;
        }

        var branches = new List<(Expression When, Expression Then)>();
        DataType? common = DataType.Null;
        var isComplete = true;
        var isUnion = false;
        foreach (var branch in syntax.Branches)
        {
            var when = operand is null ? BindCondition(branch.When, "WHEN")
                : CompareWith(operand, syntax.Operand!, branch.When);
            var then = Bind(branch.Then);
            isComplete &= Accept(then, branch.Then) && when is not null;
            if (when is not null && then is not null)
            {
                branches.Add((when, then));
            }
        }

        var otherwise = syntax.Else is null ? null : Bind(syntax.Else);
        isComplete &= syntax.Else is null || Accept(otherwise, syntax.Else);
        if (!isComplete || common is null)
        {
            return null;
        }

        return Assemble(syntax, branches, otherwise, common);

        bool Accept(Expression? result, Syntax.Expression at)
        {
            if (result is null || common is null)
            {
                return false;
            }

            // JSON of any kind keeps company only with JSON: as text it would have quotes.
            var isMixed = common.IsText && result.Type.IsText && common.IsJson != result.Type.IsJson && (isUnion || IsUnion(result));
            isUnion |= IsUnion(result);
            var next = isMixed ? null : TypeRules.CommonType(common, result.Type);
            if (next is null)
            {
                Diagnostics.Error(
                    DiagnosticCodes.WrongType, $"CASE cannot be {common} in one branch and {result.Type} in another", at.Span, "cast the results to one type");
            }

            common = next;
            return next is not null;
        }
    }

    private Expression? CompareWith(Expression operand, Syntax.Expression operandAt, Syntax.Expression when) => Bind(when) is { } value
        ? _operators.Compare(ComparisonOperator.Equal, operand, value, operandAt, when, when.Span)
        : null;

    private CaseExpression? Assemble(
        Syntax.CaseExpression syntax, List<(Expression When, Expression Then)> bound, Expression? otherwise, DataType type)
    {
        var branches = ImmutableArray.CreateBuilder<CaseBranch>();
        for (var i = 0; i < bound.Count; i++)
        {
            if (Coercion.To(bound[i].Then, type, syntax.Branches[i].Then.Span) is not { } then)
            {
                return null;
            }

            branches.Add(new CaseBranch(bound[i].When, then));
        }

        var last = otherwise is null ? null : Coercion.To(otherwise, type, syntax.Else!.Span);
        return otherwise is not null && last is null ? null : new CaseExpression(branches.ToImmutable(), last, type);
    }

    private void ReportUnsupported(Syntax.Expression syntax)
    {
        switch (syntax)
        {
            case Syntax.SubqueryExpression or Syntax.ExistsExpression or Syntax.InSubqueryExpression:
                Diagnostics.NotYet(
                    DiagnosticCodes.WrongJoin, "subqueries in expressions are joins, which are not there yet", syntax.Span,
                    "use a list of values, or a subquery in FROM");
                break;
            case Syntax.ArrayExpression or Syntax.SliceExpression or Syntax.QuantifiedExpression:
                Diagnostics.NotYet(DiagnosticCodes.WrongColumnType, "arrays are not there yet", syntax.Span, "use IN for a list of values, or JSON with -> and ->>");
                break;
            case Syntax.FieldExpression:
                Diagnostics.NotYet(DiagnosticCodes.WrongColumnType, "structs are not there yet", syntax.Span, "use JSON and read fields with -> and ->>");
                break;
            case Syntax.AtTimeZoneExpression:
                Diagnostics.NotYet(DiagnosticCodes.UnbuiltExpression, "AT TIME ZONE is not there yet", syntax.Span, "times are UTC; add or subtract an INTERVAL");
                break;
            case Syntax.CollateExpression:
                Diagnostics.NotYet(DiagnosticCodes.UnbuiltExpression, "COLLATE is not there yet", syntax.Span, "texts compare by their bytes; leave it out");
                break;
            default:
                Diagnostics.Error(DiagnosticCodes.WrongType, $"{syntax} cannot stand here", syntax.Span);
                break;
        }
    }
}
