namespace Weir.Settings;

/// <summary>What is wrong with given settings. Nothing of a secret stands in it.</summary>
/// <param name="Code">One of <see cref="ProblemCode"/>.</param>
/// <param name="Pointer">Where in what was given, RFC 6901; for what is missing, where it should be.</param>
/// <param name="Option">The option it is about, when options were given.</param>
/// <param name="Message">A fact, in lower case.</param>
/// <param name="Hint">What can be done.</param>
public sealed record Problem(string Code, string Pointer, string? Option, string Message, string? Hint)
{
    /// <summary>Whether another is about the same thing in the same place.</summary>
    internal bool IsAlso(Problem other) => Code == other.Code && Pointer == other.Pointer;
}
