using Weir.Columnar;
using Xunit;

namespace Weir.TestKit;

/// <summary>Gives each test a memory pool of its own, and fails the test when something in it is still rented at the end.</summary>
public abstract class LeakCheckedTest : IDisposable
{
    protected SlabPool Pool { get; } = new();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        Assert.Equal(0, Pool.RentedBatches);
        Assert.Equal(0, Pool.RentedSlabs);
        Assert.Equal(0, Pool.RentedBytes);
        Pool.Dispose();
    }
}
