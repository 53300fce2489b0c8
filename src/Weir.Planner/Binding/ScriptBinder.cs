using Weir.Planner.Catalog;
using Weir.Planner.Logical;

namespace Weir.Planner.Binding;

/// <summary>Statement after statement: tables go into the catalog of the script, queries become outputs.</summary>
internal sealed class ScriptBinder
{
    private readonly BindingContext _context;
    private readonly TableBinder _tables;
    private readonly QueryBinder _queries;
    private readonly InsertBinder _inserts;
    private readonly List<LogicalOutput> _outputs = [];
    private int _previewCount;

    public ScriptBinder(BindingContext context)
    {
        _context = context;
        _tables = new TableBinder(context);
        _queries = new QueryBinder(context);
        _inserts = new InsertBinder(context, _queries);
        Settings = new SettingBinder(context);
    }

    public SettingBinder Settings { get; }

    public IReadOnlyList<LogicalOutput> Bind(Syntax.Script script)
    {
        foreach (var statement in script.Statements.TakeWhile(_ => !_context.Diagnostics.IsFull))
        {
            Bind(statement);
        }

        return _outputs;
    }

    private void Bind(Syntax.Statement statement)
    {
        switch (statement)
        {
            case Syntax.CreateTable table:
                Create(table.Name, "table", () => _tables.Bind(table));
                break;
            case Syntax.CreateView view:
                Create(view.Name, view.IsTable ? "table" : "view", () => BindView(view));
                break;
            case Syntax.SetStatement set:
                Settings.Bind(set);
                break;
            case Syntax.Insert insert:
                AddOutput(_inserts.Bind(insert));
                break;
            case Syntax.QueryStatement query:
                _previewCount++;
                AddOutput(_queries.Bind(query.Query) is { } relation && !_queries.RefuseEqualNames(relation, query.Query)
                    ? InsertBinder.Preview(relation, _previewCount)
                    : null);
                break;
        }
    }

    private void AddOutput(LogicalOutput? output)
    {
        if (output is not null)
        {
            _outputs.Add(output);
        }
    }

    private QueryTable? BindView(Syntax.CreateView view) =>
        _queries.Bind(view.Query) is { } relation && _queries.Rename(relation, view.Columns, view.Name) is { } renamed
            ? new QueryTable(view.Name.Name, renamed)
            : null;

    private void Create(Syntax.ObjectName name, string kind, Func<TableDefinition?> bind)
    {
        _context.Diagnostics.Context = $"could not create {kind} \"{name.Name}\"";
        if (name.Parts.Count > 1)
        {
            _context.Diagnostics.Error(DiagnosticCodes.UnknownName, "the name of a table has no dots", name.Span, $"write {SqlPrinter.QuoteName(name.Name)}");
        }

        if (name.Name.Equals(OneRowTable.Name, StringComparison.OrdinalIgnoreCase))
        {
            _context.Diagnostics.Error(DiagnosticCodes.UnknownName, $"\"{name.Name}\" is the name of the row of a query without FROM", name.Span, "choose another name");
        }

        RefuseUsed(name);
        if (bind() is { } table)
        {
            _context.Tables.Add(table);
            _context.BrokenTables.Remove(name.Name);
        }
        else
        {
            _context.BrokenTables.Add(name.Name);
        }

        _context.Diagnostics.Context = null;
    }

    /// <summary>
    /// What a job keeps of a table (positions, open files) goes by its name, so that two tables which are both used cannot share one. A later
    /// declaration replaces what nothing has used yet.
    /// </summary>
    private void RefuseUsed(Syntax.ObjectName name)
    {
        if (_context.Tables.FindTable(name.Name) is ConnectorTable used && _context.UsedTables.Contains(used))
        {
            var reason = used.Name == name.Name ? "" : ", and names of tables ignore case";
            _context.Diagnostics.Error(DiagnosticCodes.UnknownName, $"table \"{used.Name}\" is used above{reason}", name.Span, "give the second one another name");
        }
    }
}
