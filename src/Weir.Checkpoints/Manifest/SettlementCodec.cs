namespace Weir.Checkpoints;

/// <summary>The text form of a settlement, sealed as a manifest is.</summary>
internal static class SettlementCodec
{
    public static byte[] Write(Settlement settlement) => SealedLine.Write(writer =>
    {
        writer.WriteString("settlement"u8, settlement.Kind == SettlementKind.Done ? "done" : "recovering");
        writer.WriteNumber("generation"u8, settlement.Generation.Value);
        writer.WriteString("owner"u8, settlement.Owner.Value);
    });

    /// <exception cref="RecordFormatException">Torn, damaged, foreign or newer.</exception>
    public static Settlement Read(ReadOnlyMemory<byte> text) => SealedLine.Read(text, e => new Settlement(
        e.GetProperty("settlement"u8).GetString() switch
        {
            "done" => SettlementKind.Done,
            "recovering" => SettlementKind.Recovering,
            var other => throw new FormatException($"\"{other}\" is not a settlement"),
        },
        new(e.GetProperty("generation"u8).GetInt64()),
        OwnerId.Parse(e.GetProperty("owner"u8).GetString() ?? "")));
}
