namespace Weir.Planner.Binding;

/// <summary>Functions of the dialect that are not scalar functions of this release, to say so instead of "unknown".</summary>
internal static class KnownFunctions
{
    private static readonly HashSet<string> Aggregates =
    [
        "approx_distinct", "approx_median", "approx_percentile_cont", "approx_percentile_cont_with_weight", "array_agg", "avg", "bit_and",
        "bit_or", "bit_xor", "bool_and", "bool_or", "corr", "count", "covar_pop", "covar_samp", "first_value", "grouping", "last_value",
        "max", "mean", "median", "min", "nth_value", "regr_avgx", "regr_avgy", "regr_count", "regr_intercept", "regr_r2", "regr_slope",
        "regr_sxx", "regr_sxy", "regr_syy", "stddev", "stddev_pop", "stddev_samp", "string_agg", "sum", "var", "var_pop", "var_samp",
    ];

    private static readonly HashSet<string> WindowFunctions =
        ["cume_dist", "dense_rank", "lag", "lead", "ntile", "percent_rank", "rank", "row_number"];

    private static readonly HashSet<string> NotYet =
    [
        .. Split("acos acosh asin asinh atan atan2 atanh cbrt cos cosh cot degrees factorial gcd isnan iszero lcm log log10 log2 nanvl pi radians"),
        .. Split("random sin sinh tan tanh nvl2 arrow_cast arrow_typeof named_struct struct get_field overlay"),
        .. Split("union_extract union_tag version ascii bit_length chr find_in_set initcap levenshtein repeat reverse"),
        .. Split("substr_index to_hex translate uuid encode decode regexp_count regexp_match md5 sha224 sha256 sha384 sha512 digest"),
        .. Split("multi_hash from_unixtime make_date to_char to_date to_local_time to_unixtime json_object_keys"),
        .. Split("extract_json extract_json_string get_first_json_object map make_map map_extract map_keys map_values array_length"),
        .. Split("array_to_string array_has array_element array_append array_concat cardinality make_array range generate_series flatten"),
        .. Split("string_to_array array_distinct array_sort array_slice array_position array_max array_prepend array_remove array_union"),
    ];

    public static bool IsAggregate(string name) => Aggregates.Contains(name);

    /// <summary>Reports functions that have a place of their own; false for ordinary ones.</summary>
    public static bool Refuse(DiagnosticBag diagnostics, string name, Syntax.FunctionCall syntax)
    {
        if (ScalarFunctions.Find(name) is not null)
        {
            return false;
        }

        if (IsAggregate(name))
        {
            diagnostics.NotYet(
                DiagnosticCodes.WrongAggregate, $"the aggregate \"{name}\" is not there yet", syntax.Span, "this release filters and transforms rows one by one");
            return true;
        }

        if (WindowFunctions.Contains(name))
        {
            diagnostics.NotYet(DiagnosticCodes.WrongOver, $"the window function \"{name}\" is not there yet", syntax.Span);
            return true;
        }

        switch (name)
        {
            case "tumble" or "hop" or "session":
                diagnostics.Error(
                    DiagnosticCodes.MisplacedWindow, $"\"{name}\" is not allowed here", syntax.Span,
                    "time windows are grouped by, and a GROUP BY is missing here; windows are not there yet");
                return true;
            case "unnest":
                diagnostics.NotYet(DiagnosticCodes.WrongUnnest, "\"unnest\" is not there yet", syntax.Span, "read single elements with -> and an index");
                return true;
            case "metadata":
                diagnostics.Error(
                    DiagnosticCodes.WrongMetadata, "metadata() is only allowed as the whole expression of a generated column", syntax.Span,
                    "write METADATA FROM 'key' behind the column");
                return true;
            default:
                return false;
        }
    }

    public static void ReportUnknown(DiagnosticBag diagnostics, string name, TextSpan span)
    {
        if (NotYet.Contains(name))
        {
            diagnostics.NotYet(DiagnosticCodes.UnknownName, $"the function \"{name}\" is not there yet", span, Alternative(name));
            return;
        }

        var names = ScalarFunctions.Names.Where(known => char.IsLetter(known[0])).Concat(Aggregates).Append("mod").Append("now").Append("row_time");
        diagnostics.Error(DiagnosticCodes.UnknownName, $"unknown function \"{name}\"", span, Suggestions.For(name, names));
    }

    private static string? Alternative(string name) => name switch
    {
        "to_date" => "write CAST(text AS DATE)",
        "to_unixtime" => "write date_part('epoch', time)",
        "extract_json" or "extract_json_string" or "get_first_json_object" => "write -> and ->> with keys and indices",
        _ => null,
    };

    private static string[] Split(string names) => names.Split(' ');
}
