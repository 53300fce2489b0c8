namespace Weir.Planner.Catalog;

/// <summary>The sides of a connector that a table, or an option, is for.</summary>
[Flags]
public enum ConnectorUse
{
    Source = 1,
    Sink = 2,
    Both = Source | Sink,
}
