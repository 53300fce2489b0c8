namespace Weir.Benchmarks.Formats;

/// <summary>One timed run.</summary>
/// <param name="Sum">Over rows: price ^ datetime ^ auction ^ bidder, as the peers compute it.</param>
/// <param name="TextBytes">Of all text values together.</param>
/// <param name="AllocatedBytes">Managed bytes allocated during the run.</param>
internal readonly record struct Measurement(string Name, long Rows, long Bytes, double Seconds, long Sum, long TextBytes, long AllocatedBytes)
{
    public double RowsPerSecond => Rows / Seconds;

    public override string ToString() =>
        $"{Name}: {Rows} rows, {Seconds:F3} s, {RowsPerSecond / 1e6:F2} M rows/s, {Bytes / Seconds / 1e9:F2} GB/s, "
        + $"sum {Sum}, text {TextBytes}, {(double)AllocatedBytes / Rows:F4} allocated bytes/row";

    public string ToJson() =>
        $"{{\"name\":\"{Name}\",\"rows\":{Rows},\"bytes\":{Bytes},\"seconds\":{Seconds:R},\"rows_per_second\":{RowsPerSecond:F0},"
        + $"\"sum\":{Sum},\"text_bytes\":{TextBytes},\"allocated_bytes\":{AllocatedBytes}}}";
}
