using System.Text;

namespace Weir.Columnar.Expressions;

/// <summary>A constant: kernels take <see cref="Scalar{T}"/> or <see cref="Bytes"/>; only where a column is needed is one filled.</summary>
internal sealed unsafe class LiteralEvaluator : Evaluator
{
    private readonly object? _value;

    public LiteralEvaluator(LiteralExpression literal)
        : base(literal.Type)
    {
        _value = literal.Value;
        Bytes = _value switch
        {
            string text => Encoding.UTF8.GetBytes(text),
            byte[] bytes => bytes,
            _ => [],
        };
    }

    public bool IsNull => _value is null;

    /// <summary>The bytes of a text or binary constant.</summary>
    public byte[] Bytes { get; }

    /// <summary>The value of a fixed-width constant; the type's zero for NULL.</summary>
    public T Scalar<T>()
        where T : unmanaged => _value is T value ? value : default;

    public override Column Evaluate(EvaluationContext context, Slab target)
    {
        var rows = context.RowCount;
        byte* validity = null;
        if (IsNull)
        {
            validity = target.Allocate(Bitmap.ByteCount(rows));
            Bitmap.Fill(validity, rows, false);
        }

        var nullCount = IsNull ? rows : 0;
        if (Type.IsVariableWidth)
        {
            var length = Bytes.Length;
            ColumnTooLargeException.Check((long)length * rows);
            var offsets = target.Allocate<int>(rows + 1);
            var data = target.Allocate(((long)length * rows) + SlabPool.ReadSlackBytes);
            for (var row = 0; row < rows; row++)
            {
                offsets[row] = row * length;
                Bytes.CopyTo(new Span<byte>(data + ((long)row * length), length));
            }

            offsets[rows] = rows * length;
            return Column.Variable(Type, rows, target, offsets, data, validity, nullCount);
        }

        byte* values;
        switch (Type.Kind)
        {
            case TypeKind.Bool or TypeKind.Null:
                values = target.Allocate(Bitmap.ByteCount(rows));
                Bitmap.Fill(values, rows, Scalar<bool>());
                break;
            case TypeKind.Int32 or TypeKind.Date32:
                values = Fill(Scalar<int>(), rows, target);
                break;
            case TypeKind.UInt64:
                values = Fill(Scalar<ulong>(), rows, target);
                break;
            case TypeKind.Float64:
                values = Fill(Scalar<double>(), rows, target);
                break;
            case TypeKind.Decimal128:
                values = Fill(Scalar<Int128>(), rows, target);
                break;
            default:
                values = Fill(Scalar<long>(), rows, target);
                break;
        }

        return Column.Fixed(Type, rows, target, values, validity, nullCount);
    }

    /// <summary>The constant as a column of one row, for kernels that take it beside a whole column.</summary>
    public Column OneRow(Slab target)
    {
        var offsets = target.Allocate<int>(2);
        offsets[0] = 0;
        offsets[1] = Bytes.Length;
        var data = target.Allocate(Bytes.Length + SlabPool.ReadSlackBytes);
        Bytes.CopyTo(new Span<byte>(data, Bytes.Length));
        return Column.Variable(Type, 1, target, offsets, data, null, 0);
    }

    private static byte* Fill<T>(T value, int rows, Slab target)
        where T : unmanaged
    {
        var values = target.Allocate<T>(rows);
        new Span<T>(values, rows).Fill(value);
        return (byte*)values;
    }
}
