namespace Weir.Checkpoints;

/// <summary>One script being run: a random id made at its first start. It names a folder, so it is 32 lower-case hex digits.</summary>
public readonly record struct JobId
{
    private readonly string? _value;

    private JobId(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("this job id was never set");

    /// <summary>The first 8 digits, as they stand in the names of published files.</summary>
    public string Short => Value[..8];

    public static JobId From(Guid guid) => new(guid.ToString("n"));

    /// <exception cref="FormatException">The text is not 32 lower-case hex digits.</exception>
    public static JobId Parse(string text) =>
        HexId.IsValid(text) ? new(text) : throw new FormatException($"\"{text}\" is not a job id; expected 32 lower-case hex digits");

    public static bool TryParse(string text, out JobId job)
    {
        job = HexId.IsValid(text) ? new(text) : default;
        return job._value is not null;
    }

    public override string ToString() => _value ?? "(none)";
}
