using System.Text;
using System.Text.RegularExpressions;
using Weir.Columnar.Kernels;

namespace Weir.Columnar.Expressions;

/// <summary>LIKE on UTF-8 bytes. The usual shapes (prefix, suffix, contains, equal) are one span call a row.</summary>
internal sealed unsafe class LikeEvaluator(Evaluator operand, LikePattern pattern, bool isNegated) : Evaluator(DataType.Bool)
{
    public override Column Evaluate(EvaluationContext context, Slab target)
    {
        var column = operand.Evaluate(context, context.Scratch);
        var bits = target.Allocate(Bitmap.ByteCount(column.Length));
        Bitmap.Fill(bits, column.Length, false);
        for (var row = 0; row < column.Length; row++)
        {
            if (pattern.IsMatch(column.GetBytes(row)) != isNegated)
            {
                Bitmap.Set(bits, row);
            }
        }

        return Column.Fixed(Type, column.Length, target, bits, BitmapKernels.CopyValidity(column, target), column.NullCount);
    }
}

/// <summary>A LIKE pattern as literal runs between wildcards.</summary>
internal sealed class LikePattern
{
    // Tokens: a literal run, or one character, or any run (which are null and empty).
    private readonly List<byte[]?> _tokens = [];

    public LikePattern(string pattern, char? escape)
    {
        var literal = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == escape && i + 1 < pattern.Length)
            {
                literal.Append(pattern[++i]);
            }
            else if (c is '%' or '_')
            {
                Flush(literal);
                if (c == '_')
                {
                    _tokens.Add(null);
                }
                else if (_tokens.Count == 0 || _tokens[^1] is not [])
                {
                    _tokens.Add([]);
                }
            }
            else
            {
                literal.Append(c);
            }
        }

        Flush(literal);
    }

    public bool IsMatch(ReadOnlySpan<byte> text) => _tokens switch
    {
        [] => text.IsEmpty,
        [[]] => true,
        [{ Length: > 0 } equal] => text.SequenceEqual(equal),
        [{ Length: > 0 } prefix, []] => text.StartsWith(prefix),
        [[], { Length: > 0 } suffix] => text.EndsWith(suffix),
        [[], { Length: > 0 } inner, []] => text.IndexOf(inner) >= 0,
        _ => IsGeneralMatch(text),
    };

    // Greedy matching with one point to come back to (the last %): linear in text times pattern.
    private bool IsGeneralMatch(ReadOnlySpan<byte> text)
    {
        int token = 0, position = 0, retryToken = -1, retryPosition = 0;
        while (true)
        {
            if (token < _tokens.Count && _tokens[token] is [])
            {
                (retryToken, retryPosition) = (++token, position);
                continue;
            }

            if (token == _tokens.Count && position == text.Length)
            {
                return true;
            }

            var length = token == _tokens.Count ? -1 : MatchLength(_tokens[token], text[position..]);
            if (length >= 0)
            {
                position += length;
                token++;
                continue;
            }

            if (retryToken < 0 || retryPosition >= text.Length)
            {
                return false;
            }

            retryPosition += CharacterLength(text[retryPosition..]);
            (token, position) = (retryToken, retryPosition);
        }
    }

    private static int MatchLength(byte[]? token, ReadOnlySpan<byte> text) => token switch
    {
        null => text.IsEmpty ? -1 : CharacterLength(text),
        _ => text.StartsWith(token) ? token.Length : -1,
    };

    private static int CharacterLength(ReadOnlySpan<byte> text)
    {
        Rune.DecodeFromUtf8(text, out _, out var length);
        return length;
    }

    private void Flush(StringBuilder literal)
    {
        if (literal.Length > 0)
        {
            _tokens.Add(Encoding.UTF8.GetBytes(literal.ToString()));
            literal.Clear();
        }
    }
}

/// <summary>The <c>~</c> operators: a linear-time regular expression that matches anywhere.</summary>
internal sealed unsafe class RegexMatchEvaluator(Evaluator operand, Regex regex, bool isNegated) : Evaluator(DataType.Bool)
{
    private readonly TextDecoder _text = new();

