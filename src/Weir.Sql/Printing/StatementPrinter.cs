using System.Text;
using Weir.Sql.Syntax;

namespace Weir.Sql;

/// <summary>Statements, queries and their parts.</summary>
internal sealed class StatementPrinter(StringBuilder output)
{
    private readonly ExpressionPrinter _expressions = new(output);

    public void Print(SyntaxNode node)
    {
        switch (node)
        {
            case Statement statement:
                PrintStatement(statement);
                break;
            case Query query:
                PrintQuery(query);
                break;
            case QueryBody body:
                PrintBody(body);
                break;
            case TableReference table:
                PrintTable(table);
                break;
            case TableElement element:
                PrintElement(element);
                break;
            default:
                PrintPart(node);
                break;
        }
    }

    private void PrintPart(SyntaxNode node)
    {
        switch (node)
        {
            case Expression expression:
                _expressions.Print(expression);
                break;
            case SqlType type:
                TypePrinter.Print(output, type);
                break;
            case Identifier identifier:
                output.Append(NamePrinter.Print(identifier));
                break;
            case ObjectName name:
                output.AppendJoin('.', name.Parts.Select(NamePrinter.Print));
                break;
            case SelectStar star:
                output.Append(star.Table is { } table ? $"{table}.*" : "*");
                break;
            case SelectExpression item:
                _expressions.Print(item.Expression);
                output.Append(item.Alias is { } alias ? $" AS {NamePrinter.Print(alias)}" : "");
                break;
            case CommonTable common:
                output.Append(NamePrinter.Print(common.Name));
                PrintNames(" (", common.Columns);
                output.Append(" AS (");
                PrintQuery(common.Query);
                output.Append(')');
                break;
            case ValuesRow row:
                output.Append('(');
                _expressions.PrintList(row.Items);
                output.Append(')');
                break;
            case TableOption option:
                PrintOption(option);
                break;
            case OrderItem item:
                _expressions.PrintOrderBy([item]);
                break;
            default:
                PrintRest(node);
                break;
        }
    }

    /// <summary>Parts that are only ever printed alone to show them to somebody.</summary>
    private void PrintRest(SyntaxNode node)
    {
        switch (node)
        {
            case TableAlias alias:
                PrintAlias(alias);
                break;
            case GroupBy groupBy:
                PrintGroupBy(groupBy);
                break;
            default:
                PrintList(node.Children.ToList());
                break;
        }
    }

    private void PrintStatement(Statement statement)
    {
        switch (statement)
        {
            case CreateTable table:
                PrintCreateTable(table);
                break;
            case CreateView view:
                output.Append(view.IsTable ? "CREATE TABLE " : "CREATE VIEW ").Append(view.Name);
                PrintNames(" (", view.Columns);
                output.Append(" AS ");
                PrintQuery(view.Query);
                break;
            case Insert insert:
                output.Append("INSERT INTO ").Append(insert.Table);
                PrintNames(" (", insert.Columns);
                output.Append(' ');
                PrintQuery(insert.Query);
                break;
            case QueryStatement query:
                PrintQuery(query.Query);
                break;
            case SetStatement set:
                output.Append("SET ").Append(set.Variable).Append(" = ");
                _expressions.PrintList(set.Values);
                break;
        }
    }

    private void PrintCreateTable(CreateTable table)
    {
        output.Append(table.IsTemporary ? "CREATE TEMPORARY TABLE " : "CREATE TABLE ").Append(table.Name);
        if (table.Elements.Count > 0)
        {
            output.Append(" (");
            PrintList(table.Elements);
            output.Append(')');
        }

        if (table.Options.Count > 0)
        {
            output.Append(" WITH (");
            PrintList(table.Options);
            output.Append(')');
        }

        if (table.PartitionedBy.Count > 0)
        {
            output.Append(" PARTITIONED BY (");
            _expressions.PrintList(table.PartitionedBy);
            output.Append(')');
        }
    }

    private void PrintElement(TableElement element)
    {
        switch (element)
        {
            case ColumnDefinition column:
                PrintColumn(column);
                break;
            case WatermarkDefinition watermark:
                output.Append("WATERMARK FOR ").Append(NamePrinter.PrintColumn(watermark.Column));
                if (watermark.Expression is { } expression)
                {
                    output.Append(" AS ");
                    _expressions.Print(expression);
                }

                break;
            case TableConstraint constraint:
                output.Append(constraint.Text);
                break;
        }
    }

