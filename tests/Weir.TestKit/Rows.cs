using System.Text;
using Weir.Columnar;
using Weir.Columnar.Expressions;

namespace Weir.TestKit;

/// <summary>Batches from plain values and back, so that a test reads as rows in and rows out.</summary>
public static class Rows
{
    /// <summary>A batch of rows; null is NULL. Values have the CLR types of <see cref="LiteralExpression"/>.</summary>
    public static Batch Batch(SlabPool pool, Schema schema, params object?[][] rows)
    {
        using var builder = new BatchBuilder(pool, schema, Math.Max(rows.Length, 1));
        builder.Begin();
        foreach (var row in rows)
        {
            for (var i = 0; i < schema.Count; i++)
            {
                Set(builder.Columns[i], builder.RowCount, row[i]);
            }

            builder.EndRow();
        }

        return builder.Finish() ?? throw new ArgumentException("a batch needs a row", nameof(rows));
    }

    /// <summary>The value of one row; null for NULL.</summary>
    public static object? Value(Batch batch, int column, int row)
    {
        ref readonly var values = ref batch[column];
        if (values.IsNull(row))
        {
            return null;
        }

        return values.Type.Kind switch
        {
            TypeKind.Bool => values.GetBool(row),
            TypeKind.Int32 or TypeKind.Date32 => values.Get<int>(row),
            TypeKind.UInt64 => values.Get<ulong>(row),
            TypeKind.Float64 => values.Get<double>(row),
            TypeKind.Decimal128 => values.Get<Int128>(row),
            TypeKind.Utf8 => Encoding.UTF8.GetString(values.GetBytes(row)),
            TypeKind.Binary => values.GetBytes(row).ToArray(),
            _ => values.Get<long>(row),
        };
    }

    /// <summary>All values, row by row.</summary>
    public static object?[][] Values(Batch batch)
    {
        var rows = new object?[batch.RowCount][];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = new object?[batch.Schema.Count];
            for (var column = 0; column < rows[row].Length; column++)
            {
                rows[row][column] = Value(batch, column, row);
            }
        }

        return rows;
    }

    private static void Set(ColumnBuilder column, int row, object? value)
    {
        switch (value)
        {
            case null:
                column.SetNull(row);
                break;
            case bool flag:
                column.SetBool(row, flag);
                break;
            case int number:
                column.Set(row, number);
                break;
            case long number:
                column.Set(row, number);
                break;
            case ulong number:
                column.Set(row, number);
                break;
            case double number:
                column.Set(row, number);
                break;
            case Int128 number:
                column.Set(row, number);
                break;
            case string text:
                column.SetBytes(row, Encoding.UTF8.GetBytes(text));
                break;
            case byte[] bytes:
                column.SetBytes(row, bytes);
                break;
            default:
                throw new ArgumentException($"no column holds a {value.GetType().Name}", nameof(value));
        }
    }
}
