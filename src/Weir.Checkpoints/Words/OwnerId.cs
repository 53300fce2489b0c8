namespace Weir.Checkpoints;

/// <summary>
/// Random id of one claim of a generation. It stands in every record that the generation writes, so that "the place is taken by
/// our own earlier try" can be told from "taken by another".
/// </summary>
public readonly record struct OwnerId
{
    private readonly string? _value;

    private OwnerId(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("this owner id was never set");

    public static OwnerId From(Guid guid) => new(guid.ToString("n"));

    /// <exception cref="FormatException">The text is not 32 lower-case hex digits.</exception>
    public static OwnerId Parse(string text) =>
        HexId.IsValid(text) ? new(text) : throw new FormatException($"\"{text}\" is not an owner id; expected 32 lower-case hex digits");

    public override string ToString() => _value ?? "(none)";
}
