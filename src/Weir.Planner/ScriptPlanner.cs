using Weir.Planner.Binding;
using Weir.Planner.Catalog;
using Weir.Planner.Logical;
using Weir.Planner.Physical;

namespace Weir.Planner;

/// <summary>Plans scripts. Never throws on any script: what is wrong is a diagnostic.</summary>
public static class ScriptPlanner
{
    /// <param name="script">With its syntax errors; a script that has some is not planned.</param>
    /// <param name="catalog">The tables that are there before the script begins.</param>
    /// <param name="connectors">What CREATE TABLE can name.</param>
    public static PlanResult Plan(Syntax.Script script, ICatalog catalog, IConnectorCatalog connectors, PlannerOptions options)
    {
        if (script.HasErrors)
        {
            return new PlanResult(null, [], script.Diagnostics);
        }

        using var context = new BindingContext(script.Source, connectors, catalog, options);
        var binder = new ScriptBinder(context);
        var outputs = binder.Bind(script);
        if (options.RequiresQuery)
        {
            RequireQuery(script, outputs.Count, context.Diagnostics);
        }

        var diagnostics = context.Diagnostics.Items.OrderBy(diagnostic => diagnostic.Span.Start).ToList();
        var plan = context.Diagnostics.ErrorCount > 0 || outputs.Count == 0 ? null : new PhysicalPlan
        {
            Nodes = PhysicalPlanner.Plan(PlanSimplifier.Simplify(outputs)),
            OnError = binder.Settings.OnError,
            Fingerprint = ScriptFingerprint.Of(script),
        };
        return new PlanResult(plan, context.Tables.Tables, diagnostics);
    }

    private static void RequireQuery(Syntax.Script script, int outputCount, DiagnosticBag diagnostics)
    {
        if (script.Statements.Count == 0)
        {
            diagnostics.Error(
                DiagnosticCodes.NothingToRun, "query is empty", new TextSpan(0, 0), "write CREATE TABLE statements and INSERT INTO … SELECT … FROM …");
        }
        else if (!script.Statements.Any(statement => statement is Syntax.Insert or Syntax.QueryStatement))
        {
            diagnostics.Error(
                DiagnosticCodes.NothingToRun, "no query in the supplied SQL", script.Statements[^1].Span, "add INSERT INTO … SELECT …, or a SELECT to see rows");
        }
        else if (outputCount == 0 && diagnostics.ErrorCount == 0)
        {
            var hint = "select from the memory table, or insert from it into a table with a connector";
            diagnostics.Error(DiagnosticCodes.NothingToRun, "rows go into memory tables only, and nothing comes out", script.Statements[^1].Span, hint);
        }
    }
}
