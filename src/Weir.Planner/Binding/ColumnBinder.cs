using Weir.Planner.Catalog;

namespace Weir.Planner.Binding;

/// <summary>The columns of CREATE TABLE: physical ones first, then what is computed from them.</summary>
internal sealed class ColumnBinder(BindingContext context)
{
    private readonly TypeResolver _types = new(context.Diagnostics);

    private DiagnosticBag Diagnostics => context.Diagnostics;

    /// <param name="connector">Null for a memory table, with its traits.</param>
    public ImmutableArray<TableColumn> Bind(
        IReadOnlyList<Syntax.ColumnDefinition> definitions, ConnectorDescription? connector, ConnectorTraits? traits = null)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var columns = new TableColumn?[definitions.Count];
        for (var i = 0; i < definitions.Count; i++)
        {
            var name = definitions[i].Name;
            if (!names.Add(name.Text))
            {
                Diagnostics.Error(DiagnosticCodes.WrongColumnType, $"column \"{name.Text}\" is declared twice", name.Span, "give one of them another name");
            }

            if (name.Text == Logical.LogicalNode.EventTimeName)
            {
                Diagnostics.Error(
                    DiagnosticCodes.WrongColumnType, $"\"{name.Text}\" is the name of the hidden event time", name.Span, "give the column another name");
            }

            columns[i] = Declare(definitions[i], connector, traits);
        }

        // Generated columns see the physical ones only, so these must all be there before the first is bound.
        var scope = PhysicalScope(columns);
        for (var i = 0; i < definitions.Count; i++)
        {
            if (columns[i] is { } column && definitions[i].Generated is { } generated && column.MetadataKey is null)
            {
                columns[i] = column with { Generated = Generate(generated, column, scope) ?? LiteralExpression.Null(column.Type) };
            }
        }

        return [.. columns.OfType<TableColumn>()];
    }

    /// <summary>The columns that generated columns and watermarks may use.</summary>
    public static Scope PhysicalScope(IReadOnlyList<TableColumn?> columns)
    {
        var visible = new List<ScopeColumn>();
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i] is { IsPhysical: true } column)
            {
                visible.Add(
                    new ScopeColumn(column.Name, new ColumnExpression(i, column.Name, column.Type, column.IsNullable), IsUnion: false));
            }
        }

        return new Scope(visible, null, null);
    }

    private TableColumn? Declare(Syntax.ColumnDefinition definition, ConnectorDescription? connector, ConnectorTraits? traits)
    {
        foreach (var constraint in definition.Unsupported)
        {
            Diagnostics.Error(DiagnosticCodes.WrongWatermark, $"the constraint {constraint.Kind} is not supported", constraint.Span, "leave it out");
        }

        var metadataKey = definition.MetadataKey?.Value;
        var isGenerated = definition.Generated is not null;
        if (definition.Generated is Syntax.FunctionCall { Name.Name: "metadata" } call)
        {
            (metadataKey, isGenerated) = (MetadataCall(call), false);
        }

        if (connector is null && (isGenerated || metadataKey is not null))
        {
            var what = metadataKey is null ? "generated" : "metadata";
            Diagnostics.Error(
                DiagnosticCodes.WrongMemoryTable, $"a memory table cannot have the {what} column \"{definition.Name.Text}\"", definition.Span,
                "compute it in the query that is inserted");
            return null;
        }

        if (_types.ForColumn(definition.Type, definition.Name.Text, connector is not null && !isGenerated) is not { } type)
        {
            return null;
        }

        if (metadataKey is not null)
        {
            CheckMetadata(definition, connector!.Name, traits!, metadataKey, type);
        }

        // A marker that says "computed"; the expression follows when all columns are known.
        return new TableColumn(definition.Name.Text, type, !definition.IsNotNull)
        {
            IsPrimaryKey = definition.IsPrimaryKey,
            MetadataKey = metadataKey,
            Generated = isGenerated ? LiteralExpression.Null(type) : null,
        };
    }

    private string MetadataCall(Syntax.FunctionCall call)
    {
        if (call.Arguments is [Syntax.StringLiteral key])
        {
            return key.Value;
        }

        Diagnostics.Error(DiagnosticCodes.WrongMetadata, "metadata() takes one key in single quotes", call.Span, "write METADATA FROM 'key' behind the column");
        return "";
    }

    private void CheckMetadata(Syntax.ColumnDefinition definition, string connector, ConnectorTraits traits, string key, DataType type)
    {
        var span = definition.MetadataKey?.Span ?? definition.Generated!.Span;
        if (!traits.MetadataKeys.TryGetValue(key, out var expected))
        {
            var keys = traits.MetadataKeys.Keys.Order(StringComparer.Ordinal).ToList();
            var known = keys.Count == 0 ? "it has none" : $"there are {Suggestions.List(keys)}";
            Diagnostics.Error(DiagnosticCodes.WrongMetadata, $"connector \"{connector}\" has no metadata \"{key}\"", span, Suggestions.For(key, keys, known));
        }
        else if (expected != type)
        {
            Diagnostics.Error(
                DiagnosticCodes.WrongMetadata, $"metadata \"{key}\" is {expected}, but column \"{definition.Name.Text}\" is {type}", definition.Type.Span,
                $"write {expected}");
        }
    }

    private Expression? Generate(Syntax.Expression syntax, TableColumn column, Scope scope)
    {
        scope = new Scope(scope.Columns, null, null) { MissingHint = "a generated column can only use physical columns of its table" };
        var binder = new ExpressionBinder(context, scope);
        if (binder.Bind(syntax) is not { } bound)
        {
            return null;
        }

        var isUnion = binder.IsUnion(bound);
        if (isUnion && JsonBinder.Cast(context, bound, column.Type, isTry: false) is { } cast)
        {
            return context.Written(cast, syntax.Span);
        }

        if (isUnion || !Casts.IsPossible(bound.Type, column.Type))
        {
            Diagnostics.Error(
                DiagnosticCodes.WrongType, $"column \"{column.Name}\" is {column.Type}, but its expression is {bound.Type}", syntax.Span,
                isUnion ? JsonBinder.TextHint(column.Type) : $"cast it to {column.Type}");
            return null;
        }

        return binder.Coercion.To(bound, column.Type, syntax.Span) is { } value ? context.Written(value, syntax.Span) : null;
    }
}
