namespace Weir.Checkpoints;

public enum SettlementKind
{
    Recovering,
    Done,
}
