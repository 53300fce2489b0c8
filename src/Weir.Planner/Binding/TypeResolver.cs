namespace Weir.Planner.Binding;

/// <summary>From the names of types to the types of this release; what is missing says what to write instead.</summary>
internal sealed class TypeResolver(DiagnosticBag diagnostics)
{
    private static readonly DiagnosticCode Code = DiagnosticCodes.WrongColumnType;

    /// <summary>The type of a CAST; null when it is reported.</summary>
    public DataType? ForCast(Syntax.SqlType type)
    {
        if (type is Syntax.NamedType { Name: "json" or "datetime" } named)
        {
            var hint = named.Name == "json" ? "a TEXT can be read with -> and ->> as it is" : "write TIMESTAMP";
            diagnostics.Error(Code, $"nothing can be cast to {named}", type.Span, hint);
            return null;
        }

        return Resolve(type);
    }

    /// <summary>The type of a column of a table.</summary>
    /// <param name="column">For messages.</param>
    /// <param name="isWire">The column is read or written by a connector, which allows fewer types.</param>
    public DataType? ForColumn(Syntax.SqlType type, string column, bool isWire)
    {
        if (isWire && type is Syntax.NamedType { Name: var name } && NotOnTheWire(name) is { } instead)
        {
            diagnostics.Error(Code, $"column \"{column}\" has type {type}, which a connection table cannot have", type.Span, instead);
            return null;
        }

        if (type is Syntax.NamedType { Name: "timestamp with time zone" })
        {
            diagnostics.Error(
                Code, $"column \"{column}\" has type {type}, which a table cannot have", type.Span, "write TIMESTAMP; times are UTC");
            return null;
        }

        return Resolve(type);
    }

    private static string? NotOnTheWire(string name) => name switch
    {
        "tinyint" or "smallint" or "int2" or "tinyint unsigned" or "smallint unsigned" or "int2 unsigned" => "write INT",
        "date" => "write TEXT, and a generated column that casts it to DATE",
        "time" => "write TEXT",
        "interval" => "write BIGINT for a number of nanoseconds, or TEXT",
        _ => null,
    };

    private DataType? Resolve(Syntax.SqlType type)
    {
        switch (type)
        {
            case Syntax.ArrayType:
                diagnostics.NotYet(
                    Code, $"the array type {type} is not there yet", type.Span, "use JSON and read elements with -> and ->>");
                return null;
            case Syntax.StructType:
                diagnostics.NotYet(Code, "structs are not there yet", type.Span, "use JSON and read fields with -> and ->>");
                return null;
            default:
                return Named((Syntax.NamedType)type);
        }
    }

    private DataType? Named(Syntax.NamedType type)
    {
        var simple = type.Name switch
        {
            "boolean" or "bool" => DataType.Bool,
            "int" or "integer" or "int4" => DataType.Int32,
            "bigint" or "int8" => DataType.Int64,
            "bigint unsigned" or "int8 unsigned" => DataType.UInt64,
            "double" or "double precision" or "float8" => DataType.Float64,
            "text" or "string" or "varchar" or "char" or "character" or "character varying" => DataType.Utf8,
            "json" => DataType.Json,
            "bytea" => DataType.Binary,
            "date" => DataType.Date32,
            _ => null,
        };
        if (simple is not null)
        {
            return simple;
        }

        switch (type.Name)
        {
            case "decimal" or "numeric" or "dec":
                return Decimal(type);
            case "timestamp" or "datetime":
                return Timestamp(type);
            default:
                ReportMissing(type);
                return null;
        }
    }

    private DataType? Decimal(Syntax.NamedType type)
    {
        var (precision, scale) = type.Arguments switch
        {
            [] => (38, 10),
            [var digits] => (digits, 0),
            [var digits, var decimals] => (digits, decimals),
            _ => (0, 0),
        };
        if (precision is < 1 or > 38 || scale < 0 || scale > precision)
        {
            diagnostics.Error(
                Code, $"{type} has impossible bounds", type.Span, "write DECIMAL(p, s) with p from 1 to 38 and s from 0 to p");
            return null;
        }

        return DataType.Decimal(precision, scale);
    }

    private DataType? Timestamp(Syntax.NamedType type)
    {
        if (type.Arguments is [] or [9])
        {
            return DataType.Timestamp;
        }

        if (type.Arguments is [0 or 3 or 6])
        {
            var hint = "write TIMESTAMP, which has nanoseconds; numbers of another unit are read as BIGINT and to_timestamp_seconds, _millis or _micros";
            diagnostics.NotYet(Code, $"{type} is not there yet", type.Span, hint);
            return null;
        }

        diagnostics.Error(Code, $"{type} has a precision that does not exist", type.Span, "the precisions are 0, 3, 6 and 9");
        return null;
    }

    private void ReportMissing(Syntax.NamedType type)
    {
        var instead = type.Name switch
        {
            "tinyint" or "smallint" or "int2" or "tinyint unsigned" or "smallint unsigned" or "int2 unsigned" => "INT",
            "int unsigned" or "integer unsigned" or "int4 unsigned" => "BIGINT",
            "float" or "real" or "float4" => "DOUBLE",
            "time" => "TEXT",
            "interval" => "BIGINT for a number of nanoseconds",
            "timestamp with time zone" => "TIMESTAMP; times are UTC",
            _ => null,
        };
        if (instead is not null)
        {
            diagnostics.NotYet(Code, $"the type {type} is not there yet", type.Span, $"write {instead}");
            return;
        }

        string[] known = ["boolean", "int", "bigint", "bigint unsigned", "double", "decimal", "text", "json", "bytea", "timestamp", "date"];
        diagnostics.Error(
            Code, $"unsupported SQL type {type}", type.Span, Suggestions.For(type.Name, known, $"there are {Suggestions.List(known)}"));
    }
}
