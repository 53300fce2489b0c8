using System.Text;
using Weir.Sql.Syntax;

namespace Weir.Sql;

/// <summary>Expressions, with parentheses exactly where a part binds weaker than its place asks for.</summary>
internal sealed class ExpressionPrinter(StringBuilder output)
{
    /// <summary>A sign binds weaker than <c>^</c> and stronger than <c>*</c>.</summary>
    private const int Sign = (Precedence.Product + Precedence.Power) / 2;

    private const int Atom = int.MaxValue;

    public void Print(Expression expression) => Print(expression, Precedence.None);

    /// <summary>Prints an expression into a place that wants at least the given precedence.</summary>
    public void Print(Expression expression, int lowest)
    {
        var needsParentheses = PrecedenceOf(expression) < lowest;
        output.Append(needsParentheses ? "(" : "");
        Write(expression);
        output.Append(needsParentheses ? ")" : "");
    }

    public void PrintList(IReadOnlyList<Expression> expressions)
    {
        for (var i = 0; i < expressions.Count; i++)
        {
            output.Append(i == 0 ? "" : ", ");
            Print(expressions[i]);
        }
    }

    public void PrintOrderBy(IReadOnlyList<OrderItem> items)
    {
        output.Append("ORDER BY ");
        for (var i = 0; i < items.Count; i++)
        {
            output.Append(i == 0 ? "" : ", ");
            Print(items[i].Expression);
            output.Append(items[i].IsDescending ? " DESC" : "");
            output.Append(items[i].NullsFirst switch { true => " NULLS FIRST", false => " NULLS LAST", null => "" });
        }
    }

    private static int PrecedenceOf(Expression expression) => expression switch
    {
        BinaryExpression binary => Precedence.Of(binary.Operator),
        UnaryExpression { Operator: UnaryOperator.Not } => Precedence.Not,
        UnaryExpression => Sign,
        IsExpression or IsDistinctExpression => Precedence.Is,
        InListExpression or InSubqueryExpression or BetweenExpression or LikeExpression => Precedence.Like,
        AtTimeZoneExpression => Precedence.AtTimeZone,
        CollateExpression => Precedence.Collate,
        SubscriptExpression or SliceExpression => Precedence.Subscript,
        CastExpression { Style: CastStyle.DoubleColon } => Precedence.DoubleColon,
        FieldExpression => Precedence.Dot,
        _ => Atom,
    };

    private void Write(Expression expression)
    {
        switch (expression)
        {
            case NumberLiteral or StringLiteral or BinaryLiteral or BooleanLiteral or NullLiteral or IntervalLiteral or TypedLiteral:
                WriteLiteral(expression);
                break;
            case NameExpression name:
                output.AppendJoin('.', name.Parts.Select(NamePrinter.Print));
                break;
            case StarExpression:
                output.Append('*');
                break;
            case UnaryExpression unary:
                WriteUnary(unary);
                break;
            case BinaryExpression binary:
                WriteBinary(binary);
                break;
            case FunctionCall call:
                WriteCall(call);
                break;
            case CaseExpression caseExpression:
                WriteCase(caseExpression);
                break;
            case CastExpression cast:
                WriteCast(cast);
                break;
            case IsExpression or IsDistinctExpression or InListExpression or InSubqueryExpression or BetweenExpression or LikeExpression:
                WritePredicate(expression);
                break;
            case ExtractExpression or SubstringExpression or TrimExpression or PositionExpression or OverlayExpression:
                WriteForm(expression);
                break;
            default:
                WritePostfixOrGroup(expression);
                break;
        }
    }

    private void WriteLiteral(Expression literal)
    {
        output.Append(literal switch
        {
            NumberLiteral number => number.Text,
            StringLiteral text => SqlPrinter.QuoteText(text.Value),
            BinaryLiteral binary => $"X'{Convert.ToHexStringLower(binary.Value.Span)}'",
            BooleanLiteral boolean => boolean.Value ? "TRUE" : "FALSE",
            IntervalLiteral { Unit: null } interval => $"INTERVAL {SqlPrinter.QuoteText(interval.Text)}",
            IntervalLiteral interval => $"INTERVAL {SqlPrinter.QuoteText(interval.Text)} {interval.Unit.ToUpperInvariant()}",
            TypedLiteral typed => $"{typed.Type.Name.ToUpperInvariant()} {SqlPrinter.QuoteText(typed.Text)}",
            _ => "NULL",
        });
    }

    private void WriteUnary(UnaryExpression unary)
    {
        if (unary.Operator == UnaryOperator.Not)
        {
            output.Append("NOT ");
            Print(unary.Operand, Precedence.Not);
            return;
        }

        // Two signs in a row would read as a comment, so a signed operand gets parentheses.
        output.Append(unary.Operator == UnaryOperator.Negate ? '-' : '+');
        Print(unary.Operand, Sign + 1);
    }

