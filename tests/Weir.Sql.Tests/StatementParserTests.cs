using Weir.Sql.Syntax;

namespace Weir.Sql.Tests;

public sealed class StatementParserTests
{
    [Fact]
    public void Create_table_with_every_column_form()
    {
        var text = """
            CREATE TABLE Rides (
                userName TEXT NOT NULL PRIMARY KEY,
                fare DECIMAL(10,2) DEFAULT 1 + 2 NULL,
                topic TEXT METADATA FROM 'topic',
                at TIMESTAMP GENERATED ALWAYS AS (CAST(userName AS TIMESTAMP)) STORED,
                WATERMARK FOR at AS at - INTERVAL '10' SECOND
            ) WITH (Connector = 'kafka', 'json.unstructured' = true, rate = 10, fields = [a, b], field = a, t = INTERVAL '1' HOUR)
            PARTITIONED BY (a, bucket(b, 3))
            """;
        var table = Parsed.Statement<CreateTable>(text);
        Assert.Equal(text, Parsed.At(text, table.Span));
        Assert.Equal("rides", table.Name.Name);
        var columns = table.Elements.OfType<ColumnDefinition>().ToList();
        Assert.Equal(["userName", "fare", "topic", "at"], columns.Select(column => column.Name.Text));
        Assert.Equal((true, true), (columns[0].IsNotNull, columns[0].IsPrimaryKey));
        Assert.Equal(("1 + 2", false), (columns[1].Default?.ToString(), columns[1].IsNotNull));
        Assert.Equal("topic", columns[2].MetadataKey?.Value);
        Assert.Equal("CAST(username AS TIMESTAMP)", columns[3].Generated?.ToString());
        Assert.Equal("userName TEXT NOT NULL PRIMARY KEY", Parsed.At(text, columns[0].Span));
        var watermark = Assert.Single(table.Elements.OfType<WatermarkDefinition>());
        Assert.Equal("WATERMARK FOR at AS at - INTERVAL '10' SECOND", Parsed.At(text, watermark.Span));
        Assert.Equal(["connector", "json.unstructured", "rate", "fields", "field", "t"], table.Options.Select(option => option.Key));
        Assert.Equal("'json.unstructured'", Parsed.At(text, table.Options[1].KeySpan));
        Assert.IsType<BooleanLiteral>(table.Options[1].Value);
        Assert.IsType<ArrayExpression>(table.Options[3].Value);
        Assert.IsType<IntervalLiteral>(table.Options[5].Value);
        Assert.Equal(2, table.PartitionedBy.Count);
    }

    [Theory]
    [InlineData("CREATE TABLE t (a INT, PRIMARY KEY (a, b))", "PRIMARY KEY", "PRIMARY KEY (a, b)")]
    [InlineData("CREATE TABLE t (a INT, UNIQUE (a))", "UNIQUE", "UNIQUE (a)")]
    [InlineData("CREATE TABLE t (a INT, CONSTRAINT c CHECK (a > (1)))", "CHECK", "CONSTRAINT c CHECK (a > (1))")]
    [InlineData("CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES u (b) ON DELETE CASCADE)", "FOREIGN KEY", "FOREIGN KEY (a) REFERENCES u (b) ON DELETE CASCADE")]
    public void Table_constraints_are_read_for_the_planner(string text, string kind, string part)
    {
        var constraint = Assert.Single(Parsed.Statement<CreateTable>(text).Elements.OfType<TableConstraint>());
        Assert.Equal(kind, constraint.Kind);
        Assert.Equal(part, Parsed.At(text, constraint.Span));
    }

    [Fact]
    public void Tables_without_columns_and_temporary_tables()
    {
        Assert.Empty(Parsed.Statement<CreateTable>("CREATE TABLE t WITH (connector = 'blackhole')").Elements);
        Assert.Empty(Parsed.Statement<CreateTable>("CREATE TABLE t () WITH (connector = 'blackhole')").Elements);
        Assert.Empty(Parsed.Statement<CreateTable>("CREATE TABLE t").Elements);
        Assert.True(Parsed.Statement<CreateTable>("CREATE TEMPORARY TABLE t (a INT)").IsTemporary);
        Assert.Equal("watermark", Assert.IsType<ColumnDefinition>(
            Assert.Single(Parsed.Statement<CreateTable>("CREATE TABLE t (\"watermark\" TEXT)").Elements)).Name.Text);
    }

