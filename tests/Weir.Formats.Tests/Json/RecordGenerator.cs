using System.Globalization;
using System.Text;
using Weir.Columnar;

namespace Weir.Formats.Tests.Json;

/// <summary>
/// Makes JSON records for a schema, mostly in one style a file so that the fast decoder predicts them, with odd forms strewn in; and damages
/// some of them.
/// </summary>
internal sealed class RecordGenerator
{
    private const string Signs = "{}[]\",:\\ \n\r\t0-+.eEtfn/u\0";

    private readonly Random _random;
    private readonly Schema _schema;
    private readonly string _beforeColon;
    private readonly string _afterColon;
    private readonly string _comma;
    private readonly string _end;
    private readonly double _oddity;
    private readonly int[] _order;

    public RecordGenerator(Random random, Schema schema)
    {
        _random = random;
        _schema = schema;
        _beforeColon = Pick("", "", "", " ");
        _afterColon = Pick("", "", " ", "\t ");
        _comma = Pick(",", ",", ", ", " ,  ");
        _end = Pick("}", "}", " }", "}\r", "} ");
        _oddity = _random.Next(3) switch { 0 => 0, 1 => 0.02, _ => 0.2 };
        _order = [.. Enumerable.Range(0, schema.Count)];
        if (_random.Next(3) == 0)
        {
            _random.Shuffle(_order);
        }
    }

    public byte[] Next()
    {
        var pairs = new List<string>();
        foreach (var i in _order)
        {
            if (!Chance(_oddity / 4))
            {
                pairs.Add(Pair(Key(_schema[i].Name), Value(_schema[i].Type)));
            }
        }

        while (Chance(_oddity))
        {
            var extra = _random.Next(4) == 0 && _schema.Count > 0
                ? Pair(Key(_schema[_random.Next(_schema.Count)].Name), Chance(0.5) ? AnyValue(3) : Value(_schema[_random.Next(_schema.Count)].Type))
                : Pair("\"" + Pick("x", "unknown", "Auction", "a key of more than thirty-two bytes in all", "", "ü", "a\\\\b") + "\"", Chance(0.05) ? Deep(_random.Next(60, 140)) : AnyValue(4));
            pairs.Insert(_random.Next(pairs.Count + 1), extra);
        }

        if (Chance(_oddity / 2))
        {
            pairs = [.. pairs.OrderBy(_ => _random.Next())];
        }

        var record = Encoding.UTF8.GetBytes("{" + string.Join(_comma, pairs) + _end);
        return Chance(_oddity * 2) ? Damage(record) : record;
    }

