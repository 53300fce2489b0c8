namespace Weir.Connectors;

/// <summary>A source or sink of local files, which may meet another one on the disk.</summary>
public interface ILocalEndpoint
{
    /// <summary>Final after opening.</summary>
    LocalExtent Extent { get; }
}
