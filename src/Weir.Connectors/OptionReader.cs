using System.Buffers;
using System.Globalization;

namespace Weir.Connectors;

/// <summary>Reads a connector's options from their canonical texts, with errors that name the table and the option, and never the value: it may be a secret.</summary>
public readonly struct OptionReader(string table, IReadOnlyDictionary<string, string> options)
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    /// <exception cref="ConnectorException">The option is missing, or a reference has left it empty.</exception>
    public string Required(string name) => Text(name) switch
    {
        null => throw Error(name, $"option \"{name}\" is missing", $"write {name} = '…' in the WITH clause"),
        "" => throw Error(name, $"option \"{name}\" is empty", "a variable that it refers to may be set to nothing"),
        var text => text,
    };

    public string? Text(string name) => options.GetValueOrDefault(name);

    public bool Boolean(string name, bool otherwise) => Text(name) switch
    {
        null => otherwise,
        "true" => true,
        "false" => false,
        _ => throw Error(name, $"option \"{name}\" is neither true nor false"),
    };

    /// <summary>A whole number, at least <paramref name="least"/>.</summary>
    public long? Integer(string name, long least)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least
            ? value
            : throw Error(name, $"option \"{name}\" is not a whole number of at least {least}");
    }

    /// <summary>A number that is not negative.</summary>
    public double? Number(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) && value >= 0
            ? value
            : throw Error(name, $"option \"{name}\" is not a number of at least 0");
    }

    /// <summary>A duration in nanoseconds, from <c>15ns</c>, <c>20us</c>, <c>200ms</c>, <c>10s</c>, <c>5m</c>, <c>1h</c> or <c>1d</c>.</summary>
    public long? DurationNanos(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        var digits = text.AsSpan().IndexOfAnyExcept(NumberCharacters);
        var unit = digits < 0 ? "" : text[digits..];
        decimal nanos = unit switch
        {
            "ns" => 1,
            "us" => 1_000,
            "ms" => 1_000_000,
            "s" => 1_000_000_000,
            "m" => 60_000_000_000,
            "h" => 3_600_000_000_000,
            "d" => 86_400_000_000_000,
            _ => 0,
        };
        return nanos != 0 && decimal.TryParse(text.AsSpan(0, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
            && count * nanos <= long.MaxValue
            ? (long)(count * nanos)
            : throw Error(name, $"option \"{name}\" is not a duration", "write one such as '200ms', '10s' or INTERVAL '1 minute'");
    }

    /// <summary>An error about one option of the table.</summary>
    public ConnectorException Error(string name, string message, string? hint = null) =>
        new(ErrorKind.Configuration, $"table \"{table}\": {message}", Fault.User, isTransient: false, hint ?? $"look at option \"{name}\"");
}
