using Weir.Planner.Logical;

namespace Weir.Planner.Binding;

/// <summary>The columns that an expression can name.</summary>
internal sealed class Scope
{
    private readonly ScopeColumn[] _columns;
    private readonly Dictionary<string, ScopeColumn> _byName = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ambiguous = new(StringComparer.Ordinal);
    private readonly HashSet<int> _unions = [];

    /// <param name="alias">The name of the table, for <c>table.column</c>; null when there is none.</param>
    public Scope(IEnumerable<ScopeColumn> columns, string? alias, Expression? eventTime)
    {
        _columns = [.. columns];
        Alias = alias;
        EventTime = eventTime;
        foreach (var column in _columns)
        {
            if (!_byName.TryAdd(column.Name, column))
            {
                _ambiguous.Add(column.Name);
            }

            if (column.IsUnion)
            {
                _unions.Add(column.Value.Index);
            }
        }
    }

    /// <summary>No columns at all.</summary>
    public static Scope Empty { get; } = new([], null, null);

    public string? Alias { get; }

    /// <summary>What <c>row_time()</c> is; null where rows have no event time yet.</summary>
    public Expression? EventTime { get; }

    public IReadOnlyList<ScopeColumn> Columns => _columns;

    /// <summary>Why a name that looks right may be missing, or null.</summary>
    public string? MissingHint { get; init; }

    public static Scope Of(Relation relation, string? alias, IReadOnlyList<string>? names = null)
    {
        var schema = relation.Node.Schema;
        var columns = Enumerable.Range(0, relation.ColumnCount).Select(
            i => new ScopeColumn(names?[i] ?? schema[i].Name, Column(schema, i), relation.Unions.Contains(i)));
        return new Scope(columns, alias, Column(schema, relation.EventTimeIndex));
    }

    /// <returns>Null when there is none.</returns>
    public ScopeColumn? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Whether several columns have the name.</summary>
    public bool IsAmbiguous(string name) => _ambiguous.Contains(name);

    /// <summary>Whether the column holds JSON of any kind.</summary>
    public bool IsUnion(ColumnExpression column) => _unions.Contains(column.Index);

    /// <summary>A hint for a name that is not there.</summary>
    /// <param name="isText">Whether it stands in double quotes, as a text may in other dialects.</param>
    public string? Suggest(string name, bool isText = false)
    {
        var otherCase = Array.Find(_columns, column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (otherCase is not null)
        {
            return $"names fold to lower case; write it in double quotes: {SqlPrinter.QuoteName(otherCase.Name)}";
        }

        if (isText)
        {
            var column = (MissingHint ?? Known()) is { } known ? $"; in double quotes it is a column, and {known}" : "";
            return $"a text stands in single quotes: {SqlPrinter.QuoteText(name)}{column}";
        }

        return MissingHint ?? Suggestions.For(name, _columns.Select(column => column.Name), Known());
    }

    private static ColumnExpression Column(Schema schema, int index) =>
        new(index, schema[index].Name, schema[index].Type, schema[index].IsNullable);

    private string? Known() => _columns.Length == 0 ? null : $"there are {Suggestions.List(_columns.Select(column => column.Name))}";
}

/// <param name="Name">What it is called here; compared exactly.</param>
/// <param name="Value">Where it is.</param>
/// <param name="IsUnion">It holds JSON of any kind.</param>
internal sealed record ScopeColumn(string Name, ColumnExpression Value, bool IsUnion);
