using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Weir.Columnar;

namespace Weir.Formats.Json;

/// <summary>
/// Remembers the minute of the last timestamp, since rows near each other mostly share it: then only seconds and milliseconds are read.
/// </summary>
internal unsafe struct JsonClock
{
    private Vector128<byte> _minute;
    private long _minuteNanos;

    /// <summary>No minute yet: no text holds these bytes, for they are not UTF-8.</summary>
    public JsonClock() => _minute = Vector128.Create(byte.MaxValue);

    /// <summary>Reads <c>:SS.mmm"</c> behind the minute of the last row, in one word and without a length to wait for.</summary>
    /// <param name="position">Behind the opening quote; 24 bytes are taken.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool TryRead(byte* position, out long nanos)
    {
        // Right digits become 0 to 9 (0 to 5 for the tens), the other bytes 0; a wrong byte gets its high bit set or had it set.
        var digits = *(ulong*)(position + 16) ^ 0x2230_3030_2E30_303A;
        var wrong = ((digits + 0x7F76_7676_7F76_7A7F) | digits) & 0x8080_8080_8080_8080;
        var pairs = (digits * 10) + (digits >> 8);
        nanos = _minuteNanos + ((long)(byte)(pairs >> 8) * TemporalText.NanosPerSecond)
            + ((((long)(byte)(pairs >> 32) * 10) + (byte)(digits >> 48)) * 1_000_000);
        return wrong == 0 && Vector128.Load(position) == _minute;
    }

    /// <param name="position">Behind the opening quote of a timestamp of the form <c>YYYY-MM-DDTHH:MM:SS</c>…</param>
    /// <param name="nanos">Its value.</param>
    public void Remember(byte* position, long nanos)
    {
        const long minute = 60 * TemporalText.NanosPerSecond;
        var inMinute = nanos % minute;
        _minute = Vector128.Load(position);
        _minuteNanos = nanos - (inMinute < 0 ? inMinute + minute : inMinute);
    }
}
