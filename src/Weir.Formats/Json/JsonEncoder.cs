using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Weir.Columnar;

namespace Weir.Formats.Json;

/// <summary>
/// Writes rows as JSON objects: keys in column order, every column present, NULL as <c>null</c>. A JSON column is written inline without
/// the whitespace between its tokens, and as <c>null</c> when its text is not well-formed.
/// </summary>
internal sealed unsafe class JsonEncoder : IEncoder
{
    private const int PrefixBlock = 16;
    private const long NanosPerMinute = 60 * TemporalText.NanosPerSecond;
    private const int MinutesPerDay = 24 * 60;

    private readonly FormatSettings.Json _options;
    private readonly long _nanosPerUnit;
    private readonly int[] _columns;
    private readonly Part[] _parts;
    private readonly byte[] _prefixes;
    private readonly int _fixedBytesMax;
    private readonly byte[] _minute = GC.AllocateArray<byte>(64, pinned: true);
    private long _minuteStart;

    /// <exception cref="FormatOptionException">A column has a type that JSON output does not know.</exception>
    public JsonEncoder(Schema schema, FormatSettings.Json options)
    {
        _options = options;
        _nanosPerUnit = options.TimestampFormat == JsonTimestampFormat.Rfc3339 ? 0 : (long)JsonDigits.Powers[JsonTime.DigitsOf(options.TimestampFormat)];
        SetMinute(0);
        _columns = [.. Enumerable.Range(0, schema.Count).Where(i => schema[i].Name != FormatCatalog.HiddenTimestamp)];
        _parts = new Part[_columns.Length];
        var prefixes = new List<byte>();
        var starts = new List<int>();
        using var quoted = new OutputBuffer(4096);
        for (var i = 0; i < _columns.Length; i++)
        {
            var field = schema[_columns[i]];
            var kind = field.Type.Kind;
            if (kind is TypeKind.Interval)
            {
                throw new FormatOptionException($"column \"{field.Name}\" of type {field.Type} cannot be written as JSON", "cast it to TEXT");
            }

            starts.Add(prefixes.Count);
            prefixes.Add((byte)(i == 0 ? '{' : ','));
            prefixes.AddRange(Quote(field.Name, quoted));
            prefixes.Add((byte)':');
            _parts[i].PrefixLength = prefixes.Count - starts[i];
            _parts[i].Kind = field.Type.IsJson ? PartKind.Json : KindOf(kind);
            _parts[i].Scale = field.Type.Scale;
            _fixedBytesMax += _parts[i].PrefixLength + JsonWriter.ScalarBytesMax;
        }

        // The array never moves, so the parts may point into it; blocks may be read past the last prefix.
        _fixedBytesMax += JsonWriter.OverwriteBytes + 4;
        _prefixes = GC.AllocateArray<byte>(prefixes.Count + PrefixBlock, pinned: true);
        prefixes.CopyTo(_prefixes);
        for (var i = 0; i < _columns.Length; i++)
        {
            _parts[i].Prefix = (byte*)Unsafe.AsPointer(ref _prefixes[starts[i]]);
        }
    }

    private enum PartKind : byte
    {
        Null,
        Bool,
        Int32,
        Int64,
        UInt64,
        Float64,
        Decimal,
        Text,
        Json,
        Binary,
        Date,
        Timestamp,
    }

    public void Encode(Batch batch, OutputBuffer output)
    {
        LoadColumns(batch);
        for (var row = 0; row < batch.RowCount; row++)
        {
            var end = WriteRow(row, output);
            *end = (byte)'\n';
            output.Advance(end + 1 - output.Start - output.Length);
        }
    }

    public void EncodeRow(Batch batch, int row, OutputBuffer output)
    {
        LoadColumns(batch);
        output.Advance(WriteRow(row, output) - output.Start - output.Length);
    }

    private static PartKind KindOf(TypeKind kind) => kind switch
    {
        TypeKind.Null => PartKind.Null,
        TypeKind.Bool => PartKind.Bool,
        TypeKind.Int32 => PartKind.Int32,
        TypeKind.Int64 => PartKind.Int64,
        TypeKind.UInt64 => PartKind.UInt64,
        TypeKind.Float64 => PartKind.Float64,
        TypeKind.Decimal128 => PartKind.Decimal,
        TypeKind.Utf8 => PartKind.Text,
        TypeKind.Binary => PartKind.Binary,
        TypeKind.Date32 => PartKind.Date,
        TypeKind.Timestamp => PartKind.Timestamp,
        _ => throw new InvalidOperationException($"unknown type kind {kind}"),
    };

