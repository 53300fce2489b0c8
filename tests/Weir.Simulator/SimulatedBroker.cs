namespace Weir.Simulator;

/// <summary>
/// A transaction coordinator of Kafka's kind: a name has a producer epoch; initialising ends what is open and raises it; a commit ends
/// whatever is open under the epoch it names, however late it arrives.
/// </summary>
internal sealed class SimulatedBroker(World world)
{
    private readonly SortedDictionary<string, Transaction> _transactions = new(StringComparer.Ordinal);

    public bool HasAborted { get; private set; }

    public int Initialise(string name)
    {
        var t = Get(name);
        if (t.State == State.Ongoing)
        {
            t.State = State.Aborted;
            t.Rows.Clear();
        }

        t.Epoch++;
        world.Trace($"broker: initialised {name}, epoch {t.Epoch}");
        return t.Epoch;
    }

    /// <returns>False when a newer producer has fenced this one.</returns>
    public bool Produce(string name, int epoch, SimulatedRow row)
    {
        var t = Get(name);
        if (t.Epoch != epoch)
        {
            return false;
        }

        if (t.State != State.Ongoing)
        {
            t.State = State.Ongoing;
            t.Rows.Clear();
        }

        t.Rows.Add(row);
        return true;
    }

    public Weir.Checkpoints.DescriptorState Ask(string name, int epoch)
    {
        var t = Get(name);
        return t.Epoch != epoch ? Weir.Checkpoints.DescriptorState.Gone : t.State switch
        {
            State.Ongoing => Weir.Checkpoints.DescriptorState.Prepared,
            State.Committed => Weir.Checkpoints.DescriptorState.Published,
            _ => Weir.Checkpoints.DescriptorState.Gone,
        };
    }

    /// <returns>Why it was refused for good; null when the transaction is committed.</returns>
    public string? Commit(string table, string name, int epoch)
    {
        var t = Get(name);
        if (t.Epoch != epoch)
        {
            return "fenced";
        }

        switch (t.State)
        {
            case State.Committed:
                return null;
            case State.Ongoing:
                t.State = State.Committed;
                world.Trace($"broker: committed {name}: {string.Join(' ', t.Rows.Select(r => $"{r.Source}/{r.Number}"))}");
                world.Oracle.Committed(table, t.Rows);
                t.Rows.Clear();
                return null;
            default:
                return "the transaction is gone";
        }
    }

    public Weir.Checkpoints.DescriptorState RollBack(string name, int epoch)
    {
        var t = Get(name);
        if (t.Epoch == epoch && t.State == State.Committed)
        {
            return Weir.Checkpoints.DescriptorState.Published;
        }

        if (t.Epoch == epoch && t.State == State.Ongoing)
        {
            t.State = State.Aborted;
            t.Rows.Clear();
        }

        world.Trace($"broker: rolled back {name}");
        return Weir.Checkpoints.DescriptorState.Gone;
    }

    /// <summary>Names of open transactions whose generation is older: they hold committed readers up until they time out.</summary>
    public IEnumerable<string> OpenBefore(long generation) =>
        _transactions.Where(t => t.Value.State == State.Ongoing && long.Parse(t.Key.Split('-')[2]) < generation).Select(t => t.Key);

    /// <summary>Ends some open transaction, as a broker does after a time-out or an operator by hand.</summary>
    public void AbortSome()
    {
        var open = _transactions.Where(t => t.Value.State == State.Ongoing).ToList();
        if (open.Count > 0)
        {
            var (name, t) = open[world.Random.Next(open.Count)];
            t.State = State.Aborted;
            t.Rows.Clear();
            t.Epoch++;
            HasAborted = true;
            world.Trace($"broker: aborted {name} by itself");
        }
    }

    private Transaction Get(string name)
    {
        if (!_transactions.TryGetValue(name, out var t))
        {
            _transactions.Add(name, t = new());
        }

        return t;
    }

    private enum State
    {
        Empty,
        Ongoing,
        Committed,
        Aborted,
    }

    private sealed class Transaction
    {
        public int Epoch { get; set; }

        public State State { get; set; }

        public List<SimulatedRow> Rows { get; } = [];
    }
}
