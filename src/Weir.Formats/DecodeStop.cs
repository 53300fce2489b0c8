namespace Weir.Formats;

/// <summary>Why a decoder came back to its caller.</summary>
public enum DecodeStop : byte
{
    /// <summary>No complete record is left: pass the rest again with more behind it.</summary>
    NeedsInput,

    /// <summary>The builder is full: finish its batch.</summary>
    BuilderFull,

    /// <summary>About <see cref="DecoderLimits.BatchBytes"/> of input are in the builder: finish its batch.</summary>
    ByteBound,

    /// <summary>The handler of bad records asked to stop; the record it was told of is consumed.</summary>
    Refused,
}
