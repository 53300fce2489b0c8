using System.Collections.Immutable;
using System.Text.Json;
using Weir.Columnar.Expressions;
using Weir.Columnar.Kernels;

namespace Weir.Columnar.Functions;

/// <summary>What a JSON function makes of the value its path leads to.</summary>
internal enum JsonResult
{
    /// <summary>json_get and the arrow: the value as JSON text; NULL for null and missing.</summary>
    Any,

    /// <summary>What a cast to an integer reads: as <see cref="Text"/>, but a number without its fraction and exponent.</summary>
    Whole,

    /// <summary>json_as_text: strings without quotes, others as JSON; NULL for null and missing.</summary>
    Text,

    /// <summary>json_get_json: the value as JSON text; NULL when it is missing.</summary>
    Json,
    String,
    Integer,
    Float,
    Bool,

    /// <summary>json_contains: whether the path leads anywhere.</summary>
    Exists,

    /// <summary>json_length: the elements of an array or the members of an object.</summary>
    Length,
}

/// <summary>
/// The json_ functions: a text and a path of keys and 0-based indices, with one answer. Invalid JSON is NULL, never an error. Of equal keys
/// of one object the last counts.
/// </summary>
internal sealed class JsonFunction(string name, JsonResult result, params string[] aliases) : ScalarFunction
{
    public override string Name => name;

    public override ImmutableArray<string> Aliases => [.. aliases];

    public override FunctionResolution Resolve(ImmutableArray<Expression> arguments)
    {
        if (arguments.IsEmpty || (result is JsonResult.Any or JsonResult.Exists && arguments.Length < 2))
        {
            return FunctionResolution.Failed($"function \"{name}\" takes a JSON text and a path");
        }

        if (!arguments[0].Type.IsText && arguments[0].Type.Kind != TypeKind.Null)
        {
            return FunctionResolution.Failed($"\"{name}\" reads TEXT or JSON, not {arguments[0].Type}", argument: 0);
        }

        var types = ImmutableArray.CreateBuilder<DataType>();
        types.Add(arguments[0].Type.IsText ? arguments[0].Type : DataType.Utf8);
        for (var i = 1; i < arguments.Length; i++)
        {
            if (!arguments[i].Type.IsText && !arguments[i].Type.IsInteger)
            {
                return FunctionResolution.Failed($"a path element must be a key or an index, not {arguments[i].Type}", argument: i);
            }

            types.Add(arguments[i].Type.IsText ? DataType.Utf8 : DataType.Int64);
        }

        return new FunctionResolution(types.ToImmutable(), ResultType, result is not JsonResult.Exists);
    }

    internal override Evaluator Compile(CallExpression call, ImmutableArray<Evaluator> arguments) => result switch
    {
        JsonResult.Any or JsonResult.Text or JsonResult.Whole or JsonResult.Json or JsonResult.String => new TextEvaluator(ResultType, [.. arguments], result),
        _ => new ValueEvaluator(ResultType, [.. arguments], result),
    };

    private DataType ResultType => result switch
    {
        JsonResult.Any or JsonResult.Json => DataType.Json,
        JsonResult.Text or JsonResult.Whole or JsonResult.String => DataType.Utf8,
        JsonResult.Integer => DataType.Int64,
        JsonResult.Float => DataType.Float64,
        JsonResult.Length => DataType.UInt64,
        _ => DataType.Bool,
    };

