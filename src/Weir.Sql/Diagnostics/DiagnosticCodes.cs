namespace Weir.Sql;

/// <summary>
/// Every code that a script can be refused with. A code keeps its meaning for ever; one that is given up is not used again.
/// <c>docs/errors.md</c> is made from this list (tests/Weir.Sql.Tests, DiagnosticCodeTests).
/// </summary>
public static class DiagnosticCodes
{
    public static readonly DiagnosticCode UnexpectedText = new(
        "S001", "the text does not continue a statement",
        "Another word or sign is expected at the place. The message says which; the hint names the usual slip (a comma too many, a keyword in capitals of another dialect).");

    public static readonly DiagnosticCode NotClosed = new(
        "S002", "a string, quoted name or comment is not closed",
        "The mark shows where it begins. Texts end with a single quote (two inside stand for one), names with a double quote, comments with `*/` (each `/*` inside needs its own).");

    public static readonly DiagnosticCode MalformedNumber = new(
        "S003", "a number or binary literal is malformed",
        "Put a space between a number and a name, or quote a name that begins with a digit. A binary literal has pairs of hexadecimal digits: `X'01ff'`.");

    public static readonly DiagnosticCode MalformedEscape = new(
        "S004", "an escape inside a string is malformed",
        "In `E'…'` a backslash begins an escape: `\\n`, `\\t`, `\\\\`, `\\'`, `\\x41`, `\\u00e9`. Write `\\\\` for a backslash, or a string without E.");

    public static readonly DiagnosticCode TooDeep = new(
        "S005", "a statement is nested too deeply",
        "Split it into views. The limits stand in docs/sql.md.");

    public static readonly DiagnosticCode TooLong = new(
        "S006", "the script is too long",
        "Keep data in files and read it with a table.");

    public static readonly DiagnosticCode StrayCharacter = new(
        "S007", "a character has no meaning here",
        "Remove it, or put it in quotes. Names are quoted with double quotes, never with backticks.");

    public static readonly DiagnosticCode ReservedWord = new(
        "S008", "a reserved word stands where a name or an expression is expected",
        "Write a name that is a reserved word in double quotes.");

    public static readonly DiagnosticCode UnknownVariable = new(
        "S009", "a variable of the script has no value",
        "`${name}` in a script is filled with `--set name=value`.");

    public static readonly DiagnosticCode NothingToRun = new(
        "E01", "the script has no query",
        "Add `INSERT INTO … SELECT …`, or a `SELECT` to see rows.");

    public static readonly DiagnosticCode UnknownName = new(
        "E02", "a table, column, function, connector or profile is not known",
        "Names fold to lower case unless they stand in double quotes. The hint names what looks alike.");

    public static readonly DiagnosticCode WrongOption = new(
        "E03", "an option is unknown, missing, or has a value it cannot have",
        "`weir connectors NAME` lists the options of a connector.");

    public static readonly DiagnosticCode WrongMemoryTable = new(
        "E04", "a memory table, or a table that is written, has a clause or column that it cannot have",
        "A table without a connector has columns and nothing else. Generated and metadata columns are not written.");

    public static readonly DiagnosticCode MemoryTableOrder = new(
        "E05", "a memory table is inserted into twice, or read before it is filled",
        "Join the queries with UNION ALL, and insert before you select.");

    public static readonly DiagnosticCode WrongSide = new(
        "E06", "a source is written, or a sink read",
        "A table with `type = 'source'` is read, one with `type = 'sink'` written; views are only read.");

    public static readonly DiagnosticCode WrongTarget = new(
        "E07", "the columns of a query do not fit those of its target or of the other branch",
        "Columns are matched by their place: as many as the target has, of types that can become the target's without a cast that may fail in silence.");

    public static readonly DiagnosticCode WrongColumnType = new(
        "E08", "a column is declared with a type or name that cannot be used",
        "docs/sql.md lists the types. Some exist in the dialect and are not there yet: the message says what to write instead.");

    public static readonly DiagnosticCode WrongWatermark = new(
        "E09", "a watermark or constraint cannot be used",
        "A table has one watermark: an expression of type TIMESTAMP that is never NULL, over its own columns.");

    public static readonly DiagnosticCode WrongMetadata = new(
        "E10", "a metadata column names a key that the connector does not have",
        "`weir connectors NAME` lists the keys and their types.");

