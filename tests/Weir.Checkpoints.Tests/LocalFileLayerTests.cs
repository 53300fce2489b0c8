using Weir.Checkpoints.Local;
using Xunit;

namespace Weir.Checkpoints.Tests;

public sealed class LocalFileLayerTests : FileLayerConformance
{
    protected override IFileLayer Files => LocalFileLayer.Instance;

    [Fact]
    public void Space_is_reserved_where_the_file_system_can()
    {
        var path = Folder.At("file");
        using var file = Files.Open(path, FileOpening.Write | FileOpening.Create);
        var isReserved = LocalFileLayer.Allocate(file, path, 0, 4096);
        Assert.Equal(isReserved ? 4096 : 0, Files.SizeOf(file, path));
    }

    [Fact]
    public void A_lock_holds_until_its_handle_is_gone()
    {
        var path = Folder.At("lock");
        using (var first = LocalFileLayer.Instance.Open(path, FileOpening.Write | FileOpening.Create))
        {
            Assert.True(LocalFileLayer.TryLock(first, path));
            using var second = LocalFileLayer.Instance.Open(path, FileOpening.Write);
            Assert.False(LocalFileLayer.TryLock(second, path));
        }

        using var third = LocalFileLayer.Instance.Open(path, FileOpening.Write);
        Assert.True(LocalFileLayer.TryLock(third, path));
    }

    [Theory]
    [InlineData(0x6969, "NFS")]
    [InlineData(0xFF534D42, "SMB")]
    [InlineData(0xFE534D42, "SMB")]
    [InlineData(0x65735546, "FUSE")]
    [InlineData(0xEF53, null)]
    public void File_systems_that_cannot_be_relied_on_are_known(uint magic, string? name) =>
        Assert.Equal(name, LocalFileLayer.FileSystemName(magic));

    [Fact]
    public void The_temporary_folder_is_on_a_local_disk() => Assert.Null(LocalFileLayer.UnreliableFileSystem(Folder.Path));
}
