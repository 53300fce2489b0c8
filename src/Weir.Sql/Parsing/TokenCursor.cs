using Weir.Sql.Syntax;

namespace Weir.Sql;

/// <summary>
/// The tokens, a position in them, and the way out of errors. The first error of a statement is reported; from then on
/// <see cref="Current"/> is the end of the input, so that every parsing loop stops by itself, until <see cref="Recover"/>.
/// </summary>
internal sealed class TokenCursor(ExpandedText expanded, IReadOnlyList<Token> tokens, List<Diagnostic> diagnostics)
{
    /// <summary>How deep expressions, queries, types and parentheses may stand inside each other.</summary>
    public const int NestingMax = 200;

    /// <summary>How high the tree may grow, long chains of operators included.</summary>
    public const int HeightMax = 600;

    private int _position;
    private int _nesting;

    /// <summary>A closing angle bracket that was the first half of a <c>&gt;&gt;</c> token is taken.</summary>
    private bool _isHalfShift;

    public bool HasFailed { get; private set; }

    /// <summary>The next token; after an error the end of the input.</summary>
    public Token Current => HasFailed ? tokens[^1] : tokens[_position];

    public bool IsAtEnd => Current.Kind == TokenKind.End;

    /// <summary>Where the current token begins; give it to <see cref="SpanFrom"/> when the node is complete.</summary>
    public int Start => tokens[_position].Start;

    public Token Peek(int distance) => HasFailed ? tokens[^1] : tokens[Math.Min(_position + distance, tokens.Count - 1)];

    public ReadOnlySpan<char> TextOf(Token token) => expanded.Text.AsSpan(token.Start, token.Length);

    public TextSpan SpanOf(Token token) => expanded.ToOriginal(token.Start, token.End);

    /// <summary>From a remembered start to the end of the last token taken.</summary>
    public TextSpan SpanFrom(int start) => expanded.ToOriginal(start, Math.Max(start, PreviousEnd));

    public string TextFrom(int start) => expanded.Text[start..Math.Max(start, PreviousEnd)];

    private int PreviousEnd => _isHalfShift ? tokens[_position].Start + 1 : _position == 0 ? 0 : tokens[_position - 1].End;

    public Token Take()
    {
        var token = Current;
        if (token.Kind == TokenKind.Bad)
        {
            // Already reported by the lexer.
            HasFailed = true;
        }
        else if (token.Kind != TokenKind.End)
        {
            _position++;
        }

        return token;
    }

    public bool Is(TokenKind kind) => Current.Kind == kind;

    public bool IsWord(string word) => IsWord(Current, word);

    public bool IsWord(Token token, string word) =>
        token.Kind == TokenKind.Word && TextOf(token).Equals(word, StringComparison.OrdinalIgnoreCase);

    public bool AreWords(string first, string second) => IsWord(first) && IsWord(Peek(1), second);

    public bool TryTake(TokenKind kind)
    {
        if (!Is(kind))
        {
            return false;
        }

        Take();
        return true;
    }

    public bool TryTakeWord(string word)
    {
        if (!IsWord(word))
        {
            return false;
        }

        Take();
        return true;
    }

    public bool TryTakeWords(string first, string second)
    {
        if (!AreWords(first, second))
        {
            return false;
        }

        Take();
        Take();
        return true;
    }

    public void Expect(TokenKind kind, string expected)
    {
        if (!TryTake(kind))
        {
            FailExpected(expected);
        }
    }

    public void ExpectWord(string word)
    {
        if (!TryTakeWord(word))
        {
            FailExpected(word.ToUpperInvariant());
        }
    }

    /// <summary>Takes one <c>&gt;</c>, which may be half of a <c>&gt;&gt;</c>.</summary>
    public void ExpectCloseAngle()
    {
        if (Is(TokenKind.ShiftRight) && !_isHalfShift)
        {
            _isHalfShift = true;
        }
        else if (Is(TokenKind.ShiftRight) || Is(TokenKind.Greater))
        {
            _isHalfShift = false;
            Take();
        }
        else
        {
            FailExpected("\">\"");
        }
    }

    /// <summary>Enters one more level of nesting; false, and failed, when there are too many. Always paired with <see cref="Leave"/>.</summary>
    public bool Enter()
    {
        if (++_nesting > NestingMax)
        {
            Fail(DiagnosticCodes.TooDeep, $"the statement is nested more than {NestingMax} levels deep", SpanOf(Current), "split it into views");
        }

        return !HasFailed;
    }

    public void Leave() => _nesting--;

    /// <summary>Finishes a node: all nodes pass here, so that no tree grows too high to walk.</summary>
    public T Node<T>(T node)
        where T : SyntaxNode
    {
        var height = 0;
        foreach (var child in node.Children)
        {
            height = Math.Max(height, child.Height);
        }

        node.Height = height + 1;
        if (node.Height > HeightMax)
        {
            var hint = "group parts of it in parentheses, use IN for many values, or split it into views";
            Fail(DiagnosticCodes.TooDeep, $"more than {HeightMax} operators follow each other", node.Span, hint);
        }

        return node;
    }

    public void FailExpected(string expected, string? hint = null) =>
        Fail(DiagnosticCodes.UnexpectedText, $"expected {expected}, found {Describe(Current)}", SpanOf(Current), hint ?? HintForComma());

    /// <summary>What to do where a list goes on behind a comma and nothing follows; null elsewhere.</summary>
    public string? HintForComma()
    {
        var endsList = Current.Kind is TokenKind.Comma or TokenKind.CloseParen or TokenKind.CloseBracket or TokenKind.Semicolon or TokenKind.End
            || (Current.Kind == TokenKind.Word && ReservedWords.IsReserved(TextOf(Current)));
        return endsList && _position > 0 && tokens[_position - 1].Kind == TokenKind.Comma ? "take out the comma before it" : null;
    }

    public void Fail(DiagnosticCode code, string message, TextSpan span, string? hint) =>
        Fail(Diagnostic.Error(DiagnosticKind.Syntax, code, message, span, hint));

    public void Fail(Diagnostic diagnostic)
    {
        if (!HasFailed)
        {
            if (!Is(TokenKind.Bad) || diagnostic.Code != DiagnosticCodes.UnexpectedText)
            {
                diagnostics.Add(diagnostic);
            }

            HasFailed = true;
        }
    }

    /// <summary>Goes on behind the next semicolon, or at the end.</summary>
    public void Recover()
    {
        HasFailed = false;
        _isHalfShift = false;
        _nesting = 0;
        while (!IsAtEnd && tokens[_position++].Kind != TokenKind.Semicolon)
        {
        }
    }

    private string Describe(Token token)
    {
        if (token.Kind == TokenKind.End)
        {
            return "the end of the script";
        }

        var text = TextOf(token);
        var shown = text.Length <= 40 ? text.ToString() : $"{text[..40]}…";
        return token.Kind is TokenKind.String or TokenKind.QuotedName ? shown.ReplaceLineEndings(" ") : $"\"{shown}\"";
    }
}
