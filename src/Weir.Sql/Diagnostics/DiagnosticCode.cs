namespace Weir.Sql;

/// <summary>Why a script is refused, for people to look up and programs to tell apart.</summary>
/// <param name="Id">Stable; <c>S</c> codes are syntax, <c>E</c> codes are planner situations.</param>
/// <param name="Title">A short lower-case fact.</param>
/// <param name="Mend">What it usually means and what to do, in whole sentences of Markdown.</param>
public sealed record DiagnosticCode(string Id, string Title, string Mend)
{
    public override string ToString() => Id;
}
