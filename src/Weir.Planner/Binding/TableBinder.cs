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

        var options = new OptionReader(syntax.Options, Diagnostics);
        var connectorOption = options.Take("connector");
        var connectorName = (connectorOption?.Value as Syntax.StringLiteral)?.Value;
        TableDefinition? table = connectorOption is null || connectorName == "memory"
            ? BindMemory(syntax, options)
            : BindConnector(syntax, options, connectorOption, connectorName);
        return Diagnostics.ErrorCount == errorsBefore ? table : null;
    }

    private MemoryTable BindMemory(Syntax.CreateTable syntax, OptionReader options)
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

    private ConnectorTable? BindConnector(Syntax.CreateTable syntax, OptionReader options, Syntax.TableOption connectorOption, string? name)
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

        var common = CommonOptions.Read(options, connector, Diagnostics, syntax.Name.Span);
        var columns = new ColumnBinder(context).Bind([.. syntax.Elements.OfType<Syntax.ColumnDefinition>()], connector);
        columns = CheckFixedSchema(syntax, connector, columns);
        var values = ReadOptions(syntax, options, connector, common.Use, columns);
        options.ReportUnknown($"connector \"{connector.Name}\"");
        CheckFormat(syntax, common.Format, columns);
        return new ConnectorTable(syntax.Name.Name)
        {
            Connector = connector,
            DeclaredUse = common.Use,
            Columns = columns,
            Options = values,
            Format = common.Format,
            BadData = common.BadData,
            IdleTimeout = common.IdleTimeout,
            Watermark = new WatermarkBinder(context).Bind(syntax, common, columns),
        };
    }

    private ImmutableArray<TableColumn> CheckFixedSchema(
        Syntax.CreateTable syntax, ConnectorDescription connector, ImmutableArray<TableColumn> columns)
    {
        if (connector.FixedSchema is not { } schema)
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

    private ImmutableSortedDictionary<string, OptionValue> ReadOptions(
        Syntax.CreateTable syntax, OptionReader options, ConnectorDescription connector, ConnectorUse? use, ImmutableArray<TableColumn> columns)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, OptionValue>(StringComparer.Ordinal);
        foreach (var description in connector.Options)
        {
            var isGiven = syntax.Options.Any(option => option.Key == description.Key);
            if (use is { } side && (description.Use & side) == 0)
            {
                RefuseOtherSide(options.Take(description.Key), side);
                continue;
            }

            if (isGiven)
            {
                if (options.Take(description) is { } value)
                {
                    values[description.Key] = value;
                    CheckColumns(syntax, description, value, columns);
                    if (description.IsRequired && value.Text.Length == 0)
                    {
                        Diagnostics.Error(
                            DiagnosticCodes.WrongOption, $"option \"{description.Key}\" is empty", options.SpanOf(description.Key)!.Value,
                            $"connector \"{connector.Name}\" needs it");
                    }
                }
            }
            else if (description.Default is { } defaultValue)
            {
                options.Take(description.Key);
                values[description.Key] = new OptionValue(defaultValue, description.IsSecret);
            }
            else
            {
                options.Take(description.Key);
                if (description.IsRequired && (use is not null || description.Use == ConnectorUse.Both))
                {
                    Diagnostics.Error(
                        DiagnosticCodes.WrongOption, $"option \"{description.Key}\" is missing", syntax.Name.Span,
                        $"connector \"{connector.Name}\" needs it in WITH");
                }
            }
        }

        return values.ToImmutable();
    }

    private void RefuseOtherSide(Syntax.TableOption? option, ConnectorUse side)
    {
        if (option is not null)
        {
            var (own, other) = side == ConnectorUse.Sink ? ("sink", "source") : ("source", "sink");
            Diagnostics.Error(
                DiagnosticCodes.WrongOption, $"option \"{option.Key}\" is one of a {other}, and the table is a {own}", option.KeySpan,
                $"leave it out, or write type = '{other}'");
        }
    }

    private void CheckColumns(Syntax.CreateTable syntax, OptionDescription description, OptionValue value, ImmutableArray<TableColumn> columns)
    {
        // A sink that takes its columns from the query is checked when it has them.
        if (description.Kind == OptionKind.Field && !columns.IsEmpty && !columns.Any(column => column.Name == value.Text)
            && !OptionValue.HasReference(value.Text))
        {
            var span = syntax.Options.Last(option => option.Key == description.Key).Value.Span;
            Diagnostics.Error(
                DiagnosticCodes.UnknownName, $"unknown column \"{value.Text}\" in option \"{description.Key}\"", span,
                Suggestions.For(value.Text, columns.Select(column => column.Name)));
        }
    }

    private void CheckFormat(Syntax.CreateTable syntax, FormatSpecification? format, ImmutableArray<TableColumn> columns)
    {
        var isUnstructured = format is { Name: "json" } && format.Options.GetValueOrDefault("unstructured") == "true";
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
