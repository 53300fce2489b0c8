using System.Text;
using Weir.Columnar.Kernels;

namespace Weir.Columnar.Expressions;

/// <summary>What casts share: a value that does not convert is an error of its row, or NULL for TRY_CAST.</summary>
internal abstract unsafe class CastEvaluator(Evaluator operand, DataType type, bool isTry) : Evaluator(type)
{
    protected bool IsTry => isTry;

    public sealed override Column Evaluate(EvaluationContext context, Slab target)
    {
        var column = operand.Evaluate(context, context.Scratch);
        return Convert(column, context, target);
    }

    protected abstract Column Convert(in Column column, EvaluationContext context, Slab target);

    /// <summary>The result's validity, started as the operand's; made when the first value fails under TRY_CAST.</summary>
    protected void Fail(in Column column, int row, EvaluationContext context, Slab target, ref byte* validity, ref int nullCount)
    {
        if (!isTry)
        {
            context.Errors.Add(row, $"cannot cast {Describe(column, row)} to {Type}");
            return;
        }

        if (validity is null)
        {
            validity = target.Allocate(Bitmap.ByteCount(column.Length));
            Bitmap.Fill(validity, column.Length, true);
        }

        Bitmap.Clear(validity, row);
        nullCount++;
    }

    internal static string Describe(in Column column, int row)
    {
        const int LengthMax = 60;
        object value = column.Type.Kind switch
        {
            TypeKind.Bool => column.GetBool(row),
            TypeKind.Int32 or TypeKind.Date32 => column.Get<int>(row),
            TypeKind.UInt64 => column.Get<ulong>(row),
            TypeKind.Float64 => column.Get<double>(row),
            TypeKind.Decimal128 => column.Get<Int128>(row),
            TypeKind.Utf8 => Encoding.UTF8.GetString(column.GetBytes(row)),
            TypeKind.Binary => column.GetBytes(row).ToArray(),
            _ => column.Get<long>(row),
        };
        var text = SqlText.Literal(value, column.Type);
        return text.Length <= LengthMax ? text : $"{text.AsSpan(0, LengthMax)}…";
    }
}

/// <summary>Between fixed-width types.</summary>
internal sealed unsafe class FixedCastEvaluator<TFrom, TTo, TCast>(Evaluator operand, DataType type, bool isTry) : CastEvaluator(operand, type, isTry)
    where TFrom : unmanaged
    where TTo : unmanaged
    where TCast : struct, IFixedCast<TFrom, TTo>
{
    protected override Column Convert(in Column column, EvaluationContext context, Slab target)
    {
        var values = target.Allocate<TTo>(column.Length);
        var validity = BitmapKernels.CopyValidity(column, target);
        var nullCount = column.NullCount;
        var source = (TFrom*)column.ValuesPointer;
        for (var row = 0; row < column.Length; row++)
        {
            if (!TCast.TryConvert(source[row], out values[row]) && column.IsValid(row))
            {
                Fail(column, row, context, target, ref validity, ref nullCount);
            }
        }

        return Column.Fixed(Type, column.Length, target, (byte*)values, validity, nullCount);
    }
}

/// <summary>From text to fixed-width values.</summary>
internal sealed unsafe class ParseCastEvaluator<TTo, TCast>(Evaluator operand, DataType type, bool isTry) : CastEvaluator(operand, type, isTry)
    where TTo : unmanaged
    where TCast : struct, ITextCast<TTo>
{
    protected override Column Convert(in Column column, EvaluationContext context, Slab target)
    {
        var values = target.Allocate<TTo>(column.Length);
        var validity = BitmapKernels.CopyValidity(column, target);
        var nullCount = column.NullCount;
        for (var row = 0; row < column.Length; row++)
        {
            values[row] = default;
            if (column.IsValid(row) && !TCast.TryParse(column.GetBytes(row), out values[row])
                && !TCast.TryParse(column.GetBytes(row).Trim(TemporalText.Spaces), out values[row]))
            {
                values[row] = default;
                Fail(column, row, context, target, ref validity, ref nullCount);
            }
        }

        return Column.Fixed(Type, column.Length, target, (byte*)values, validity, nullCount);
    }
}

