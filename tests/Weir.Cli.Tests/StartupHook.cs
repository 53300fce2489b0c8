using System.IO.Compression;

/// <summary>Run by the runtime before the program that names this assembly in <c>DOTNET_STARTUP_HOOKS</c>: a host that uses gzip first.</summary>
#pragma warning disable CA1050 // The runtime looks for this name outside any namespace.
internal static class StartupHook
#pragma warning restore CA1050
{
    public static void Initialize()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.WriteByte(1);
        }

        packed.Position = 0;
        using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
        while (unpacked.ReadByte() != -1)
        {
        }
    }
}
