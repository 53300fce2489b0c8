using System.Globalization;

namespace Weir.Settings;

/// <summary>A number of bytes, at least 0.</summary>
public readonly record struct ByteSize(long Bytes)
{
    private const string Powers = "bkmgtpe";

    /// <summary>Reads <c>4096</c>, <c>1KB</c>, <c>128 MiB</c>: units of 1024, in any case.</summary>
    public static bool TryParse(string text, out ByteSize size)
    {
        var trimmed = text.AsSpan().Trim();
        var digits = trimmed.IndexOfAnyExceptInRange('0', '9');
        var number = digits < 0 ? trimmed : trimmed[..digits];
        var power = digits < 0 ? 0 : PowerOf(trimmed[digits..].Trim().ToString().ToLowerInvariant());
        size = default;
        if (power < 0 || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > long.MaxValue >> (10 * power))
        {
            return false;
        }

        size = new ByteSize(count << (10 * power));
        return true;
    }

    /// <summary>With the largest unit that leaves a whole number: <c>128MiB</c>.</summary>
    public override string ToString()
    {
        var (count, power) = (Bytes, 0);
        while (count != 0 && count % 1024 == 0 && power < Powers.Length - 1)
        {
            (count, power) = (count / 1024, power + 1);
        }

        return power == 0 ? $"{count}" : $"{count}{char.ToUpperInvariant(Powers[power])}iB";
    }

    private static int PowerOf(string unit)
    {
        var power = unit.Length == 0 ? -1 : Powers.IndexOf(unit[0]);
        return unit.Length == 1 || (power > 0 && unit[1..] is "b" or "ib") ? power : -1;
    }
}