    public static readonly DiagnosticCode WrongFormatColumns = new(
        "E13", "the columns do not suit the format, or a format option is not there yet",
        "`raw_string` and unstructured JSON have exactly one column, `value`.");

    public static readonly DiagnosticCode WrongWindow = new(
        "E15", "a time window or interval that this release cannot do",
        "Windows are not there yet; intervals of months and years vary in length: write days or weeks.");

    public static readonly DiagnosticCode MisplacedWindow = new(
        "E16", "a window function stands outside GROUP BY",
        "`tumble`, `hop` and `session` group rows.");

    public static readonly DiagnosticCode WrongAggregate = new(
        "E17", "an aggregate, GROUP BY, HAVING or DISTINCT",
        "Not there yet: this release filters and transforms rows one by one.");

    public static readonly DiagnosticCode WrongJoin = new(
        "E18", "a join, or a query that is one",
        "Not there yet: write one INSERT for each table.");

    public static readonly DiagnosticCode WrongLookup = new(
        "E20", "a lookup table",
        "Not there yet.");

    public static readonly DiagnosticCode WrongOver = new(
        "E21", "a window function with OVER",
        "Not there yet.");

    public static readonly DiagnosticCode NotStreaming = new(
        "E22", "a statement or clause that a stream cannot have",
        "ORDER BY and LIMIT need an end; EXPLAIN, COPY, ANALYZE, DROP and their like have no meaning in a script.");

    public static readonly DiagnosticCode WrongUnnest = new(
        "E23", "unnest stands where it cannot",
        "Not there yet; read single elements of JSON with `->` and an index.");

    public static readonly DiagnosticCode WrongSetting = new(
        "E25", "SET of an unknown variable, or a value it cannot have",
        "docs/sql.md lists the settings.");

    public static readonly DiagnosticCode NoSource = new(
        "E26", "a query has no table, so its rows have no event time",
        "Add FROM with a table.");

    public static readonly DiagnosticCode WrongPartitioning = new(
        "E27", "PARTITIONED BY",
        "Not there yet: leave it out.");

    public static readonly DiagnosticCode WrongType = new(
        "E28", "the types of an expression do not go together",
        "Cast one side. Text is never compared with a number in silence; `j ->> 'k'` is text.");

    public static readonly DiagnosticCode WrongLiteral = new(
        "E29", "a literal is not a value of the type that is expected",
        "The message has the reason; docs/sql.md has the forms of dates and times.");

    public static readonly DiagnosticCode WrongPattern = new(
        "E30", "a regular expression cannot be used",
        "The dialect is the common part of PostgreSQL's and RE2's, in linear time: docs/sql.md lists what is refused.");

    public static readonly DiagnosticCode AmbiguousName = new(
        "E31", "a name stands for several columns",
        "Give one of them another name with AS, or write the table in front of the column.");

    public static readonly DiagnosticCode TooLarge = new(
        "E32", "a query or an operand is too large",
        "Split it into subqueries or views.");

    public static readonly DiagnosticCode WrongCall = new(
        "E33", "a function is called with arguments or a clause that it does not take",
        "The message says what it takes.");

    public static readonly DiagnosticCode UnbuiltExpression = new(
        "E34", "an operator or expression of the dialect that is not there yet",
        "The hint says what to write instead.");

    /// <summary>In the order of the page: syntax first.</summary>
    public static IReadOnlyList<DiagnosticCode> All { get; } =
    [
        UnexpectedText, NotClosed, MalformedNumber, MalformedEscape, TooDeep, TooLong, StrayCharacter, ReservedWord, UnknownVariable, NothingToRun,
        UnknownName, WrongOption, WrongMemoryTable, MemoryTableOrder, WrongSide, WrongTarget, WrongColumnType, WrongWatermark, WrongMetadata,
        WrongFormatColumns, WrongWindow, MisplacedWindow, WrongAggregate, WrongJoin, WrongLookup, WrongOver, NotStreaming, WrongUnnest, WrongSetting,
        NoSource, WrongPartitioning, WrongType, WrongLiteral, WrongPattern, AmbiguousName, TooLarge, WrongCall, UnbuiltExpression,
    ];
}
