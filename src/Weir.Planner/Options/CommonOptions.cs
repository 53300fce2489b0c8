using Weir.Planner.Binding;
using Weir.Planner.Catalog;

namespace Weir.Planner.Options;

/// <summary>The options that every connection table has, whatever its connector.</summary>
internal sealed record CommonOptions
{
    private const long IdleMicrosDefault = 300_000_000;
    private const long LineLengthMax = 1L << 30;

    public ConnectorUse? Use { get; private init; }

    public FormatSpecification? Format { get; private init; }

    public BadDataPolicy BadData { get; private init; }

    public TimeSpan? IdleTimeout { get; private init; }

    /// <summary>The deprecated ways of declaring event time and watermark; they name columns.</summary>
    public Syntax.TableOption? EventTimeField { get; private init; }

    public Syntax.TableOption? WatermarkField { get; private init; }

    /// <summary>Takes the common options; what is wrong is reported.</summary>
    public static CommonOptions Read(OptionReader options, ConnectorDescription connector, DiagnosticBag diagnostics, TextSpan tableSpan)
    {
        if (options.Take("connection_profile") is { } profile)
        {
            diagnostics.NotYet(
                DiagnosticCodes.UnknownName, "connection profiles are not there yet", profile.Span, "write the options of the connection out in WITH");
        }

        foreach (var key in new[] { "lookup.cache.max_bytes", "lookup.cache.ttl" })
        {
            if (options.Take(key) is { } lookup)
            {
                diagnostics.NotYet(DiagnosticCodes.WrongLookup, "lookup tables are not there yet", lookup.Span, "leave the option out");
            }
        }

        var policy = options.TakeOwn(new OptionDescription("bad_data", OptionKind.String) { AllowedValues = ["fail", "drop", "dead_letter"] });
        var idleMicros = options.TakeInteger("idle_micros") ?? IdleMicrosDefault;
        return new CommonOptions
        {
            Use = ReadUse(options, connector, diagnostics),
            Format = ReadFormat(options, connector, diagnostics, tableSpan),
            BadData = policy?.Text switch { "drop" => BadDataPolicy.Drop, "dead_letter" => BadDataPolicy.DeadLetter, _ => BadDataPolicy.Fail },
            IdleTimeout = idleMicros <= 0
                ? null
                : TimeSpan.FromMicroseconds(Math.Min(idleMicros, (long)TimeSpan.FromDays(365_000).TotalMicroseconds)),
            EventTimeField = options.Take("event_time_field"),
            WatermarkField = options.Take("watermark_field"),
        };
    }

    private static ConnectorUse? ReadUse(OptionReader options, ConnectorDescription connector, DiagnosticBag diagnostics)
    {
        if (options.Take("type") is not { } option)
        {
            return null;
        }

        var given = (option.Value as Syntax.StringLiteral)?.Value;
        switch (given)
        {
            case "lookup":
                diagnostics.NotYet(DiagnosticCodes.WrongLookup, "lookup tables are not there yet", option.Span);
                return null;
            case "source" or "sink":
                var use = given == "source" ? ConnectorUse.Source : ConnectorUse.Sink;
                if (connector.Uses.HasFlag(use))
                {
                    return use;
                }

                diagnostics.Error(
                    DiagnosticCodes.WrongOption, $"connector \"{connector.Name}\" cannot be a {given}", option.Span,
                    $"leave type out: it is a {(use == ConnectorUse.Source ? "sink" : "source")}");
                return null;
            default:
                diagnostics.Error(DiagnosticCodes.WrongOption, "option \"type\" must be 'source' or 'sink'", option.Value.Span, "leave it out to let use decide");
                return null;
        }
    }

