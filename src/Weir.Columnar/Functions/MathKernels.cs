namespace Weir.Columnar.Functions;

/// <summary>A function of one double.</summary>
internal interface IDoubleFunction
{
    static abstract double Apply(double value);
}

internal readonly struct DoubleKernel<TFunction> : IValueKernel<double>
    where TFunction : struct, IDoubleFunction
{
    public static bool TryCompute(ReadOnlySpan<Column> arguments, int row, out double value)
    {
        value = TFunction.Apply(arguments[0].Get<double>(row));
        return true;
    }
}

internal readonly struct Ceiling : IDoubleFunction
{
    public static double Apply(double value) => Math.Ceiling(value);
}

internal readonly struct Floor : IDoubleFunction
{
    public static double Apply(double value) => Math.Floor(value);
}

internal readonly struct SquareRoot : IDoubleFunction
{
    public static double Apply(double value) => Math.Sqrt(value);
}

internal readonly struct NaturalLogarithm : IDoubleFunction
{
    public static double Apply(double value) => Math.Log(value);
}

internal readonly struct Exponential : IDoubleFunction
{
    public static double Apply(double value) => Math.Exp(value);
}

/// <summary>power(base, exponent).</summary>
internal readonly struct PowerKernel : IValueKernel<double>
{
    public static bool TryCompute(ReadOnlySpan<Column> arguments, int row, out double value)
    {
        value = Math.Pow(arguments[0].Get<double>(row), arguments[1].Get<double>(row));
        return true;
    }
}

/// <summary>round(x[, digits]): halves away from zero, the result a double even for integers.</summary>
internal readonly struct RoundKernel : IValueKernel<double>
{
    public static bool TryCompute(ReadOnlySpan<Column> arguments, int row, out double value)
    {
        value = arguments[0].Get<double>(row);
        var digits = arguments.Length > 1 ? arguments[1].Get<int>(row) : 0;
        if (digits is >= 0 and <= 15)
        {
            value = Math.Round(value, digits, MidpointRounding.AwayFromZero);
        }
        else if (digits < 0)
        {
            var factor = Math.Pow(10, -digits);
            value = Math.Round(value / factor, MidpointRounding.AwayFromZero) * factor;
        }

        return true;
    }
}
