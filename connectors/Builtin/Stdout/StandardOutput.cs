using Microsoft.Win32.SafeHandles;
using Weir.Checkpoints.Local;

namespace Weir.Connectors.Builtin.Stdout;

/// <summary>
/// The process's standard output, unbuffered. Unlike the console's own stream it says when the reader of the pipe has gone, so that a job
/// whose rows nobody reads can end.
/// </summary>
public static class StandardOutput
{
    private const int Descriptor = 1;

    /// <exception cref="IOException">The reader has gone, or the disk behind it is full.</exception>
    public static void Write(ReadOnlySpan<byte> bytes)
    {
        using var file = new SafeFileHandle(Descriptor, ownsHandle: false);
        LocalFileLayer.Write(file, "standard output", bytes);
    }
}
