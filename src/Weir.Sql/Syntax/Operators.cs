namespace Weir.Sql.Syntax;

public enum UnaryOperator
{
    Not,
    Negate,
    Plus,
}

public enum BinaryOperator
{
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    NullSafeEqual,
    Match,
    MatchNoCase,
    NotMatch,
    NotMatchNoCase,
    LikeMatch,
    LikeMatchNoCase,
    NotLikeMatch,
    NotLikeMatchNoCase,
    Arrow,
    LongArrow,
    HasKey,
    Concat,
    BitXor,
    BitAnd,
    BitOr,
    ShiftLeft,
    ShiftRight,
    ContainsRight,
    ContainsLeft,
    Xor,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Power,
}

public enum LikeKind
{
    Like,
    ILike,
    SimilarTo,
}

public enum TruthTest
{
    Null,
    True,
    False,
    Unknown,
}

public enum CastStyle
{
    /// <summary><c>CAST(x AS T)</c></summary>
    Cast,

    /// <summary><c>TRY_CAST(x AS T)</c></summary>
    TryCast,

    /// <summary><c>x::T</c></summary>
    DoubleColon,
}

public enum Quantifier
{
    Any,
    All,
}

public enum TrimSide
{
    Both,
    Leading,
    Trailing,
}
