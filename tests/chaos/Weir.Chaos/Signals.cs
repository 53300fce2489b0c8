using System.Runtime.InteropServices;

namespace Weir.Chaos;

/// <summary>Signals to one process, by its pid.</summary>
internal static partial class Signals
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;

    public static void Send(int pid, int signal)
    {
        if (SendRaw(pid, signal) != 0)
        {
            throw new ChaosException($"signal {signal} to {pid}: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendRaw(int pid, int signal);
}