    private static byte[] Quote(string name, OutputBuffer scratch)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(name);
        fixed (byte* text = bytes)
        {
            var start = scratch.Reserve((bytes.Length * 6L) + 2 + JsonWriter.OverwriteBytes);
            return new ReadOnlySpan<byte>(start, (int)(JsonWriter.Text(start, text, bytes.Length) - start)).ToArray();
        }
    }

    private void LoadColumns(Batch batch)
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            ref readonly var column = ref batch[_columns[i]];
            _parts[i].Values = column.ValuesPointer;
            _parts[i].Data = column.DataPointer;
            _parts[i].Validity = column.Validity;
        }
    }

    /// <summary>Writes behind the buffer's bytes without counting them, and leaves room for one byte more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private byte* WriteRow(int row, OutputBuffer output)
    {
        var position = output.Reserve(_fixedBytesMax);
        var limit = output.Start + output.Capacity - _fixedBytesMax;
        foreach (ref readonly var part in _parts.AsSpan())
        {
            var key = part.Prefix;
            Vector128.Load(key).Store(position);
            if (part.PrefixLength > PrefixBlock)
            {
                // Wider stores for all would cross cache lines more often: that measured a tenth slower.
                Unsafe.CopyBlockUnaligned(position, key, (uint)part.PrefixLength);
            }

            position += part.PrefixLength;
            if (part.Validity is not null && !Bitmap.Get(part.Validity, row))
            {
                position = JsonWriter.Null(position);
                continue;
            }

            switch (part.Kind)
            {
                case PartKind.Int64:
                    position = JsonWriter.Signed(position, ((long*)part.Values)[row]);
                    break;
                case PartKind.Text:
                    {
                        var start = ((int*)part.Values)[row];
                        var length = ((int*)part.Values)[row + 1] - start;
                        if (limit - position < length * 6L)
                        {
                            position = Grow(output, position, length * 6L, out limit);
                        }

                        position = JsonWriter.Text(position, part.Data + start, length);
                        break;
                    }

                case PartKind.Timestamp:
                    position = WriteTimestamp(position, ((long*)part.Values)[row]);
                    break;
                case PartKind.Float64:
                    position = JsonWriter.Double(position, ((double*)part.Values)[row]);
                    break;
                case PartKind.Int32:
                    position = JsonWriter.Signed(position, ((int*)part.Values)[row]);
                    break;
                case PartKind.UInt64:
                    position = JsonWriter.Unsigned(position, ((ulong*)part.Values)[row]);
                    break;
                case PartKind.Bool:
                    position = JsonWriter.Bool(position, Bitmap.Get(part.Values, row));
                    break;
                case PartKind.Null:
                    position = JsonWriter.Null(position);
                    break;
                case PartKind.Decimal:
                    position = WriteDecimal(position, ((Int128*)part.Values)[row], part.Scale);
                    break;
                case PartKind.Date:
                    position = WriteDate(position, ((int*)part.Values)[row]);
                    break;
                default:
                    {
                        var start = ((int*)part.Values)[row];
                        var bytes = new ReadOnlySpan<byte>(part.Data + start, ((int*)part.Values)[row + 1] - start);
                        if (limit - position < bytes.Length * 2L)
                        {
                            position = Grow(output, position, bytes.Length * 2L, out limit);
                        }

                        position = part.Kind == PartKind.Json ? WriteJson(position, bytes) : JsonWriter.Base64String(position, bytes);
                        break;
                    }
            }
        }

        if (_parts.Length == 0)
        {
            *position++ = (byte)'{';
        }

        *position = (byte)'}';
        return position + 1;
    }

    /// <summary>Makes room for a long value besides what the rest of a row needs at most.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private byte* Grow(OutputBuffer output, byte* position, long bytes, out byte* limit)
    {
        // The row so far is counted while the buffer moves, so that it moves along.
        var written = position - output.Start - output.Length;
        output.Advance(written);
        position = output.Reserve(bytes + _fixedBytesMax);
        output.Advance(-written);
        limit = output.Start + output.Capacity - _fixedBytesMax;
        return position;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private byte* WriteTimestamp(byte* output, long nanos)
    {
        if (_nanosPerUnit != 0)
        {
            return JsonWriter.Signed(output, nanos / _nanosPerUnit);
        }

        var nanosOfMinute = (ulong)(nanos - _minuteStart);
        if (nanosOfMinute >= NanosPerMinute)
        {
            nanosOfMinute = (ulong)SetMinute(nanos);
        }

        // "YYYY-MM-DDTHH:MM: with its opening quote takes 18 bytes.
        Vector256.Load((byte*)Unsafe.AsPointer(ref _minute[0])).Store(output);
        output = JsonWriter.Seconds(output + 18, nanosOfMinute);
        *output = (byte)'"';
        return output + 1;
    }

    /// <summary>Rows near each other mostly share their minute, so its text is kept.</summary>
    /// <returns>Nanoseconds within the minute.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private long SetMinute(long nanos)
    {
        var minute = nanos / NanosPerMinute;
        var inside = nanos - (minute * NanosPerMinute);
        if (inside < 0)
        {
            minute--;
            inside += NanosPerMinute;
        }

        var day = minute / MinutesPerDay;
        var minuteOfDay = (int)(minute - (day * MinutesPerDay));
        if (minuteOfDay < 0)
        {
            day--;
            minuteOfDay += MinutesPerDay;
        }

        var text = (byte*)Unsafe.AsPointer(ref _minute[0]);
        *text++ = (byte)'"';
        text = JsonWriter.Date(text, (int)day);
        *text++ = (byte)'T';
        text = JsonWriter.TwoDigits(text, (uint)minuteOfDay / 60);
        *text++ = (byte)':';
        text = JsonWriter.TwoDigits(text, (uint)minuteOfDay % 60);
        *text = (byte)':';

        // Wraps for the first minute there is, as the difference to it does.
        _minuteStart = unchecked(nanos - inside);
        return inside;
    }

    private byte* WriteDate(byte* output, int days)
    {
        if (_nanosPerUnit != 0)
        {
            return JsonWriter.Decimal(output, (Int128)days * (TemporalText.NanosPerDay / _nanosPerUnit), 0);
        }

        *output = (byte)'"';
        output = JsonWriter.Date(output + 1, days);
        *output = (byte)'"';
        return output + 1;
    }

    private byte* WriteDecimal(byte* output, Int128 unscaled, int scale)
    {
        switch (_options.DecimalEncoding)
        {
            case JsonDecimalEncoding.Number:
                return JsonWriter.Decimal(output, unscaled, scale);
            case JsonDecimalEncoding.String:
                *output = (byte)'"';
                output = JsonWriter.Decimal(output + 1, unscaled, scale);
                *output = (byte)'"';
                return output + 1;
            default:
                Span<byte> bytes = stackalloc byte[16];
                BinaryPrimitives.WriteInt128BigEndian(bytes, unscaled);
                return JsonWriter.Base64String(output, bytes);
        }
    }

    private static byte* WriteJson(byte* output, ReadOnlySpan<byte> text)
    {
        // Checked where it will stand, with the end that the scanner needs behind it: row space for scalars holds that.
        var padding = output + text.Length;
        text.CopyTo(new Span<byte>(output, text.Length));
        *padding++ = (byte)'\n';
        new Span<byte>(padding, JsonWriter.OverwriteBytes).Clear();

        var scanner = new JsonScanner { NewlineIsSpace = true };
        var start = scanner.SkipSpace(output);
        scanner.SawSpace = false;
        var end = scanner.SkipValue(start);
        var isCompact = start == output && !scanner.SawSpace;
        if (end == null || scanner.SkipSpace(end) != padding)
        {
            return JsonWriter.Null(output);
        }

        return isCompact ? end : JsonScanner.Compact(start, end, output);
    }

    private struct Part
    {
        public byte* Prefix;
        public byte* Values;
        public byte* Data;
        public byte* Validity;
        public int PrefixLength;
        public int Scale;
        public PartKind Kind;
    }
}