    private void WriteBinary(BinaryExpression binary)
    {
        var precedence = Precedence.Of(binary.Operator);
        Print(binary.Left, precedence);
        output.Append(' ').Append(Precedence.TextOf(binary.Operator)).Append(' ');
        Print(binary.Right, precedence + 1);
    }

    private void WriteCall(FunctionCall call)
    {
        var parts = call.Name.Parts;
        output.AppendJoin('.', parts.Select(part => parts.Count == 1 ? NamePrinter.PrintFunction(part) : NamePrinter.Print(part)));
        output.Append(call.IsDistinct ? "(DISTINCT " : "(");
        PrintList(call.Arguments);
        if (call.OrderBy.Count > 0)
        {
            output.Append(' ');
            PrintOrderBy(call.OrderBy);
        }

        output.Append(')');
        if (call.WithinGroup is { } withinGroup)
        {
            output.Append(" WITHIN GROUP (");
            PrintOrderBy(withinGroup);
            output.Append(')');
        }

        if (call.Filter is { } filter)
        {
            output.Append(" FILTER (WHERE ");
            Print(filter);
            output.Append(')');
        }

        if (call.Over is { } over)
        {
            output.Append(" OVER ");
            WriteWindow(over);
        }
    }

    private void WriteWindow(WindowSpecification window)
    {
        if (window.Name is { } name)
        {
            output.Append(NamePrinter.Print(name));
            return;
        }

        output.Append('(');
        var separator = "";
        if (window.PartitionBy.Count > 0)
        {
            output.Append("PARTITION BY ");
            PrintList(window.PartitionBy);
            separator = " ";
        }

        if (window.OrderBy.Count > 0)
        {
            output.Append(separator);
            PrintOrderBy(window.OrderBy);
            separator = " ";
        }

        if (window.Frame is { } frame)
        {
            output.Append(separator).Append(frame.Unit.ToUpperInvariant()).Append(frame.End is null ? " " : " BETWEEN ");
            WriteBound(frame.Start);
            if (frame.End is { } end)
            {
                output.Append(" AND ");
                WriteBound(end);
            }
        }

        output.Append(')');
    }

    private void WriteBound(FrameBound bound)
    {
        if (bound.Kind == FrameBoundKind.CurrentRow)
        {
            output.Append("CURRENT ROW");
            return;
        }

        if (bound.Offset is { } offset)
        {
            Print(offset, Precedence.And + 1);
        }
        else
        {
            output.Append("UNBOUNDED");
        }

        output.Append(bound.Kind == FrameBoundKind.Preceding ? " PRECEDING" : " FOLLOWING");
    }

    private void WriteCase(CaseExpression expression)
    {
        output.Append("CASE");
        Word("", expression.Operand);
        foreach (var branch in expression.Branches)
        {
            Word(" WHEN", branch.When);
            Word(" THEN", branch.Then);
        }

        Word(" ELSE", expression.Else);
        output.Append(" END");
    }

    private void WriteCast(CastExpression cast)
    {
        if (cast.Style == CastStyle.DoubleColon)
        {
            Print(cast.Operand, Precedence.DoubleColon);
            output.Append("::");
            TypePrinter.Print(output, cast.Type);
            return;
        }

        output.Append(cast.Style == CastStyle.Cast ? "CAST(" : "TRY_CAST(");
        Print(cast.Operand);
        output.Append(" AS ");
        TypePrinter.Print(output, cast.Type);
        output.Append(')');
    }

    private void WritePredicate(Expression expression)
    {
        switch (expression)
        {
            case IsExpression test:
                Print(test.Operand, Precedence.Is);
                output.Append(test.IsNegated ? " IS NOT " : " IS ").Append(test.Test.ToString().ToUpperInvariant());
                break;
            case IsDistinctExpression distinct:
                Print(distinct.Left, Precedence.Is);
                output.Append(distinct.IsNegated ? " IS NOT DISTINCT FROM " : " IS DISTINCT FROM ");
                Print(distinct.Right, Precedence.Is + 1);
                break;
            case InListExpression list:
                Print(list.Operand, Precedence.Like);
                output.Append(list.IsNegated ? " NOT IN (" : " IN (");
                PrintList(list.Items);
                output.Append(')');
                break;
            case InSubqueryExpression subquery:
                Print(subquery.Operand, Precedence.Like);
                output.Append(subquery.IsNegated ? " NOT IN " : " IN ");
                WriteQuery(subquery.Query);
                break;
            case BetweenExpression between:
                Print(between.Operand, Precedence.Like);
                output.Append(between.IsNegated ? " NOT BETWEEN " : " BETWEEN ");
                Print(between.Low, Precedence.Like + 1);
                output.Append(" AND ");
                Print(between.High, Precedence.Like + 1);
                break;
            case LikeExpression like:
                WriteLike(like);
                break;
        }
    }

