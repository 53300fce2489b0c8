namespace Weir.Planner.Catalog;

/// <summary>What happens to a row that cannot be read, or to one that cannot be computed.</summary>
public enum BadDataPolicy
{
    Fail,
    Drop,
    DeadLetter,
}