    /// <summary>Moves to the end of the value the reader stands on; false when the text ends before its value does.</summary>
    private static bool TrySkip(ref Utf8JsonReader reader)
    {
        try
        {
            reader.Skip();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private sealed class TextEvaluator(DataType type, Evaluator[] arguments, JsonResult result) : FunctionEvaluator(type, arguments)
    {
        public override unsafe Column Evaluate(EvaluationContext context, Slab target)
        {
            var columns = Arguments(context, context.Scratch, out var validity, out _);
            var writer = new TextColumnWriter(target, context.RowCount, context.RowCount * 16);
            for (var row = 0; row < context.RowCount; row++)
            {
                if ((validity is null || Bitmap.Get(validity, row)) && TryWrite(columns, row, ref writer))
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

        private bool TryWrite(ReadOnlySpan<Column> columns, int row, ref TextColumnWriter writer)
        {
            var text = columns[0].GetBytes(row);
            var reader = new Utf8JsonReader(text, JsonPath.Options);
            if (!JsonPath.TrySeek(ref reader, text, columns, row))
            {
                return false;
            }

            if (reader.TokenType == JsonTokenType.String && result is JsonResult.Text or JsonResult.Whole or JsonResult.String)
            {
                var room = writer.Reserve(reader.ValueSpan.Length);
                if (!reader.ValueIsEscaped)
                {
                    reader.ValueSpan.CopyTo(room);
                    writer.Advance(reader.ValueSpan.Length);
                    return true;
                }

                try
                {
                    writer.Advance(reader.CopyString(room));
                    return true;
                }
                catch (InvalidOperationException)
                {
                    // A lone surrogate has no UTF-8 form.
                    return false;
                }
            }

            var start = (int)reader.TokenStartIndex;
            if (result == JsonResult.String || (result != JsonResult.Json && reader.TokenType == JsonTokenType.Null)
                || !TrySkip(ref reader))
            {
                return false;
            }

            var value = text[start..(int)reader.BytesConsumed];
            if (result == JsonResult.Whole && reader.TokenType == JsonTokenType.Number && value.IndexOfAny(".eE"u8) >= 0)
            {
                WriteWhole(value, ref writer);
            }
            else
            {
                writer.Append(value);
            }

            return true;
        }

        /// <summary>A number without its fraction; what is larger than every integer stays as it is, for the cast to refuse.</summary>
        private static void WriteWhole(ReadOnlySpan<byte> number, ref TextColumnWriter writer)
        {
            const int FractionMax = 18;
            if (DecimalText.TryParse(number, DecimalRules.PrecisionMax, FractionMax, out var unscaled))
            {
                writer.Advance(DecimalText.Format(unscaled / DecimalText.PowerOfTen(FractionMax), 0, writer.Reserve(64)));
            }
            else
            {
                writer.Append(number);
            }
        }
    }

    private sealed unsafe class ValueEvaluator(DataType type, Evaluator[] arguments, JsonResult result) : FunctionEvaluator(type, arguments)
    {
        private readonly JsonMembers _members = new();

        public override Column Evaluate(EvaluationContext context, Slab target)
        {
            var columns = Arguments(context, context.Scratch, out var given, out _);
            var rows = context.RowCount;
            var validity = target.Allocate(Bitmap.ByteCount(rows));
            Bitmap.Fill(validity, rows, true);
            var nullCount = 0;
            var values = target.Allocate<long>(rows + 1);
            new Span<long>(values, rows + 1).Clear();
            for (var row = 0; row < rows; row++)
            {
                long bits = 0;
                var has = (given is null || Bitmap.Get(given, row)) && TryCompute(columns, row, out bits);
                if (result is JsonResult.Exists or JsonResult.Bool)
                {
                    if (has && bits != 0)
                    {
                        Bitmap.Set((byte*)values, row);
                    }
                }
                else
                {
                    values[row] = has ? bits : 0;
                }

                if (!has && result != JsonResult.Exists)
                {
                    Bitmap.Clear(validity, row);
                    nullCount++;
                }
            }

            return Column.Fixed(Type, rows, target, (byte*)values, validity, nullCount);
        }

        private bool TryCompute(ReadOnlySpan<Column> columns, int row, out long bits)
        {
            bits = 0;
            var text = columns[0].GetBytes(row);
            var reader = new Utf8JsonReader(text, JsonPath.Options);
            if (!JsonPath.TrySeek(ref reader, text, columns, row))
            {
                return false;
            }

            switch (result)
            {
                case JsonResult.Exists:
                    bits = 1;
                    return true;
                case JsonResult.Bool:
                    bits = reader.TokenType == JsonTokenType.True ? 1 : 0;
                    return reader.TokenType is JsonTokenType.True or JsonTokenType.False;
                case JsonResult.Integer:
                    return reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out bits);
                case JsonResult.Float:
                    if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDouble(out var number))
                    {
                        return false;
                    }

                    bits = BitConverter.DoubleToInt64Bits(number);
                    return true;
                default:
                    return _members.TryCount(ref reader, out bits);
            }
        }
    }
}
