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
