using Weir.Planner.Catalog;

namespace Weir.Planner.Binding;

/// <summary>SET: the last value of each setting counts for the whole script.</summary>
internal sealed class SettingBinder(BindingContext context)
{
    private static readonly string[] Known = ["updating_ttl", "on_error"];

    public BadDataPolicy OnError { get; private set; }

    public TimeSpan UpdatingTtl { get; private set; } = TimeSpan.FromHours(24);

    private DiagnosticBag Diagnostics => context.Diagnostics;

    public void Bind(Syntax.SetStatement syntax)
    {
        var name = string.Join('.', syntax.Variable.Parts.Select(part => part.Name));
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

        if (name == "on_error")
        {
            SetOnError(value);
        }
        else
        {
            SetTtl(value);
        }
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

    private void SetTtl(Syntax.Expression value)
    {
        var (text, unit) = value switch
        {
            Syntax.IntervalLiteral interval => (interval.Text, interval.Unit),
            Syntax.StringLiteral quoted => (quoted.Value, null),
            _ => ("", null),
        };
        var outcome = IntervalText.Parse(text, unit, out var nanos);
        if (outcome == IntervalText.Outcome.Ok && nanos > 0)
        {
            UpdatingTtl = TimeSpan.FromTicks(nanos / 100);
            return;
        }

        var hint = outcome == IntervalText.Outcome.HasMonths
            ? "months have no fixed length; write days"
            : "for example SET updating_ttl = INTERVAL '90 minutes'";
        Diagnostics.Error(DiagnosticCodes.WrongSetting, "\"updating_ttl\" must be a positive interval", value.Span, hint);
    }
}
