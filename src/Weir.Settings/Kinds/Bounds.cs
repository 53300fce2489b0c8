using System.Text.Json;

namespace Weir.Settings;

/// <summary>The least and the greatest value of something counted.</summary>
internal readonly record struct Bounds(long Min, long Max)
{
    public static Bounds Of(SettingAttribute info, long least = long.MinValue, long greatest = long.MaxValue) =>
        new(Math.Max(info.Min, least), Math.Min(info.Max, greatest));

    /// <param name="counted">What is counted, such as <c> bytes</c>.</param>
    public Complaint? Complain(double value, string counted = "")
    {
        if (value >= Min && value <= Max)
        {
            return null;
        }

        var range = (Min, Max) switch
        {
            (_, long.MaxValue) => $"at least {Min}",
            (long.MinValue, _) => $"at most {Max}",
            _ => $"from {Min} to {Max}",
        };
        return new Complaint(ProblemCode.NotAllowed, $"must be {range}{counted}");
    }

    public void WriteSchema(Utf8JsonWriter json)
    {
        if (Min != long.MinValue)
        {
            json.WriteNumber("minimum", Min);
        }

        if (Max != long.MaxValue)
        {
            json.WriteNumber("maximum", Max);
        }
    }
}
