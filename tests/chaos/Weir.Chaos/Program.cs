namespace Weir.Chaos;

internal static class Program
{
    private static Task<int> Main(string[] arguments) => Commands.RunAsync(arguments, Console.Out, Console.Error);
}
