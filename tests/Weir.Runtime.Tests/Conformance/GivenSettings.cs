using Weir.Connectors;
using Weir.Settings;

namespace Weir.Runtime.Tests.Conformance;

/// <summary>Settings as a WITH clause gives them, read for use.</summary>
internal static class GivenSettings
{
    public static object Of(IConnector connector, TableUse use, IReadOnlyDictionary<string, string> options)
    {
        var given = options.ToDictionary(option => option.Key, option => (FlatValue)new FlatValue.Text(option.Value));
        var read = connector.TableShape.FromFlat(given, use);
        Assert.Empty(read.Problems);
        return connector.TableShape.Read(read.Tree, EnvironmentReferences.Instance);
    }
}