    private void PrintColumn(ColumnDefinition column)
    {
        output.Append(NamePrinter.PrintColumn(column.Name)).Append(' ');
        TypePrinter.Print(output, column.Type);
        output.Append(column.IsNotNull ? " NOT NULL" : "").Append(column.IsPrimaryKey ? " PRIMARY KEY" : "");
        if (column.MetadataKey is { } key)
        {
            output.Append(" METADATA FROM ").Append(SqlPrinter.QuoteText(key.Value));
        }

        if (column.Default is { } defaultValue)
        {
            output.Append(" DEFAULT ");
            _expressions.Print(defaultValue, Precedence.Not + 1);
        }

        if (column.Generated is { } generated)
        {
            output.Append(" GENERATED ALWAYS AS (");
            _expressions.Print(generated);
            output.Append(')');
        }

        foreach (var constraint in column.Unsupported)
        {
            output.Append(' ').Append(constraint.Text);
        }
    }

    private void PrintOption(TableOption option)
    {
        var isPlain = option.Key.Length > 0 && option.Key.All(c => char.IsAsciiLetterLower(c) || c == '_');
        output.Append(isPlain ? option.Key : SqlPrinter.QuoteText(option.Key)).Append(" = ");
        _expressions.Print(option.Value);
    }

    private void PrintQuery(Query query)
    {
        if (query.CommonTables.Count > 0)
        {
            output.Append(query.IsRecursive ? "WITH RECURSIVE " : "WITH ");
            PrintList(query.CommonTables);
            output.Append(' ');
        }

        PrintBody(query.Body);
        if (query.OrderBy.Count > 0)
        {
            output.Append(' ');
            _expressions.PrintOrderBy(query.OrderBy);
        }

        PrintClause(" LIMIT ", query.Limit);
        PrintClause(" OFFSET ", query.Offset);
    }

    private void PrintBody(QueryBody body)
    {
        switch (body)
        {
            case Select select:
                PrintSelect(select);
                break;
            case SetOperation operation:
                PrintBody(operation.Left);
                output.Append(' ').Append(operation.Operator.ToString().ToUpperInvariant()).Append(operation.IsAll ? " ALL " : " ");
                PrintBody(operation.Right);
                break;
            case NestedQuery nested:
                output.Append('(');
                PrintQuery(nested.Query);
                output.Append(')');
                break;
            case ValuesBody values:
                output.Append("VALUES ");
                PrintList(values.Rows);
                break;
        }
    }

    private void PrintSelect(Select select)
    {
        output.Append(select.Distinct is null ? "SELECT " : "SELECT DISTINCT ");
        PrintList(select.Items);
        if (select.From.Count > 0)
        {
            output.Append(" FROM ");
            PrintList(select.From);
        }

        PrintClause(" WHERE ", select.Where);
        if (select.GroupBy is { } groupBy)
        {
            output.Append(' ');
            PrintGroupBy(groupBy);
        }

        PrintClause(" HAVING ", select.Having);
    }

    private void PrintGroupBy(GroupBy groupBy)
    {
        output.Append(groupBy.IsAll ? "GROUP BY ALL" : "GROUP BY ");
        _expressions.PrintList(groupBy.Items);
    }

    private void PrintTable(TableReference table)
    {
        switch (table)
        {
            case NamedTable named:
                output.Append(named.Name);
                PrintAlias(named.Alias);
                break;
            case DerivedTable derived:
                output.Append(derived.IsLateral ? "LATERAL (" : "(");
                PrintQuery(derived.Query);
                output.Append(')');
                PrintAlias(derived.Alias);
                break;
            case TableFunction function:
                _expressions.Print(function.Call);
                PrintAlias(function.Alias);
                break;
            case JoinedTable join:
                PrintJoin(join);
                break;
        }
    }

    private void PrintJoin(JoinedTable join)
    {
        PrintTable(join.Left);
        output.Append(join.IsNatural ? " NATURAL " : " ").Append(join.Kind.ToString().ToUpperInvariant()).Append(" JOIN ");
        var needsParentheses = join.Right is JoinedTable;
        output.Append(needsParentheses ? "(" : "");
        PrintTable(join.Right);
        output.Append(needsParentheses ? ")" : "");
        PrintClause(" ON ", join.On);
        PrintNames(" USING (", join.Using);
    }

    private void PrintAlias(TableAlias? alias)
    {
        if (alias is not null)
        {
            output.Append(" AS ").Append(NamePrinter.Print(alias.Name));
            PrintNames(" (", alias.Columns);
        }
    }

    private void PrintClause(string word, Expression? expression)
    {
        if (expression is not null)
        {
            output.Append(word);
            _expressions.Print(expression);
        }
    }

    private void PrintNames(string opening, IReadOnlyList<Identifier> names)
    {
        if (names.Count > 0)
        {
            output.Append(opening).AppendJoin(", ", names.Select(NamePrinter.Print)).Append(')');
        }
    }

    private void PrintList(IReadOnlyList<SyntaxNode> nodes)
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            output.Append(i == 0 ? "" : ", ");
            Print(nodes[i]);
        }
    }
}
