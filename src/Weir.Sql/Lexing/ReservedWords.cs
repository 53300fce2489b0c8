namespace Weir.Sql;

/// <summary>
/// Words that cannot be a name without quotes, because they begin or continue a clause. The list is short on purpose: everything that
/// the grammar can tell apart by position (<c>end</c>, <c>window</c>, <c>offset</c>, <c>timestamp</c> …) stays usable.
/// </summary>
internal static class ReservedWords
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "and", "as", "between", "by", "case", "cast", "create", "cross", "distinct", "else", "except", "exists", "from", "full", "group",
        "having", "ilike", "in", "inner", "insert", "intersect", "into", "is", "join", "left", "like", "limit", "natural", "not", "null",
        "on", "or", "order", "outer", "qualify", "right", "select", "set", "similar", "then", "true", "false", "try_cast", "union",
        "using", "values", "when", "where", "with",
    };

    private static readonly HashSet<string> NotAnAlias = new(StringComparer.OrdinalIgnoreCase)
    {
        "collate", "escape", "fetch", "filter", "for", "over", "within", "xor",
    };

    private static readonly HashSet<string> NotATableAlias = new(StringComparer.OrdinalIgnoreCase)
    {
        "cluster", "distribute", "offset", "partitioned", "sort", "window",
    };

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> NameLookup =
        Names.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> AliasLookup =
        NotAnAlias.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> TableAliasLookup =
        NotATableAlias.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool IsReserved(ReadOnlySpan<char> word) => NameLookup.Contains(word);

    /// <summary>Whether the word may follow an expression as its name without AS.</summary>
    public static bool MayBeAlias(ReadOnlySpan<char> word) => !NameLookup.Contains(word) && !AliasLookup.Contains(word);

    /// <summary>Whether the word may follow a table as its name without AS.</summary>
    public static bool MayBeTableAlias(ReadOnlySpan<char> word) => MayBeAlias(word) && !TableAliasLookup.Contains(word);
}
