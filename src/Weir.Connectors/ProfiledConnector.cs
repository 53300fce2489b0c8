using Weir.Settings;

namespace Weir.Connectors;

/// <summary>A connector whose tables share connections, each configured by a record of its own.</summary>
/// <typeparam name="TProfile">A record with <see cref="SettingsAttribute"/>.</typeparam>
/// <typeparam name="TTable">Another; no option has the same name in both.</typeparam>
public abstract class Connector<TProfile, TTable> : Connector<TTable>
    where TProfile : class
    where TTable : class
{
    public sealed override SettingsShape? ProfileShape => SettingsShape.Of<TProfile>();

    /// <inheritdoc cref="IConnector.CreateSource"/>
    protected virtual ISource CreateSource(SourceContext context, TProfile? profile, TTable table) => throw new InvalidOperationException($"{Name} has no source");

    /// <inheritdoc cref="IConnector.CreateSink"/>
    protected virtual ISink CreateSink(SinkContext context, TProfile? profile, TTable table) => throw new InvalidOperationException($"{Name} has no sink");

    protected sealed override ISource CreateSource(SourceContext context, TTable table) => CreateSource(context, (TProfile?)context.Profile, table);

    protected sealed override ISink CreateSink(SinkContext context, TTable table) => CreateSink(context, (TProfile?)context.Profile, table);
}
