using Weir.Planner.Binding;
using Weir.Planner.Catalog;

namespace Weir.Planner.Options;

/// <summary>The options that every connection table has, whatever its connector.</summary>
internal sealed record CommonOptions
{
    /// <summary>Options of JSON that are accepted where they ask for nothing, and the value that asks for nothing.</summary>
    private static readonly (string Key, string Off)[] UnbuiltOfJson =
        [("json.include_schema", "false"), ("json.confluent_schema_registry", "false"), ("json.compression", "uncompressed")];

    private const string ProfileOption = "connection_profile";

    private static readonly string[] UnbuiltFormats = ["debezium_json", "avro", "raw_bytes", "parquet", "csv"];

    private CommonOptions(CommonSettings settings)
    {
        BadData = settings.BadData;
        IdleTimeout = settings.IdleMicros <= 0
            ? null
            : TimeSpan.FromMicroseconds(Math.Min(settings.IdleMicros, (long)TimeSpan.FromDays(365_000).TotalMicroseconds));
    }

    /// <summary>The name in <c>connection_profile</c>, whether or not there is such a profile; null without one.</summary>
    public string? ProfileName { get; private init; }

    /// <summary>What it names.</summary>
    public ProfileDescription? Profile { get; private init; }

    public TableUse? Use { get; private init; }

    public BadDataPolicy BadData { get; }

    public TimeSpan? IdleTimeout { get; }

    /// <summary>The deprecated ways of declaring event time and watermark; they name columns.</summary>
    public Syntax.TableOption? EventTimeField { get; private init; }

    public Syntax.TableOption? WatermarkField { get; private init; }

    /// <summary>Takes the common options but for the format; what is wrong is reported.</summary>
    public static CommonOptions Read(TableOptions options, ConnectorDescription connector, IConnectorCatalog connectors, DiagnosticBag diagnostics)
    {
        foreach (var key in new[] { "lookup.cache.max_bytes", "lookup.cache.ttl" })
        {
            if (options.Take(key) is { } lookup)
            {
                diagnostics.NotYet(DiagnosticCodes.WrongLookup, "lookup tables are not there yet", lookup.Span, "leave the option out");
            }
        }

        var shape = SettingsShape.Of<CommonSettings>();
        var read = shape.FromFlat(options.RefuseReferences(options.Take(shape.FlatOptions)));
        options.Report(read.Problems);
        return new CommonOptions((CommonSettings)shape.Read(read.Tree, NoReferences.Instance))
        {
            ProfileName = options.Find(ProfileOption) is { } named ? (named.Value as Syntax.StringLiteral)?.Value ?? "" : null,
            Profile = FindProfile(options, connector, connectors, diagnostics),
            Use = ReadUse(options, connector, diagnostics),
            EventTimeField = options.Take("event_time_field"),
            WatermarkField = options.Take("watermark_field"),
        };
    }

    /// <summary>Takes the format and framing.</summary>
    public static FormatSpecification? ReadFormat(
        TableOptions options, ConnectorDescription connector, ConnectorTraits traits, SettingsShape records, DiagnosticBag diagnostics, TextSpan tableSpan)
    {
        if (traits.Formats.IsEmpty)
        {
            // Rows, not bytes: whatever is said of a format nobody knows.
            return null;
        }

        if (options.Find("format") is not { } option)
        {
            if (traits.IsFormatRequired)
            {
                diagnostics.Error(DiagnosticCodes.WrongOption, "option \"format\" is missing", tableSpan, $"add format = '{traits.Formats[0]}'");
                options.Take(records.FlatOptions);
            }

            return null;
        }

        var name = (option.Value as Syntax.StringLiteral)?.Value;
        var given = options.RefuseReferences(options.Take(records.FlatOptions));
        if (name == "protobuf")
        {
            diagnostics.Error(DiagnosticCodes.WrongOption, "format \"protobuf\" is not available in CREATE TABLE", option.Value.Span, "write format = 'json'");
            return null;
        }

        if (UnbuiltFormats.Contains(name))
        {
            diagnostics.NotYet(DiagnosticCodes.WrongOption, $"format \"{name}\" is not there yet", option.Value.Span, "write format = 'json' or 'raw_string'");
            return null;
        }

        var read = records.FromFlat(given);
        options.Report(read.Problems);
        if (!read.Problems.IsEmpty || !given.ContainsKey("format"))
        {
            return null;
        }

        var format = new FormatSpecification(read.Tree);
        if (format.Name == "json")
        {
            RefuseUnbuilt(options, diagnostics);
        }

        if (!traits.Formats.Contains(format.Name))
        {
            diagnostics.Error(
                DiagnosticCodes.WrongOption, $"connector \"{connector.Name}\" has no format \"{format.Name}\"", option.Value.Span,
                $"there are {Suggestions.List(traits.Formats)}");
        }

        return format;
    }

