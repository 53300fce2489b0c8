using System.Globalization;

namespace Weir.Chaos;

/// <summary>What one run does; all that is random in it comes from the seed.</summary>
internal sealed record ChaosPlan
{
    private static readonly KillMoment[] Deck =
        [KillMoment.Checkpoint, KillMoment.Start, KillMoment.Running, KillMoment.Checkpoint, KillMoment.Start];

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

    /// <summary>
    /// The first comes behind a checkpoint, since a start is measured there. The others are dealt from a shuffled deck, so that a run has
    /// some of each and gets no further between kills than its rows last.
    /// </summary>
    public IReadOnlyList<Kill> Draw()
    {
        var random = new Random(Seed);
        var moments = new KillMoment[Kills];
        for (var i = 0; i < moments.Length; i++)
        {
            moments[i] = Deck[i % Deck.Length];
        }

        random.Shuffle(moments.AsSpan(Math.Min(1, moments.Length)));
        return [.. moments.Select(moment => new Kill(moment, random.NextDouble()))];
    }
}
