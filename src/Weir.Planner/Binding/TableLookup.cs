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
        var problems = table.Normalise(use).Problems;
        var side = use == TableUse.Source ? "reading" : "writing";
        foreach (var problem in problems)
        {
            if (problem.Code == ProblemCode.Missing)
            {
                context.Diagnostics.Error(
                    DiagnosticCodes.WrongOption, $"table \"{table.Name}\" needs option \"{problem.Option}\" for {side}", span, "add it to WITH of its CREATE TABLE");
            }
            else
            {
                context.Diagnostics.Error(DiagnosticCodes.WrongOption, $"table \"{table.Name}\": {problem.Message}", span, problem.Hint);
            }
        }

        return problems.IsEmpty;
    }
}
