namespace Weir.Columnar;

/// <summary>Which types meet where two values are compared, added or chosen between.</summary>
public static class TypeRules
{
    /// <summary>
    /// The type both numbers are brought to: a double when one is, a decimal when one is or when an unsigned 64-bit integer meets a signed
    /// one, else the wider integer.
    /// </summary>
    /// <returns>Null when one of them is no number.</returns>
    public static DataType? CommonNumericType(DataType left, DataType right)
    {
        if (!left.IsNumeric || !right.IsNumeric)
        {
            return null;
        }

        if (left == right)
        {
            return left;
        }

        if (left.Kind == TypeKind.Float64 || right.Kind == TypeKind.Float64)
        {
            return DataType.Float64;
        }

        if (left.Kind == TypeKind.Decimal128 || right.Kind == TypeKind.Decimal128)
        {
            return DecimalRules.Common(AsDecimal(left), AsDecimal(right));
        }

        return left.Kind == TypeKind.UInt64 || right.Kind == TypeKind.UInt64 ? DataType.Decimal(20, 0) : DataType.Int64;
    }

    /// <summary>The type both values are brought to where either may be the result (CASE, COALESCE, UNION ALL, comparison).</summary>
    /// <returns>Null when there is none.</returns>
    public static DataType? CommonType(DataType left, DataType right)
    {
        if (left == right || right.Kind == TypeKind.Null)
        {
            return left;
        }

        if (left.Kind == TypeKind.Null)
        {
            return right;
        }

        if (left.IsText && right.IsText)
        {
            return DataType.Utf8;
        }

        if (CommonNumericType(left, right) is { } number)
        {
            return number;
        }

        return (left.Kind, right.Kind) switch
        {
            (TypeKind.Timestamp, TypeKind.Date32) or (TypeKind.Date32, TypeKind.Timestamp) => DataType.Timestamp,
            (TypeKind.Timestamp, TypeKind.Utf8) or (TypeKind.Utf8, TypeKind.Timestamp) => DataType.Timestamp,
            (TypeKind.Date32, TypeKind.Utf8) or (TypeKind.Utf8, TypeKind.Date32) => DataType.Date32,
            (TypeKind.Utf8, _) when right.IsNumeric || right.Kind == TypeKind.Bool => DataType.Utf8,
            (_, TypeKind.Utf8) when left.IsNumeric || left.Kind == TypeKind.Bool => DataType.Utf8,
            _ => null,
        };
    }

    private static DataType AsDecimal(DataType type) => type.Kind == TypeKind.Decimal128 ? type : DecimalRules.ForInteger(type.Kind);
}
