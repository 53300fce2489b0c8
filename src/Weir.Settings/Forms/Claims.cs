using System.Text.Json;

namespace Weir.Settings;

/// <summary>What is known of one JSON object before its members are read.</summary>
internal sealed class Claims
{
    /// <summary>The members that are given, each with the name it goes by.</summary>
    public Dictionary<Member, (string Name, JsonElement Value)> Given { get; } = [];

    /// <summary>The members that are not given because their names were misspelled.</summary>
    public HashSet<Member> Excused { get; } = [];
}
