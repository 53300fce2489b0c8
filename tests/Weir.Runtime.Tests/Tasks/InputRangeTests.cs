using Weir.Connectors;

namespace Weir.Runtime.Tests.Tasks;

public sealed class InputRangeTests
{
    private readonly InputRange _range = new();

    [Fact]
    public void While_all_rows_are_there_the_record_has_a_number()
    {
        _range.Add(new RecordOrigin("in.json", 100, 12), 50, 3);
        _range.Add(new RecordOrigin("in.json", 150, 15), 50, 2);
        Assert.Equal("its record is the first from line 12, byte 100 of \"in.json\"", _range.Describe(0, 5));
        Assert.Equal("its record is number 5 from line 12, byte 100 of \"in.json\"", _range.Describe(4, 5));
    }

    [Fact]
    public void When_rows_are_gone_it_is_one_of_many()
    {
        _range.Add(new RecordOrigin("a", 0), 50, 3);
        Assert.Equal("its record is one of 3 from byte 0 of \"a\" to byte 50", _range.Describe(1, 2));
        _range.Add(new RecordOrigin("b", 7), 3, 1);
        Assert.Equal("its record is one of 4 from byte 0 of \"a\" to byte 10 of \"b\"", _range.Describe(1, 3));
    }

    [Fact]
    public void The_next_batch_begins_where_the_last_was_taken()
    {
        _range.Add(new RecordOrigin("a", 0, 1), 50, 3);
        _range.Close();
        Assert.Equal("its record is number 2 from line 1, byte 0 of \"a\"", _range.Describe(1, 3));
        _range.Add(new RecordOrigin("a", 50, 4), 10, 1);
        Assert.Equal("its record is the first from line 4, byte 50 of \"a\"", _range.Describe(0, 1));
    }

    [Fact]
    public void Sources_without_records_say_nothing() => Assert.Null(_range.Describe(0, 1));
}
