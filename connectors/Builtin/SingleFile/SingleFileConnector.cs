using Weir.Checkpoints;
using Weir.Checkpoints.Local;
using Weir.Connectors.Builtin.Files;

namespace Weir.Connectors.Builtin.SingleFile;

/// <summary>One local file of lines: read once from start to end, or written at once and cut back after a crash.</summary>
public sealed class SingleFileConnector : IConnector, ISinkCloser
{
    internal const string PathOption = "path";

    private static readonly OptionDescription Path = new(PathOption, OptionKind.Text, "the file; a relative path starts at the script's folder", IsRequired: true);

    private static readonly OptionDescription WaitForControl =
        new("wait_for_control", OptionKind.Boolean, "accepted for scripts of other systems; does nothing", Default: "false");

    public string Name => "single_file";

    public string Description => "one local file of lines";

    public SourceDescription Source { get; } = new([Path, InputBytes.Option, WaitForControl], CanReplay: true);

    public SinkDescription Sink { get; } = new([Path, WaitForControl], CutsBack: true);

    public ISource CreateSource(SourceContext context) => new SingleFileSource(context);

    public ISink CreateSink(SinkContext context) => new SingleFileSink(context);

    ValueTask ISinkCloser.LookAsync(ClosedSink sink, IFileLayer files, CancellationToken cancellationToken)
    {
        Guard(sink, carried => carried.RequireThere(files, sink.Table));
        return ValueTask.CompletedTask;
    }

    ValueTask ISinkCloser.CloseAsync(ClosedSink sink, WriterIdentity writer, IFileLayer files, CancellationToken cancellationToken)
    {
        Guard(sink, carried =>
        {
            carried.CutToLength(files);
            new OwnedFileNote(files, writer.JobFolder, carried.Path).Remove();
        });
        return ValueTask.CompletedTask;
    }

    private static void Guard(ClosedSink sink, Action<CarriedFile> work)
    {
        try
        {
            Array.ForEach([.. sink.Carries.Select(CarriedFile.Of)], work);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.Write(sink.Table, sink.Target, exception);
        }
    }
}