    private static FormatSpecification? ReadFormat(
        OptionReader options, ConnectorDescription connector, DiagnosticBag diagnostics, TextSpan tableSpan)
    {
        var option = options.Take("format");
        if (connector.Formats.IsEmpty && option is null)
        {
            return null;
        }

        if (option is null)
        {
            if (connector.IsFormatRequired)
            {
                diagnostics.Error(DiagnosticCodes.WrongOption, "option \"format\" is missing", tableSpan, $"add format = '{connector.Formats[0]}'");
            }

            return null;
        }

        var name = (option.Value as Syntax.StringLiteral)?.Value ?? "";
        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (name == "json")
        {
            ReadJson(options, diagnostics, values);
        }
        else if (name == "raw_string")
        {
            if (options.TakeOwn(new OptionDescription("raw_string.line_breaks", OptionKind.String) { AllowedValues = ["fail", "escape"] }) is { } lineBreaks)
            {
                values["line_breaks"] = lineBreaks.Text;
            }
        }
        else
        {
            ReportFormat(name, option, connector, diagnostics);
            return null;
        }

        if (!connector.Formats.IsEmpty && !connector.Formats.Contains(name))
        {
            diagnostics.Error(
                DiagnosticCodes.WrongOption, $"connector \"{connector.Name}\" has no format \"{name}\"", option.Value.Span,
                $"there are {Suggestions.List(connector.Formats)}");
        }

        var framing = options.TakeOwn(new OptionDescription("framing", OptionKind.String) { AllowedValues = ["newline"] });
        var length = ReadLineLength(options, diagnostics);
        return new FormatSpecification(name, values.ToImmutable(), framing?.Text, length);
    }

    private static long? ReadLineLength(OptionReader options, DiagnosticBag diagnostics)
    {
        const string key = "framing.newline.max_length";
        var span = options.SpanOf(key);
        var length = options.TakeInteger(key);
        if (length is < 1 or > LineLengthMax)
        {
            diagnostics.Error(DiagnosticCodes.WrongOption, $"option \"{key}\" cannot be {length}", span!.Value, $"write a number of bytes from 1 to {LineLengthMax} (1 GiB)");
            return null;
        }

        return length;
    }

    private static void ReadJson(OptionReader options, DiagnosticBag diagnostics, ImmutableSortedDictionary<string, string>.Builder values)
    {
        Add("unstructured", OptionKind.Bool, []);
        Add("timestamp_format", OptionKind.String, ["RFC3339", "rfc3339", "unix_seconds", "unix_millis", "UnixMillis", "unix_micros"]);
        Add("decimal_encoding", OptionKind.String, ["number", "string", "bytes"]);
        foreach (var (key, off) in new[] { ("include_schema", "false"), ("confluent_schema_registry", "false"), ("compression", "uncompressed") })
        {
            var kind = off == "false" ? OptionKind.Bool : OptionKind.String;
            var given = options.Take($"json.{key}");
            if (given is not null && OptionValueParser.Parse(new OptionDescription(key, kind), given.Value, out _, out _) != off)
            {
                diagnostics.NotYet(DiagnosticCodes.WrongFormatColumns, $"option \"json.{key}\" is not there yet", given.Span, "leave it out");
            }
        }

        void Add(string key, OptionKind kind, ImmutableArray<string> allowed)
        {
            if (options.TakeOwn(new OptionDescription($"json.{key}", kind) { AllowedValues = allowed }) is { } value)
            {
                values[key] = value.Text switch { "RFC3339" => "rfc3339", "UnixMillis" => "unix_millis", var text => text };
            }
        }
    }

    private static void ReportFormat(string name, Syntax.TableOption option, ConnectorDescription connector, DiagnosticBag diagnostics)
    {
        switch (name)
        {
            case "protobuf":
                diagnostics.Error(
                    DiagnosticCodes.WrongOption, "format \"protobuf\" is not available in CREATE TABLE", option.Value.Span, "write format = 'json'");
                break;
            case "debezium_json" or "avro" or "raw_bytes" or "parquet" or "csv":
                diagnostics.NotYet(
                    DiagnosticCodes.WrongOption, $"format \"{name}\" is not there yet", option.Value.Span, "write format = 'json' or 'raw_string'");
                break;
            default:
                IEnumerable<string> known = connector.Formats.IsEmpty ? ["json", "raw_string"] : connector.Formats;
                diagnostics.Error(
                    DiagnosticCodes.WrongOption, $"unknown format \"{name}\"", option.Value.Span,
                    Suggestions.For(name, known, $"there are {Suggestions.List(known)}"));
                break;
        }
    }
}
