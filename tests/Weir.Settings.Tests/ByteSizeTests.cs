namespace Weir.Settings.Tests;

public class ByteSizeTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("17b", 17)]
    [InlineData(" 1 K ", 1024)]
    [InlineData("1kb", 1024)]
    [InlineData("1KiB", 1024)]
    [InlineData("3MB", 3 << 20)]
    [InlineData("7eib", 7L << 60)]
    public void Sizes_have_units_of_1024(string text, long bytes)
    {
        Assert.True(ByteSize.TryParse(text, out var size));
        Assert.Equal(bytes, size.Bytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("MB")]
    [InlineData("-1")]
    [InlineData("1.5MB")]
    [InlineData("1bb")]
    [InlineData("1bib")]
    [InlineData("1 mega")]
    [InlineData("8EB")]
    [InlineData("99999999999999999999")]
    public void Other_texts_are_none(string text) => Assert.False(ByteSize.TryParse(text, out _));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1000, "1000")]
    [InlineData(134217728, "128MiB")]
    [InlineData(1L << 60, "1EiB")]
    public void A_size_prints_with_the_largest_whole_unit(long bytes, string text) => Assert.Equal(text, new ByteSize(bytes).ToString());
}
