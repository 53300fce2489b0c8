using System.Text;
using Weir.Columnar;

namespace Weir.Formats.Tests.Json;

/// <summary>Batches of random rows, extreme values among them.</summary>
internal static class RandomBatches
{
    public static Batch Next(Random random, SlabPool pool, Schema schema, int rows, bool plainYears = false)
    {
        using var builder = new BatchBuilder(pool, schema, rows);
        builder.Begin();
        for (var row = 0; row < rows; row++)
        {
            foreach (var column in builder.Columns)
            {
                if (column.Field.Type.Kind == TypeKind.Null || (column.Field.IsNullable && random.Next(6) == 0))
                {
                    column.SetNull(row);
                }
                else
                {
                    Set(random, column, row, plainYears);
                }
            }

            builder.EndRow();
        }

        return builder.Finish()!;
    }

    private static void Set(Random random, ColumnBuilder column, int row, bool plainYears)
    {
        switch (column.Field.Type.Kind)
        {
            case TypeKind.Bool:
                column.SetBool(row, random.Next(2) == 0);
                break;
            case TypeKind.Int32:
                column.Set(row, (int)Integer(random));
                break;
            case TypeKind.Int64:
                column.Set(row, Integer(random));
                break;
            case TypeKind.UInt64:
                column.Set(row, (ulong)Integer(random));
                break;
            case TypeKind.Timestamp:
                column.Set(row, Timestamp(random));
                break;
            case TypeKind.Float64:
                column.Set(row, Double(random));
                break;
            case TypeKind.Decimal128:
                column.Set(row, Decimal(random, column.Field.Type.Precision));
                break;
            case TypeKind.Date32:
                column.Set(row, plainYears || random.Next(4) != 0 ? random.Next(-719_528, 2_932_896) : random.Next(int.MinValue, int.MaxValue));
                break;
            case TypeKind.Binary:
                var bytes = new byte[random.Next(40)];
                random.NextBytes(bytes);
                column.SetBytes(row, bytes);
                break;
            default:
                column.SetBytes(row, Encoding.UTF8.GetBytes(column.Field.Type.IsJson ? Json(random) : Text(random)));
                break;
        }
    }

    private static long Integer(Random random) => random.Next(8) switch
    {
        0 => long.MinValue,
        1 => long.MaxValue,
        2 => int.MinValue,
        3 => (long)Math.Pow(10, random.Next(19)) - random.Next(2),
        _ => random.NextInt64(1L << random.Next(1, 63)) * (random.Next(2) == 0 ? 1 : -1),
    };

    private static long Timestamp(Random random)
    {
        var value = random.Next(10) == 0 ? random.NextInt64(long.MinValue, long.MaxValue) : 1_700_000_000_000_000_000 + random.NextInt64(200_000_000_000_000);
        return value / (random.Next(4) switch { 0 => 1_000_000_000, 1 => 1_000_000, 2 => 1000, _ => 1 }) * (random.Next(4) switch { 0 => 1, 1 => 1_000, _ => 1_000_000 });
    }

    private static double Double(Random random) => random.Next(12) switch
    {
        0 => double.NaN,
        1 => double.PositiveInfinity,
        2 => -0.0,
        3 => 0,
        4 => BitConverter.Int64BitsToDouble(random.NextInt64()),
        5 => random.Next(-1000, 1000),
        6 => Math.Round(random.NextDouble() * 1000, random.Next(8)),
        7 => double.Epsilon,
        8 => Math.Pow(10, random.Next(-10, 25)),
        9 => -Math.Round(random.NextDouble() * 1_000_000, 2),
        _ => random.NextDouble() * Math.Pow(10, random.Next(-5, 15)),
    };

    private static Int128 Decimal(Random random, int precision)
    {
        var value = new Int128((ulong)random.NextInt64(), (ulong)random.NextInt64()) >> random.Next(128);
        var limit = Formats.Json.JsonNumber.PowerOfTen(precision);
        return random.Next(8) == 0 ? limit - 1 : value % limit * (random.Next(2) == 0 ? 1 : -1);
    }

    private static string Text(Random random)
    {
        var length = random.Next(5) switch { 0 => 0, 1 => random.Next(30, 36), 2 => random.Next(300), _ => random.Next(20) };
        return string.Concat(Enumerable.Range(0, length).Select(_ => random.Next(20) switch
        {
            0 => ((char)random.Next(32)).ToString(),
            1 => "\"",
            2 => "\\",
            3 => "é",
            4 => "😀",
            5 => "\u007f",
            _ => ((char)random.Next('a', 'z')).ToString(),
        }));
    }

    private static string Json(Random random) => random.Next(8) switch
    {
        0 => "",
        1 => "{\"a\":",
        2 => "  { \"b\" : [ 1 , 2.50 , \"x y\" ] }\n",
        3 => "null",
        4 => "1 2",
        5 => "\"\\ud800\"",
        _ => "{\"id\":" + random.Next() + "}",
    };
}
