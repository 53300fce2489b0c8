namespace Weir.Formats;

/// <summary>What a call of a decoder did.</summary>
/// <param name="ConsumedBytes">Bytes of the input that are done with; the next call starts behind them.</param>
/// <param name="Records">Rows added to the builder.</param>
/// <param name="BadRecords">Records reported to the handler.</param>
/// <param name="Newlines">Newlines among the consumed bytes; 0 of a message.</param>
/// <param name="Stop">Why the call came back.</param>
public readonly record struct DecodeResult(int ConsumedBytes, int Records, int BadRecords, int Newlines, DecodeStop Stop);
