namespace Weir.Checkpoints;

/// <summary>A record of the store is not what it should be: torn, damaged, foreign, or of a newer format.</summary>
public sealed class RecordFormatException(string message, bool isNewerFormat = false, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Not damaged: written by a newer version, which alone may read it.</summary>
    public bool IsNewerFormat { get; } = isNewerFormat;
}
