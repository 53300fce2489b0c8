using System.Runtime.CompilerServices;
using Weir.Columnar;

namespace Weir.Formats.Json;

/// <summary>
/// Reads one value into a column, in every form that is not rare. Returns the place behind the value, or null when the reference decoder
/// must decide. The memory is as <see cref="JsonScanner"/> wants it.
/// </summary>
internal unsafe struct JsonValueReader
{
    public JsonScanner Scanner;
    public BatchBuilder Builder;
    public JsonClock Clock;
    public JsonTime Time;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public byte* Read(JsonColumn* column, byte* position, int row)
    {
        if (*position == 'n' && column->Kind != JsonColumnKind.Skip)
        {
            if (!column->IsNullable || *(uint*)position != 0x6C6C756E)
            {
                return null;
            }

            Builder.Columns[column->Index].SetNull(row);
            return position + 4;
        }

        switch (column->Kind)
        {
            case JsonColumnKind.Skip:
                return *position == '"' ? JsonScanner.SkipString(position + 1) : Scanner.SkipValue(position);
            case JsonColumnKind.Text:
                return *position == '"' ? ReadText(column, position + 1, column->Data + ((int*)column->Values)[row], row) : ReadJson(column, position, row);
            case JsonColumnKind.Int64:
            case JsonColumnKind.Int32:
            case JsonColumnKind.UInt64:
                return ReadInteger(column, position, row);
            case JsonColumnKind.Timestamp:
                return ReadTimestamp(column, position, row);
            case JsonColumnKind.Float64:
                return ReadDouble(column, position, row);
            case JsonColumnKind.Decimal:
                return ReadDecimal(column, position, row);
            case JsonColumnKind.Bool:
                return ReadBool(column, position, row);
            case JsonColumnKind.Date:
                return ReadDate(column, position, row);
            default:
                return ReadJson(column, position, row);
        }
    }

