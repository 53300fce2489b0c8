using System.Text;

namespace Weir.Sql;

/// <summary>
/// Values for the <c>${name}</c> variables of a script. A value is text: outside quotes it stands in the script as it is, inside quotes
/// its quotes are doubled so that it cannot end them. Comments are left alone. A variable without a value stays as it is: inside quotes
/// it may be an environment reference, elsewhere the lexer reports it.
/// </summary>
public sealed class ScriptVariables(IReadOnlyDictionary<string, string> values)
{
    /// <summary>No variables: the text is taken as it is.</summary>
    public static ScriptVariables None { get; } = new(new Dictionary<string, string>());

    internal ExpandedText Expand(SourceText source)
    {
        if (values.Count == 0 || !source.Text.Contains("${", StringComparison.Ordinal))
        {
            return new ExpandedText(source);
        }

        var scan = new Scan(source.Text, values);
        scan.Run();
        return new ExpandedText(source, scan.Output.ToString(), scan.Pieces);
    }

    /// <summary>One pass over the text that knows only comments, quotes and variables.</summary>
    private sealed class Scan(string text, IReadOnlyDictionary<string, string> values)
    {
        private int _position;

        public StringBuilder Output { get; } = new();

        public List<ExpandedText.Piece> Pieces { get; } = [];

        public void Run()
        {
            while (_position < text.Length)
            {
                if (At("--"))
                {
                    var end = text.AsSpan(_position).IndexOfAny('\n', '\r');
                    CopyTo(end < 0 ? text.Length : _position + end);
                }
                else if (At("/*"))
                {
                    CopyBlockComment();
                }
                else if (text[_position] is '\'' or '"')
                {
                    CopyQuoted(text[_position]);
                }
                else if (!TryReplace(quote: '\0', doublesBackslash: false))
                {
                    CopyTo(_position + 1);
                }
            }
        }

        private bool At(string mark) => string.CompareOrdinal(text, _position, mark, 0, mark.Length) == 0;

        private void CopyTo(int end)
        {
            Output.Append(text, _position, end - _position);
            _position = end;
        }

        private void CopyBlockComment()
        {
            var depth = 0;
            do
            {
                if (At("/*"))
                {
                    depth++;
                    CopyTo(_position + 2);
                }
                else if (At("*/"))
                {
                    depth--;
                    CopyTo(_position + 2);
                }
                else
                {
                    CopyTo(_position + 1);
                }
            }
            while (depth > 0 && _position < text.Length);
        }

        private void CopyQuoted(char quote)
        {
            var isEscapeString = quote == '\'' && _position > 0 && text[_position - 1] is 'e' or 'E'
                && (_position == 1 || !Lexer.IsWordPart(text[_position - 2]));
            CopyTo(_position + 1);
            while (_position < text.Length)
            {
                if (text[_position] == quote)
                {
                    CopyTo(_position + 1);
                    return;
                }

                if (isEscapeString && text[_position] == '\\')
                {
                    CopyTo(Math.Min(_position + 2, text.Length));
                }
                else if (!TryReplace(quote, isEscapeString))
                {
                    CopyTo(_position + 1);
                }
            }
        }

        private bool TryReplace(char quote, bool doublesBackslash)
        {
            if (!At("${"))
            {
                return false;
            }

            var close = text.IndexOf('}', _position, Math.Min(Lexer.VariableLengthMax, text.Length - _position));
            if (close < 0 || !values.TryGetValue(text[(_position + 2)..close], out var value))
            {
                return false;
            }

            if (quote != '\0')
            {
                value = value.Replace(quote.ToString(), $"{quote}{quote}", StringComparison.Ordinal);
                value = doublesBackslash ? value.Replace("\\", "\\\\", StringComparison.Ordinal) : value;
            }

            Pieces.Add(new ExpandedText.Piece(Output.Length, value.Length, TextSpan.FromBounds(_position, close + 1)));
            Output.Append(value);
            _position = close + 1;
            return true;
        }
    }
}
