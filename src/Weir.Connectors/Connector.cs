using Weir.Settings;

namespace Weir.Connectors;

/// <summary>A connector without profiles: its tables are configured by one record.</summary>
/// <typeparam name="TTable">A record with <see cref="SettingsAttribute"/>.</typeparam>
public abstract class Connector<TTable> : IConnector
    where TTable : class
{
    public abstract string Name { get; }

    public abstract string Description { get; }

    public abstract TableUse Uses { get; }

    public virtual SettingsShape? ProfileShape => null;

    public virtual bool IsProfileRequired => false;

    public SettingsShape TableShape => SettingsShape.Of<TTable>();

    public abstract TableTraits Traits(SettingsTree table);

    public ISource CreateSource(SourceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return CreateSource(context, (TTable)context.Settings);
    }

    public ISink CreateSink(SinkContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return CreateSink(context, (TTable)context.Settings);
    }

    /// <inheritdoc cref="IConnector.CreateSource"/>
    protected virtual ISource CreateSource(SourceContext context, TTable table) => throw new InvalidOperationException($"{Name} has no source");

    /// <inheritdoc cref="IConnector.CreateSink"/>
    protected virtual ISink CreateSink(SinkContext context, TTable table) => throw new InvalidOperationException($"{Name} has no sink");
}
