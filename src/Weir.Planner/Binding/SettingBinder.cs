using Weir.Planner.Catalog;

namespace Weir.Planner.Binding;

/// <summary>SET: the last value of each setting counts for the whole script.</summary>
internal sealed class SettingBinder(BindingContext context)
{
    private static readonly string[] Known = ["on_error"];

    public BadDataPolicy OnError { get; private set; }

    private DiagnosticBag Diagnostics => context.Diagnostics;

    public void Bind(Syntax.SetStatement syntax)
    {
        var name = string.Join('.', syntax.Variable.Parts.Select(part => part.Name));
        if (name == "updating_ttl")
        {
            Diagnostics.NotYet(
                DiagnosticCodes.WrongSetting, "\"updating_ttl\" is not there yet", syntax.Variable.Span, "leave it out: this release keeps no state by key");
            return;
        }

        if (!Known.Contains(name))
        {
            var known = $"the settings are {Suggestions.List(Known)}";
            Diagnostics.Error(
                DiagnosticCodes.WrongSetting, $"unknown setting \"{name}\"", syntax.Variable.Span,
                Suggestions.For(name, Known) is { } near ? $"{near} {known}" : known);
            return;
        }

        if (syntax.Values is not [var value])
        {
            Diagnostics.Error(DiagnosticCodes.WrongSetting, $"\"{name}\" takes one value", syntax.Values[1].Span);
            return;
        }

        SetOnError(value);
    }

    private void SetOnError(Syntax.Expression value)
    {
        var policy = value is Syntax.StringLiteral text ? text.Value switch
        {
            "fail" => BadDataPolicy.Fail,
            "drop" => BadDataPolicy.Drop,
            "dead_letter" => BadDataPolicy.DeadLetter,
            _ => (BadDataPolicy?)null,
        }
        : null;
        if (policy is null)
        {
            Diagnostics.Error(DiagnosticCodes.WrongSetting, "\"on_error\" must be 'fail', 'drop' or 'dead_letter'", value.Span);
        }

        OnError = policy ?? OnError;
    }
}