    private static void RefuseUnbuilt(TableOptions options, DiagnosticBag diagnostics)
    {
        foreach (var (key, off) in UnbuiltOfJson)
        {
            if (options.Take(key) is { } given && !(FlatValues.Of(given.Value) switch
            {
                FlatValue.Text { Value: var text } => text == off || (text == "no" && off == "false"),
                FlatValue.Bool { Value: var isOn } => !isOn && off == "false",
                _ => false,
            }))
            {
                diagnostics.NotYet(DiagnosticCodes.WrongFormatColumns, $"option \"{key}\" is not there yet", given.Span, "leave it out");
            }
        }
    }

    private static ProfileDescription? FindProfile(
        TableOptions options, ConnectorDescription connector, IConnectorCatalog connectors, DiagnosticBag diagnostics)
    {
        if (options.Find(ProfileOption) is null && connector.Options.Profile is null)
        {
            // Nothing that suggestions should offer.
            return null;
        }

        if (options.Take(ProfileOption) is not { } option)
        {
            return null;
        }

        var span = option.Value.Span;
        if (option.Value is not Syntax.StringLiteral { Value: var name })
        {
            diagnostics.Error(DiagnosticCodes.WrongOption, "option \"connection_profile\" must be text in single quotes", span);
            return null;
        }

        if (connector.Options.Profile is null)
        {
            diagnostics.Error(DiagnosticCodes.WrongOption, $"connector \"{connector.Name}\" has no profiles", option.Span, "leave the option out");
            return null;
        }

        if (connectors.FindProfile(name) is not { } profile)
        {
            var known = connectors.ProfileNames.Order(StringComparer.Ordinal).ToList();
            diagnostics.Error(
                DiagnosticCodes.UnknownName, $"unknown profile \"{name}\"", span,
                Suggestions.For(name, known, known.Count == 0 ? "--profiles FILE gives profiles to a script" : $"there are {Suggestions.List(known)}"));
            return null;
        }

        if (profile.Connector != connector.Name)
        {
            diagnostics.Error(
                DiagnosticCodes.WrongOption, $"profile \"{profile.Name}\" is one of connector \"{profile.Connector}\", and the table is of \"{connector.Name}\"", span,
                "name a profile of the table's connector");
            return null;
        }

        return profile;
    }

    private static TableUse? ReadUse(TableOptions options, ConnectorDescription connector, DiagnosticBag diagnostics)
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
                var use = given == "source" ? TableUse.Source : TableUse.Sink;
                if (connector.Uses.HasFlag(use))
                {
                    return use;
                }

                diagnostics.Error(
                    DiagnosticCodes.WrongOption, $"connector \"{connector.Name}\" cannot be a {given}", option.Span,
                    $"leave type out: it is a {(use == TableUse.Source ? "sink" : "source")}");
                return null;
            default:
                diagnostics.Error(DiagnosticCodes.WrongOption, "option \"type\" must be 'source' or 'sink'", option.Value.Span, "leave it out to let use decide");
                return null;
        }
    }

    private sealed class NoReferences : IReferences
    {
        public static NoReferences Instance { get; } = new();

        public string? Resolve(string name) => null;
    }
}
