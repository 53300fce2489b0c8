using Weir.Connectors;

namespace Weir.Runtime.Tests.Tasks;

public sealed class RowPlacesTests
{
    private readonly RowPlaces _places = new();

    public RowPlacesTests() => _places.Keep(10);

    [Fact]
    public void Each_row_has_the_place_of_its_record()
    {
        _places.Add(new RecordOrigin("a", 100, 12), 0, hasRowPerLine: true);
        _places.Add(new RecordOrigin("b", 0, 1), 2, hasRowPerLine: false);
        new[] { 0, 20, 0, 7 }.CopyTo(_places.Offsets!, 0);
        Assert.Equal([new("a", 100, 12), new("a", 120, 13), new("b", 0), new("b", 7)], Enumerable.Range(0, 4).Select(row => _places.Of(row)!.Value));
    }

    [Fact]
    public void Places_stay_until_the_next_batch_begins()
    {
        _places.Add(new RecordOrigin("a", 0), 0, hasRowPerLine: false);
        _places.Offsets![0] = 5;
        _places.Close();
        Assert.Equal(new RecordOrigin("a", 5), _places.Of(0));
        _places.Add(new RecordOrigin("a", 50), 0, hasRowPerLine: false);
        Assert.Equal(new RecordOrigin("a", 55), _places.Of(0));
    }

    [Fact]
    public void Rows_that_were_refused_have_no_place()
    {
        _places.Add(new RecordOrigin("a", 0, 1), 0, hasRowPerLine: true);
        new[] { 0, 10, 20, 30, 40 }.CopyTo(_places.Offsets!, 0);
        _places.Remove([0, 2, 3], 5);
        Assert.Equal([new("a", 10), new("a", 40)], Enumerable.Range(0, 2).Select(row => _places.Of(row)!.Value));
    }

    [Fact]
    public void Pieces_without_rows_leave_nothing()
    {
        // All records refused, again and again; then rows, one of which fails in a generated column.
        for (var i = 0; i < 3; i++)
        {
            _places.Add(new RecordOrigin("refused", i * 100, 1 + i), 0, hasRowPerLine: false);
        }

        _places.Add(new RecordOrigin("a", 0, 1), 0, hasRowPerLine: true);
        new[] { 0, 10, 20 }.CopyTo(_places.Offsets!, 0);
        Assert.Equal([new("a", 0, 1), new("a", 10, 2), new("a", 20, 3)], Enumerable.Range(0, 3).Select(row => _places.Of(row)!.Value));
        _places.Remove([1], 3);
        Assert.Equal([new("a", 0), new("a", 20)], Enumerable.Range(0, 2).Select(row => _places.Of(row)!.Value));
    }

    [Fact]
    public void Sources_without_records_have_none() => Assert.Null(_places.Of(0));
}
