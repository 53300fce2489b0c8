namespace Weir.Formats;

/// <summary>The caller's policy for records that cannot be decoded (fail, drop, dead letter).</summary>
public interface IBadRecordHandler
{
    /// <param name="record">Valid during the call only.</param>
    /// <returns>True to go on; false to come back from the decoder with <see cref="DecodeStop.Refused"/>.</returns>
    bool OnBadRecord(in BadRecord record);
}