    [Theory]
    [InlineData("CREATE TABLE t AS SELECT a FROM u", true)]
    [InlineData("CREATE TABLE t AS (SELECT a FROM u)", true)]
    [InlineData("CREATE VIEW t AS SELECT a FROM u", false)]
    [InlineData("CREATE OR REPLACE VIEW t AS (SELECT a FROM u)", false)]
    public void Named_queries(string text, bool isTable) => Assert.Equal(isTable, Parsed.Statement<CreateView>(text).IsTable);

    [Theory]
    [InlineData("INSERT INTO t SELECT a FROM u", 0)]
    [InlineData("INSERT INTO t (a, \"B\") SELECT a, b FROM u", 2)]
    [InlineData("INSERT INTO t (SELECT a FROM u)", 0)]
    [InlineData("INSERT INTO t WITH x AS (SELECT 1) SELECT * FROM x", 0)]
    public void Inserts(string text, int columnCount) => Assert.Equal(columnCount, Parsed.Statement<Insert>(text).Columns.Count);

    [Fact]
    public void Set_statements()
    {
        Assert.Equal("updating_ttl", Parsed.Statement<SetStatement>("SET updating_ttl = INTERVAL '1' DAY").Variable.Name);
        Assert.Equal(2, Parsed.Statement<SetStatement>("SET x TO 1, 2").Values.Count);
    }

    [Fact]
    public void Queries_with_every_clause()
    {
        var query = Parsed.Statement<QueryStatement>(
            "WITH a AS (SELECT 1), b (x) AS (SELECT 2) SELECT DISTINCT t.*, *, c AS d, e f FROM t AS q (y), (SELECT 1) r "
            + "WHERE c GROUP BY d, 2 HAVING e ORDER BY f LIMIT 1 OFFSET 2").Query;
        Assert.Equal(2, query.CommonTables.Count);
        Assert.Equal(("1", "2", 1), (query.Limit?.ToString(), query.Offset?.ToString(), query.OrderBy.Count));
        var select = Assert.IsType<Select>(query.Body);
        Assert.NotNull(select.Distinct);
        Assert.Equal(["t.*", "*", "c AS d", "e AS f"], select.Items.Select(item => item.ToString()));
        Assert.Equal("y", Assert.IsType<NamedTable>(select.From[0]).Alias?.Columns[0].Name);
        Assert.Equal("r", Assert.IsType<DerivedTable>(select.From[1]).Alias?.Name.Name);
        Assert.Equal(2, select.GroupBy?.Items.Count);
        Assert.True(Parsed.Select("SELECT a FROM t GROUP BY ALL").GroupBy?.IsAll);
    }

    [Fact]
    public void Set_operations_bind_left_and_intersect_stronger()
    {
        var body = Assert.IsType<SetOperation>(
            Parsed.Statement<QueryStatement>("SELECT 1 UNION ALL SELECT 2 EXCEPT SELECT 3 INTERSECT SELECT 4").Query.Body);
        Assert.Equal(SetOperator.Except, body.Operator);
        Assert.Equal(SetOperator.Union, Assert.IsType<SetOperation>(body.Left).Operator);
        Assert.Equal(SetOperator.Intersect, Assert.IsType<SetOperation>(body.Right).Operator);
    }

    [Theory]
    [InlineData("a JOIN b ON c", JoinKind.Inner)]
    [InlineData("a INNER JOIN b ON c", JoinKind.Inner)]
    [InlineData("a LEFT JOIN b ON c", JoinKind.Left)]
    [InlineData("a RIGHT OUTER JOIN b USING (c)", JoinKind.Right)]
    [InlineData("a FULL JOIN b ON c", JoinKind.Full)]
    [InlineData("a CROSS JOIN b", JoinKind.Cross)]
    [InlineData("a NATURAL JOIN b", JoinKind.Inner)]
    public void Joins(string from, JoinKind kind) =>
        Assert.Equal(kind, Assert.IsType<JoinedTable>(Assert.Single(Parsed.Select($"SELECT * FROM {from}").From)).Kind);

    [Fact]
    public void Statements_are_separated_by_semicolons_and_comments_are_nothing() =>
        Assert.Equal(2, Parsed.Script(";; SELECT 1 /* ; /* ' */ */; -- ;\n SELECT 2;;").Statements.Count);

    [Fact]
    public void An_empty_script_has_no_statements() => Assert.Empty(Parsed.Script(" -- nothing\n").Statements);
}
