namespace Weir.Runtime;

/// <summary>Shows the rows of bare SELECTs.</summary>
public interface IPreviewReceiver
{
    /// <summary>Takes the rows of one batch. Called by the preview's task only.</summary>
    /// <param name="number">Which bare SELECT of the script, from 1.</param>
    /// <param name="lines">One JSON object a line.</param>
    /// <param name="rows">How many lines.</param>
    /// <returns>False when nobody looks any more: the job is then stopped.</returns>
    bool Show(int number, ReadOnlySpan<byte> lines, int rows);
}
