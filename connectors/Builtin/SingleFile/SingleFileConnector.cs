using Weir.Checkpoints;
using Weir.Checkpoints.Local;
using Weir.Connectors.Builtin.Files;
using Weir.Settings;

namespace Weir.Connectors.Builtin.SingleFile;

/// <summary>One local file of lines: read once from start to end, or written at once and cut back after a crash.</summary>
public sealed class SingleFileConnector : Connector<SingleFileTable>, ISinkCloser
{
    public override string Name => "single_file";

    public override string Description => "one local file of lines";

    public override TableUse Uses => TableUse.Source | TableUse.Sink;

    public override TableTraits Traits(SettingsTree table) => new() { CanReplay = true, CutsBack = true, Format = FormatUse.Required };

    protected override ISource CreateSource(SourceContext context, SingleFileTable table) => new SingleFileSource(context, table);

    protected override ISink CreateSink(SinkContext context, SingleFileTable table) => new SingleFileSink(context, table);

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