    private void WriteLike(LikeExpression like)
    {
        Print(like.Operand, Precedence.Like);
        output.Append(like.IsNegated ? " NOT" : "");
        output.Append(like.Kind switch { LikeKind.Like => " LIKE ", LikeKind.ILike => " ILIKE ", _ => " SIMILAR TO " });
        Print(like.Pattern, Precedence.Like + 1);
        Word(" ESCAPE", like.Escape);
    }

    private void WriteForm(Expression expression)
    {
        switch (expression)
        {
            case ExtractExpression extract:
                output.Append("EXTRACT(").Append(NamePrinter.Print(extract.Field));
                Word(" FROM", extract.Operand);
                break;
            case SubstringExpression substring:
                output.Append("SUBSTRING(");
                Print(substring.Operand);
                Word(" FROM", substring.From);
                Word(" FOR", substring.For);
                break;
            case TrimExpression trim:
                WriteTrim(trim);
                break;
            case PositionExpression position:
                output.Append("POSITION(");
                Print(position.Part, Precedence.Like + 1);
                Word(" IN", position.Text);
                break;
            case OverlayExpression overlay:
                output.Append("OVERLAY(");
                Print(overlay.Operand);
                Word(" PLACING", overlay.Placing);
                Word(" FROM", overlay.From);
                Word(" FOR", overlay.For);
                break;
        }

        output.Append(')');
    }

    private void WriteTrim(TrimExpression trim)
    {
        output.Append("TRIM(");
        output.Append(trim.Side is { } side ? side.ToString().ToUpperInvariant() + " " : "");
        if (trim.Characters is { } characters)
        {
            Print(characters);
            output.Append(' ');
        }

        output.Append(trim.Side is null && trim.Characters is null ? "" : "FROM ");
        Print(trim.Operand);
    }

    private void WritePostfixOrGroup(Expression expression)
    {
        switch (expression)
        {
            case AtTimeZoneExpression zone:
                Print(zone.Operand, Precedence.AtTimeZone);
                output.Append(" AT TIME ZONE ");
                Print(zone.Zone, Precedence.AtTimeZone + 1);
                break;
            case CollateExpression collate:
                Print(collate.Operand, Precedence.Collate);
                output.Append(" COLLATE ").AppendJoin('.', collate.Collation.Parts.Select(NamePrinter.Print));
                break;
            case SubscriptExpression subscript:
                Print(subscript.Operand, Precedence.Subscript);
                output.Append('[');
                Print(subscript.Index);
                output.Append(']');
                break;
            case SliceExpression slice:
                WriteSlice(slice);
                break;
            case FieldExpression field:
                WriteField(field);
                break;
            case ArrayExpression array:
                output.Append('[');
                PrintList(array.Items);
                output.Append(']');
                break;
            case ExistsExpression exists:
                output.Append("EXISTS ");
                WriteQuery(exists.Query);
                break;
            case SubqueryExpression subquery:
                WriteQuery(subquery.Query);
                break;
            case QuantifiedExpression quantified:
                WriteQuantified(quantified);
                break;
        }
    }

    private void WriteSlice(SliceExpression slice)
    {
        Print(slice.Operand, Precedence.Subscript);
        output.Append('[');
        if (slice.From is { } from)
        {
            Print(from);
        }

        output.Append(':');
        if (slice.To is { } to)
        {
            Print(to);
        }

        output.Append(']');
    }

    private void WriteField(FieldExpression field)
    {
        // Without parentheses a name and its field would read as one longer name, and a number would swallow the dot.
        var isName = field.Operand is NameExpression or NumberLiteral;
        output.Append(isName ? "(" : "");
        Print(field.Operand, Precedence.Dot);
        output.Append(isName ? ")" : "").Append('.').Append(NamePrinter.Print(field.Field));
    }

    private void WriteQuantified(QuantifiedExpression quantified)
    {
        output.Append(quantified.Quantifier == Quantifier.Any ? "ANY" : "ALL");
        if (quantified.Operand is SubqueryExpression subquery)
        {
            WriteQuery(subquery.Query);
            return;
        }

        output.Append('(');
        Print(quantified.Operand);
        output.Append(')');
    }

    private void WriteQuery(Query query)
    {
        output.Append('(');
        new StatementPrinter(output).Print(query);
        output.Append(')');
    }

    /// <summary>A word and the expression behind it, or nothing when that is absent.</summary>
    private void Word(string word, Expression? expression)
    {
        if (expression is not null)
        {
            output.Append(word).Append(' ');
            Print(expression);
        }
    }
}
