namespace Weir.Settings;

/// <summary>What the value of an option is, and how it is written.</summary>
public enum SettingKind
{
    /// <summary>Text in single quotes.</summary>
    Text,

    /// <summary>An absolute address in single quotes.</summary>
    Uri,

    /// <summary><c>true</c>, <c>false</c>, or quoted <c>yes</c>, <c>no</c>.</summary>
    Boolean,

    /// <summary>A whole number of 64 bits.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary>INTERVAL, or quoted <c>10s</c>.</summary>
    Duration,

    /// <summary>Quoted <c>128MiB</c>, or a number of bytes.</summary>
    Size,

    /// <summary>One of some words, in single quotes.</summary>
    Choice,

    /// <summary>The name of a column.</summary>
    Field,

    /// <summary><c>[a, b]</c>, or quoted <c>a,b</c>.</summary>
    TextList,

    /// <summary>Names with values, in one quoted text.</summary>
    Pairs,
}
