using System.IO.Enumeration;
using System.Text.RegularExpressions;
using Weir.Checkpoints;
using Weir.Checkpoints.Local;
using Weir.Columnar.Expressions;
using Weir.Columnar.Patterns;
using Weir.Connectors.Builtin.Files;
using Weir.Streaming;

namespace Weir.Connectors.Builtin.Filesystem;

/// <summary>
/// Reads the files of a folder, one after the other in the order of their names. They are listed once, at the job's first start. The position is
/// the list, under the folder's name, and the place in the file being read, under that one's. Bounded.
/// </summary>
internal sealed class FilesystemSource : ISource, ILocalEndpoint
{
    private readonly string _table;
    private readonly string _folder;
    private readonly string? _pattern;
    private readonly Regex? _regex;
    private readonly Compression? _compression;
    private readonly Action<string, string?> _warn;
    private FileList? _list;
    private LineFile? _file;

    public FilesystemSource(SourceContext context, FilesystemSide.Source table)
    {
        _table = context.Table;
        _folder = LocalPath.Resolve(context.Table, table.Path, context.BaseFolder);
        _pattern = table.RegexPattern;
        _compression = table.Compression;
        _warn = context.Warn;
        if (_pattern is not null)
        {
            try
            {
                _regex = LinearRegex.Compile(_pattern, false);
            }
            catch (PatternException exception)
            {
                throw new ConnectorException(
                    ErrorKind.Configuration, $"table \"{_table}\": option \"{FilesystemSide.PatternOption}\" is not a usable regular expression", Fault.User, isTransient: false,
                    exception.Hint);
            }
        }
    }

    public ConnectorHealth Health => ConnectorHealth.Healthy;

    public ConnectorMetrics Metrics { get; } = new();

    public AsyncSignal? Signal => null;

    public string Identity { get; private set; } = "";

    public LocalExtent Extent => new() { Path = Identity, Reads = WouldRead };

    public SourcePositions Positions
    {
        get
        {
            var positions = new Dictionary<string, string>(StringComparer.Ordinal);
            if (_file is not null)
            {
                positions.Add(Identity, _list!.ToString());
                positions.Add(_file.Path, _file.Position.ToString());
            }

            return SourcePositions.Of(positions);
        }
    }

