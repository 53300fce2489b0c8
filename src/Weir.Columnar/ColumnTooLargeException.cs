namespace Weir.Columnar;

/// <summary>The texts of one column of one batch would need more than the 2 GiB that 32-bit offsets reach.</summary>
public sealed class ColumnTooLargeException(long bytes)
    : Exception($"the texts of one column would need {bytes >> 20} MiB in a single batch; the most is {Array.MaxLength >> 20} MiB")
{
    /// <exception cref="ColumnTooLargeException">It does not fit.</exception>
    internal static int Check(long bytes) => bytes <= Array.MaxLength ? (int)bytes : throw new ColumnTooLargeException(bytes);
}
