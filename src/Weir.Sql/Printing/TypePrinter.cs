using System.Text;
using Weir.Sql.Syntax;

namespace Weir.Sql;

internal static class TypePrinter
{
    public static void Print(StringBuilder output, SqlType type)
    {
        switch (type)
        {
            case ArrayType array:
                Print(output, array.Element);
                output.Append("[]");
                break;
            case StructType structType:
                PrintStruct(output, structType);
                break;
            case NamedType named:
                PrintNamed(output, named);
                break;
        }
    }

    private static void PrintStruct(StringBuilder output, StructType type)
    {
        output.Append("STRUCT<");
        for (var i = 0; i < type.Fields.Count; i++)
        {
            output.Append(i == 0 ? "" : ", ").Append(NamePrinter.PrintColumn(type.Fields[i].Name)).Append(' ');
            Print(output, type.Fields[i].Type);
        }

        output.Append('>');
    }

    private static void PrintNamed(StringBuilder output, NamedType type)
    {
        // The arguments stand before the last words: TIMESTAMP(3) WITH TIME ZONE, DECIMAL(4, 2) UNSIGNED.
        var name = type.Name.All(char.IsAscii) ? type.Name.ToUpperInvariant() : type.Name;
        var suffixStart = name.EndsWith(" UNSIGNED", StringComparison.Ordinal) ? name.LastIndexOf(' ')
            : name.IndexOf(" WITH TIME ZONE", StringComparison.Ordinal);
        output.Append(suffixStart < 0 ? name : name[..suffixStart]);
        if (type.Arguments.Count > 0)
        {
            output.Append('(').AppendJoin(", ", type.Arguments).Append(')');
        }

        output.Append(suffixStart < 0 ? "" : name[suffixStart..]);
    }
}
