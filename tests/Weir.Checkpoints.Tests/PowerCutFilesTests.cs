using System.Text;
using Microsoft.Win32.SafeHandles;
using Weir.Checkpoints.Local;
using Weir.TestKit;
using Weir.TestKit.Files;
using Xunit;

namespace Weir.Checkpoints.Tests;

public sealed class PowerCutFilesTests : FileLayerConformance
{
    private const int AllLost = 0;
    private const int AllKept = 1;

    private readonly PowerCutFiles _files;

    public PowerCutFilesTests() => _files = new(Folder.Path);

    protected override IFileLayer Files => _files;

    [Fact]
    public void Writes_behind_the_last_sync_are_lost()
    {
        using var file = Create("a");
        Write(file, "a", "synced", 0);
        _files.SyncData(file, Folder.At("a"));
        _files.SyncFolder(Folder.Path);
        Write(file, "a", " and not", 6);
        Assert.Equal("synced and not", Text("a"));
        _files.PowerCut(AllLost);
        Assert.Equal("synced", Text("a"));
    }

    [Fact]
    public void A_cut_that_was_not_synced_is_undone()
    {
        File.WriteAllText(Folder.At("a"), "whole");
        var files = new PowerCutFiles(Folder.Path);
        using (var file = files.Open(Folder.At("a"), FileOpening.Write))
        {
            files.Truncate(file, Folder.At("a"), 1);
        }

        files.PowerCut(AllLost);
        Assert.Equal("whole", Text("a"));
    }

    [Fact]
    public void A_name_is_lost_without_the_sync_of_its_folder_although_its_content_was_synced()
    {
        Synced("a", "content");
        _files.PowerCut(AllLost);
        Assert.Empty(Names());
    }

    [Fact]
    public void A_name_without_synced_content_is_an_empty_file()
    {
        using var file = Create("a");
        Write(file, "a", "content", 0);
        _files.SyncFolder(Folder.Path);
        _files.PowerCut(AllLost);
        Assert.Equal("", Text("a"));
    }

    [Fact]
    public void A_folder_goes_with_all_below_it_unless_its_parent_was_synced()
    {
        _files.MakeFolder(Folder.At("x"));
        _files.MakeFolder(Folder.At("x", "y"));
        Synced("x/y/a", "content");
        _files.SyncFolder(Folder.At("x", "y"));
        _files.SyncFolder(Folder.At("x"));
        _files.PowerCut(AllLost);
        Assert.Empty(Names());
    }

    [Fact]
    public void Created_folders_are_there_after_a_cut()
    {
        _files.CreateFolder(Folder.At("x", "y"));
        _files.PowerCut(AllLost);
        Assert.True(Directory.Exists(Folder.At("x", "y")));
    }

    [Fact]
    public void A_folder_found_there_is_made_durable_where_its_parent_may_be_opened()
    {
        _files.MakeFolder(Folder.At("x"));
        _files.Fail = call => call.Kind == FileCallKind.SyncFolder ? Posix.Eacces : 0;
        _files.CreateFolder(Folder.At("x"));
        _files.Fail = call => call.Kind == FileCallKind.SyncFolder ? Posix.Eio : 0;
        Assert.Throws<DurableFileException>(() => _files.CreateFolder(Folder.At("x")));
        _files.Fail = null;
        _files.CreateFolder(Folder.At("x"));
        _files.PowerCut(AllLost);
        Assert.True(Directory.Exists(Folder.At("x")));
    }

    [Theory]
    [InlineData("in", "out", "synced", "out/a")]
    [InlineData("in", "out", "not", "in/a")]
    [InlineData("in", "in", "not", "in/a")]
    [InlineData("in", "in", "synced", "in/b")]
    public void A_move_counts_with_the_sync_of_the_folder_it_goes_to(string from, string to, string isSynced, string left)
    {
        _files.CreateFolder(Folder.At("in"));
        _files.CreateFolder(Folder.At("out"));
        Synced("in/a", "content");
        _files.SyncFolder(Folder.At("in"));
        Assert.True(_files.MoveNew(Folder.At(from, "a"), Folder.At(to, from == to ? "b" : "a")));
        if (isSynced == "synced")
        {
            _files.SyncFolder(Folder.At(to));
        }

        _files.PowerCut(AllLost);
        Assert.Equal([left], Names());
        Assert.Equal("content", Text(left));
    }

    [Fact]
    public void A_move_of_a_name_that_was_never_synced_leaves_one_name()
    {
        _files.CreateFolder(Folder.At("in"));
        _files.CreateFolder(Folder.At("out"));
        Synced("in/a", "content");
        _files.MoveNew(Folder.At("in", "a"), Folder.At("out", "a"));
        _files.SyncFolder(Folder.At("out"));
        _files.PowerCut(AllKept);
        Assert.Equal(["out/a"], Names());
    }

