using Xunit.Abstractions;

namespace Weir.Settings.Tests;

/// <summary>Random tests that can be repeated.</summary>
internal static class Seeds
{
    /// <summary>Runs a test many times; a failure says the seed that WEIR_TEST_SEED repeats.</summary>
    public static void Run(ITestOutputHelper output, int count, Action<Random> test)
    {
        var isGiven = int.TryParse(Environment.GetEnvironmentVariable("WEIR_TEST_SEED"), out var first);
        first = isGiven ? first : Environment.TickCount & 0xFFFFFF;
        output.WriteLine($"first seed {first} (set WEIR_TEST_SEED to repeat one)");
        for (var seed = first; seed < first + (isGiven ? 1 : count); seed++)
        {
            try
            {
                test(new Random(seed));
            }
            catch (Exception exception)
            {
                Assert.Fail($"seed {seed}: {exception}");
            }
        }
    }

    public static T Pick<T>(this Random random, IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
