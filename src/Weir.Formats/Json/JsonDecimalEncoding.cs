namespace Weir.Formats.Json;

/// <summary>How decimals are written.</summary>
public enum JsonDecimalEncoding : byte
{
    /// <summary><c>12.340</c>, with exactly as many decimals as the scale.</summary>
    Number,

    /// <summary>The same between quotes.</summary>
    String,

    /// <summary>Base64 of the unscaled integer in 16 bytes, big-endian two's complement.</summary>
    Bytes,
}
