using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using Weir.Checkpoints.Local;

namespace Weir.Connectors.Builtin.Files;

/// <summary>
/// Where reading of one file stands: the byte offset, the size that was seen, and fingerprints of the file's first bytes and of those before
/// the offset, so that another file under the same name is noticed.
/// </summary>
/// <param name="Head">Of the first min(4096, offset) bytes.</param>
/// <param name="Tail">Of the 4096 bytes before the offset.</param>
/// <param name="Offset">Bytes of the contents; of a compressed file the unpacked ones.</param>
/// <param name="Size">Bytes of the file as it lies on the disk.</param>
/// <param name="IsInsideLine">The line at the offset was too long and is refused already: what is left of it is skipped.</param>
/// <param name="Lines">How many lines end before the offset, for messages; null in positions that do not say it.</param>
internal sealed record FileOffset(long Offset, long Size, string Head, string Tail, bool IsInsideLine = false, long? Lines = 0)
{
    public const int FingerprintBytes = 4096;

    public static string Fingerprint(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(bytes, hash);
        return Convert.ToHexStringLower(hash[..8]);
    }

    /// <summary>The fingerprint of the first bytes of a file, at most <see cref="FingerprintBytes"/> of them and none behind an offset.</summary>
    public static string HeadOf(IFileLayer files, SafeFileHandle file, string path, long offset)
    {
        var head = new byte[Math.Min(FingerprintBytes, offset)];
        return Fingerprint(head.AsSpan(0, files.ReadAt(file, path, head, 0)));
    }

    /// <summary>The fingerprint of the bytes of a file before an offset, at most <see cref="FingerprintBytes"/> of them.</summary>
    public static string TailOf(IFileLayer files, SafeFileHandle file, string path, long offset)
    {
        var tail = new byte[Math.Min(FingerprintBytes, offset)];
        return Fingerprint(tail.AsSpan(0, files.ReadAt(file, path, tail, offset - tail.Length)));
    }

    /// <exception cref="ConnectorException">The text is not a position of this kind.</exception>
    public static FileOffset Parse(string table, string path, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            return new FileOffset(
                root.GetProperty("offset").GetInt64(), root.GetProperty("size").GetInt64(), root.GetProperty("head").GetString()!, root.GetProperty("tail").GetString()!,
                root.TryGetProperty("inside_line", out var inside) && inside.GetBoolean(),
                root.TryGetProperty("lines", out var lines) ? lines.GetInt64() : null);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new ConnectorException(
                ErrorKind.Checkpoint, $"table \"{table}\": the checkpoint's position in \"{path}\" cannot be read: {text}", Fault.Ours, isTransient: false, innerException: exception);
        }
    }

    public override string ToString() => JsonLine.Write(json =>
    {
        json.WriteNumber("offset"u8, Offset);
        json.WriteNumber("size"u8, Size);
        json.WriteString("head"u8, Head);
        json.WriteString("tail"u8, Tail);
        if (Lines is { } lines)
        {
            json.WriteNumber("lines"u8, lines);
        }

        if (IsInsideLine)
        {
            json.WriteBoolean("inside_line"u8, true);
        }
    });
}
