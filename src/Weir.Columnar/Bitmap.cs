using System.Numerics;

namespace Weir.Columnar;

/// <summary>Bitmaps as Arrow lays them out: bit <c>i</c> is bit <c>i % 64</c> of the little-endian word <c>i / 64</c>.</summary>
public static unsafe class Bitmap
{
    /// <summary>Bytes of a bitmap of that many bits, in whole words.</summary>
    public static int ByteCount(int bits) => WordCount(bits) * 8;

    public static int WordCount(int bits) => (bits + 63) >>> 6;

    public static bool Get(byte* bitmap, int index) => (bitmap[index >> 3] >> (index & 7) & 1) != 0;

    public static void Set(byte* bitmap, int index) => bitmap[index >> 3] |= (byte)(1 << (index & 7));

    public static void Clear(byte* bitmap, int index) => bitmap[index >> 3] &= (byte)~(1 << (index & 7));

    public static void Fill(byte* bitmap, int bits, bool value) =>
        new Span<byte>(bitmap, ByteCount(bits)).Fill(value ? byte.MaxValue : (byte)0);

    /// <summary>How many of the first <paramref name="bits"/> bits are set; what lies behind them in the last word does not matter.</summary>
    public static int CountSet(byte* bitmap, int bits)
    {
        var words = (ulong*)bitmap;
        var count = 0;
        var full = bits >>> 6;
        for (var i = 0; i < full; i++)
        {
            count += BitOperations.PopCount(words[i]);
        }

        return (bits & 63) == 0 ? count : count + BitOperations.PopCount(words[full] & LastWordMask(bits));
    }

    /// <summary>The bits of the last, partial word that belong to a bitmap of that many bits.</summary>
    public static ulong LastWordMask(int bits) => (bits & 63) == 0 ? ulong.MaxValue : (1UL << (bits & 63)) - 1;
}
