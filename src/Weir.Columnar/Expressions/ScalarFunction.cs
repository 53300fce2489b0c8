using System.Collections.Immutable;

namespace Weir.Columnar.Expressions;

/// <summary>
/// A function of SQL over rows: a name, the types it takes, and a kernel. One function, one class in a file named after it, one line in
/// <see cref="ScalarFunctions"/>.
/// </summary>
public abstract class ScalarFunction
{
    /// <summary>The canonical lower-case name.</summary>
    public abstract string Name { get; }

    /// <summary>Other names that find it.</summary>
    public virtual ImmutableArray<string> Aliases => [];

    /// <summary>False for functions whose value changes from row to row without an argument doing so (random, uuid).</summary>
    public virtual bool IsDeterministic => true;

    /// <summary>Decides the types of a call; the planner then casts each argument to the type named here.</summary>
    /// <param name="arguments">Bound arguments, so that literals can be looked at.</param>
    public abstract FunctionResolution Resolve(ImmutableArray<Expression> arguments);

    internal abstract Evaluator Compile(CallExpression call, ImmutableArray<Evaluator> arguments);
}

/// <summary>What a function makes of its arguments: types to cast them to and the result's type, or an error for the user.</summary>
/// <param name="Error">A short lower-case fact, or null when the call is fine.</param>
/// <param name="ErrorArgument">Which argument the error is about, or -1.</param>
public sealed record FunctionResolution(
    ImmutableArray<DataType> ArgumentTypes, DataType Type, bool IsNullable, string? Error = null, string? Hint = null, int ErrorArgument = -1)
{
    public static FunctionResolution Failed(string error, string? hint = null, int argument = -1) =>
        new([], DataType.Null, true, error, hint, argument);
}
