using System.Numerics;

namespace Weir.Columnar.Kernels;

/// <summary>What a binary loop does to one pair of values; the JIT makes a tight loop of each implementation.</summary>
internal interface IBinaryKernel<T>
    where T : unmanaged
{
    static abstract T Apply(T left, T right);
}

internal readonly struct AddKernel<T> : IBinaryKernel<T>
    where T : unmanaged, INumber<T>
{
    public static T Apply(T left, T right) => unchecked(left + right);
}

internal readonly struct SubtractKernel<T> : IBinaryKernel<T>
    where T : unmanaged, INumber<T>
{
    public static T Apply(T left, T right) => unchecked(left - right);
}

internal readonly struct MultiplyKernel<T> : IBinaryKernel<T>
    where T : unmanaged, INumber<T>
{
    public static T Apply(T left, T right) => unchecked(left * right);
}

/// <summary>Division of floating-point numbers, where zero divides to an infinity.</summary>
internal readonly struct DivideKernel<T> : IBinaryKernel<T>
    where T : unmanaged, INumber<T>
{
    public static T Apply(T left, T right) => left / right;
}

internal readonly struct ModuloKernel<T> : IBinaryKernel<T>
    where T : unmanaged, INumber<T>
{
    public static T Apply(T left, T right) => left % right;
}

/// <summary>The loops over two columns or a column and a constant. Nulls stay outside: the value of a NULL row is computed and ignored.</summary>
internal static class BinaryKernels
{
    public static void Run<T, TKernel>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> result)
        where T : unmanaged
        where TKernel : struct, IBinaryKernel<T>
    {
        right = right[..left.Length];
        result = result[..left.Length];
        for (var i = 0; i < left.Length; i++)
        {
            result[i] = TKernel.Apply(left[i], right[i]);
        }
    }

    public static void Run<T, TKernel>(ReadOnlySpan<T> left, T right, Span<T> result)
        where T : unmanaged
        where TKernel : struct, IBinaryKernel<T>
    {
        result = result[..left.Length];
        for (var i = 0; i < left.Length; i++)
        {
            result[i] = TKernel.Apply(left[i], right);
        }
    }

    public static void Run<T, TKernel>(T left, ReadOnlySpan<T> right, Span<T> result)
        where T : unmanaged
        where TKernel : struct, IBinaryKernel<T>
    {
        result = result[..right.Length];
        for (var i = 0; i < right.Length; i++)
        {
            result[i] = TKernel.Apply(left, right[i]);
        }
    }
}
