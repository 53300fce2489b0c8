using System.Globalization;

namespace Weir.Chaos;

/// <summary>What one run does; all that is random in it comes from the seed.</summary>
internal sealed record ChaosPlan
{
    public required int Seed { get; init; }

    public required int Rows { get; init; }

    public required int Kills { get; init; }

    public Outputs Outputs { get; init; } = Outputs.All;

    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Count what is published after every so many kills; 0 for never.</summary>
    public int CountEvery { get; init; } = 1;

    /// <summary>The command that does the same again.</summary>
    public string Replay => string.Create(
        CultureInfo.InvariantCulture,
        $"dotnet run -c Release --project tests/chaos/Weir.Chaos -- run --rows {Rows} --kills {Kills} --seed {Seed} --outputs {Outputs.ToString().ToLowerInvariant()}");

    /// <summary>The first comes behind a checkpoint, since a start is measured there; then two of five come with a start, one in its wake.</summary>
    public IReadOnlyList<Kill> Draw()
    {
        var random = new Random(Seed);
        var kills = new Kill[Kills];
        for (var i = 0; i < kills.Length; i++)
        {
            var moment = i == 0 ? KillMoment.Checkpoint : random.Next(5) switch
            {
                0 or 1 => KillMoment.Start,
                2 => KillMoment.Running,
                _ => KillMoment.Checkpoint,
            };
            kills[i] = new Kill(moment, random.NextDouble());
        }

        return kills;
    }
}
