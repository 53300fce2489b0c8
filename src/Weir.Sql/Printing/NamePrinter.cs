using Weir.Sql.Syntax;

namespace Weir.Sql;

/// <summary>Decides which names need quotes.</summary>
internal static class NamePrinter
{
    /// <summary>Not reserved, but the grammar takes them for something else in a place where a name may stand.</summary>
    private static readonly HashSet<string> Ambiguous = new(StringComparer.OrdinalIgnoreCase)
    {
        "all", "array", "check", "constraint", "current", "filter", "foreign", "over", "primary", "recursive", "unbounded", "unique",
        "watermark", "within",
    };

    private static readonly HashSet<string> Forms = new(StringComparer.OrdinalIgnoreCase)
    {
        "any", "extract", "overlay", "position", "some", "struct", "substring", "trim",
    };

    public static string Quote(string name) => IsPlain(name, allowsUpper: false) ? name : Quoted(name);

    public static string Print(Identifier identifier) => Quote(identifier.Name);

    /// <summary>The name of a called function; names of special forms need quotes there.</summary>
    public static string PrintFunction(Identifier identifier) => identifier.Name switch
    {
        "left" or "right" => identifier.Name,
        var name when Forms.Contains(name) => Quoted(name),
        var name => Quote(name),
    };

    /// <summary>The name in a column definition, whose spelling counts without quotes too.</summary>
    public static string PrintColumn(Identifier identifier) =>
        IsPlain(identifier.Text, allowsUpper: true) ? identifier.Text : Quoted(identifier.Text);

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static bool IsPlain(string name, bool allowsUpper)
    {
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (!(char.IsAsciiLetterLower(c) || c == '_' || (i > 0 && char.IsAsciiDigit(c)) || (allowsUpper && char.IsAsciiLetterUpper(c))))
            {
                return false;
            }
        }

        return name.Length > 0 && !ReservedWords.IsReserved(name) && !Ambiguous.Contains(name);
    }
}
