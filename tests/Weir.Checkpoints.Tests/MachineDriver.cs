using Xunit;

namespace Weir.Checkpoints.Tests;

/// <summary>Hands a machine its events, and keeps the commands that are not answered yet.</summary>
internal sealed class MachineDriver(IProtocolMachine machine)
{
    private readonly List<ProtocolCommand> _open = [];

    public TimeSpan Now { get; private set; }

    public IReadOnlyList<ProtocolCommand> Open => _open;

    /// <summary>Every command so far, in order.</summary>
    public List<ProtocolCommand> All { get; } = [];

    public IReadOnlyList<ProtocolCommand> Tell(ProtocolEvent happened)
    {
        var commands = machine.Handle(happened, Now).ToList();
        _open.AddRange(commands);
        All.AddRange(commands);
        return commands;
    }

    /// <summary>Moves the time to the machine's deadline.</summary>
    public IReadOnlyList<ProtocolCommand> PassDeadline()
    {
        Assert.NotNull(machine.NextDeadline);
        Now = machine.NextDeadline.Value;
        return Tell(new TimePassed());
    }

    public void Wait(TimeSpan time) => Now += time;

    /// <summary>Takes the only open command of a kind.</summary>
    public T Take<T>()
        where T : ProtocolCommand
    {
        var command = Assert.Single(_open.OfType<T>());
        _open.Remove(command);
        return command;
    }

    public void Forget(ProtocolCommand command) => _open.Remove(command);

    public void Done<T>()
        where T : ProtocolCommand => Tell(new CommandDone(Take<T>().Id));

    public void Failed<T>(Failure failure, FailureOutcome outcome = FailureOutcome.NotDone)
        where T : ProtocolCommand => Tell(new CommandFailed(Take<T>().Id, failure, outcome));

    public void Nothing<T>()
        where T : ProtocolCommand => Assert.Empty(_open.OfType<T>());
}
