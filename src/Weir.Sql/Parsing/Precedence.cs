using Weir.Sql.Syntax;

namespace Weir.Sql;

/// <summary>How strongly operators bind; JSON arrows bind weaker than arithmetic and <c>::</c>, and stronger than comparisons.</summary>
internal static class Precedence
{
    public const int None = 0;
    public const int Or = 10;
    public const int And = 20;
    public const int Not = 30;
    public const int Is = 40;
    public const int Comparison = 50;
    public const int Like = 60;
    public const int Other = 70;
    public const int Xor = 75;
    public const int Sum = 80;
    public const int Product = 90;
    public const int Power = 100;
    public const int AtTimeZone = 110;
    public const int Collate = 120;
    public const int Subscript = 130;
    public const int DoubleColon = 140;
    public const int Dot = 200;

    private static readonly Dictionary<TokenKind, (BinaryOperator Operator, int Precedence)> Binary = new()
    {
        [TokenKind.Equal] = (BinaryOperator.Equal, Comparison),
        [TokenKind.NotEqual] = (BinaryOperator.NotEqual, Comparison),
        [TokenKind.Less] = (BinaryOperator.Less, Comparison),
        [TokenKind.LessOrEqual] = (BinaryOperator.LessOrEqual, Comparison),
        [TokenKind.Greater] = (BinaryOperator.Greater, Comparison),
        [TokenKind.GreaterOrEqual] = (BinaryOperator.GreaterOrEqual, Comparison),
        [TokenKind.NullSafeEqual] = (BinaryOperator.NullSafeEqual, Comparison),
        [TokenKind.Match] = (BinaryOperator.Match, Other),
        [TokenKind.MatchNoCase] = (BinaryOperator.MatchNoCase, Other),
        [TokenKind.NotMatch] = (BinaryOperator.NotMatch, Other),
        [TokenKind.NotMatchNoCase] = (BinaryOperator.NotMatchNoCase, Other),
        [TokenKind.LikeMatch] = (BinaryOperator.LikeMatch, Other),
        [TokenKind.LikeMatchNoCase] = (BinaryOperator.LikeMatchNoCase, Other),
        [TokenKind.NotLikeMatch] = (BinaryOperator.NotLikeMatch, Other),
        [TokenKind.NotLikeMatchNoCase] = (BinaryOperator.NotLikeMatchNoCase, Other),
        [TokenKind.Arrow] = (BinaryOperator.Arrow, Other),
        [TokenKind.LongArrow] = (BinaryOperator.LongArrow, Other),
        [TokenKind.Question] = (BinaryOperator.HasKey, Other),
        [TokenKind.Concat] = (BinaryOperator.Concat, Other),
        [TokenKind.Hash] = (BinaryOperator.BitXor, Other),
        [TokenKind.Ampersand] = (BinaryOperator.BitAnd, Other),
        [TokenKind.Bar] = (BinaryOperator.BitOr, Other),
        [TokenKind.ShiftLeft] = (BinaryOperator.ShiftLeft, Other),
        [TokenKind.ShiftRight] = (BinaryOperator.ShiftRight, Other),
        [TokenKind.ContainsRight] = (BinaryOperator.ContainsRight, Other),
        [TokenKind.ContainsLeft] = (BinaryOperator.ContainsLeft, Other),
        [TokenKind.Plus] = (BinaryOperator.Add, Sum),
        [TokenKind.Minus] = (BinaryOperator.Subtract, Sum),
        [TokenKind.Star] = (BinaryOperator.Multiply, Product),
        [TokenKind.Slash] = (BinaryOperator.Divide, Product),
        [TokenKind.Percent] = (BinaryOperator.Modulo, Product),
        [TokenKind.Caret] = (BinaryOperator.Power, Power),
    };

    private static readonly (BinaryOperator Operator, string Text)[] Spelling =
    [
        (BinaryOperator.Or, "OR"), (BinaryOperator.And, "AND"), (BinaryOperator.Equal, "="), (BinaryOperator.NotEqual, "<>"),
        (BinaryOperator.Less, "<"), (BinaryOperator.LessOrEqual, "<="), (BinaryOperator.Greater, ">"),
        (BinaryOperator.GreaterOrEqual, ">="), (BinaryOperator.NullSafeEqual, "<=>"), (BinaryOperator.Match, "~"),
        (BinaryOperator.MatchNoCase, "~*"), (BinaryOperator.NotMatch, "!~"), (BinaryOperator.NotMatchNoCase, "!~*"),
        (BinaryOperator.LikeMatch, "~~"), (BinaryOperator.LikeMatchNoCase, "~~*"), (BinaryOperator.NotLikeMatch, "!~~"),
        (BinaryOperator.NotLikeMatchNoCase, "!~~*"), (BinaryOperator.Arrow, "->"), (BinaryOperator.LongArrow, "->>"),
        (BinaryOperator.HasKey, "?"), (BinaryOperator.Concat, "||"), (BinaryOperator.BitXor, "#"), (BinaryOperator.BitAnd, "&"),
        (BinaryOperator.BitOr, "|"), (BinaryOperator.ShiftLeft, "<<"), (BinaryOperator.ShiftRight, ">>"),
        (BinaryOperator.ContainsRight, "@>"), (BinaryOperator.ContainsLeft, "<@"), (BinaryOperator.Xor, "XOR"),
        (BinaryOperator.Add, "+"), (BinaryOperator.Subtract, "-"), (BinaryOperator.Multiply, "*"), (BinaryOperator.Divide, "/"),
        (BinaryOperator.Modulo, "%"), (BinaryOperator.Power, "^"),
    ];

    public static bool TryGetBinary(TokenKind kind, out (BinaryOperator Operator, int Precedence) found) =>
        Binary.TryGetValue(kind, out found);

    public static int Of(BinaryOperator op) => op switch
    {
        BinaryOperator.Or => Or,
        BinaryOperator.And => And,
        BinaryOperator.Xor => Xor,
        _ => Binary.Values.First(entry => entry.Operator == op).Precedence,
    };

    public static string TextOf(BinaryOperator op) => Spelling.First(entry => entry.Operator == op).Text;
}
