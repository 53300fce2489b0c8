using Weir.Sql.Syntax;

namespace Weir.Sql.Tests;

/// <summary>Short ways to parse in tests.</summary>
internal static class Parsed
{
    public static Script Script(string text)
    {
        var script = SqlParser.Parse(new SourceText(text, "test.sql"));
        var shown = string.Concat(script.Diagnostics.Select(diagnostic => DiagnosticFormatter.Format(script.Source, diagnostic)));
        Assert.True(script.Diagnostics.Count == 0, shown);
        return script;
    }

    public static T Statement<T>(string text)
        where T : Statement => Assert.IsType<T>(Assert.Single(Script(text).Statements));

    public static Select Select(string text) => Assert.IsType<Select>(Statement<QueryStatement>(text).Query.Body);

    public static T Expression<T>(string text)
        where T : Expression => Assert.IsType<T>(Expression(text));

    public static Expression Expression(string text)
    {
        var item = Assert.Single(Select("SELECT " + text).Items);
        return Assert.IsType<SelectExpression>(item).Expression;
    }

    /// <summary>The expression printed with every operator in parentheses, to show its shape.</summary>
    public static string Shape(string text) => Shape(Expression(text));

    public static Diagnostic Error(string text)
    {
        var script = SqlParser.Parse(new SourceText(text, "test.sql"));
        return Assert.Single(script.Diagnostics);
    }

    /// <summary>The part of the text that a node covers.</summary>
    public static string At(string text, TextSpan span) => text.Substring(span.Start, span.Length);

    private static string Shape(Expression expression) => expression switch
    {
        BinaryExpression binary => $"({Shape(binary.Left)} {Precedence.TextOf(binary.Operator)} {Shape(binary.Right)})",
        UnaryExpression unary => $"({unary.Operator} {Shape(unary.Operand)})",
        CastExpression cast => $"({Shape(cast.Operand)} :: {cast.Type})",
        IsExpression test => $"({Shape(test.Operand)} IS {(test.IsNegated ? "NOT " : "")}{test.Test})",
        BetweenExpression between => $"({Shape(between.Operand)} BETWEEN {Shape(between.Low)} AND {Shape(between.High)})",
        LikeExpression like => $"({Shape(like.Operand)} {like.Kind} {Shape(like.Pattern)})",
        InListExpression list => $"({Shape(list.Operand)} IN {string.Join(' ', list.Items.Select(Shape))})",
        SubscriptExpression subscript => $"({Shape(subscript.Operand)} [] {Shape(subscript.Index)})",
        FieldExpression field => $"({Shape(field.Operand)} . {field.Field})",
        AtTimeZoneExpression zone => $"({Shape(zone.Operand)} AT {Shape(zone.Zone)})",
        _ => expression.ToString(),
    };
}
