using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Weir.Checkpoints.Local;
using Weir.TestKit;
using Xunit;

namespace Weir.Checkpoints.Tests;

[SupportedOSPlatform("linux")]
public sealed partial class FileStatusTests : IDisposable
{
    private const uint Nobody = 65534;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_not_there_is_null_and_no_error()
    {
        File.WriteAllText(_folder.At("file"), "");
        File.CreateSymbolicLink(_folder.At("circle"), _folder.At("circle"));
        File.CreateSymbolicLink(_folder.At("nowhere"), _folder.At("gone"));
        Assert.All(
            (string[])["gone", "file/below", "circle", "nowhere", new string('n', 300)],
            name => Assert.Null(FileStatus.Find(_folder.At(name))));
        Assert.NotNull(FileStatus.Find(_folder.At("nowhere"), followsLinks: false));
    }

    [Fact]
    public void One_file_has_one_identity_under_all_its_names()
    {
        File.WriteAllText(_folder.At("file"), "four");
        File.CreateSymbolicLink(_folder.At("link"), _folder.At("file"));
        var status = FileStatus.Find(_folder.At("file"))!.Value;
        Assert.Equal((FileKind.Regular, 4L), (status.Kind, status.Size));
        Assert.Equal(status, FileStatus.Find(_folder.At("link")));
        Assert.False(status.IsSameFile(FileStatus.Find(_folder.At("link"), followsLinks: false)!.Value));
        using var open = File.OpenHandle(_folder.At("file"));
        Assert.Equal(status, FileStatus.Of(open));
        Assert.Equal(FileKind.Folder, FileStatus.Find(_folder.Path)!.Value.Kind);
    }

    [Fact]
    public void What_may_not_be_looked_at_is_a_matter_of_permission()
    {
        var closed = Directory.CreateDirectory(_folder.At("closed")).FullName;
        File.WriteAllText(Path.Combine(closed, "file"), "");
        File.SetUnixFileMode(closed, UnixFileMode.None);
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            // Root may look at everything. The bare call gives up the rights of this thread alone, which ends here.
            if (Environment.UserName == "root")
            {
                Assert.Equal(0, GiveUpRights(RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 147 : 117, uint.MaxValue, Nobody, uint.MaxValue));
            }

            failure = Record.Exception(() => FileStatus.Find(Path.Combine(closed, "file")));
        });
        thread.Start();
        thread.Join();
        File.SetUnixFileMode(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.IsType<UnauthorizedAccessException>(failure);
    }

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial int GiveUpRights(nint setresuid, uint real, uint effective, uint saved);
}
