namespace Weir.Sql.Tests;

public sealed class SourceTextTests
{
    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 1, 2)]
    [InlineData(2, 2, 1)]
    [InlineData(5, 3, 1)]
    [InlineData(7, 4, 1)]
    [InlineData(99, 4, 2)]
    public void Positions_count_lines_and_columns_from_one(int offset, int line, int column) =>
        Assert.Equal(new LinePosition(line, column), new SourceText("a\nb\r\nc\rd").GetPosition(offset));

    [Fact]
    public void Lines_come_without_their_breaks()
    {
        var source = new SourceText("a\nbc\r\n\rd");
        Assert.Equal(["a", "bc", "", "d"], Enumerable.Range(1, source.LineCount).Select(line => source.Slice(source.GetLineSpan(line)).ToString()));
    }
}
