using Weir.Sql.Syntax;

namespace Weir.Sql;

/// <summary>One statement after another. Statements that streams do not know are recognised, to say what to write instead.</summary>
internal sealed class StatementParser
{
    private static readonly Dictionary<string, string> RefusedStatements = new(StringComparer.OrdinalIgnoreCase)
    {
        ["explain"] = "run \"weir explain\" with the script instead",
        ["analyze"] = "run \"weir explain\" with the script instead",
        ["copy"] = "create a table for the file with WITH (connector = …) and use INSERT INTO … SELECT",
        ["describe"] = "run \"weir explain\" with the script to see the columns",
        ["desc"] = "run \"weir explain\" with the script to see the columns",
        ["show"] = "run \"weir explain\" with the script to see its tables",
        ["drop"] = "a script begins with no tables; leave the statement out",
        ["update"] = "select the changed values and insert them into another table",
        ["delete"] = "keep the other rows with WHERE and insert them into another table",
        ["merge"] = "use INSERT INTO … SELECT",
        ["truncate"] = "a script begins with no tables; leave the statement out",
        ["alter"] = "create the table again with the columns you want; the later definition replaces the earlier one",
        ["begin"] = "a script runs as one pipeline; leave the statement out",
        ["start"] = "a script runs as one pipeline; leave the statement out",
        ["commit"] = "checkpoints commit; leave the statement out",
        ["rollback"] = "checkpoints commit; leave the statement out",
        ["use"] = "there is one set of tables; leave the statement out",
        ["grant"] = "there are no rights on tables; leave the statement out",
        ["revoke"] = "there are no rights on tables; leave the statement out",
    };

    private readonly TokenCursor _cursor;
    private readonly ExpressionParser _expressions;
    private readonly CreateTableParser _createTable;

    public StatementParser(TokenCursor cursor)
    {
        _cursor = cursor;
        _expressions = new ExpressionParser(cursor);
        _createTable = new CreateTableParser(cursor, _expressions);
    }

    public Statement? Parse()
    {
        var start = _cursor.Start;
        if (_cursor.TryTakeWord("create"))
        {
            return Create(start);
        }

        if (_cursor.TryTakeWord("insert"))
        {
            return Insert(start);
        }

        if (_cursor.TryTakeWord("set"))
        {
            return Set(start);
        }

        if (_expressions.Queries.IsQueryStart || _cursor.Is(TokenKind.OpenParen))
        {
            var query = _expressions.Queries.Parse();
            return _cursor.Node(new QueryStatement(query, _cursor.SpanFrom(start)));
        }

        FailUnknown();
        return null;
    }

    private Statement? Create(int start)
    {
        _cursor.TryTakeWords("or", "replace");
        var isTemporary = _cursor.TryTakeWord("temporary") || _cursor.TryTakeWord("temp");
        if (_cursor.TryTakeWord("table"))
        {
            return _createTable.Parse(start, isTemporary);
        }

        if (_cursor.IsWord("function") || _cursor.AreWords("aggregate", "function"))
        {
            var hint = "register the function from the host program; use the built-in ones until then";
            _cursor.Fail(Diagnostic.Error(
                DiagnosticKind.NotImplemented,
                DiagnosticCodes.NotStreaming,
                "CREATE FUNCTION is not there yet",
                _cursor.SpanFrom(start).Union(_cursor.SpanOf(_cursor.Current)),
                hint));
            return null;
        }

        if (isTemporary || !_cursor.TryTakeWord("view"))
        {
            _cursor.FailExpected(
                isTemporary ? "TABLE" : "TABLE or VIEW", "statements are CREATE TABLE, CREATE VIEW, INSERT INTO, SELECT and SET");
            return null;
        }

        var name = _expressions.Names.ObjectName("the name of the view");
        var columns = _expressions.Names.OptionalColumnList();
        _cursor.ExpectWord("as");
        var query = _expressions.Queries.Parse();
        return _cursor.Node(new CreateView(name, false, columns, query, _cursor.SpanFrom(start)));
    }

    private Insert? Insert(int start)
    {
        if (_cursor.IsWord("overwrite"))
        {
            _cursor.FailExpected("INTO", "a sink is appended to; write INSERT INTO");
        }

        _cursor.ExpectWord("into");
        var table = _expressions.Names.ObjectName("a table");
        IReadOnlyList<Identifier> columns = [];
        if (_cursor.Is(TokenKind.OpenParen) && !IsQueryInParentheses())
        {
            columns = _expressions.Names.OptionalColumnList();
        }

        if (_cursor.IsWord("values"))
        {
            _cursor.Fail(Diagnostic.Error(
                DiagnosticKind.Planning,
                DiagnosticCodes.NotStreaming,
                "INSERT … VALUES is not supported",
                _cursor.SpanOf(_cursor.Current),
                "rows come from a query: INSERT INTO … SELECT … FROM a source"));
            return null;
        }

        var query = _expressions.Queries.Parse();
        return _cursor.Node(new Insert(table, columns, query, _cursor.SpanFrom(start)));
    }

    private bool IsQueryInParentheses()
    {
        var next = _cursor.Peek(1);
        return next.Kind == TokenKind.OpenParen || _cursor.IsWord(next, "select") || _cursor.IsWord(next, "with");
    }

    private SetStatement Set(int start)
    {
        var variable = _expressions.Names.ObjectName("the name of a setting");
        if (!_cursor.TryTakeWord("to"))
        {
            _cursor.Expect(TokenKind.Equal, "\"=\"");
        }

        var values = _expressions.ParseList();
        return _cursor.Node(new SetStatement(variable, values, _cursor.SpanFrom(start)));
    }

    private void FailUnknown()
    {
        var token = _cursor.Current;
        var word = token.Kind == TokenKind.Word ? _cursor.TextOf(token).ToString() : "";
        if (RefusedStatements.TryGetValue(word, out var mend))
        {
            var message = $"{word.ToUpperInvariant()} is not supported";
            _cursor.Fail(Diagnostic.Error(DiagnosticKind.Planning, DiagnosticCodes.NotStreaming, message, _cursor.SpanOf(token), mend));
        }
        else
        {
            _cursor.FailExpected("a statement", "statements are CREATE TABLE, CREATE VIEW, INSERT INTO, SELECT and SET");
        }
    }
}
