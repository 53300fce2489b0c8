// Kills are timed, and every test has processes of its own: one after the other.
[assembly: Xunit.CollectionBehavior(DisableTestParallelization = true)]
