using System.Collections.Immutable;
using Weir.Columnar.Expressions;
using Weir.Columnar.Kernels;

namespace Weir.Columnar.Functions;

/// <summary>
/// A function with fixed argument types that is NULL where an argument is, given by a kernel for one row; the kernel is a type, so that
/// the loop around it is specialised.
/// </summary>
internal abstract class KernelFunction(string name, string[] aliases, DataType[] arguments, DataType result, int optional) : ScalarFunction
{
    public override string Name => name;

    public override ImmutableArray<string> Aliases => [.. aliases];

    public override FunctionResolution Resolve(ImmutableArray<Expression> given)
    {
        if (given.Length > arguments.Length || given.Length < arguments.Length - optional)
        {
            var counts = optional == 0 ? $"{arguments.Length}" : $"{arguments.Length - optional} to {arguments.Length}";
            return FunctionResolution.Failed(
                $"function \"{name}\" takes {counts} argument{(arguments.Length == 1 ? "" : "s")}, not {given.Length}",
                $"write {name}({string.Join(", ", arguments.Select(type => type.ToString()))})");
        }

        for (var i = 0; i < given.Length; i++)
        {
            if (!Casts.IsPossible(given[i].Type, arguments[i]) || (arguments[i].IsNumeric && given[i].Type.IsText))
            {
                return FunctionResolution.Failed(
                    $"argument {i + 1} of function \"{name}\" must be {arguments[i]}, not {given[i].Type}", $"cast it: CAST(… AS {arguments[i]})", i);
            }
        }

        return new FunctionResolution([.. arguments.Take(given.Length)], result, IsNullable(given));
    }

    protected virtual bool IsNullable(ImmutableArray<Expression> given) => given.Any(argument => argument.IsNullable);
}

/// <summary>Writes one row's text.</summary>
internal interface ITextKernel
{
    /// <summary>Appends the result to the writer, without ending the row; false makes the row NULL. No argument is NULL.</summary>
    static abstract bool TryWrite(ReadOnlySpan<Column> arguments, int row, ref TextColumnWriter writer);
}

/// <summary>Computes one row's fixed-width value.</summary>
internal interface IValueKernel<T>
{
    /// <summary>False makes the row NULL. No argument is NULL.</summary>
    static abstract bool TryCompute(ReadOnlySpan<Column> arguments, int row, out T value);
}

internal sealed class TextFunction<TKernel>(string name, string[] aliases, DataType[] arguments, int optional = 0, bool isNullable = false, DataType? result = null)
    : KernelFunction(name, aliases, arguments, result ?? DataType.Utf8, optional)
    where TKernel : struct, ITextKernel
{
    internal override Evaluator Compile(CallExpression call, ImmutableArray<Evaluator> arguments) =>
        new TextFunctionEvaluator<TKernel>(call.Type, [.. arguments]);

    protected override bool IsNullable(ImmutableArray<Expression> given) => isNullable || base.IsNullable(given);
}

internal sealed class ValueFunction<T, TKernel>(string name, string[] aliases, DataType[] arguments, DataType result, int optional = 0, bool isNullable = false)
    : KernelFunction(name, aliases, arguments, result, optional)
    where T : unmanaged
    where TKernel : struct, IValueKernel<T>
{
    internal override Evaluator Compile(CallExpression call, ImmutableArray<Evaluator> arguments) =>
        new ValueFunctionEvaluator<T, TKernel>(call.Type, [.. arguments]);

    protected override bool IsNullable(ImmutableArray<Expression> given) => isNullable || base.IsNullable(given);
}

internal sealed class BoolFunction<TKernel>(string name, string[] aliases, DataType[] arguments, bool neverNull = false)
    : KernelFunction(name, aliases, arguments, DataType.Bool, 0)
    where TKernel : struct, IValueKernel<bool>
{
    internal override Evaluator Compile(CallExpression call, ImmutableArray<Evaluator> arguments) =>
        new BoolFunctionEvaluator<TKernel>([.. arguments], neverNull);

    protected override bool IsNullable(ImmutableArray<Expression> given) => !neverNull && base.IsNullable(given);
}

