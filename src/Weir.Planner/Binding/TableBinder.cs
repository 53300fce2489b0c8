using Weir.Planner.Catalog;
using Weir.Planner.Options;

namespace Weir.Planner.Binding;

/// <summary>From CREATE TABLE to a table: its connector, options, columns, format and watermark, all checked.</summary>
internal sealed class TableBinder(BindingContext context)
{
    private DiagnosticBag Diagnostics => context.Diagnostics;

    /// <returns>Null when something is wrong, which is reported.</returns>
    public TableDefinition? Bind(Syntax.CreateTable syntax)
    {
        var errorsBefore = Diagnostics.ErrorCount;
        foreach (var constraint in syntax.Elements.OfType<Syntax.TableConstraint>())
        {
            var hint = constraint.Kind == "PRIMARY KEY" ? "write PRIMARY KEY behind each column of the key" : "leave it out";
            Diagnostics.Error(DiagnosticCodes.WrongWatermark, $"the constraint {constraint.Kind} is not supported", constraint.Span, hint);
        }

        if (syntax.IsTemporary)
        {
            Diagnostics.NotYet(DiagnosticCodes.WrongLookup, "lookup tables (CREATE TEMPORARY TABLE) are not there yet", syntax.Name.Span, "write CREATE TABLE");
            return null;
        }

        if (syntax.PartitionedBy.Count > 0)
        {
            Diagnostics.NotYet(DiagnosticCodes.WrongPartitioning, "PARTITIONED BY is not there yet", syntax.PartitionedBy[0].Span, "leave it out");
        }

        var options = new TableOptions(syntax, Diagnostics);
        var connectorOption = options.Take("connector");
        var connectorName = (connectorOption?.Value as Syntax.StringLiteral)?.Value;
        TableDefinition? table = connectorOption is null || connectorName == "memory"
            ? BindMemory(syntax, options)
            : BindConnector(syntax, options, connectorOption, connectorName);
        return Diagnostics.ErrorCount == errorsBefore ? table : null;
    }

    private MemoryTable BindMemory(Syntax.CreateTable syntax, TableOptions options)
    {
        if (options.Untaken.FirstOrDefault() is { } option)
        {
            Diagnostics.Error(
                DiagnosticCodes.WrongMemoryTable, $"a memory table has no option \"{option.Key}\"", option.Span,
                "set connector = '…' to say what stands behind the table");
        }

        if (syntax.Elements.OfType<Syntax.WatermarkDefinition>().FirstOrDefault() is { } watermark)
        {
            Diagnostics.Error(
                DiagnosticCodes.WrongMemoryTable, "a memory table cannot have a watermark", watermark.Span, "event time comes with the rows that are inserted");
        }

        var columns = new ColumnBinder(context).Bind([.. syntax.Elements.OfType<Syntax.ColumnDefinition>()], connector: null);
        if (syntax.Elements.Count == 0)
        {
            Diagnostics.Error(DiagnosticCodes.WrongMemoryTable, "a memory table needs columns", syntax.Name.Span, "write its columns, or CREATE VIEW … AS SELECT …");
        }

        return new MemoryTable(syntax.Name.Name) { Columns = columns };
    }

    private ConnectorTable? BindConnector(Syntax.CreateTable syntax, TableOptions options, Syntax.TableOption connectorOption, string? name)
    {
        if (name is null)
        {
            Diagnostics.Error(DiagnosticCodes.WrongOption, "option \"connector\" must be text in single quotes", connectorOption.Value.Span);
            return null;
        }

        if (context.Connectors.FindConnector(name) is not { } connector)
        {
            var known = context.Connectors.ConnectorNames.Append("memory").Order(StringComparer.Ordinal).ToList();
            Diagnostics.Error(
                DiagnosticCodes.UnknownName, $"unknown connector \"{name}\"", connectorOption.Value.Span,
                Suggestions.For(name, known, $"there are {Suggestions.List(known)}"));
            return null;
        }

        var common = CommonOptions.Read(options, connector, context.Connectors, Diagnostics);
        var given = options.Take(connector.Options.Options);
        options.Report(ProblemsOf(connector, given, common));
        var use = common.Use ?? (connector.Uses.HasFlag(TableUse.Source) ? TableUse.Source : connector.Uses);
        var traits = connector.Traits(connector.Options.FromFlat(connector.OptionsOf(given, use), use).Table.Tree);
        var columns = new ColumnBinder(context).Bind([.. syntax.Elements.OfType<Syntax.ColumnDefinition>()], connector, traits);
        columns = CheckFixedSchema(syntax, connector, traits, columns);
        CheckColumns(options, connector.Options.Options, given, columns);
        var format = CommonOptions.ReadFormat(options, connector, traits, context.Connectors.Records, Diagnostics, syntax.Name.Span);
        options.ReportUnknown($"connector \"{connector.Name}\"");
        CheckFormat(syntax, format, columns);
        return new ConnectorTable(syntax.Name.Name)
        {
            Connector = connector,
            Traits = traits,
            DeclaredUse = common.Use,
            Columns = columns,
            Given = given,
            StoredProfile = common.Profile,
            Format = format,
            BadData = common.BadData,
            IdleTimeout = common.IdleTimeout,
            Watermark = new WatermarkBinder(context).Bind(syntax, common, columns),
        };
    }

