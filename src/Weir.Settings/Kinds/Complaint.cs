namespace Weir.Settings;

/// <summary>What is wrong with one value.</summary>
/// <param name="Code">One of <see cref="ProblemCode"/>.</param>
/// <param name="Says">What follows the setting's name in a message.</param>
/// <param name="SaysUnshown">The same for a value that must not be shown; null when <paramref name="Says"/> does not show it.</param>
internal sealed record Complaint(string Code, string Says, string? Hint = null, string? SaysUnshown = null);
