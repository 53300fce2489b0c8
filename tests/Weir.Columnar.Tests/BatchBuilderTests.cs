using System.Text;
using Weir.TestKit;
using Xunit;

namespace Weir.Columnar.Tests;

public sealed class BatchBuilderTests : LeakCheckedTest
{
    private static readonly Schema Schema = new(
        new Field("id", DataType.Int64, false), new Field("name", DataType.Utf8), new Field("flag", DataType.Bool));

    [Fact]
    public void A_row_given_up_leaves_nothing_behind()
    {
        using var builder = new BatchBuilder(Pool, Schema, 4);
        builder.Begin();
        Write(builder, 1, "one", true);
        builder.EndRow();
        Write(builder, 2, null, null);
        builder.UndoRow();
        Write(builder, 3, "three", false);
        builder.EndRow();
        using var batch = builder.Finish();
        Assert.Equal([[1L, "one", true], [3L, "three", false]], Rows.Values(batch!));
        Assert.False(batch![1].HasNulls);
    }

    [Fact]
    public void Text_grows_beyond_the_first_guess_and_the_next_batch_starts_larger()
    {
        using var builder = new BatchBuilder(Pool, Schema, 200);
        var text = new string('x', 1000);
        for (var round = 0; round < 3; round++)
        {
            builder.Begin();
            for (var i = 0; i < 200; i++)
            {
                Write(builder, i, text, null);
                builder.EndRow();
            }

            Assert.True(builder.IsFull);
            using var batch = builder.Finish();
            Assert.Equal(200, batch![2].NullCount);
            Assert.All(Enumerable.Range(0, 200), i => Assert.Equal(1000, batch[1].GetBytes(i).Length));
        }

        Assert.True(builder.RowCount == 0 && builder.Finish() is null);
    }

    [Fact]
    public void Batches_share_slabs_and_the_last_owner_frees_them()
    {
        var first = Rows.Batch(Pool, Schema, [[1L, "a", true]]);
        var second = Batch.Create(Pool, Schema, 1, first.Columns);
        first.Dispose();
        Assert.Equal("a", Rows.Value(second, 1, 0));
        Assert.Equal(1, Pool.RentedSlabs);
        second.Dispose();
        Assert.Equal(0, Pool.RentedSlabs);
    }

    [Fact]
    public void Disposing_twice_is_an_error_not_a_double_free()
    {
        var batch = Rows.Batch(Pool, Schema, [[1L, "a", true]]);
        batch.Dispose();
        Assert.Throws<ObjectDisposedException>(batch.Dispose);
    }

    [Fact]
    public void Concat_and_without_keep_order_nulls_and_text()
    {
        var random = new Random(7);
        var rows = Enumerable.Range(0, 300)
            .Select(i => new object?[] { (long)i, random.Next(4) == 0 ? null : $"text {i} äöü", random.Next(3) switch { 0 => null, 1 => true, _ => false } }).ToArray();
        using var a = Rows.Batch(Pool, Schema, rows[..97]);
        using var b = Rows.Batch(Pool, Schema, rows[97..]);
        using var all = BatchOperations.Concat(Pool, [a, b]);
        Assert.Equal(rows, Rows.Values(all));
        int[] dropped = [0, 5, 64, 128, 299];
        using var some = BatchOperations.Without(Pool, all, dropped);
        Assert.Equal(rows.Where((_, i) => !dropped.Contains(i)), Rows.Values(some!));
        Assert.Null(BatchOperations.Without(Pool, a, Enumerable.Range(0, 97)));
    }

    private static void Write(BatchBuilder builder, long id, string? name, bool? flag)
    {
        var row = builder.RowCount;
        builder.Columns[0].Set(row, id);
        if (name is null)
        {
            builder.Columns[1].SetNull(row);
        }
        else
        {
            builder.Columns[1].SetBytes(row, Encoding.UTF8.GetBytes(name));
        }

        if (flag is { } value)
        {
            builder.Columns[2].SetBool(row, value);
        }
        else
        {
            builder.Columns[2].SetNull(row);
        }
    }
}