    /// <summary>Bytes flipped, cut, doubled, moved or put in.</summary>
    public byte[] Damage(byte[] record)
    {
        var bytes = new List<byte>(record);
        for (var times = _random.Next(1, 4); times > 0 && bytes.Count > 0; times--)
        {
            var at = _random.Next(bytes.Count);
            var length = Math.Min(_random.Next(1, 12), bytes.Count - at);
            switch (_random.Next(8))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << _random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)_random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, length);
                    break;
                case 3:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 4:
                    bytes.InsertRange(_random.Next(bytes.Count), bytes.GetRange(at, length));
                    break;
                case 5:
                    bytes[at] = (byte)Signs[_random.Next(Signs.Length)];
                    break;
                case 6:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pick(
                        "\\", "\"", "\\u12", "\\ud800", "\\udc00", "\\ud83d\\ude00", "null", "-", "0", "1e5", ".", "\n", "\r", " ", ",", ":", "{", "}", "é", "😀", "\u007f", "\u0001")));
                    break;
                default:
                    bytes.InsertRange(at, _random.Next(4) switch
                    {
                        0 => [0xC0, 0x80],
                        1 => [0xED, 0xA0, 0x80],
                        2 => [0xF4, 0x90, 0x80, 0x80],
                        _ => [0xE2, 0x82],
                    });
                    break;
            }
        }

        return [.. bytes];
    }

    private string Pair(string key, string value) => key + _beforeColon + ":" + _afterColon + value;

    private string Key(string name) => Chance(_oddity / 20) ? "\"\\u" + ((int)name[0]).ToString("x4", CultureInfo.InvariantCulture) + name[1..] + "\"" : "\"" + name + "\"";

    private string Value(DataType type)
    {
        if (Chance(_oddity / 3))
        {
            return Chance(0.05) ? Deep(_random.Next(60, 70)) : AnyValue(2);
        }

        if (Chance(0.03 + (_oddity / 2)))
        {
            return "null";
        }

        return type.Kind switch
        {
            TypeKind.Bool => Pick("true", "false", "true", "false", "\"true\"", "\"false\""),
            TypeKind.Utf8 when type.IsJson => AnyValue(3),
            TypeKind.Utf8 => Chance(_oddity / 2) ? AnyValue(2) : Text(),
            TypeKind.Date32 => "\"" + Date() + "\"",
            TypeKind.Timestamp => Chance(0.1) ? Number() : "\"" + Timestamp() + "\"",
            TypeKind.Float64 => Chance(_oddity / 4) ? Pick("\"NaN\"", "\"Infinity\"", "\"-Infinity\"", "\"infinity\"", "NaN", "\"N\\u0061N\"") : Chance(0.3) ? Number() : Any(_random.NextDouble() * Math.Pow(10, _random.Next(-3, 8))),
            TypeKind.Decimal128 => Chance(0.3) ? Number() : Quoted(Any(_random.Next(-100_000, 100_000)) + "." + _random.Next(1000)),
            _ => Chance(_oddity) ? Number() : Any(_random.NextInt64(1L << _random.Next(62))),
        };
    }

    private string AnyValue(int depth) => _random.Next(depth > 0 ? 9 : 6) switch
    {
        0 => "null",
        1 => Pick("true", "false"),
        2 => Number(),
        3 or 4 => Text(),
        5 => Pick("tru", "[1,]", "{\"a\"}", "nul", "-", "01", "1.", ".5", "1e", "\"\\x\"", "[1 2]", "{\"a\":1,}", "NaN", "+1", "{}", "[]", "[ ]", "{ }"),
        6 => "[" + string.Join(_comma, Enumerable.Range(0, _random.Next(4)).Select(_ => AnyValue(depth - 1))) + "]",
        7 => "{" + string.Join(_comma, Enumerable.Range(0, _random.Next(4)).Select(i => Pair("\"k" + i + "\"", AnyValue(depth - 1)))) + "}",
        _ => Deep(_random.Next(10) == 0 ? _random.Next(60, 67) : 3),
    };

    private string Deep(int depth) => Chance(0.5)
        ? new string('[', depth) + "1" + new string(']', depth)
        : string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);

    private string Number() => Quoted(Pick(
        Any(_random.Next()), Any(_random.NextInt64()), Any(-_random.NextInt64()), "0", "-0", "0.0", "1e2", "1.5e1", "-1.99", "12345678901234567890",
        "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "18446744073709551615", "18446744073709551616",
        "2147483647", "2147483648", "-2147483648", "-2147483649", "1234567890123456", "12345678901234567", "123456789012345678901234567890", "1e400",
        "1e-400", "1e99999999999", "0e99999999999", "123456789e-5", "0.1", "0.30000000000000004", "5e-324", "1.7976931348623157e308", "9007199254740993",
        "1000000000000000000000000000000000000000", "99999999.995", "0.000000000000000000000000000001", "123.4567890123456789", "00", "1E5", "1e+5",
        "4.35", "2.2250738585072011e-308", "8.98846567431158e307", "999999.99", "9999999.999", "0.5", "-0.5", "-5", "100", "0123", "+7"));

    private string Quoted(string number) => Chance(0.15) ? "\"" + number + "\"" : number;

    private string Date() => Chance(0.1)
        ? Pick("2024-02-29", "2023-02-29", "1900-02-29", "2000-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "0000-01-01", "9999-12-31", "2024-1-01", "2024/01/01", "")
        : Any(_random.Next(1600, 2400)) + "-" + Any(_random.Next(1, 13), 2) + "-" + Any(_random.Next(1, 30), 2);

    private string Timestamp()
    {
        var text = Date() + Pick("T", "T", "T", "T", "T", " ", "t") + Any(_random.Next(24 + (_random.Next(20) / 19)), 2) + ":" + Any(_random.Next(60), 2) + ":"
            + Any(_random.Next(60 + (_random.Next(20) / 19)), 2);
        text += _random.Next(4) switch
        {
            0 => "",
            1 => "." + Any(_random.Next(1000), 3),
            2 => "." + new string((char)('0' + _random.Next(10)), _random.Next(11)),
            _ => "." + Any(_random.Next(1_000_000), 6),
        };
        return Chance(0.1) ? Pick(text + "Z", text + "z", text + "+02", text + "+02:00", text + "-0530", text + "+24", text[..^1], text + " ", Date(), text.Replace(":", "", StringComparison.Ordinal)) : text;
    }

    private string Text()
    {
        var length = _random.Next(10) switch { 0 => 0, 1 => _random.Next(200), 2 => 31 + _random.Next(3), 3 => 63 + _random.Next(3), _ => _random.Next(20) };
        var text = new StringBuilder("\"");
        for (var i = 0; i < length; i++)
        {
            text.Append(Chance(_oddity / 4)
                ? Pick("\\n", "\\\"", "\\\\", "\\/", "\\b\\f\\r\\t", "\\u0041", "\\u00e9", "\\u20AC", "\\uD83D\\uDE00", "é", "€", "😀", "\\ud800", "\\udc00\\ud800", "\u007f", "\\u0000", "\\ud83dx", "\\u12g4")
                : Any((char)('a' + _random.Next(26))));
        }

        return text.Append('"').ToString();
    }

    private bool Chance(double probability) => _random.NextDouble() < probability;

    private string Pick(params ReadOnlySpan<string> choices) => choices[_random.Next(choices.Length)];

    private static string Any<T>(T value, int width = 0) => Convert.ToString(value, CultureInfo.InvariantCulture)!.PadLeft(width, '0');
}
