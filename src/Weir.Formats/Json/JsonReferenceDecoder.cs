using System.Text;
using System.Text.Unicode;
using Weir.Columnar;

namespace Weir.Formats.Json;

/// <summary>
/// Says in plain code what a JSON record means; the fast decoder must agree with it on every record, refusals included. Two steps: the whole
/// record must be well-formed (RFC 8259), then the last value of each column's key is converted.
/// </summary>
/// <remarks>Values that no column takes, and all but the last of a duplicate key, need only be well-formed.</remarks>
internal sealed class JsonReferenceDecoder : LineDecoder
{
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _columnByKey;
    private readonly Range?[] _values;
    private readonly JsonTime _time;
    private byte[] _text = new byte[1024];
    private char[] _key = new char[64];

    public JsonReferenceDecoder(Schema schema, DecoderLimits limits, JsonTime? time = null)
        : base(schema, limits)
    {
        _time = time ?? new JsonTime(default);
        RequireReadable(schema);
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < schema.Count; i++)
        {
            columns.Add(schema[i].Name, i);
        }

        _columnByKey = columns.GetAlternateLookup<ReadOnlySpan<char>>();
        _values = new Range?[schema.Count];
    }

    /// <exception cref="FormatOptionException">A column has a type that cannot be read from JSON, or a name occurs twice.</exception>
    public static void RequireReadable(Schema schema)
    {
        for (var i = 0; i < schema.Count; i++)
        {
            var field = schema[i];
            if (field.Type.Kind is TypeKind.Binary or TypeKind.Interval or TypeKind.Null)
            {
                throw new FormatOptionException(
                    $"column \"{field.Name}\" of type {field.Type} cannot be read from JSON",
                    field.Type.Kind == TypeKind.Binary ? "declare it TEXT and decode it in the query" : null);
            }

            if (schema.IndexOf(field.Name) != i)
            {
                throw new FormatOptionException($"column \"{field.Name}\" occurs twice");
            }
        }
    }

    /// <summary>One record into row <see cref="BatchBuilder.RowCount"/>.</summary>
    public BadRecordReason Decode(ReadOnlySpan<byte> record, BatchBuilder builder, out string? field)
    {
        field = null;
        var reason = FindValues(record);
        for (var i = 0; reason == BadRecordReason.None && i < _values.Length; i++)
        {
            reason = Convert(_values[i] is { } range ? record[range] : "null"u8, i, builder.Columns[i], builder.RowCount);
            field = reason == BadRecordReason.None ? null : Schema[i].Name;
        }

        return reason;
    }

    public override DecoderNotice? TakeNotice() => _time.TakeNotice(Schema);

    public override BadRecordExplanation Explain(in BadRecord record) =>
        record.Reason == BadRecordReason.TooLong ? base.Explain(record) : JsonExplanation.Of(record, Schema);

    public override bool IsBlank(ReadOnlySpan<byte> line) => JsonText.IsBlank(line);

    protected override BadRecordReason TryDecode(ReadOnlySpan<byte> record, bool isLine, BatchBuilder builder, out string? field) =>
        Decode(record, builder, out field);

    /// <summary>Checks the record and notes where the value of each column stands.</summary>
    private BadRecordReason FindValues(ReadOnlySpan<byte> record)
    {
        Array.Clear(_values);
        if (!Utf8.IsValid(record))
        {
            return BadRecordReason.InvalidUtf8;
        }

        if (JsonText.SkipText(record, out var position, out var end, out _) != JsonExpectation.None)
        {
            return BadRecordReason.Syntax;
        }

        if (record[position] != '{')
        {
            return BadRecordReason.NotAnObject;
        }

        for (var reader = new JsonMemberReader(record, position, end); reader.Read();)
        {
            if (FindColumn(reader.Key, out var column))
            {
                _values[column] = reader.Value;
            }
        }

        return BadRecordReason.None;
    }

    private bool FindColumn(ReadOnlySpan<byte> key, out int column)
    {
        var bytes = Unescape(key);
        if (_key.Length < bytes.Length)
        {
            _key = new char[bytes.Length * 2];
        }

        var length = Encoding.UTF8.GetChars(bytes, _key);
        return _columnByKey.TryGetValue(_key.AsSpan(0, length), out column);
    }

    private ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> content) => Scratch(content.Length)[..JsonText.Unescape(content, Scratch(content.Length))];

    private Span<byte> Scratch(int length)
    {
        if (_text.Length < length)
        {
            _text = new byte[length * 2];
        }

        return _text;
    }

    private BadRecordReason Convert(ReadOnlySpan<byte> value, int index, ColumnBuilder column, int row)
    {
        var type = column.Field.Type;
        if (value.SequenceEqual("null"u8))
        {
            column.SetNull(row);
            return column.Field.IsNullable ? BadRecordReason.None : BadRecordReason.MissingValue;
        }

        column.SetValid(row);
        if (type.IsJson)
        {
            var length = JsonText.Compact(value, Scratch(value.Length));
            column.SetBytes(row, Scratch(length)[..length]);
            var end = 0;
            JsonText.SkipValue(value, ref end, out var depth);
            return depth <= FormatCatalog.NestingMax ? BadRecordReason.None : BadRecordReason.TooDeep;
        }

        var isString = value[0] == '"';
        if (isString)
        {
            value = Unescape(value[1..^1]);
        }

        return type.Kind switch
        {
            // What is no string is kept as it is written.
            TypeKind.Utf8 => ConvertText(value, column, row),
            TypeKind.Bool => ConvertBool(value, isString, column, row),
            _ when !isString && value[0] != '-' && !char.IsAsciiDigit((char)value[0]) => BadRecordReason.WrongType,
            TypeKind.Date32 => isString ? ConvertDate(value, column, row) : BadRecordReason.WrongType,
            TypeKind.Timestamp => ConvertTimestamp(value, isString, index, column, row),
            _ => ConvertNumber(value, column, row),
        };
    }

    private static BadRecordReason ConvertBool(ReadOnlySpan<byte> value, bool isString, ColumnBuilder column, int row)
    {
        var isTrue = value.SequenceEqual("true"u8);
        column.SetBool(row, isTrue);
        return isTrue || value.SequenceEqual("false"u8) ? BadRecordReason.None : isString ? BadRecordReason.InvalidText : BadRecordReason.WrongType;
    }

    private static BadRecordReason ConvertText(ReadOnlySpan<byte> text, ColumnBuilder column, int row)
    {
        column.SetBytes(row, text);
        return BadRecordReason.None;
    }

    private static BadRecordReason ConvertDate(ReadOnlySpan<byte> text, ColumnBuilder column, int row)
    {
        var isDate = TemporalText.TryParseDate(text, out var days);
        column.Set(row, days);
        return isDate ? BadRecordReason.None : BadRecordReason.InvalidText;
    }

    private BadRecordReason ConvertTimestamp(ReadOnlySpan<byte> text, bool isString, int index, ColumnBuilder column, int row)
    {
        var reason = isString ? _time.Parse(text, index, out var nanos) : _time.ParseNumber(text, index, out nanos);
        column.Set(row, nanos);
        return reason;
    }

    // The names that JavaScript and Protocol Buffers give them.
    private static BadRecordReason ConvertNotFinite(ReadOnlySpan<byte> text, ColumnBuilder column, int row)
    {
        var value = text.SequenceEqual("Infinity"u8) ? double.PositiveInfinity : text.SequenceEqual("-Infinity"u8) ? double.NegativeInfinity : double.NaN;
        column.Set(row, value);
        return !double.IsNaN(value) || text.SequenceEqual("NaN"u8) ? BadRecordReason.None : BadRecordReason.InvalidText;
    }

    /// <summary>A number, written as one or in a string.</summary>
    internal static BadRecordReason ConvertNumber(ReadOnlySpan<byte> text, ColumnBuilder column, int row)
    {
        var type = column.Field.Type;
        if (!JsonNumber.TryParse(text, out var number))
        {
            return type.Kind == TypeKind.Float64 ? ConvertNotFinite(text, column, row) : BadRecordReason.InvalidText;
        }

        bool inRange;
        Int128 whole;
        switch (type.Kind)
        {
            case TypeKind.Int32:
                inRange = number.TryToInteger(int.MinValue, int.MaxValue, out whole);
                column.Set(row, inRange ? (int)whole : 0);
                break;
            case TypeKind.Int64:
                inRange = number.TryToInteger(long.MinValue, long.MaxValue, out whole);
                column.Set(row, inRange ? (long)whole : 0);
                break;
            case TypeKind.UInt64:
                inRange = number.TryToInteger(0, ulong.MaxValue, out whole);
                column.Set(row, inRange ? (ulong)whole : 0);
                break;
            case TypeKind.Float64:
                inRange = JsonNumber.TryToDouble(text, out var real);
                column.Set(row, real);
                break;
            case TypeKind.Decimal128:
                inRange = number.TryToDecimal(type.Precision, type.Scale, out whole);
                column.Set(row, whole);
                break;
            default:
                throw new InvalidOperationException($"a number cannot be converted to {type}");
        }

        return inRange ? BadRecordReason.None : BadRecordReason.OutOfRange;
    }
}
