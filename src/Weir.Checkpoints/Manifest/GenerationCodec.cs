namespace Weir.Checkpoints;

/// <summary>The text form of a claimed generation, sealed as a manifest is.</summary>
internal static class GenerationCodec
{
    /// <param name="generation">Which.</param>
    /// <param name="owner">Who claims it.</param>
    /// <param name="startedAt">Wall time, for people only.</param>
    public static byte[] Write(Generation generation, OwnerId owner, DateTimeOffset startedAt) => SealedLine.Write(writer =>
    {
        writer.WriteNumber("generation"u8, generation.Value);
        writer.WriteString("owner"u8, owner.Value);
        writer.WriteString("startedAt"u8, startedAt);
    });

    /// <exception cref="RecordFormatException">Torn, damaged, foreign or newer.</exception>
    public static OwnerId ReadOwner(ReadOnlyMemory<byte> text) =>
        SealedLine.Read(text, e => OwnerId.Parse(e.GetProperty("owner"u8).GetString() ?? ""));
}
