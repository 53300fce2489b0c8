using System.Text;
using Weir.Sql.Syntax;

namespace Weir.Sql;

/// <summary>
/// Writes a node as SQL on one line, in one fixed spelling: key words upper case, names folded and quoted only where they must be,
/// parentheses only where the tree needs them. Reading the text again gives the same tree.
/// </summary>
public static class SqlPrinter
{
    public static string Print(SyntaxNode node)
    {
        var output = new StringBuilder();
        switch (node)
        {
            case Expression expression:
                new ExpressionPrinter(output).Print(expression);
                break;
            case SqlType type:
                TypePrinter.Print(output, type);
                break;
            default:
                new StatementPrinter(output).Print(node);
                break;
        }

        return output.ToString();
    }

    /// <summary>A name as it must be written to be read as exactly this name.</summary>
    public static string QuoteName(string name) => NamePrinter.Quote(name);

    /// <summary>Text as a string literal.</summary>
    public static string QuoteText(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
