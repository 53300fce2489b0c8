namespace Weir.Simulator;

/// <summary>A file of a sink: its rows, and how many of them are on the disk.</summary>
internal sealed class SimulatedFile
{
    public List<SimulatedRow> Rows { get; } = [];

    /// <summary>Rows that survive a crash of the machine.</summary>
    public int Synced { get; set; }

    public void CutTo(int length)
    {
        if (Rows.Count > length)
        {
            Rows.RemoveRange(length, Rows.Count - length);
        }

        Synced = Math.Min(Synced, length);
    }
}
