namespace Weir.Simulator;

internal static class Program
{
    private static int Main(string[] arguments) => Commands.Run(arguments, Console.Out, Console.Error);
}