    private static byte* ReadBool(JsonColumn* column, byte* position, int row)
    {
        if (*(uint*)position == 0x65757274)
        {
            Bitmap.Set(column->Values, row);
            return position + 4;
        }

        Bitmap.Clear(column->Values, row);
        return *position == 'f' && *(uint*)(position + 1) == 0x65736C61 ? position + 5 : *position == '"' ? ReadQuotedBool(column, position, row) : null;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static byte* ReadQuotedBool(JsonColumn* column, byte* position, int row)
    {
        var end = Content(position, out var text);
        if (end == null || !text.SequenceEqual("true"u8))
        {
            return end != null && text.SequenceEqual("false"u8) ? end : null;
        }

        Bitmap.Set(column->Values, row);
        return end;
    }

    private static byte* ReadDate(JsonColumn* column, byte* position, int row)
    {
        // Space around it is for the reference decoder: a tab or a newline there is no JSON.
        if (*position != '"' || position[11] != '"' || position[1] <= ' ' || position[10] <= ' ' || !TemporalText.TryParseDate(new ReadOnlySpan<byte>(position + 1, 10), out var days))
        {
            return null;
        }

        ((int*)column->Values)[row] = days;
        return position + 12;
    }

    /// <summary>Goes on with a string.</summary>
    /// <param name="output">Where in the column's data its next byte belongs.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public byte* ReadText(JsonColumn* column, byte* position, byte* output, int row)
    {
        var offsets = (int*)column->Values;
        while (true)
        {
            position = JsonScanner.CopyString(position, ref output, column->Data + column->DataLimit, out var end);
            var used = (int)(output - column->Data);
            if (position == null)
            {
                offsets[row + 1] = used;
                return end;
            }

            Grow(column, used + JsonColumn.BlockBytes);
            output = column->Data + used;
        }
    }

    /// <summary>A value as its JSON text: as it is written for a column of text, without the whitespace between its tokens for one of JSON.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private byte* ReadJson(JsonColumn* column, byte* position, int row)
    {
        Scanner.SawSpace = false;
        var end = Scanner.SkipValue(position);
        if (end == null)
        {
            return null;
        }

        var offsets = (int*)column->Values;
        var start = offsets[row];
        var length = (int)(end - position);
        if (start + length > column->DataLimit)
        {
            Grow(column, start + length + JsonColumn.BlockBytes);
        }

        var output = column->Data + start;
        if (Scanner.SawSpace && column->Kind == JsonColumnKind.Json)
        {
            offsets[row + 1] = (int)(JsonScanner.Compact(position, end, output) - column->Data);
        }
        else
        {
            Unsafe.CopyBlockUnaligned(output, position, (uint)length);
            offsets[row + 1] = start + length;
        }

        return end;
    }

    private void Grow(JsonColumn* column, int bytes)
    {
        var builder = Builder.Columns[column->Index];
        builder.EnsureData(bytes);
        column->Load(builder);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private byte* ReadInteger(JsonColumn* column, byte* position, int row)
    {
        var bits = JsonDigits.ReadShort(position, out var shortNumber);
        if ((uint)(bits - 8) <= 48 && (*position != '0' || bits == 8) && position[bits >> 3] != '.' && (position[bits >> 3] | 0x20) != 'e')
        {
            if (column->Kind == JsonColumnKind.Int32)
            {
                ((uint*)column->Values)[row] = (uint)shortNumber;
            }
            else
            {
                ((ulong*)column->Values)[row] = shortNumber;
            }

            return position + (bits >> 3);
        }

        var isQuoted = *position == '"' ? 1 : 0;
        var isNegative = position[isQuoted] == '-' ? 1 : 0;
        var length = JsonDigits.ReadWhole(position + isQuoted + isNegative, out var magnitude);
        var end = position + isQuoted + isNegative + length;
        if (length == 0 || (isQuoted != 0 && *end != '"') || magnitude > long.MaxValue)
        {
            return ReadOddNumber(column, position, row);
        }

        var value = isNegative != 0 ? -(long)magnitude : (long)magnitude;
        if (column->Kind == JsonColumnKind.Int64)
        {
            ((long*)column->Values)[row] = value;
        }
        else if (column->Kind == JsonColumnKind.UInt64)
        {
            ((long*)column->Values)[row] = value;
            return value >= 0 ? end + isQuoted : null;
        }
        else
        {
            ((int*)column->Values)[row] = (int)value;
            return value == (int)value ? end + isQuoted : null;
        }

        return end + isQuoted;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private byte* ReadTimestamp(JsonColumn* column, byte* position, int row)
    {
        if (*position != '"')
        {
            var isNegative = *position == '-' ? 1 : 0;
            var length = JsonDigits.ReadWhole(position + isNegative, out var magnitude);
            var unit = JsonDigits.Powers[column->Scale];
            if (length == 0 || magnitude > long.MaxValue / unit)
            {
                return ReadOddTimestamp(column, position, row);
            }

            var value = (long)(magnitude * unit);
            ((long*)column->Values)[row] = isNegative != 0 ? -value : value;
            Time.Note(column->Index, value);
            return position + isNegative + length;
        }

        if (Clock.TryRead(position + 1, out var inMinute))
        {
            ((long*)column->Values)[row] = inMinute;
            return position + 25;
        }

        var end = ReadOtherMinute(position + 1, (long*)column->Values + row);
        if (end == null)
        {
            end = Content(position, out var text);
            if (end == null || Time.Parse(text, column->Index, out var nanos) != BadRecordReason.None)
            {
                return null;
            }

            ((long*)column->Values)[row] = nanos;
        }

        return end;
    }

    /// <summary>A number with a fraction, an exponent or many digits.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly byte* ReadOddTimestamp(JsonColumn* column, byte* position, int row)
    {
        var end = JsonScanner.SkipNumber(position);
        if (end == null || Time.ParseNumber(new ReadOnlySpan<byte>(position, (int)(end - position)), column->Index, out var nanos) != BadRecordReason.None)
        {
            return null;
        }

        ((long*)column->Values)[row] = nanos;
        return end;
    }

    /// <summary>A timestamp of the usual form; the next of the same minute is read faster.</summary>
    /// <param name="position">Behind the opening quote.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public byte* ReadOtherMinute(byte* position, long* nanos)
    {
        var behind = JsonDigits.ReadTimestamp(position, nanos);
        if (behind != null)
        {
            Clock.Remember(position, *nanos);
        }

        return behind;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private byte* ReadDouble(JsonColumn* column, byte* position, int row)
    {
        var start = position;
        if (*position == '-')
        {
            position++;
        }

        var wholeLength = JsonDigits.Read(position, out var digits);
        if (wholeLength == 0 || wholeLength == 16 || (*position == '0' && wholeLength > 1))
        {
            return ReadOddNumber(column, start, row);
        }

        position += wholeLength;
        var decimals = 0;
        if (*position == '.')
        {
            decimals = JsonDigits.Read(position + 1, out var fraction);
            if (decimals == 0 || wholeLength + decimals > 19 || decimals == 16)
            {
                return ReadOddNumber(column, start, row);
            }

            digits = (digits * JsonDigits.Powers[decimals]) + fraction;
            position += decimals + 1;
        }

        if ((*position | 0x20) == 'e' || digits > 1UL << 53)
        {
            return ReadOddNumber(column, start, row);
        }

        // Both are exact doubles, so their quotient is rounded once (Clinger, "How to read floating point numbers accurately", 1990).
        var value = digits / JsonDigits.ExactPowers[decimals];
        ((double*)column->Values)[row] = *start == '-' ? -value : value;
        return position;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private byte* ReadDecimal(JsonColumn* column, byte* position, int row)
    {
        var isQuoted = *position == '"' ? 1 : 0;
        var digitsStart = position + isQuoted;
        var isNegative = *digitsStart == '-';
        digitsStart += isNegative ? 1 : 0;
        var wholeLength = JsonDigits.Read(digitsStart, out var digits);
        var end = digitsStart + wholeLength;
        var decimals = 0;
        ulong fraction = 0;
        if (*end == '.')
        {
            decimals = JsonDigits.Read(end + 1, out fraction);
            end += decimals + 1;
        }

        // What has at most 18 digits in all cannot overflow here.
        if (wholeLength == 0 || wholeLength + column->Scale > Math.Min(18, column->Precision) || decimals > column->Scale
            || (*end | 0x20) == 'e' || *end == '.' || end[-1] == '.' || (uint)(*end - '0') <= 9 || (isQuoted != 0 && *end != '"')
            || (*digitsStart == '0' && wholeLength > 1))
        {
            return ReadOddNumber(column, position, row);
        }

        Int128 unscaled = ((digits * JsonDigits.Powers[decimals]) + fraction) * JsonDigits.Powers[column->Scale - decimals];
        ((Int128*)column->Values)[row] = isNegative ? -unscaled : unscaled;
        return end + isQuoted;
    }

    /// <summary>Numbers with a fraction, an exponent or many digits, and numbers in strings: exact, in plain code.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly byte* ReadOddNumber(JsonColumn* column, byte* position, int row)
    {
        ReadOnlySpan<byte> text;
        byte* end;
        if (*position == '"')
        {
            end = Content(position, out text);
        }
        else
        {
            end = JsonScanner.SkipNumber(position);
            text = end == null ? default : new ReadOnlySpan<byte>(position, (int)(end - position));
            if (column->Kind == JsonColumnKind.Float64)
            {
                return JsonNumber.TryToDouble(text, out ((double*)column->Values)[row]) ? end : null;
            }
        }

        return end != null && JsonReferenceDecoder.ConvertNumber(text, Builder.Columns[column->Index], row) == BadRecordReason.None ? end : null;
    }

    /// <summary>What stands between the quotes of a string without escapes; null for one that has some.</summary>
    private static byte* Content(byte* position, out ReadOnlySpan<byte> content)
    {
        content = default;
        var end = JsonScanner.SkipString(position + 1);
        if (end == null)
        {
            return null;
        }

        content = new ReadOnlySpan<byte>(position + 1, (int)(end - position) - 2);
        return content.Contains((byte)'\\') ? null : end;
    }
}
