namespace Weir.Sql;

/// <summary>Cuts the text into tokens. Each character is looked at a bounded number of times; nothing is copied.</summary>
internal sealed class Lexer(ExpandedText expanded, List<Diagnostic> diagnostics)
{
    // Longest first, so that the first match is the right one.
    private static readonly (string Text, TokenKind Kind)[] Operators =
    [
        ("!~~*", TokenKind.NotLikeMatchNoCase),
        ("->>", TokenKind.LongArrow), ("<=>", TokenKind.NullSafeEqual), ("~~*", TokenKind.LikeMatchNoCase),
        ("!~~", TokenKind.NotLikeMatch), ("!~*", TokenKind.NotMatchNoCase),
        ("::", TokenKind.DoubleColon), ("->", TokenKind.Arrow), ("||", TokenKind.Concat), ("<<", TokenKind.ShiftLeft),
        (">>", TokenKind.ShiftRight), ("@>", TokenKind.ContainsRight), ("<@", TokenKind.ContainsLeft), ("==", TokenKind.Equal),
        ("<>", TokenKind.NotEqual), ("!=", TokenKind.NotEqual), ("<=", TokenKind.LessOrEqual), (">=", TokenKind.GreaterOrEqual),
        ("~~", TokenKind.LikeMatch), ("~*", TokenKind.MatchNoCase), ("!~", TokenKind.NotMatch),
        (",", TokenKind.Comma), (";", TokenKind.Semicolon), (".", TokenKind.Dot), (":", TokenKind.Colon), ("(", TokenKind.OpenParen),
        (")", TokenKind.CloseParen), ("[", TokenKind.OpenBracket), ("]", TokenKind.CloseBracket), ("^", TokenKind.Caret),
        ("*", TokenKind.Star), ("/", TokenKind.Slash), ("%", TokenKind.Percent), ("+", TokenKind.Plus), ("-", TokenKind.Minus),
        ("?", TokenKind.Question), ("#", TokenKind.Hash), ("&", TokenKind.Ampersand), ("|", TokenKind.Bar), ("~", TokenKind.Match),
        ("=", TokenKind.Equal), ("<", TokenKind.Less), (">", TokenKind.Greater),
    ];

    /// <summary>How far the end of a <c>${name}</c> is looked for.</summary>
    internal const int VariableLengthMax = 200;

    private readonly string _text = expanded.Text;
    private int _position;

    public List<Token> Tokenize()
    {
        var tokens = new List<Token>((_text.Length / 5) + 1);
        do
        {
            SkipBlanks();
            tokens.Add(Next());
        }
        while (tokens[^1].Kind != TokenKind.End);
        return tokens;
    }

    internal static bool IsWordStart(char c) => char.IsLetter(c) || c == '_';

    internal static bool IsWordPart(char c) => char.IsLetterOrDigit(c) || c == '_';

    private char At(int offset) => _position + offset < _text.Length ? _text[_position + offset] : '\0';

    private void SkipBlanks()
    {
        while (_position < _text.Length)
        {
            if (char.IsWhiteSpace(_text[_position]) || _text[_position] == '\uFEFF')
            {
                _position++;
            }
            else if (At(0) == '-' && At(1) == '-')
            {
                var end = _text.AsSpan(_position).IndexOfAny('\n', '\r');
                _position = end < 0 ? _text.Length : _position + end;
            }
            else if (At(0) == '/' && At(1) == '*')
            {
                SkipBlockComment();
            }
            else
            {
                return;
            }
        }
    }

    private void SkipBlockComment()
    {
        var start = _position;
        var depth = 0;
        do
        {
            if (At(0) == '/' && At(1) == '*')
            {
                depth++;
                _position += 2;
            }
            else if (At(0) == '*' && At(1) == '/')
            {
                depth--;
                _position += 2;
            }
            else
            {
                _position++;
            }
        }
        while (depth > 0 && _position < _text.Length);

        if (depth > 0)
        {
            Report(DiagnosticCodes.NotClosed, "the comment is not closed", start, start + 2, "end it with */; each /* inside it needs its own");
        }
    }

    private Token Next()
    {
        if (_position >= _text.Length)
        {
            return new Token(TokenKind.End, _text.Length, _text.Length);
        }

        var first = _text[_position];
        return first switch
        {
            '\'' => Quoted(_position, '\'', TokenKind.String),
            '"' => Quoted(_position, '"', TokenKind.QuotedName),
            'e' or 'E' when At(1) == '\'' => Prefixed(1, TokenKind.EscapeString),
            'x' or 'X' when At(1) == '\'' => Prefixed(1, TokenKind.BinaryString),
            'u' or 'U' when At(1) == '&' && At(2) == '\'' => Prefixed(2, TokenKind.UnicodeString),
            _ when char.IsAsciiDigit(first) || (first == '.' && char.IsAsciiDigit(At(1))) => Number(),
            _ when IsWordStart(first) => Word(),
            _ => Operator(),
        };
    }

