using System.Text.Json.Serialization;

namespace Weir.Settings;

/// <summary>A text that nothing prints: not <see cref="ToString"/>, not a record around it, not its JSON.</summary>
[JsonConverter(typeof(MaskedConverter<Secret>))]
public sealed class Secret(string text) : IEquatable<Secret>
{
    /// <summary>What is shown in place of a secret.</summary>
    public const string Mask = "***";

    private readonly string _text = text;

    /// <summary>The text itself, for the one who must send it.</summary>
    public string Reveal() => _text;

    public override string ToString() => Mask;

    public bool Equals(Secret? other) => other is not null && string.Equals(_text, other._text, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as Secret);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_text);
}
