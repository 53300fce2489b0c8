using Weir.Planner.Binding;
using Weir.Planner.Catalog;

namespace Weir.Planner.Options;

/// <summary>The options of one WITH clause: taken one by one, so that what nobody took is unknown. Of equal keys the last counts.</summary>
internal sealed class OptionReader
{
    private readonly Dictionary<string, Syntax.TableOption> _options = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly DiagnosticBag _diagnostics;

    public OptionReader(IReadOnlyList<Syntax.TableOption> options, DiagnosticBag diagnostics)
    {
        _diagnostics = diagnostics;
        foreach (var option in options)
        {
            _options[option.Key] = option;
        }
    }

    public int Count => _options.Count;

    public IEnumerable<Syntax.TableOption> Untaken => _options.Values.Where(option => !_taken.Contains(option.Key));

    /// <summary>Where the value of an option stands; null when it is not given.</summary>
    public TextSpan? SpanOf(string key) => _options.TryGetValue(key, out var option) ? option.Value.Span : null;

    /// <summary>The option, taken; null when it is not given.</summary>
    public Syntax.TableOption? Take(string key)
    {
        _known.Add(key);
        return _options.TryGetValue(key, out var option) && _taken.Add(key) ? option : null;
    }

    /// <summary>An option that the planner itself acts on, and which so cannot wait for the environment of the job.</summary>
    public OptionValue? TakeOwn(OptionDescription description)
    {
        if (_options.TryGetValue(description.Key, out var option) && option.Value is Syntax.StringLiteral { Value: var text } && OptionValue.HasReference(text))
        {
            _diagnostics.Error(
                DiagnosticCodes.WrongOption, $"option \"{option.Key}\" cannot refer to the environment: its value is needed before the job starts", option.Value.Span,
                "write the value out, or write '${NAME}' and fill it with --set NAME=value");
            Take(description.Key);
            return null;
        }

        return Take(description);
    }

    /// <summary>The text of an option; null when it is not given or, reported, is no text.</summary>
    public string? TakeText(string key) => TakeOwn(new OptionDescription(key, OptionKind.String))?.Text;

    /// <summary>The number of an option; null when it is not given or, reported, is none.</summary>
    public long? TakeInteger(string key) =>
        long.TryParse(TakeOwn(new OptionDescription(key, OptionKind.Integer))?.Text, out var number) ? number : null;

    /// <summary>The option in its canonical spelling; null when it is not given or, reported, is wrong.</summary>
    public OptionValue? Take(OptionDescription description)
    {
        if (Take(description.Key) is not { } option)
        {
            return null;
        }

        if (OptionValueParser.Parse(description, option.Value, out var error, out var hint) is not { } text)
        {
            _diagnostics.Error(DiagnosticCodes.WrongOption, error, option.Value.Span, hint);
            return null;
        }

        if (OptionReference.IsBroken(text))
        {
            _diagnostics.Error(
                DiagnosticCodes.WrongOption, $"option \"{option.Key}\" holds a reference that is not well-formed", option.Value.Span,
                "write {{ NAME }} or ${NAME}, a name of letters, digits and _; --set NAME=value fills ${NAME}, the environment both");
            return null;
        }

        var allowed = description.AllowedValues;
        if (!allowed.IsEmpty && !allowed.Contains(text) && !OptionValue.HasReference(text))
        {
            var known = $"there are {Suggestions.List(allowed)}";
            _diagnostics.Error(
                DiagnosticCodes.WrongOption, $"option \"{option.Key}\" cannot be {(description.IsSecret ? "that" : $"'{text}'")}", option.Value.Span, Suggestions.For(text, allowed, known));
            return null;
        }

        return new OptionValue(text, description.IsSecret);
    }

    /// <summary>Reports what nobody took.</summary>
    public void ReportUnknown(string owner)
    {
        foreach (var option in Untaken)
        {
            var fallback = _known.Count == 0 ? null : $"there are {Suggestions.List(_known.Order(StringComparer.Ordinal))}";
            _diagnostics.Error(
                DiagnosticCodes.WrongOption, $"unknown option \"{option.Key}\" for {owner}", option.KeySpan, Suggestions.For(option.Key, _known, fallback));
        }
    }
}
