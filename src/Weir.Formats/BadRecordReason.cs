namespace Weir.Formats;

/// <summary>Why a record was refused.</summary>
public enum BadRecordReason : byte
{
    None,

    /// <summary>Not well-formed by RFC 8259, lone surrogates in <c>\u</c> escapes included.</summary>
    Syntax,
    NotAnObject,
    TooDeep,
    InvalidUtf8,

    /// <summary>For example a number for a text column.</summary>
    WrongType,
    OutOfRange,

    /// <summary>A string that does not hold a number, timestamp or date as its column needs.</summary>
    InvalidText,

    /// <summary>Null or absent, and the column is NOT NULL.</summary>
    MissingValue,
    TooLong,
}
