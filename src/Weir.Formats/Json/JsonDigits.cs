using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Weir.Columnar;

namespace Weir.Formats.Json;

/// <summary>
/// Digits and times from bytes, many at once. Methods read up to 32 bytes from where they are pointed to; what they do not take, plain code
/// decides about.
/// </summary>
internal static unsafe class JsonDigits
{
    /// <summary>Loading at index n gives the shuffle that moves n digits to the right end and zeros before them.</summary>
    private static ReadOnlySpan<byte> AlignRight =>
    [
        128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128,
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
    ];

    /// <summary>Powers of ten that a double holds exactly.</summary>
    public static ReadOnlySpan<double> ExactPowers =>
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    public static ReadOnlySpan<ulong> Powers =>
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000,
        1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000,
        100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
    ];

    /// <summary>Reads the digits at <paramref name="position"/>, at most 16.</summary>
    /// <returns>How many there are, 16 also when more follow.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Read(byte* position, out ulong value)
    {
        var digits = Vector128.Load(position) - Vector128.Create((byte)'0');
        var others = Sse2.IsSupported
            ? (uint)Sse2.MoveMask(Sse2.CompareEqual(digits, Sse2.Max(digits, Vector128.Create((byte)10))))
            : Vector128.GreaterThan(digits, Vector128.Create((byte)9)).ExtractMostSignificantBits();
        var length = BitOperations.TrailingZeroCount(others | 0x10000);
        var order = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(AlignRight), (nuint)(uint)length);
        value = Value(Vector128.ShuffleNative(digits, order));
        return length;
    }

    /// <summary>Reads the digits of a whole number in one word; the chain of instructions to its length is the shortest there is.</summary>
    /// <returns>Eight times how many; 0 when there are none, 64 when there are more than seven.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ReadShort(byte* position, out ulong value)
    {
        // Digits become 0 to 9. Adding 0x76 then sets the high bit of the first byte above 9; what it carries goes into later bytes only.
        var digits = *(ulong*)position ^ 0x3030_3030_3030_3030;
        var others = ((digits + 0x7676_7676_7676_7676) | digits) & 0x8080_8080_8080_8080;
        var bits = BitOperations.TrailingZeroCount(others) & 0x78;
        value = EightDigits(digits << -bits);
        return bits;
    }

    /// <summary>The digits of a whole number without a sign, up to 19.</summary>
    /// <returns>How many; 0 when there are none or more, a leading zero, or a point or exponent behind them.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ReadWhole(byte* position, out ulong value)
    {
        var length = Read(position, out value);
        if (length == 16)
        {
            length = ReadMore(position, ref value);
        }

        var next = position[length];
        var isOdd = next == '.' | (next | 0x20) == 'e' | (*position == '0' & length > 1);
        return isOdd ? 0 : length;
    }

    /// <summary>
    /// Reads <c>YYYY-MM-DDTHH:MM:SS</c>, a fraction of up to nine digits and the quote behind. All digits are moved together, checked and
    /// turned into seven numbers side by side.
    /// </summary>
    /// <param name="position">Behind the opening quote.</param>
    /// <returns>Behind the closing quote; null for every other form, wrong dates and years outside 1678–2261.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static byte* ReadTimestamp(byte* position, long* nanos)
    {
        var block = Vector256.Load(position);
        const byte d = (byte)'0', m = (byte)'-', c = (byte)':';
        var template = Vector256.Create(d, d, d, d, m, d, d, m, d, d, (byte)'T', d, d, c, d, d, c, d, d, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        var limits = Vector256.Create(
            9, 9, 9, 9, 0, 9, 9, 0, 9, 9, 0, 9, 9, 0, 9, 9, 0, 9, 9, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, (byte)255);
        var digits = block - template;
        if (Vector256.GreaterThanAny(digits, limits))
        {
            return null;
        }

        // YYYYMMDDHHMM lies in the first 16 bytes, SS in bytes 17 and 18.
        var lower = Vector128.ShuffleNative(digits.GetLower(), Vector128.Create((byte)0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 128, 128, 128, 128));
        var pairs = Pairs(lower);
        var second = (position[17] * 10u) + position[18] - ('0' * 11u);
        var year = (pairs.GetElement(0) * 100) + pairs.GetElement(1);
        int month = pairs.GetElement(2);
        int day = pairs.GetElement(3);
        var isInside = (uint)(year - 1678) <= 2261 - 1678 & (uint)(month - 1) < 12 & (uint)(day - 1) < 28
            & pairs.GetElement(4) < 24 & pairs.GetElement(5) < 60 & second < 60;
        if (!isInside && !IsLateDay(year, month, day, pairs.GetElement(4), pairs.GetElement(5), (int)second))
        {
            return null;
        }

        // Months count from March here, so that the leap day is the last of a year; 719468 days lie between 0000-03-01 and 1970-01-01.
        var beforeMarch = month < 3 ? 1 : 0;
        var shiftedYear = year - beforeMarch;
        var days = (shiftedYear * 365) + (shiftedYear >> 2) - (shiftedYear / 100) + (shiftedYear / 400)
            + (((153 * (month + (12 * beforeMarch) - 3)) + 2) / 5) + day - 719469;
        var seconds = (days * 86400L) + (pairs.GetElement(4) * 3600) + (pairs.GetElement(5) * 60) + second;
        position += 19;
        *nanos = seconds * TemporalText.NanosPerSecond;
        if (*position == '"')
        {
            return position + 1;
        }

        if (*position != '.')
        {
            return null;
        }

        var length = Read(position + 1, out var fraction);
        if ((uint)(length - 1) > 8 || position[length + 1] != '"')
        {
            return null;
        }

        if (length == 3)
        {
            // The usual milliseconds: a branch here, which is guessed, spares the wait for the length.
            *nanos += (long)(fraction * 1_000_000);
            return position + 5;
        }

        *nanos += (long)(fraction * Powers[9 - length]);
        return position + length + 2;
    }

    private static bool IsLateDay(int year, int month, int day, int hour, int minute, int second) =>
        (uint)(year - 1678) <= 2261 - 1678 && month is >= 1 and <= 12 && day >= 1 && day <= TemporalText.DaysInMonth(year, month)
        && hour < 24 && minute < 60 && second < 60;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int ReadMore(byte* position, ref ulong value)
    {
        var length = 16;
        while (length < 19 && (uint)(position[length] - '0') <= 9)
        {
            value = (value * 10) + (ulong)(position[length++] - '0');
        }

        return (uint)(position[length] - '0') <= 9 ? 0 : length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Pairs(Vector128<byte> digits)
    {
        if (Ssse3.IsSupported)
        {
            return Ssse3.MultiplyAddAdjacent(digits, Vector128.Create(0x010A_010A_010A_010A).AsSByte());
        }

        var words = digits.AsUInt16();
        return (((words & Vector128.Create((ushort)0xFF)) * (ushort)10) + (words >>> 8)).AsInt16();
    }

    /// <summary>The number of 16 digits, the first in the lowest byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Value(Vector128<byte> digits)
    {
        if (Sse41.IsSupported)
        {
            var pairs = Pairs(digits);
            var fours = Sse2.MultiplyAddAdjacent(pairs, Vector128.Create(0x0001_0064_0001_0064).AsInt16());
            var packed = Sse41.PackUnsignedSaturate(fours, fours);
            var eights = Sse2.MultiplyAddAdjacent(packed.AsInt16(), Vector128.Create(0x0001_2710_0001_2710).AsInt16()).AsUInt64().ToScalar();
            return ((eights & uint.MaxValue) * 100_000_000) + (eights >> 32);
        }

        return (EightDigits(digits.AsUInt64().GetElement(0)) * 100_000_000) + EightDigits(digits.AsUInt64().GetElement(1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong EightDigits(ulong digits)
    {
        digits = (digits * 10) + (digits >> 8);
        return (((digits & 0x0000_00FF_0000_00FF) * 0x000F_4240_0000_0064) + ((digits >> 16 & 0x0000_00FF_0000_00FF) * 0x0000_2710_0000_0001)) >> 32;
    }
}
