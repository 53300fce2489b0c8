using System.Text;
using Weir.Checkpoints.Local;
using Weir.TestKit;
using Xunit;

namespace Weir.Checkpoints.Tests;

/// <summary>What a process sees of its files through any layer.</summary>
public abstract class FileLayerConformance : IDisposable
{
    private protected TemporaryFolder Folder { get; } = new();

    protected abstract IFileLayer Files { get; }

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_move_replaces_only_when_it_is_told_to()
    {
        File.WriteAllText(Folder.At("a"), "a");
        File.WriteAllText(Folder.At("b"), "b");
        Assert.False(Files.MoveNew(Folder.At("a"), Folder.At("b")));
        Assert.Equal("b", File.ReadAllText(Folder.At("b")));
        Assert.True(Files.MoveNew(Folder.At("a"), Folder.At("c")));
        Assert.False(File.Exists(Folder.At("a")));
        Files.MoveReplacing(Folder.At("c"), Folder.At("b"));
        Assert.Equal("a", File.ReadAllText(Folder.At("b")));
    }

    [Fact]
    public void A_move_that_left_one_file_under_both_names_is_finished_and_a_link_is_not_taken_for_that()
    {
        File.WriteAllText(Folder.At("a"), "a");
        using (var link = System.Diagnostics.Process.Start("ln", [Folder.At("a"), Folder.At("b")]))
        {
            link.WaitForExit();
        }

        Assert.True(Files.MoveNew(Folder.At("a"), Folder.At("b")));
        Assert.False(File.Exists(Folder.At("a")));
        File.CreateSymbolicLink(Folder.At("c"), Folder.At("b"));
        Assert.False(Files.MoveNew(Folder.At("b"), Folder.At("c")));
        Assert.Equal("a", File.ReadAllText(Folder.At("b")));
    }

    [Fact]
    public void Folders_are_made_with_every_one_above_them()
    {
        Files.CreateFolder(Folder.At("x", "y", "z") + "/");
        Files.CreateFolder(Folder.At("x", "y", "z"));
        Assert.True(Directory.Exists(Folder.At("x", "y", "z")));
        Assert.False(Files.DeleteEmptyFolder(Folder.At("x")));
        Assert.True(Files.DeleteEmptyFolder(Folder.At("x", "y", "z")));
        Files.SyncFolder(Folder.At("x"));
    }

    [Fact]
    public void A_file_is_written_cut_measured_and_deleted()
    {
        var path = Folder.At("file");
        using (var file = Files.Open(path, FileOpening.Write | FileOpening.Create | FileOpening.Exclusive))
        {
            Files.Truncate(file, path, 0);
            Files.WriteAt(file, path, Encoding.UTF8.GetBytes("hello world"), 0);
            Files.SyncData(file, path);
            Files.Truncate(file, path, 5);
            Files.Advise(file, 0, 0, FileAdvice.DontNeed);
            Assert.Equal(5, Files.SizeOf(file, path));
        }

        Assert.Equal("hello", Encoding.UTF8.GetString(Files.ReadAll(path)));
        Assert.True(Files.Delete(path));
        Assert.False(Files.Delete(path));
    }

    [Fact]
    public void An_exclusive_creation_fails_where_there_is_something()
    {
        File.WriteAllText(Folder.At("file"), "");
        var exception = Assert.Throws<DurableFileException>(() =>
            Files.Open(Folder.At("file"), FileOpening.Write | FileOpening.Create | FileOpening.Exclusive));
        Assert.Equal("EEXIST", exception.ErrorName);
        Assert.Equal($"could not open \"{Folder.At("file")}\": file exists (EEXIST)", exception.Message);
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        var exception = Assert.Throws<DurableFileException>(() => Files.ReadAll(Folder.At("missing")));
        Assert.True(exception.IsMissing);
        Assert.False(exception.IsTransient);
        Assert.Equal(Folder.At("missing"), exception.Path);
    }

    [Fact]
    public void A_folder_is_made_once_and_only_below_one_that_is_there()
    {
        Assert.True(Files.MakeFolder(Folder.At("x")));
        Assert.False(Files.MakeFolder(Folder.At("x")));
        Assert.True(Assert.Throws<DurableFileException>(() => Files.MakeFolder(Folder.At("y", "z"))).IsMissing);
        Assert.True(Assert.Throws<DurableFileException>(() => Files.SyncFolder(Folder.At("y"))).IsMissing);
    }
}
