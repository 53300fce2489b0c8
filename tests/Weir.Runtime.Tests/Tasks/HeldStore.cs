using System.Reflection;
using Weir.Checkpoints;

namespace Weir.Runtime.Tests.Tasks;

/// <summary>A store in memory, a new one for each generation, that carries out round manifests only when it is told to.</summary>
public class HeldStore : DispatchProxy
{
    private readonly Lock _lock = new();
    private readonly List<string> _calls = [];
    private readonly List<TaskCompletionSource> _held = [];
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private object _inner = new MemoryCheckpointStore();

    public static (ICheckpointStore Store, HeldStore Hold) Make()
    {
        var store = Create<ICheckpointStore, HeldStore>();
        return (store, (HeldStore)(object)store);
    }

    /// <summary>The store's calls so far, by name.</summary>
    public IReadOnlyList<string> Calls
    {
        get
        {
            lock (_lock)
            {
                return _calls.ToArray();
            }
        }
    }

    /// <summary>Completes when one more round's manifest is held.</summary>
    public Task HoldsAgain()
    {
        lock (_lock)
        {
            return _next.Task;
        }
    }

    /// <summary>Lets a manifest be written; its answer is on its way when this returns.</summary>
    public void Release(int index) => _held[index].SetResult();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        lock (_lock)
        {
            _calls.Add(targetMethod!.Name);
            if (targetMethod.Name == nameof(ICheckpointStore.ReadCurrentAsync))
            {
                // Each generation begins with it, and none knows of the others: so the commands of each have the same numbers.
                _inner = new MemoryCheckpointStore();
            }

            if (args is [CheckpointManifest { Kind: ManifestKind.Round } manifest, ..] && targetMethod.Name == nameof(ICheckpointStore.CreateManifestAsync))
            {
                // Continuations run where it is released.
                var release = new TaskCompletionSource();
                _held.Add(release);
                var next = _next;
                _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
                next.SetResult();
                return new ValueTask<CreateResult>(HoldAsync(release.Task, (ICheckpointStore)_inner, manifest));
            }

            return targetMethod.Invoke(_inner, args);
        }
    }

    private static async Task<CreateResult> HoldAsync(Task release, ICheckpointStore store, CheckpointManifest manifest)
    {
        await release;
        return await store.CreateManifestAsync(manifest, CancellationToken.None);
    }
}