    public override Column Evaluate(EvaluationContext context, Slab target)
    {
        var column = operand.Evaluate(context, context.Scratch);
        var bits = target.Allocate(Bitmap.ByteCount(column.Length));
        Bitmap.Fill(bits, column.Length, false);
        for (var row = 0; row < column.Length; row++)
        {
            if (column.IsValid(row) && regex.IsMatch(_text.Decode(column.GetBytes(row))) != isNegated)
            {
                Bitmap.Set(bits, row);
            }
        }

        return Column.Fixed(Type, column.Length, target, bits, BitmapKernels.CopyValidity(column, target), column.NullCount);
    }
}

/// <summary>UTF-8 to UTF-16 in one reused buffer, for the parts of the base library that only know characters.</summary>
internal sealed class TextDecoder
{
    private char[] _characters = new char[256];

    /// <returns>Valid until the next call.</returns>
    public ReadOnlySpan<char> Decode(ReadOnlySpan<byte> utf8)
    {
        if (_characters.Length < utf8.Length)
        {
            _characters = new char[Math.Max(utf8.Length, _characters.Length * 2)];
        }

        return _characters.AsSpan(0, Encoding.UTF8.GetChars(utf8, _characters));
    }
}

/// <summary>IN over constants, compared as bytes one after the other.</summary>
internal sealed unsafe class InListEvaluator : Evaluator
{
    private readonly Evaluator _operand;
    private readonly bool _isNegated;
    private readonly byte[][] _values;

    public InListEvaluator(Evaluator operand, IEnumerable<LiteralEvaluator> values, bool isNegated)
        : base(DataType.Bool)
    {
        _operand = operand;
        _isNegated = isNegated;
        _values = [.. values.Select(value => operand.Type.IsVariableWidth ? value.Bytes : FixedBytes(value))];
    }

    public override Column Evaluate(EvaluationContext context, Slab target)
    {
        var column = _operand.Evaluate(context, context.Scratch);
        var bits = target.Allocate(Bitmap.ByteCount(column.Length));
        Bitmap.Fill(bits, column.Length, false);
        var width = column.Type.ByteWidth;
        var one = stackalloc byte[sizeof(double)];
        for (var row = 0; row < column.Length; row++)
        {
            ReadOnlySpan<byte> value;
            if (column.Type.IsVariableWidth)
            {
                value = column.GetBytes(row);
            }
            else if (width == 0)
            {
                *one = column.GetBool(row) ? (byte)1 : (byte)0;
                value = new ReadOnlySpan<byte>(one, 1);
            }
            else if (column.Type.Kind == TypeKind.Float64)
            {
                *(double*)one = Same(column.Get<double>(row));
                value = new ReadOnlySpan<byte>(one, sizeof(double));
            }
            else
            {
                value = new ReadOnlySpan<byte>(column.ValuesPointer + ((long)row * width), width);
            }

            if (Contains(value) != _isNegated)
            {
                Bitmap.Set(bits, row);
            }
        }

        return Column.Fixed(Type, column.Length, target, bits, BitmapKernels.CopyValidity(column, target), column.NullCount);
    }

    private bool Contains(ReadOnlySpan<byte> value)
    {
        foreach (var candidate in _values)
        {
            if (value.SequenceEqual(candidate))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>One of the doubles that are equal: there are two zeros and many NaNs.</summary>
    private static double Same(double value) => double.IsNaN(value) ? double.NaN : value + 0.0;

    private static byte[] FixedBytes(LiteralEvaluator value) => value.Type.Kind switch
    {
        TypeKind.Bool => [value.Scalar<bool>() ? (byte)1 : (byte)0],
        TypeKind.Int32 or TypeKind.Date32 => BitConverter.GetBytes(value.Scalar<int>()),
        TypeKind.UInt64 => BitConverter.GetBytes(value.Scalar<ulong>()),
        TypeKind.Float64 => BitConverter.GetBytes(Same(value.Scalar<double>())),
        TypeKind.Decimal128 => BitConverter.GetBytes(value.Scalar<Int128>()),
        _ => BitConverter.GetBytes(value.Scalar<long>()),
    };
}
