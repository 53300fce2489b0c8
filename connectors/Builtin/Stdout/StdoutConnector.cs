namespace Weir.Connectors.Builtin.Stdout;

/// <summary>Writes rows to the process' standard output.</summary>
public sealed class StdoutConnector : IConnector
{
    public string Name => "stdout";

    public string Description => "the standard output of the process";

    public SourceDescription? Source => null;

    public SinkDescription Sink { get; } = new([], IsEphemeral: true);

    public ISource CreateSource(SourceContext context) => throw new InvalidOperationException("stdout has no source");

    public ISink CreateSink(SinkContext context) => new StdoutSink(context);
}
