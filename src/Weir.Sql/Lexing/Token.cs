namespace Weir.Sql;

/// <summary>A token by its place in the expanded text; its characters are never copied.</summary>
internal readonly record struct Token(TokenKind Kind, int Start, int End)
{
    public int Length => End - Start;
}
