using Weir.Columnar.Expressions;

namespace Weir.Columnar;

/// <summary>Result types of decimal arithmetic, as Arrow and DataFusion define them.</summary>
public static class DecimalRules
{
    public const int PrecisionMax = 38;

    public static DataType Result(ArithmeticOperator op, DataType left, DataType right)
    {
        var (p1, s1, p2, s2) = (left.Precision, left.Scale, right.Precision, right.Scale);
        switch (op)
        {
            case ArithmeticOperator.Add or ArithmeticOperator.Subtract:
                {
                    var scale = Math.Max(s1, s2);
                    return Bounded(Math.Max(p1 - s1, p2 - s2) + scale + 1, scale);
                }

            case ArithmeticOperator.Multiply:
                return Bounded(p1 + p2 + 1, s1 + s2);
            case ArithmeticOperator.Divide:
                {
                    var scale = Math.Min(PrecisionMax, s1 + 4);
                    return Bounded(p1 + scale - s1 + s2, scale);
                }

            default:
                {
                    var scale = Math.Max(s1, s2);
                    return Bounded(Math.Min(p1 - s1, p2 - s2) + scale, scale);
                }
        }
    }

    /// <summary>The decimal that holds every value of an integer type.</summary>
    public static DataType ForInteger(TypeKind kind) => kind switch
    {
        TypeKind.Int32 => DataType.Decimal(10, 0),
        TypeKind.Int64 => DataType.Decimal(19, 0),
        _ => DataType.Decimal(20, 0),
    };

    /// <summary>A decimal that both fit into, as far as 38 digits allow.</summary>
    public static DataType Common(DataType left, DataType right)
    {
        var scale = Math.Max(left.Scale, right.Scale);
        return Bounded(Math.Max(left.Precision - left.Scale, right.Precision - right.Scale) + scale, scale);
    }

    private static DataType Bounded(int precision, int scale)
    {
        precision = Math.Clamp(precision, 1, PrecisionMax);
        return DataType.Decimal(precision, Math.Min(scale, precision));
    }
}
