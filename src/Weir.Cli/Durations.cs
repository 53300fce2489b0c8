using System.Globalization;

namespace Weir.Cli;

/// <summary>Durations as options take them: <c>200ms</c>, <c>10s</c>, <c>1m</c>, <c>2h</c>; a bare number is seconds.</summary>
internal static class Durations
{
    public static bool TryParse(string text, out TimeSpan duration)
    {
        var digits = text.AsSpan().TrimEnd("mshd").Length;
        var scale = text[digits..] switch { "ms" => 1.0, "s" or "" => 1000, "m" => 60_000, "h" => 3_600_000, "d" => 86_400_000, _ => 0 };
        var isNumber = double.TryParse(text.AsSpan(0, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count);
        var isDuration = isNumber && scale > 0 && count * scale < int.MaxValue;
        duration = isDuration ? TimeSpan.FromMilliseconds(count * scale) : default;
        return isDuration;
    }
}
