using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Weir.Columnar.Kernels;

/// <summary>
/// One comparison, of single values and of vectors. Doubles have the order of PostgreSQL, in which NaN equals NaN and is greater than all
/// else; the type is known to the JIT, so other types pay nothing for it.
/// </summary>
internal interface IComparisonKernel<T>
    where T : unmanaged
{
    static abstract bool Apply(T left, T right);

    static abstract Vector512<T> Apply(Vector512<T> left, Vector512<T> right);
}

internal static class NotANumber
{
    /// <summary>False for all types but doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Is<T>(T value) => typeof(T) == typeof(double) && double.IsNaN(Unsafe.As<T, double>(ref value));
}

internal readonly struct EqualKernel<T> : IComparisonKernel<T>
    where T : unmanaged, IEqualityOperators<T, T, bool>
{
    public static bool Apply(T left, T right) => left == right || (NotANumber.Is(left) && NotANumber.Is(right));

    public static Vector512<T> Apply(Vector512<T> left, Vector512<T> right) => typeof(T) == typeof(double)
        ? Vector512.Equals(left, right) | ~(Vector512.Equals(left, left) | Vector512.Equals(right, right))
        : Vector512.Equals(left, right);
}

internal readonly struct NotEqualKernel<T> : IComparisonKernel<T>
    where T : unmanaged, IEqualityOperators<T, T, bool>
{
    public static bool Apply(T left, T right) => !EqualKernel<T>.Apply(left, right);

    public static Vector512<T> Apply(Vector512<T> left, Vector512<T> right) => ~EqualKernel<T>.Apply(left, right);
}

internal readonly struct LessKernel<T> : IComparisonKernel<T>
    where T : unmanaged, IComparisonOperators<T, T, bool>
{
    public static bool Apply(T left, T right) => typeof(T) == typeof(double) ? !(left >= right) && !NotANumber.Is(left) : left < right;

    public static Vector512<T> Apply(Vector512<T> left, Vector512<T> right) => typeof(T) == typeof(double)
        ? Vector512.AndNot(Vector512.Equals(left, left), Vector512.GreaterThanOrEqual(left, right))
        : Vector512.LessThan(left, right);
}

internal readonly struct LessOrEqualKernel<T> : IComparisonKernel<T>
    where T : unmanaged, IComparisonOperators<T, T, bool>
{
    public static bool Apply(T left, T right) => left <= right || NotANumber.Is(right);

    public static Vector512<T> Apply(Vector512<T> left, Vector512<T> right) => typeof(T) == typeof(double)
        ? Vector512.LessThanOrEqual(left, right) | ~Vector512.Equals(right, right)
        : Vector512.LessThanOrEqual(left, right);
}

internal readonly struct GreaterKernel<T> : IComparisonKernel<T>
    where T : unmanaged, IComparisonOperators<T, T, bool>
{
    public static bool Apply(T left, T right) => LessKernel<T>.Apply(right, left);

    public static Vector512<T> Apply(Vector512<T> left, Vector512<T> right) => typeof(T) == typeof(double)
        ? Vector512.AndNot(Vector512.Equals(right, right), Vector512.LessThanOrEqual(left, right))
        : Vector512.GreaterThan(left, right);
}

internal readonly struct GreaterOrEqualKernel<T> : IComparisonKernel<T>
    where T : unmanaged, IComparisonOperators<T, T, bool>
{
    public static bool Apply(T left, T right) => LessOrEqualKernel<T>.Apply(right, left);

    public static Vector512<T> Apply(Vector512<T> left, Vector512<T> right) => LessOrEqualKernel<T>.Apply(right, left);
}

/// <summary>The loops that turn two columns, or a column and a constant, into a bitmap.</summary>
internal static unsafe class ComparisonKernels
{
    /// <param name="right">One value a row, or a single one when <typeparamref name="TRight"/> says so.</param>
    public static void Run<T, TKernel, TRight>(T* left, T* right, int count, byte* result)
        where T : unmanaged
        where TKernel : struct, IComparisonKernel<T>
        where TRight : struct, IOperandShape
    {
        var words = (ulong*)result;
        var row = 0;
        if (Vector512.IsHardwareAccelerated && Vector512<T>.IsSupported)
        {
            var constant = TRight.IsConstant ? Vector512.Create(*right) : default;
            for (; row + 64 <= count; row += 64)
            {
                var word = 0UL;
                for (var lane = 0; lane < 64; lane += Vector512<T>.Count)
                {
                    var other = TRight.IsConstant ? constant : Vector512.Load(right + row + lane);
                    word |= TKernel.Apply(Vector512.Load(left + row + lane), other).ExtractMostSignificantBits() << lane;
                }

                words[row >> 6] = word;
            }
        }

        for (; row < count; row += 64)
        {
            var word = 0UL;
            var rows = Math.Min(64, count - row);
            for (var bit = 0; bit < rows; bit++)
            {
                word |= (TKernel.Apply(left[row + bit], TRight.IsConstant ? *right : right[row + bit]) ? 1UL : 0UL) << bit;
            }

            words[row >> 6] = word;
        }
    }

    /// <summary>Texts and bytes, by their bytes; <paramref name="right"/> has one value for all rows when it is constant.</summary>
    public static void RunBytes<TOrder>(in Column left, in Column right, bool rightIsConstant, byte* result)
        where TOrder : struct, IOrderTest
    {
        var words = (ulong*)result;
        var constant = rightIsConstant ? right.GetBytes(0) : default;
        for (var row = 0; row < left.Length; row += 64)
        {
            var word = 0UL;
            var rows = Math.Min(64, left.Length - row);
            for (var bit = 0; bit < rows; bit++)
            {
                var other = rightIsConstant ? constant : right.GetBytes(row + bit);
                word |= (TOrder.Test(left.GetBytes(row + bit), other) ? 1UL : 0UL) << bit;
            }

            words[row >> 6] = word;
        }
    }
}

/// <summary>Whether an operand of a loop is a column or one constant; a type, so that the JIT drops the other case.</summary>
internal interface IOperandShape
{
    static abstract bool IsConstant { get; }
}

internal readonly struct ColumnOperand : IOperandShape
{
    public static bool IsConstant => false;
}

internal readonly struct ConstantOperand : IOperandShape
{
    public static bool IsConstant => true;
}

/// <summary>A comparison of two byte strings.</summary>
internal interface IOrderTest
{
    static abstract bool Test(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right);
}

internal readonly struct BytesEqual : IOrderTest
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Test(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => left.SequenceEqual(right);
}

internal readonly struct BytesNotEqual : IOrderTest
{
    public static bool Test(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => !left.SequenceEqual(right);
}

internal readonly struct BytesLess : IOrderTest
{
    public static bool Test(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => left.SequenceCompareTo(right) < 0;
}

internal readonly struct BytesLessOrEqual : IOrderTest
{
    public static bool Test(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => left.SequenceCompareTo(right) <= 0;
}