    public ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(_folder))
        {
            throw FindFolder() is not null
                ? new ConnectorException(
                    ErrorKind.Configuration, $"table \"{_table}\": \"{_folder}\" is a file", Fault.User, isTransient: false, "name a folder, or use connector = 'single_file'")
                : FileErrors.Read(_table, _folder, new DirectoryNotFoundException());
        }

        Identity = LocalPath.Real(_table, _folder);
        return ValueTask.CompletedTask;
    }

    public ValueTask<SourcePositions> ResolveStartAsync(CancellationToken cancellationToken)
    {
        // A file with several names is read once.
        var entries = Guard(() => Entries().ToList());
        var files = Guard(() => entries.Where(IsFile).Select(entry => entry.Path).Order(StringComparer.Ordinal)
            .Select(path => (Path: path, Status: FileStatus.Find(path) ?? throw Gone(path, "it is a link to nowhere")))
            .DistinctBy(file => (file.Status.Device, file.Status.Inode))
            .ToList());
        List<string> linked = [.. entries.Where(entry => entry.IsFolder && _regex is not null).Select(entry => entry.Path)];
        if (linked.Count > 0)
        {
            _warn(
                $"table \"{_table}\": \"{linked[0]}\"{(linked.Count == 1 ? " is a link to a folder" : $" and {linked.Count - 1} more are links to folders")}, and what is behind it is not read",
                "make a table of that folder and read both with UNION ALL");
        }

        WarnOf([.. files.Where(file => file.Status.Kind != FileKind.Regular).Select(file => file.Path)]);
        files.RemoveAll(file => file.Status.Kind != FileKind.Regular);
        if (files.Count == 0)
        {
            _warn(
                $"table \"{_table}\": \"{Identity}\" has no file{(_pattern is null ? "" : $" that matches {FilesystemSide.PatternOption}")}",
                _pattern is null ? $"files in sub-folders are read when {FilesystemSide.PatternOption} is given"
                    : "the pattern is a regular expression, matched anywhere in the path below the folder");
        }

        return new(SourcePositions.Of(Identity, new FileList(Identity, files.Select(file => (file.Path, file.Status.Size))).ToString()));
    }

    public ValueTask RestoreAsync(SourcePositions positions, CancellationToken cancellationToken)
    {
        if (positions.Partitions.IsEmpty)
        {
            // Read to the end.
            return ValueTask.CompletedTask;
        }

        var begun = positions.Partitions.Keys.FirstOrDefault(path => path != Identity);
        try
        {
            _list = FileList.Parse(Identity, positions.Partitions.GetValueOrDefault(Identity, ""), begun);
        }
        catch (FormatException exception)
        {
            throw new ConnectorException(
                ErrorKind.Checkpoint,
                $"table \"{_table}\": the checkpoint's list of files in \"{Identity}\" cannot be read",
                Fault.Ours,
                isTransient: false,
                hint: "was it written by another version? Begin anew with --fresh",
                innerException: exception);
        }

        // What was begun is checked now, not when its turn comes.
        if (begun is null)
        {
            OpenNext();
        }
        else
        {
            Open(begun, FileOffset.Parse(_table, begun, positions.Partitions[begun]));
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<PollOutcome> PollAsync(RowCollector rows, CancellationToken cancellationToken)
    {
        while (_file is { IsDone: true })
        {
            if (_file.Notice is { } notice)
            {
                _warn($"table \"{_table}\": \"{_file.Path}\" {notice}", FileErrors.NoticeHint);
            }

            _file.Dispose();
            _file = null;
            OpenNext();
        }

        if (_file is null)
        {
            return new(PollOutcome.Ended);
        }

        _file.Poll(rows, Metrics);
        return new(PollOutcome.Batch);
    }

    public ValueTask EpochCommittedAsync(Epoch epoch, SourcePositions positions, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        _file?.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Files, and links to folders: those are not followed, since a loop of them would never end.</summary>
    private IEnumerable<(string Path, bool IsFolder)> Entries()
    {
        var options = new EnumerationOptions { RecurseSubdirectories = _regex is not null, AttributesToSkip = 0, IgnoreInaccessible = false };
        return new FileSystemEnumerable<(string Path, bool IsFolder)>(
            Identity, static (ref FileSystemEntry entry) => (entry.ToFullPath(), entry.IsDirectory), options)
        {
            ShouldIncludePredicate = static (ref FileSystemEntry entry) => !entry.IsDirectory || entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
            ShouldRecursePredicate = static (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        }.Where(entry => IsData(entry.Path));
    }

    private bool IsFile((string Path, bool IsFolder) entry) => !entry.IsFolder && IsListed(entry.Path);

    private bool IsListed(string path) => IsData(path) && (_regex is null || _regex.IsMatch(Path.GetRelativePath(Identity, path)));

    // By its name, or because a link in the folder leads to it.
    private bool WouldRead(string path, string? id) =>
        (path.StartsWith(Identity.TrimEnd('/') + "/", StringComparison.Ordinal) && IsListed(path)
            && (_regex is not null || Path.GetDirectoryName(path) == Identity))
        || (id is not null && Guard(() => Entries().Where(IsFile).Any(entry => FileStatus.Find(entry.Path)?.Id == id)));

    private FileStatus? FindFolder() => Guard(() => FileStatus.Find(_folder));

    private T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.Read(_table, _folder, exception);
        }
    }

    // Hidden files and what a filesystem sink has not published are no data.
    private bool IsData(string path) =>
        !Path.GetRelativePath(Identity, path).Split('/').Any(part => part.StartsWith('.') || part == FilesystemSink.InProgress);

    private void OpenNext()
    {
        if (_list!.TryTake(out var next))
        {
            var none = FileOffset.Fingerprint([]);
            Open(next.Path, new FileOffset(0, next.Size, none, none));
        }
    }

    private void Open(string path, FileOffset position)
    {
        if (Guard(() => FileStatus.Find(path)) is null)
        {
            throw Gone(path, $"it was {position.Size} bytes long when it was last seen, and does not exist now");
        }

        _file = new LineFile(_table, path, _compression);
        _file.Restore(position);
    }

    private void WarnOf(IReadOnlyList<string> others)
    {
        if (others.Count > 0)
        {
            _warn(
                $"table \"{_table}\": \"{others[0]}\"{(others.Count == 1 ? " is" : $" and {others.Count - 1} more in the folder are")} no regular file and not read",
                null);
        }
    }

    private ConnectorException Gone(string path, string how) => new(
        ErrorKind.Read,
        $"table \"{_table}\": \"{path}\" cannot be read: {how}",
        Fault.User,
        isTransient: false,
        hint: "put it back or mend it, or read the folder anew with --fresh");
}