/// <summary>From fixed-width values to text.</summary>
internal sealed unsafe class FormatCastEvaluator<TFrom, TCast>(Evaluator operand, DataType type) : CastEvaluator(operand, type, false)
    where TFrom : unmanaged
    where TCast : struct, IFormatCast<TFrom>
{
    protected override Column Convert(in Column column, EvaluationContext context, Slab target)
    {
        var writer = new TextColumnWriter(target, column.Length, column.Length * 12);
        for (var row = 0; row < column.Length; row++)
        {
            if (column.IsNull(row))
            {
                writer.EndNull();
                continue;
            }

            writer.Advance(TCast.Format(column.Get<TFrom>(row), writer.Reserve(64)));
            writer.EndRow();
        }

        return writer.Finish(Type);
    }
}

/// <summary>The pairs that need the type's parameters or the bits of a boolean: decimals, booleans, bytes.</summary>
internal sealed unsafe class GeneralCastEvaluator(Evaluator operand, DataType type, bool isTry) : CastEvaluator(operand, type, isTry)
{
    protected override Column Convert(in Column column, EvaluationContext context, Slab target)
    {
        if (Type.IsVariableWidth)
        {
            return ConvertToBytes(column, context, target);
        }

        var validity = BitmapKernels.CopyValidity(column, target);
        var nullCount = column.NullCount;
        var width = Math.Max(Type.ByteWidth, 1);
        var values = target.Allocate(Math.Max((long)width * column.Length, Bitmap.ByteCount(column.Length)));
        new Span<byte>(values, Math.Max(width * column.Length, Bitmap.ByteCount(column.Length))).Clear();
        for (var row = 0; row < column.Length; row++)
        {
            if (column.IsValid(row) && !TryConvert(column, row, values))
            {
                Fail(column, row, context, target, ref validity, ref nullCount);
            }
        }

        return Column.Fixed(Type, column.Length, target, values, validity, nullCount);
    }

    private bool TryConvert(in Column column, int row, byte* values)
    {
        switch (Type.Kind)
        {
            case TypeKind.Decimal128:
                if (!TryToDecimal(column, row, out var unscaled))
                {
                    return false;
                }

                ((Int128*)values)[row] = unscaled;
                return true;
            case TypeKind.Bool:
                if (!TryToBool(column, row, out var flag))
                {
                    return false;
                }

                if (flag)
                {
                    Bitmap.Set(values, row);
                }

                return true;
            case TypeKind.Float64:
                ((double*)values)[row] = column.Type.Kind == TypeKind.Bool ? (column.GetBool(row) ? 1 : 0)
                    : DecimalText.ToDouble(column.Get<Int128>(row), column.Type.Scale);
                return true;
            case TypeKind.Date32:
                ((int*)values)[row] = (int)Functions.TimeKernels.FloorDivide(column.Get<long>(row), TemporalText.NanosPerDay);
                return true;
            case TypeKind.Timestamp:
                var midnight = (Int128)column.Get<int>(row) * TemporalText.NanosPerDay;
                ((long*)values)[row] = (long)midnight;
                return midnight == (long)midnight;
            default:
                return TryToInteger(column, row, values);
        }
    }

    private bool TryToInteger(in Column column, int row, byte* values)
    {
        var value = column.Type.Kind == TypeKind.Bool ? (column.GetBool(row) ? 1 : 0)
            : column.Get<Int128>(row) / DecimalText.PowerOfTen(column.Type.Scale);
        switch (Type.Kind)
        {
            case TypeKind.Int32 when value >= int.MinValue && value <= int.MaxValue:
                ((int*)values)[row] = (int)value;
                return true;
            case TypeKind.Int64 when value >= long.MinValue && value <= long.MaxValue:
                ((long*)values)[row] = (long)value;
                return true;
            case TypeKind.UInt64 when value >= 0 && value <= ulong.MaxValue:
                ((ulong*)values)[row] = (ulong)value;
                return true;
            default:
                return false;
        }
    }

