using System.Diagnostics;

namespace Weir.Checkpoints;

/// <summary>
/// Aligns the barriers of one task's inputs (docs/checkpoints.md, round step 3). An input that has delivered is not read until all
/// have; End counts as every later barrier of its input. Owned by the task's loop; not thread-safe.
/// </summary>
/// <remarks>
/// Invariant: an input is blocked only while a round is pending, and then exactly when it has delivered that round's barrier.
/// Barriers of rounds that were dropped, or that are older than the pending one, change nothing. A barrier of a later round than the
/// pending one means that the pending one was dropped: the coordinator runs one round at a time.
/// </remarks>
public sealed class BarrierAligner
{
    private readonly bool[] _delivered;
    private readonly bool[] _ended;
    private readonly List<AlignerCommand> _commands = new(4);
    private readonly ProtocolFaults _faults;
    private Epoch _pending;
    private Epoch _announced;
    private Epoch _captured;
    private Epoch _dropped;

    /// <param name="inputCount">At least one.</param>
    public BarrierAligner(int inputCount)
        : this(inputCount, ProtocolFaults.None)
    {
    }

    internal BarrierAligner(int inputCount, ProtocolFaults faults)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputCount, 1);
        _delivered = new bool[inputCount];
        _ended = new bool[inputCount];
        _faults = faults;
    }

    /// <summary>The round that some inputs have delivered and others not; default when none is.</summary>
    public Epoch Pending => _pending;

    /// <summary>Every input has ended.</summary>
    public bool AllEnded => Array.TrueForAll(_ended, ended => ended);

    /// <summary>The input must not be read now.</summary>
    public bool IsBlocked(int input) => _pending != default && _delivered[input];

    /// <summary>The input will deliver nothing more.</summary>
    public bool HasEnded(int input) => _ended[input];

    /// <summary>An input delivered a barrier.</summary>
    /// <returns>What to do now; valid until the next call. Empty: go on with the inputs that are not blocked.</returns>
    public IReadOnlyList<AlignerCommand> BarrierArrived(int input, Epoch epoch)
    {
        _commands.Clear();
        Debug.Assert(!_ended[input], "Nothing follows End.");
        if (epoch <= _dropped || epoch <= _captured || epoch < _pending)
        {
            return _commands;
        }

        if (epoch > _pending)
        {
            if (_pending != default)
            {
                Forget();
            }

            _pending = epoch;
        }

        _delivered[input] = true;
        CaptureWhenComplete();
        return _commands;
    }

    /// <summary>An input delivered its End, behind everything else.</summary>
    /// <returns>As <see cref="BarrierArrived"/>.</returns>
    public IReadOnlyList<AlignerCommand> EndArrived(int input)
    {
        _commands.Clear();
        _ended[input] = true;
        if (_pending != default)
        {
            CaptureWhenComplete();
        }
        else
        {
            CaptureAnnouncedAfterEnd();
        }

        return _commands;
    }

    /// <summary>
    /// The coordinator started a round, told out of band. It matters only to a task all of whose inputs have ended, or will end
    /// without a barrier of this round: no barrier will reach it.
    /// </summary>
    /// <returns>As <see cref="BarrierArrived"/>.</returns>
    public IReadOnlyList<AlignerCommand> RoundStarted(Epoch epoch)
    {
        _commands.Clear();
        if (epoch > _announced && epoch > _dropped)
        {
            _announced = epoch;
            CaptureAnnouncedAfterEnd();
        }

        return _commands;
    }

    /// <summary>The coordinator dropped a round, told out of band; its barriers may still be on their way.</summary>
    /// <returns>As <see cref="BarrierArrived"/>.</returns>
    public IReadOnlyList<AlignerCommand> RoundDropped(Epoch epoch)
    {
        _commands.Clear();
        if (epoch > _dropped)
        {
            _dropped = epoch;
            if (_pending != default && _pending <= epoch)
            {
                Forget();
            }
        }

        return _commands;
    }

    private void CaptureAnnouncedAfterEnd()
    {
        if (_announced > _captured && _announced > _dropped && AllEnded)
        {
            _pending = _announced;
            CaptureWhenComplete();
        }
    }

    private void CaptureWhenComplete()
    {
        for (var i = 0; i < _delivered.Length; i++)
        {
            if (!_delivered[i] && !_ended[i])
            {
                return;
            }
        }

        var epoch = _pending;
        _captured = epoch;
        _pending = default;
        Array.Clear(_delivered);
        if (_faults.CaptureBeforeProcessing)
        {
            _commands.Add(new(AlignerCommandKind.Capture, epoch));
            _commands.Add(new(AlignerCommandKind.ProcessPending, epoch));
        }
        else
        {
            _commands.Add(new(AlignerCommandKind.ProcessPending, epoch));
            _commands.Add(new(AlignerCommandKind.Capture, epoch));
        }

        _commands.Add(new(AlignerCommandKind.Forward, epoch));
        _commands.Add(new(AlignerCommandKind.Unblock, epoch));
    }

    private void Forget()
    {
        _commands.Add(new(AlignerCommandKind.Unblock, _pending));
        _pending = default;
        Array.Clear(_delivered);
    }
}
