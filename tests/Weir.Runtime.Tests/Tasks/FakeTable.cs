using Weir.Settings;

namespace Weir.Runtime.Tests.Tasks;

/// <summary>A <c>fake</c> table has no settings.</summary>
[Settings("FakeTable")]
internal sealed record FakeTable;
