namespace Weir.Streaming;

/// <summary>An operator that makes the watermarks of a source; its last one is part of a checkpoint.</summary>
public interface IWatermarkMaker
{
    /// <summary>The last watermark made.</summary>
    Watermark Current { get; }

    /// <summary>Goes on from a checkpoint's watermark.</summary>
    void Restore(Watermark watermark);
}
