using System.Text;
using Weir.Checkpoints.Local;
using Xunit;

namespace Weir.Checkpoints.Tests;

public sealed class DurableFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_move_replaces_only_when_it_is_told_to()
    {
        File.WriteAllText(_folder.At("a"), "a");
        File.WriteAllText(_folder.At("b"), "b");
        Assert.False(DurableFiles.MoveNew(_folder.At("a"), _folder.At("b")));
        Assert.Equal("b", File.ReadAllText(_folder.At("b")));
        Assert.True(DurableFiles.MoveNew(_folder.At("a"), _folder.At("c")));
        Assert.False(File.Exists(_folder.At("a")));
        DurableFiles.MoveReplacing(_folder.At("c"), _folder.At("b"));
        Assert.Equal("a", File.ReadAllText(_folder.At("b")));
    }

    [Fact]
    public void Folders_are_made_with_every_one_above_them()
    {
        DurableFiles.CreateFolder(_folder.At("x", "y", "z") + "/");
        DurableFiles.CreateFolder(_folder.At("x", "y", "z"));
        Assert.True(Directory.Exists(_folder.At("x", "y", "z")));
        Assert.False(DurableFiles.DeleteEmptyFolder(_folder.At("x")));
        Assert.True(DurableFiles.DeleteEmptyFolder(_folder.At("x", "y", "z")));
        DurableFiles.SyncFolder(_folder.At("x"));
    }

    [Fact]
    public void A_file_is_written_cut_measured_and_deleted()
    {
        var path = _folder.At("file");
        using (var file = DurableFiles.Open(path, FileOpening.Write | FileOpening.Create | FileOpening.Exclusive))
        {
            DurableFiles.Allocate(file, path, 0, 4096);
            DurableFiles.Truncate(file, path, 0);
            DurableFiles.WriteAt(file, path, Encoding.UTF8.GetBytes("hello world"), 0);
            DurableFiles.SyncData(file, path);
            DurableFiles.Truncate(file, path, 5);
            DurableFiles.Advise(file, 0, 0, FileAdvice.DontNeed);
            Assert.Equal(5, DurableFiles.SizeOf(file, path));
        }

        Assert.Equal("hello", Encoding.UTF8.GetString(DurableFiles.ReadAll(path)));
        Assert.True(DurableFiles.Delete(path));
        Assert.False(DurableFiles.Delete(path));
    }

    [Fact]
    public void An_exclusive_creation_fails_where_there_is_something()
    {
        File.WriteAllText(_folder.At("file"), "");
        var exception = Assert.Throws<DurableFileException>(() =>
            DurableFiles.Open(_folder.At("file"), FileOpening.Write | FileOpening.Create | FileOpening.Exclusive));
        Assert.Equal("EEXIST", exception.ErrorName);
        Assert.Equal($"could not open \"{_folder.At("file")}\": file exists (EEXIST)", exception.Message);
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        var exception = Assert.Throws<DurableFileException>(() => DurableFiles.ReadAll(_folder.At("missing")));
        Assert.True(exception.IsMissing);
        Assert.False(exception.IsTransient);
        Assert.Equal(_folder.At("missing"), exception.Path);
    }

    [Fact]
    public void A_lock_holds_until_its_handle_is_gone()
    {
        var path = _folder.At("lock");
        using (var first = DurableFiles.Open(path, FileOpening.Write | FileOpening.Create))
        {
            Assert.True(DurableFiles.TryLock(first, path));
            using var second = DurableFiles.Open(path, FileOpening.Write);
            Assert.False(DurableFiles.TryLock(second, path));
        }

        using var third = DurableFiles.Open(path, FileOpening.Write);
        Assert.True(DurableFiles.TryLock(third, path));
    }

    [Theory]
    [InlineData(0x6969, "NFS")]
    [InlineData(0xFF534D42, "SMB")]
    [InlineData(0xFE534D42, "SMB")]
    [InlineData(0x65735546, "FUSE")]
    [InlineData(0xEF53, null)]
    public void File_systems_that_cannot_be_relied_on_are_known(uint magic, string? name) =>
        Assert.Equal(name, DurableFiles.FileSystemName(magic));

    [Fact]
    public void The_temporary_folder_is_on_a_local_disk() => Assert.Null(DurableFiles.UnreliableFileSystem(_folder.Path));
}
