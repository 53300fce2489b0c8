using System.Collections.Immutable;
using Weir.Checkpoints;
using Weir.Connectors.Builtin.Files;

namespace Weir.Connectors.Builtin.SingleFile;

/// <summary>One local file of lines: read once from start to end, or written at once and cut back after a crash.</summary>
public sealed class SingleFileConnector : IConnector, ICarryPublisher
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

    bool ICarryPublisher.Recognises(SinkCarry carry) => SingleFileSink.IsCarry(carry);

    ValueTask ICarryPublisher.PublishAsync(ImmutableArray<SinkCarry> carries, CancellationToken cancellationToken)
    {
        foreach (var carry in carries)
        {
            SingleFileSink.CutToCarried(carry);
        }

        return ValueTask.CompletedTask;
    }
}
