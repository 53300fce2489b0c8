using Weir.Planner.Binding;

namespace Weir.Planner.Options;

/// <summary>
/// The options of one WITH clause: taken by those who know them, so that what nobody took is unknown. Of equal keys the last counts. What is wrong
/// is reported at the option it is about.
/// </summary>
internal sealed class TableOptions
{
    private const string OwnNames = "WEIR_";

    private readonly Dictionary<string, Syntax.TableOption> _options = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly DiagnosticBag _diagnostics;
    private readonly TextSpan _tableSpan;

    public TableOptions(Syntax.CreateTable syntax, DiagnosticBag diagnostics)
    {
        (_diagnostics, _tableSpan) = (diagnostics, syntax.Name.Span);
        foreach (var option in syntax.Options)
        {
            _options[option.Key] = option;
        }
    }

    public IEnumerable<Syntax.TableOption> Untaken => _options.Values.Where(option => !_taken.Contains(option.Key));

    /// <summary>The option, taken; null when it is not given.</summary>
    public Syntax.TableOption? Take(string key)
    {
        _known.Add(key);
        return _options.TryGetValue(key, out var option) && _taken.Add(key) ? option : null;
    }

    /// <summary>Where an option stands; null when it is not given.</summary>
    public Syntax.TableOption? Find(string key) => _options.GetValueOrDefault(key);

    /// <summary>Takes the options that somebody knows.</summary>
    public ImmutableSortedDictionary<string, FlatValue> Take(IEnumerable<FlatOption> options)
    {
        var given = ImmutableSortedDictionary.CreateBuilder<string, FlatValue>(StringComparer.Ordinal);
        foreach (var known in options)
        {
            if (Take(known.Name) is { } option)
            {
                given[known.Name] = FlatValues.Of(option.Value);
                RefuseOwnNames(option);
            }
        }

        return given.ToImmutable();
    }

    // The runtime gives its own variables away to nobody.
    private void RefuseOwnNames(Syntax.TableOption option)
    {
        if (option.Value is Syntax.StringLiteral { Value: var text } && References.Names(text).FirstOrDefault(name => name.StartsWith(OwnNames, StringComparison.Ordinal)) is { } own)
        {
            _diagnostics.Error(
                DiagnosticCodes.WrongOption, $"option \"{option.Key}\" refers to \"{own}\", and names that begin with {OwnNames} are weir's own", option.Value.Span,
                "give the variable another name");
        }
    }

    public void Report(IEnumerable<Problem> problems)
    {
        foreach (var problem in problems)
        {
            var option = problem.Option is { } key ? Find(key) : null;
            var span = option is null ? _tableSpan : problem.Code == ProblemCode.NotChosen ? option.KeySpan : option.Value.Span;
            var hint = problem.Code == ProblemCode.BrokenReference ? $"{problem.Hint}; --set NAME=value fills ${{NAME}}, the environment both" : problem.Hint;
            _diagnostics.Error(DiagnosticCodes.WrongOption, problem.Message, span, hint);
        }
    }

    /// <summary>Refuses references in options that the planner itself acts on: they would be filled when the job starts.</summary>
    /// <returns>The options without references.</returns>
    public ImmutableSortedDictionary<string, FlatValue> RefuseReferences(ImmutableSortedDictionary<string, FlatValue> given)
    {
        foreach (var (key, value) in given)
        {
            if (value is FlatValue.Text { Value: var text } && References.AreIn(text))
            {
                _diagnostics.Error(
                    DiagnosticCodes.WrongOption, $"option \"{key}\" cannot refer to the environment: its value is needed before the job starts", _options[key].Value.Span,
                    "write the value out, or write '${NAME}' and fill it with --set NAME=value");
                given = given.Remove(key);
            }
        }

        return given;
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
