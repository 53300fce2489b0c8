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

    /// <summary>The operator that a token between two operands stands for; null when it is none.</summary>
    public static BinaryOperator? Binary(TokenKind kind) => kind switch
    {
        TokenKind.Equal => BinaryOperator.Equal,
        TokenKind.NotEqual => BinaryOperator.NotEqual,
        TokenKind.Less => BinaryOperator.Less,
        TokenKind.LessOrEqual => BinaryOperator.LessOrEqual,
        TokenKind.Greater => BinaryOperator.Greater,
        TokenKind.GreaterOrEqual => BinaryOperator.GreaterOrEqual,
        TokenKind.NullSafeEqual => BinaryOperator.NullSafeEqual,
        TokenKind.Match => BinaryOperator.Match,
        TokenKind.MatchNoCase => BinaryOperator.MatchNoCase,
        TokenKind.NotMatch => BinaryOperator.NotMatch,
        TokenKind.NotMatchNoCase => BinaryOperator.NotMatchNoCase,
        TokenKind.LikeMatch => BinaryOperator.LikeMatch,
        TokenKind.LikeMatchNoCase => BinaryOperator.LikeMatchNoCase,
        TokenKind.NotLikeMatch => BinaryOperator.NotLikeMatch,
        TokenKind.NotLikeMatchNoCase => BinaryOperator.NotLikeMatchNoCase,
        TokenKind.Arrow => BinaryOperator.Arrow,
        TokenKind.LongArrow => BinaryOperator.LongArrow,
        TokenKind.Question => BinaryOperator.HasKey,
        TokenKind.Concat => BinaryOperator.Concat,
        TokenKind.Hash => BinaryOperator.BitXor,
        TokenKind.Ampersand => BinaryOperator.BitAnd,
        TokenKind.Bar => BinaryOperator.BitOr,
        TokenKind.ShiftLeft => BinaryOperator.ShiftLeft,
        TokenKind.ShiftRight => BinaryOperator.ShiftRight,
        TokenKind.ContainsRight => BinaryOperator.ContainsRight,
        TokenKind.ContainsLeft => BinaryOperator.ContainsLeft,
        TokenKind.Plus => BinaryOperator.Add,
        TokenKind.Minus => BinaryOperator.Subtract,
        TokenKind.Star => BinaryOperator.Multiply,
        TokenKind.Slash => BinaryOperator.Divide,
        TokenKind.Percent => BinaryOperator.Modulo,
        TokenKind.Caret => BinaryOperator.Power,
        _ => null,
    };

    public static int Of(BinaryOperator op) => op switch
    {
        BinaryOperator.Or => Or,
        BinaryOperator.And => And,
        BinaryOperator.Xor => Xor,
        BinaryOperator.Equal or BinaryOperator.NotEqual or BinaryOperator.Less or BinaryOperator.LessOrEqual
            or BinaryOperator.Greater or BinaryOperator.GreaterOrEqual or BinaryOperator.NullSafeEqual => Comparison,
        BinaryOperator.Add or BinaryOperator.Subtract => Sum,
        BinaryOperator.Multiply or BinaryOperator.Divide or BinaryOperator.Modulo => Product,
        BinaryOperator.Power => Power,
        _ => Other,
    };

    public static string TextOf(BinaryOperator op) => op switch
    {
        BinaryOperator.Or => "OR",
        BinaryOperator.And => "AND",
        BinaryOperator.Equal => "=",
        BinaryOperator.NotEqual => "<>",
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        BinaryOperator.GreaterOrEqual => ">=",
        BinaryOperator.NullSafeEqual => "<=>",
        BinaryOperator.Match => "~",
        BinaryOperator.MatchNoCase => "~*",
        BinaryOperator.NotMatch => "!~",
        BinaryOperator.NotMatchNoCase => "!~*",
        BinaryOperator.LikeMatch => "~~",
        BinaryOperator.LikeMatchNoCase => "~~*",
        BinaryOperator.NotLikeMatch => "!~~",
        BinaryOperator.NotLikeMatchNoCase => "!~~*",
        BinaryOperator.Arrow => "->",
        BinaryOperator.LongArrow => "->>",
        BinaryOperator.HasKey => "?",
        BinaryOperator.Concat => "||",
        BinaryOperator.BitXor => "#",
        BinaryOperator.BitAnd => "&",
        BinaryOperator.BitOr => "|",
        BinaryOperator.ShiftLeft => "<<",
        BinaryOperator.ShiftRight => ">>",
        BinaryOperator.ContainsRight => "@>",
        BinaryOperator.ContainsLeft => "<@",
        BinaryOperator.Xor => "XOR",
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        BinaryOperator.Modulo => "%",
        BinaryOperator.Power => "^",
        _ => throw new ArgumentOutOfRangeException(nameof(op)),
    };
}