    private Token Prefixed(int prefixLength, TokenKind kind)
    {
        var start = _position;
        _position += prefixLength;
        return Quoted(start, '\'', kind);
    }

    private Token Quoted(int start, char quote, TokenKind kind)
    {
        _position++;
        while (_position < _text.Length)
        {
            if (_text[_position] == '\\' && kind == TokenKind.EscapeString)
            {
                _position = Math.Min(_position + 2, _text.Length);
            }
            else if (_text[_position] != quote)
            {
                _position++;
            }
            else if (At(1) == quote)
            {
                _position += 2;
            }
            else
            {
                _position++;
                if (kind == TokenKind.QuotedName && _position - start == 2)
                {
                    return Bad(DiagnosticCodes.UnexpectedText, "a quoted name cannot be empty", start, _position, "write the name between the double quotes");
                }

                return new Token(kind, start, _position);
            }
        }

        // Only the first line is marked: the rest of the script was probably not meant.
        var lineEnd = _text.AsSpan(start).IndexOfAny('\n', '\r');
        var what = quote == '"' ? "the quoted name" : "the string";
        var hint = quote == '"' ? "end it with a double quote" : "end it with a single quote; a quote inside it is written twice";
        return Bad(DiagnosticCodes.NotClosed, $"{what} is not closed", start, lineEnd < 0 ? _text.Length : start + lineEnd, hint);
    }

    private Token Word()
    {
        var start = _position;
        while (_position < _text.Length && IsWordPart(_text[_position]))
        {
            _position++;
        }

        return new Token(TokenKind.Word, start, _position);
    }

    private Token Number()
    {
        var start = _position;
        SkipDigits();
        if (At(0) == '.' && At(1) != '.')
        {
            _position++;
            SkipDigits();
        }

        if (At(0) is 'e' or 'E' && (char.IsAsciiDigit(At(1)) || (At(1) is '+' or '-' && char.IsAsciiDigit(At(2)))))
        {
            _position += 2;
            SkipDigits();
        }

        if (_position < _text.Length && IsWordPart(_text[_position]))
        {
            while (_position < _text.Length && IsWordPart(_text[_position]))
            {
                _position++;
            }

            var text = _text[start..Math.Min(_position, start + 40)];
            return Bad(DiagnosticCodes.MalformedNumber, $"\"{text}\" is not a number", start, _position, "put a space behind the number, or quote the name");
        }

        return new Token(TokenKind.Number, start, _position);
    }

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(At(0)) || (At(0) == '_' && char.IsAsciiDigit(At(1))))
        {
            _position++;
        }
    }

    private Token Operator()
    {
        var rest = _text.AsSpan(_position);
        foreach (var (text, kind) in Operators)
        {
            if (rest.StartsWith(text, StringComparison.Ordinal))
            {
                _position += text.Length;
                return new Token(kind, _position - text.Length, _position);
            }
        }

        return Unknown(rest);
    }

    private Token Unknown(ReadOnlySpan<char> rest)
    {
        var start = _position;
        if (rest.StartsWith("${", StringComparison.Ordinal) && rest[..Math.Min(rest.Length, VariableLengthMax)].IndexOf('}') is > 2 and var close)
        {
            _position += close + 1;
            var name = rest[2..close].ToString();
            return Bad(DiagnosticCodes.UnknownVariable, $"the variable \"{name}\" has no value", start, _position, $"give it one with --set {name}=…");
        }

        if (rest[0] == '`')
        {
            var end = rest[1..Math.Min(rest.Length, VariableLengthMax)].IndexOfAny('`', '\n', '\r');
            _position += end >= 0 && rest[end + 1] == '`' ? end + 2 : 1;
            return Bad(DiagnosticCodes.StrayCharacter, "\"`\" does not quote a name", start, _position, "write names in double quotes");
        }

        _position += char.IsHighSurrogate(rest[0]) && rest.Length > 1 && char.IsLowSurrogate(rest[1]) ? 2 : 1;

        var shown = char.IsControl(rest[0]) || char.IsSurrogate(rest[0])
            ? $"the character U+{(rest.Length > 1 && _position - start == 2 ? char.ConvertToUtf32(rest[0], rest[1]) : rest[0]):X4}"
            : $"\"{rest[0]}\"";
        return Bad(DiagnosticCodes.StrayCharacter, $"{shown} has no meaning here", start, _position, "remove it, or put it in quotes");
    }

    private Token Bad(DiagnosticCode code, string message, int start, int end, string hint)
    {
        Report(code, message, start, end, hint);
        return new Token(TokenKind.Bad, start, _position);
    }

    private void Report(DiagnosticCode code, string message, int start, int end, string hint) =>
        diagnostics.Add(Diagnostic.Error(DiagnosticKind.Syntax, code, message, expanded.ToOriginal(start, end), hint));
}