internal abstract class FunctionEvaluator(DataType type, Evaluator[] arguments) : Evaluator(type)
{
    private readonly Column[] _columns = new Column[arguments.Length];

    /// <summary>The argument columns, and where one of them is NULL.</summary>
    protected unsafe ReadOnlySpan<Column> Arguments(EvaluationContext context, Slab target, out byte* validity, out int nullCount)
    {
        validity = null;
        nullCount = 0;
        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i] = arguments[i].Evaluate(context, context.Scratch);
            if (!_columns[i].HasNulls)
            {
                continue;
            }

            if (validity is null)
            {
                validity = BitmapKernels.CopyValidity(_columns[i], target);
                continue;
            }

            var words = (ulong*)validity;
            for (var word = 0; word < Bitmap.WordCount(context.RowCount); word++)
            {
                words[word] &= ((ulong*)_columns[i].Validity)[word];
            }
        }

        nullCount = validity is null ? 0 : context.RowCount - Bitmap.CountSet(validity, context.RowCount);
        return _columns;
    }
}

internal sealed unsafe class TextFunctionEvaluator<TKernel>(DataType type, Evaluator[] arguments) : FunctionEvaluator(type, arguments)
    where TKernel : struct, ITextKernel
{
    public override Column Evaluate(EvaluationContext context, Slab target)
    {
        var columns = Arguments(context, context.Scratch, out var validity, out _);
        var rows = context.RowCount;
        var hint = columns.Length > 0 && columns[0].Type.IsVariableWidth ? columns[0].Offsets[rows] + 64 : rows * 16;
        var writer = new TextColumnWriter(target, rows, hint);
        for (var row = 0; row < rows; row++)
        {
            if ((validity is null || Bitmap.Get(validity, row)) && TKernel.TryWrite(columns, row, ref writer))
            {
                writer.EndRow();
            }
            else
            {
                writer.EndNull();
            }
        }

        return writer.Finish(Type);
    }
}

internal sealed unsafe class ValueFunctionEvaluator<T, TKernel>(DataType type, Evaluator[] arguments) : FunctionEvaluator(type, arguments)
    where T : unmanaged
    where TKernel : struct, IValueKernel<T>
{
    public override Column Evaluate(EvaluationContext context, Slab target)
    {
        var columns = Arguments(context, target, out var validity, out var nullCount);
        var rows = context.RowCount;
        var values = target.Allocate<T>(rows);
        for (var row = 0; row < rows; row++)
        {
            values[row] = default;
            if ((validity is not null && !Bitmap.Get(validity, row)) || TKernel.TryCompute(columns, row, out values[row]))
            {
                continue;
            }

            values[row] = default;
            if (validity is null)
            {
                validity = target.Allocate(Bitmap.ByteCount(rows));
                Bitmap.Fill(validity, rows, true);
            }

            Bitmap.Clear(validity, row);
            nullCount++;
        }

        return Column.Fixed(Type, rows, target, (byte*)values, validity, nullCount);
    }
}

internal sealed unsafe class BoolFunctionEvaluator<TKernel>(Evaluator[] arguments, bool neverNull) : FunctionEvaluator(DataType.Bool, arguments)
    where TKernel : struct, IValueKernel<bool>
{
    public override Column Evaluate(EvaluationContext context, Slab target)
    {
        var columns = Arguments(context, target, out var validity, out var nullCount);
        var rows = context.RowCount;
        var bits = target.Allocate(Bitmap.ByteCount(rows));
        Bitmap.Fill(bits, rows, false);
        for (var row = 0; row < rows; row++)
        {
            if ((validity is null || Bitmap.Get(validity, row)) && TKernel.TryCompute(columns, row, out var value) && value)
            {
                Bitmap.Set(bits, row);
            }
        }

        return neverNull ? Column.Fixed(Type, rows, target, bits, null, 0) : Column.Fixed(Type, rows, target, bits, validity, nullCount);
    }
}
