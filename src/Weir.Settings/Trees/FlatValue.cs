namespace Weir.Settings;

/// <summary>The value of an option, as made from an expression in SQL or from JSON. It prints as its kind only: it may be a secret.</summary>
public abstract record FlatValue
{
    private FlatValue()
    {
    }

    public sealed override string ToString() => GetType().Name;

    /// <summary>The texts in it that may hold references.</summary>
    internal virtual IEnumerable<string> Texts => [];

    /// <summary>A quoted text.</summary>
    public sealed record Text(string Value) : FlatValue
    {
        internal override IEnumerable<string> Texts => [Value];
    }

    /// <summary>A number as it is written, with its sign.</summary>
    public sealed record Number(string Value) : FlatValue;

    public sealed record Bool(bool Value) : FlatValue;

    /// <summary>INTERVAL, in nanoseconds.</summary>
    public sealed record Interval(long Nanos) : FlatValue;

    /// <summary>An identifier.</summary>
    public sealed record Name(string Value) : FlatValue;

    /// <summary>An expression that no option is: every kind says what it wants instead.</summary>
    public sealed record Other : FlatValue;

    /// <summary>A list of texts and identifiers.</summary>
    public sealed record List(ImmutableArray<string> Items) : FlatValue
    {
        internal override IEnumerable<string> Texts => Items;
    }
}
