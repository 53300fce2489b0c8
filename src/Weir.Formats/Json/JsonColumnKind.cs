namespace Weir.Formats.Json;

/// <summary>What the fast decoder does with a value.</summary>
internal enum JsonColumnKind : byte
{
    /// <summary>No column takes it: it must only be well-formed.</summary>
    Skip,
    Bool,
    Int32,
    Int64,
    UInt64,
    Float64,
    Decimal,
    Text,
    Json,
    Date,
    Timestamp,

    /// <summary>Not a value: the end of a predicted row.</summary>
    End,
}
