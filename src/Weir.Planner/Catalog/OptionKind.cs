namespace Weir.Planner.Catalog;

/// <summary>How the value of an option is written, and its canonical spelling in a plan.</summary>
public enum OptionKind
{
    /// <summary>Text in single quotes.</summary>
    String,

    /// <summary><c>true</c>, <c>false</c>, or quoted <c>yes</c>, <c>no</c>; in a plan <c>true</c> or <c>false</c>.</summary>
    Bool,

    /// <summary>A whole number of 64 bits.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary>INTERVAL, or quoted <c>10s</c>; in a plan a number with <c>ns</c>, <c>us</c>, <c>ms</c> or <c>s</c>.</summary>
    Duration,

    /// <summary>Quoted <c>128MiB</c>; in a plan a number of bytes.</summary>
    Size,

    /// <summary>The name of a column.</summary>
    Field,

    /// <summary><c>[a, b]</c> or quoted <c>a,b</c>; in a plan joined by commas.</summary>
    Array,
}