    /// <summary>What is wrong with the options, whatever the table is used for: what only one side asks for is asked for when it is used so.</summary>
    private static IEnumerable<Problem> ProblemsOf(ConnectorDescription connector, ImmutableSortedDictionary<string, FlatValue> given, CommonOptions common)
    {
        (IEnumerable<Problem> OfProfile, IEnumerable<Problem> OfTable) Of(TableUse side)
        {
            // Options of the other side are no mistake while nobody has said which side it is.
            var (profile, table) = connector.Options.FromFlat(common.Use is null ? connector.OptionsOf(given, side) : given, side, common.ProfileName);
            return (profile?.Problems ?? [], table.Problems);
        }

        if (common.Use is not null || connector.Uses != (TableUse.Source | TableUse.Sink))
        {
            var (ofProfile, ofTable) = Of(common.Use ?? connector.Uses);
            return ofProfile.Concat(ofTable);
        }

        var (shared, source) = Of(TableUse.Source);
        var ofSink = Of(TableUse.Sink).OfTable.ToList();
        return shared
            .Concat(source.Where(problem =>
                problem.Code != ProblemCode.Missing || ofSink.Exists(other => other.Code == ProblemCode.Missing && other.Option == problem.Option)))
            .Concat(ofSink.Where(problem => problem.Code != ProblemCode.Missing)).DistinctBy(problem => (problem.Code, problem.Option));
    }

    private ImmutableArray<TableColumn> CheckFixedSchema(
        Syntax.CreateTable syntax, ConnectorDescription connector, ConnectorTraits traits, ImmutableArray<TableColumn> columns)
    {
        if (traits.FixedSchema is not { } schema)
        {
            return columns;
        }

        ImmutableArray<TableColumn> own = [.. schema.Fields.Select(field => new TableColumn(field.Name, field.Type, field.IsNullable))];
        if (syntax.Elements.OfType<Syntax.ColumnDefinition>().Any()
            && !columns.Where(column => column.IsPayload).Select(column => (column.Name, column.Type, column.IsNullable))
                .SequenceEqual(own.Select(column => (column.Name, column.Type, column.IsNullable))))
        {
            Diagnostics.Error(
                DiagnosticCodes.WrongColumnType, $"connector \"{connector.Name}\" has columns of its own", syntax.Name.Span,
                $"leave the columns out, or write ({schema})");
        }

        return columns.IsEmpty ? own : columns;
    }

    private void CheckColumns(
        TableOptions options, IEnumerable<FlatOption> known, ImmutableSortedDictionary<string, FlatValue> given, ImmutableArray<TableColumn> columns)
    {
        // A sink that takes its columns from the query is checked when it has them.
        foreach (var option in columns.IsEmpty ? [] : known.Where(option => option.Kind == SettingKind.Field))
        {
            var name = given.GetValueOrDefault(option.Name) switch { FlatValue.Name found => found.Value, FlatValue.Text found => found.Value, _ => null };
            if (name is not null && !columns.Any(column => column.Name == name) && !References.AreIn(name))
            {
                Diagnostics.Error(
                    DiagnosticCodes.UnknownName, $"unknown column \"{name}\" in option \"{option.Name}\"", options.Find(option.Name)!.Value.Span,
                    Suggestions.For(name, columns.Select(column => column.Name)));
            }
        }
    }

    private void CheckFormat(Syntax.CreateTable syntax, FormatSpecification? format, ImmutableArray<TableColumn> columns)
    {
        var isUnstructured = format is { IsUnstructured: true };
        if (format is null || (format.Name != "raw_string" && !isUnstructured))
        {
            return;
        }

        // A raw_string sink may take its one column from what is inserted.
        var expected = isUnstructured ? DataType.Json : DataType.Utf8;
        var payload = columns.Where(column => column.IsPayload).ToList();
        var isRight = payload is [{ Name: "value" } single] && single.Type == expected;
        if (!isRight && (isUnstructured || !columns.IsEmpty))
        {
            var what = isUnstructured ? "unstructured JSON" : "format \"raw_string\"";
            Diagnostics.Error(
                DiagnosticCodes.WrongFormatColumns, $"{what} needs exactly one column, value {expected}", syntax.Name.Span,
                "metadata and generated columns may stand beside it");
        }
    }
}