    private bool TryToDecimal(in Column column, int row, out Int128 unscaled)
    {
        var (precision, scale) = (Type.Precision, Type.Scale);
        switch (column.Type.Kind)
        {
            case TypeKind.Utf8:
                return DecimalText.TryParse(column.GetBytes(row).Trim(TemporalText.Spaces), precision, scale, out unscaled);
            case TypeKind.Float64:
                return DecimalText.TryFromDouble(column.Get<double>(row), precision, scale, out unscaled);
            case TypeKind.Decimal128:
                return TryRescale(column.Get<Int128>(row), column.Type.Scale, precision, scale, out unscaled);
            default:
                Int128 whole = column.Type.Kind switch
                {
                    TypeKind.Bool => column.GetBool(row) ? 1 : 0,
                    TypeKind.Int32 => column.Get<int>(row),
                    TypeKind.UInt64 => column.Get<ulong>(row),
                    _ => column.Get<long>(row),
                };
                return TryRescale(whole, 0, precision, scale, out unscaled);
        }
    }

    private static bool TryRescale(Int128 value, int fromScale, int precision, int scale, out Int128 result)
    {
        result = value;
        if (scale < fromScale)
        {
            result = DecimalText.DivideRounded(value, DecimalText.PowerOfTen(fromScale - scale));
        }
        else if (scale > fromScale)
        {
            // A value of more digits than there is room for cannot be scaled up without leaving the precision.
            if (Int128.Abs(value) >= DecimalText.PowerOfTen(DecimalRules.PrecisionMax - (scale - fromScale)))
            {
                result = 0;
                return false;
            }

            result = value * DecimalText.PowerOfTen(scale - fromScale);
        }

        return Int128.Abs(result) < DecimalText.PowerOfTen(precision);
    }

    private static bool TryToBool(in Column column, int row, out bool value)
    {
        switch (column.Type.Kind)
        {
            case TypeKind.Utf8:
                var text = column.GetBytes(row).Trim(TemporalText.Spaces);
                value = Ascii.EqualsIgnoreCase(text, "true"u8) || Ascii.EqualsIgnoreCase(text, "t"u8) || Ascii.EqualsIgnoreCase(text, "yes"u8)
                    || Ascii.EqualsIgnoreCase(text, "y"u8) || Ascii.EqualsIgnoreCase(text, "on"u8) || text.SequenceEqual("1"u8);
                return value || Ascii.EqualsIgnoreCase(text, "false"u8) || Ascii.EqualsIgnoreCase(text, "f"u8)
                    || Ascii.EqualsIgnoreCase(text, "no"u8) || Ascii.EqualsIgnoreCase(text, "n"u8) || Ascii.EqualsIgnoreCase(text, "off"u8)
                    || text.SequenceEqual("0"u8);
            case TypeKind.Float64:
                value = column.Get<double>(row) != 0;
                return true;
            case TypeKind.Int32:
                value = column.Get<int>(row) != 0;
                return true;
            case TypeKind.Decimal128:
                value = column.Get<Int128>(row) != 0;
                return true;
            default:
                value = column.Get<long>(row) != 0;
                return true;
        }
    }

    private Column ConvertToBytes(in Column column, EvaluationContext context, Slab target)
    {
        var writer = new TextColumnWriter(target, column.Length, column.Length * 12);
        for (var row = 0; row < column.Length; row++)
        {
            if (column.IsNull(row))
            {
                writer.EndNull();
                continue;
            }

            switch (column.Type.Kind)
            {
                case TypeKind.Bool:
                    writer.Append(column.GetBool(row) ? "true"u8 : "false"u8);
                    break;
                case TypeKind.Decimal128:
                    writer.Advance(DecimalText.Format(column.Get<Int128>(row), column.Type.Scale, writer.Reserve(64)));
                    break;
                case TypeKind.Interval:
                    writer.Append(Encoding.UTF8.GetBytes(TemporalText.FormatInterval(column.Get<long>(row))));
                    break;
                default:
                    var bytes = column.GetBytes(row);
                    if (!System.Text.Unicode.Utf8.IsValid(bytes))
                    {
                        if (!IsTry)
                        {
                            context.Errors.Add(row, $"cannot cast {bytes.Length} bytes to {Type}: they are not UTF-8");
                        }

                        writer.EndNull();
                        continue;
                    }

                    writer.Append(bytes);
                    break;
            }

            writer.EndRow();
        }

        return writer.Finish(Type);
    }
}
