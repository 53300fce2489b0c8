namespace Weir.Settings;

/// <summary>One more word in SQL for an alternative, with some of its members set.</summary>
/// <param name="sql">The word.</param>
/// <param name="json">The members it sets, as a JSON object.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class PresetAttribute(string sql, string json) : Attribute
{
    public string Sql { get; } = sql;

    public string Json { get; } = json;
}
