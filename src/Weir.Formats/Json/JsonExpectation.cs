namespace Weir.Formats.Json;

/// <summary>What the grammar wants at the place where a text is not well-formed.</summary>
internal enum JsonExpectation : byte
{
    None,
    Value,

    /// <summary>A value or <c>]</c>: the place behind <c>[</c>.</summary>
    FirstItem,

    /// <summary>A key or <c>}</c>: the place behind <c>{</c>.</summary>
    FirstKey,

    /// <summary>A key: the place behind a comma of an object.</summary>
    Key,
    Colon,
    CommaOrBrace,
    CommaOrBracket,
    Digit,

    /// <summary>The closing quote.</summary>
    EndOfString,

    /// <summary>Anything but a control character, which a string holds only as an escape.</summary>
    PlainCharacter,
    Escape,

    /// <summary>The escape of a low surrogate behind that of a high one.</summary>
    OtherSurrogate,

    /// <summary>Nothing: the value has ended.</summary>
    End,
}
