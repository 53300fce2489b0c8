namespace Weir.Cli;

internal static class ExitCodes
{
    public const int Done = 0;
    public const int PipelineFailed = 1;
    public const int WrongInput = 2;
    public const int WouldNotStop = 3;
}
