using System.CommandLine;
using Weir.Checkpoints.Local;

namespace Weir.Cli;

/// <summary>The arguments of commands that look at what a script's runs left behind.</summary>
internal sealed class DataDirectoryOptions
{
    private readonly Argument<string?> _script = new("script") { Description = "the script whose data directory it is", Arity = ArgumentArity.ZeroOrOne };

    private readonly Option<string?> _dataDirectory = new("--data-dir") { Description = "the data directory itself", HelpName = "DIR" };

    public void AddTo(Command command)
    {
        command.Arguments.Add(_script);
        command.Options.Add(_dataDirectory);
    }

    /// <exception cref="UsageException">Neither is given, or there is no such directory.</exception>
    public string Get(ParseResult parsed)
    {
        var script = parsed.GetValue(_script);
        var given = parsed.GetValue(_dataDirectory);
        if (given is null && script is null)
        {
            throw new UsageException("name the script, or give --data-dir DIR");
        }

        var path = given ?? Script.DataDirectoryOf(Path.GetFullPath(script!));
        try
        {
            return FileStatus.Find(path)?.Kind == FileKind.Folder ? path
                : throw new UsageException($"there is no data directory \"{path}\": the script has not kept any state yet");
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new UsageException(exception.Message);
        }
    }
}