    [Fact]
    public void What_was_replaced_or_deleted_comes_back_without_a_sync()
    {
        Synced("a", "old");
        Synced("b", "gone");
        _files.SyncFolder(Folder.Path);
        Synced("c", "new");
        _files.MoveReplacing(Folder.At("c"), Folder.At("a"));
        _files.Delete(Folder.At("b"));
        Assert.Equal(["a"], Names());
        _files.PowerCut(AllLost);
        Assert.Equal(["a", "b"], Names());
        Assert.Equal("old", Text("a"));
        Assert.Equal("gone", Text("b"));
    }

    [Fact]
    public void A_synced_deletion_stays()
    {
        Synced("a", "content");
        _files.SyncFolder(Folder.Path);
        _files.Delete(Folder.At("a"));
        _files.SyncFolder(Folder.Path);
        _files.PowerCut(AllLost);
        Assert.Empty(Names());
    }

    [Fact]
    public void Nothing_is_lost_when_the_disk_had_time()
    {
        using var file = Create("a");
        Write(file, "a", "content", 0);
        _files.MoveNew(Folder.At("a"), Folder.At("b"));
        _files.PowerCut(AllKept);
        Assert.Equal(["b"], Names());
        Assert.Equal("content", Text("b"));
    }

    [Fact]
    public void Seeds_tear_differently_and_the_same_seed_the_same_way()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var seed = 2; seed < 60; seed++)
        {
            Assert.Equal(Torn(seed), Torn(seed));
            seen.Add(Torn(seed));
        }

        Assert.Contains("a=old", seen);
        Assert.Contains("", seen);
        Assert.True(seen.Count > 20, string.Join('\n', seen));

        string Torn(int seed)
        {
            using var folder = new TemporaryFolder();
            var files = new PowerCutFiles(folder.Path);
            var path = folder.At("a");
            using (var file = files.Open(path, FileOpening.Write | FileOpening.Create))
            {
                files.WriteAt(file, path, "old"u8, 0);
                files.SyncData(file, path);
                files.WriteAt(file, path, Encoding.UTF8.GetBytes(new string('n', 1000)), 3);
            }

            files.PowerCut(seed);
            return string.Join(';', Directory.GetFiles(folder.Path).Select(left => $"{Path.GetFileName(left)}={File.ReadAllText(left)}"));
        }
    }

    [Fact]
    public void After_the_cut_the_old_layer_refuses_everything_and_the_next_goes_on()
    {
        using var file = Create("a");
        _files.SyncFolder(Folder.Path);
        var next = _files.PowerCut(AllLost);
        Assert.Equal("EIO", Assert.Throws<DurableFileException>(() => Write(file, "a", "late", 0)).ErrorName);
        Assert.Throws<DurableFileException>(() => _files.Delete(Folder.At("a")));
        Assert.Throws<DurableFileException>(() => _files.SizeOf(file, Folder.At("a")));
        using (var again = next.Open(Folder.At("a"), FileOpening.Write))
        {
            next.WriteAt(again, Folder.At("a"), "on"u8, 0);
            next.SyncData(again, Folder.At("a"));
        }

        next.PowerCut(AllLost);
        Assert.Equal("on", Text("a"));
    }

    [Fact]
    public void The_power_goes_after_so_many_calls()
    {
        _files.CallsLeft = 2;
        using var file = Create("a");
        Write(file, "a", "x", 0);
        Assert.False(_files.IsOut);
        Assert.Throws<DurableFileException>(() => _files.SyncData(file, Folder.At("a")));
        Assert.True(_files.IsOut);
        Assert.Equal(["Open a", "Write a"], _files.Calls.Select(call => call.ToString()));
    }

    [Fact]
    public void The_nth_call_of_a_kind_fails_as_told_and_the_others_do_not()
    {
        _files.FailNth(FileCallKind.Write, 2, Posix.Enospc);
        using var file = Create("a");
        Write(file, "a", "x", 0);
        Assert.True(Assert.Throws<DurableFileException>(() => Write(file, "a", "y", 1)).IsDiskFull);
        Write(file, "a", "z", 1);
        Assert.Equal("xz", Text("a"));
    }

    [Fact]
    public void A_file_gives_back_a_wrong_bit_when_told()
    {
        Synced("a", "content");
        _files.Corrupts = path => path == Folder.At("a");
        Assert.NotEqual("content", Encoding.UTF8.GetString(_files.ReadAll(Folder.At("a"))));
        Assert.Equal("content", Text("a"));
    }

    private SafeFileHandle Create(string name) => _files.Open(Folder.At(name), FileOpening.Write | FileOpening.Create);

    private void Write(SafeFileHandle file, string name, string text, long offset) =>
        _files.WriteAt(file, Folder.At(name), Encoding.UTF8.GetBytes(text), offset);

    private void Synced(string name, string text)
    {
        using var file = Create(name);
        Write(file, name, text, 0);
        _files.SyncData(file, Folder.At(name));
    }

    private string Text(string name) => File.ReadAllText(Folder.At(name));

    private IEnumerable<string> Names() => Directory.EnumerateFiles(Folder.Path, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Folder.Path, path)).Order(StringComparer.Ordinal);
}
