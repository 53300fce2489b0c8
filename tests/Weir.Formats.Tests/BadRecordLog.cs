using System.Text;

namespace Weir.Formats.Tests;

/// <summary>Notes every bad record; stops after a given number of them.</summary>
internal sealed class BadRecordLog(int stopAfter = int.MaxValue) : IBadRecordHandler
{
    public List<(long Offset, BadRecordReason Reason, string? Field, string Text)> Records { get; } = [];

    public List<BadRecordExplanation> Explanations { get; } = [];

    /// <summary>Added to the offsets, for inputs that come in pieces.</summary>
    public long InputStart { get; set; }

    public bool OnBadRecord(in BadRecord record)
    {
        Explanations.Add(record.Explain());
        Records.Add((InputStart + record.Offset, record.Reason, record.Field, Encoding.Latin1.GetString(record.Bytes)));
        return Records.Count < stopAfter;
    }
}
