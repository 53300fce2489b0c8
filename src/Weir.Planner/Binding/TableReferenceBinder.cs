using Weir.Planner.Catalog;
using Weir.Planner.Logical;

namespace Weir.Planner.Binding;

/// <summary>What FROM names.</summary>
internal sealed class TableReferenceBinder(BindingContext context, QueryBinder queries)
{
    private readonly Dictionary<ConnectorTable, LogicalScan> _scans = new(ReferenceEqualityComparer.Instance);
    private Relation? _oneRow;

    private DiagnosticBag Diagnostics => context.Diagnostics;

    /// <returns>The rows and the name that columns may be qualified with; null when reported.</returns>
    public (Relation Relation, string? Alias)? Bind(Syntax.TableReference reference, ImmutableDictionary<string, Relation> commonTables)
    {
        switch (reference)
        {
            case Syntax.NamedTable table:
                return WithAlias(Named(table, commonTables), table.Alias, table.Name.Name);
            case Syntax.DerivedTable { IsLateral: false } derived:
                return WithAlias(queries.Bind(derived.Query, commonTables), derived.Alias, null);
            case Syntax.DerivedTable:
                Diagnostics.NotYet(DiagnosticCodes.WrongJoin, "LATERAL is a join, and joins are not there yet", reference.Span);
                return null;
            case Syntax.JoinedTable join:
                Diagnostics.NotYet(DiagnosticCodes.WrongJoin, "joins are not there yet", join.OperatorSpan, "use one INSERT for each table");
                return null;
            default:
                var call = ((Syntax.TableFunction)reference).Call;
                if (call.Name.Name == "unnest")
                {
                    Diagnostics.Error(DiagnosticCodes.WrongUnnest, "\"unnest\" is only allowed in a SELECT list", reference.Span);
                }
                else
                {
                    Diagnostics.Error(
                        DiagnosticCodes.UnknownName, $"there is no table function \"{call.Name.Name}\"", call.Name.Span,
                        "name a table, or a query in parentheses");
                }

                return null;
        }
    }

    /// <summary>The row of a query without FROM, the same for all of them; null where the program has none.</summary>
    public Relation? OneRow()
    {
        if (_oneRow is null && context.Connectors.OneRow is { } source)
        {
            _oneRow = new Relation(new LogicalScan(OneRowTable.Make(source)), []);
        }

        return _oneRow;
    }

    private (Relation Relation, string? Alias)? WithAlias(Relation? relation, Syntax.TableAlias? alias, string? name)
    {
        if (relation is null)
        {
            return null;
        }

        if (alias is null)
        {
            return (relation, name);
        }

        return queries.Rename(relation, alias.Columns, alias.Name) is { } renamed ? (renamed, alias.Name.Name) : null;
    }

    private Relation? Named(Syntax.NamedTable reference, ImmutableDictionary<string, Relation> commonTables)
    {
        var name = reference.Name.Name;
        if (reference.Name.Parts.Count == 1 && commonTables.TryGetValue(name, out var common))
        {
            return common;
        }

        if (TableLookup.Find(context, reference.Name, commonTables.Keys) is not { } table)
        {
            return null;
        }

        switch (table)
        {
            case QueryTable query:
                return query.Query;
            case MemoryTable memory:
                if (context.MemoryContents.TryGetValue(memory, out var content))
                {
                    return content;
                }

                Diagnostics.Error(
                    DiagnosticCodes.MemoryTableOrder, $"memory table \"{table.Name}\" is read before anything is inserted into it", reference.Name.Span,
                    "put INSERT INTO … before this statement");
                return null;
            default:
                return Scan((ConnectorTable)table, reference.Name.Span);
        }
    }

    private Relation? Scan(ConnectorTable table, TextSpan span)
    {
        var canRead = table.Connector.Uses.HasFlag(TableUse.Source) && table.DeclaredUse != TableUse.Sink;
        if (!canRead)
        {
            Diagnostics.Error(
                DiagnosticCodes.WrongSide, $"table \"{table.Name}\" is a sink and cannot be read", span,
                "select from a source, or from the query that fills it");
            return null;
        }

        if (table.Columns.IsEmpty)
        {
            Diagnostics.Error(DiagnosticCodes.WrongSide, $"table \"{table.Name}\" has no columns to read", span, "declare them in CREATE TABLE");
            return null;
        }

        if (!TableLookup.HasRequiredOptions(context, table, TableUse.Source, span))
        {
            return null;
        }

        var binary = table.Columns.FirstOrDefault(column => column.IsPayload && column.Type.Kind == TypeKind.Binary);
        if (binary is not null && table.Format is { Name: "json" })
        {
            Diagnostics.Error(DiagnosticCodes.WrongColumnType, $"column \"{binary.Name}\" is BYTEA, which cannot be read from JSON", span, "declare it TEXT");
            return null;
        }

        if (!_scans.TryGetValue(table, out var scan))
        {
            _scans.Add(table, scan = new LogicalScan(table));
        }

        return new Relation(scan, []);
    }
}
