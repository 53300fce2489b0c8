using Weir.Planner.Catalog;

namespace Weir.Planner.Binding;

/// <summary>Finds tables, and checks what their use asks for.</summary>
internal static class TableLookup
{
    /// <returns>Null when it is unknown, or broken, which is reported.</returns>
    public static TableDefinition? Find(BindingContext context, Syntax.ObjectName name, IEnumerable<string> otherNames)
    {
        if (name.Parts.Count > 1)
        {
            var hint = $"tables have one name: write {SqlPrinter.QuoteName(name.Name)}";
            context.Diagnostics.Error(
                DiagnosticCodes.UnknownName, $"unknown table \"{string.Join('.', name.Parts.Select(part => part.Name))}\"", name.Span, hint);
            return null;
        }

        if (context.BrokenTables.Contains(name.Name))
        {
            return null;
        }

        if (context.Tables.FindTable(name.Name) is { } table)
        {
            context.UsedTables.Add(table);
            return table;
        }

        var names = context.Tables.TableNames.Concat(otherNames);
        context.Diagnostics.Error(
            DiagnosticCodes.UnknownName, $"unknown table \"{name.Name}\"", name.Span,
            Suggestions.For(name.Name, names, "tables are created before they are used"));
        return null;
    }

    /// <summary>Asks for the options that a table needs only on the side it is used on now.</summary>
    public static bool HasRequiredOptions(BindingContext context, ConnectorTable table, TableUse use, TextSpan span)
    {
        var problem = table.Normalise(use).Problems.FirstOrDefault();
        if (problem is not null)
        {
            var side = use == TableUse.Source ? "reading" : "writing";
            var message = problem.Code == ProblemCode.Missing ? $"table \"{table.Name}\" needs option \"{problem.Option}\" for {side}" : $"table \"{table.Name}\": {problem.Message}";
            context.Diagnostics.Error(DiagnosticCodes.WrongOption, message, span, "add it to WITH of its CREATE TABLE");
        }

        return problem is null;
    }
}
