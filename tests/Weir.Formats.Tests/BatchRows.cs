using System.Globalization;
using System.Text;
using Weir.Columnar;

namespace Weir.Formats.Tests;

/// <summary>Rows as text: values parted by <c> | </c>, NULL as <c>∅</c>.</summary>
internal static class BatchRows
{
    public static List<string> Of(Batch batch)
    {
        var rows = new List<string>();
        for (var row = 0; row < batch.RowCount; row++)
        {
            var text = new StringBuilder();
            for (var i = 0; i < batch.Columns.Length; i++)
            {
                text.Append(i == 0 ? "" : " | ").Append(Value(batch[i], row));
            }

            rows.Add(text.ToString());
        }

        return rows;
    }

    private static string Value(in Column column, int row)
    {
        if (column.IsNull(row))
        {
            // The value of a NULL row is defined.
            Assert.True(column.Type.Kind switch
            {
                TypeKind.Utf8 or TypeKind.Binary => column.GetBytes(row).IsEmpty,
                TypeKind.Bool => !column.GetBool(row),
                _ => column.Type.ByteWidth switch { 4 => column.Get<int>(row) == 0, 8 => column.Get<long>(row) == 0, _ => column.Get<Int128>(row) == 0 },
            });
            return "∅";
        }

        return column.Type.Kind switch
        {
            TypeKind.Bool => column.GetBool(row) ? "true" : "false",
            TypeKind.Int32 => column.Get<int>(row).ToString(CultureInfo.InvariantCulture),
            TypeKind.Int64 => column.Get<long>(row).ToString(CultureInfo.InvariantCulture),
            TypeKind.UInt64 => column.Get<ulong>(row).ToString(CultureInfo.InvariantCulture),
            TypeKind.Float64 => BitConverter.DoubleToInt64Bits(column.Get<double>(row)) == long.MinValue
                ? "-0" : column.Get<double>(row).ToString("R", CultureInfo.InvariantCulture),
            TypeKind.Decimal128 => column.Get<Int128>(row).ToString(CultureInfo.InvariantCulture),
            TypeKind.Date32 => "d" + column.Get<int>(row).ToString(CultureInfo.InvariantCulture),
            TypeKind.Timestamp => "t" + column.Get<long>(row).ToString(CultureInfo.InvariantCulture),
            TypeKind.Utf8 => Encoding.UTF8.GetString(column.GetBytes(row)),
            _ => Convert.ToHexString(column.GetBytes(row)),
        };
    }
}
