using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.Win32.SafeHandles;
using Weir.Checkpoints.Local;

namespace Weir.TestKit.Files;

/// <summary>
/// The files of a machine whose power can go. Works on real files below a root, so that looking at them past the layer shows what a
/// running process would see, and remembers what was made durable: a file's content by its last data sync, a name by the last sync of its
/// folder (and of the folders above it). <see cref="PowerCut"/> leaves only that. Can count calls, refuse them, and change what is read.
/// </summary>
/// <remarks>What is there when the layer is made, and what is put there past it, is durable once its folder is. Any thread.</remarks>
public sealed class PowerCutFiles : IFileLayer
{
    private readonly LocalFileLayer _files = LocalFileLayer.Instance;
    private readonly Lock _lock = new();
    private readonly string _root;
    private readonly TrackedFolder _tree;
    private readonly List<NameChange> _changes;
    private readonly List<FileCall> _calls = [];
    private readonly ConditionalWeakTable<SafeFileHandle, TrackedFile> _open = [];
    private readonly TaskCompletionSource _out = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isOut;

    public PowerCutFiles(string root)
        : this(Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)), Load(root), [])
    {
    }

    private PowerCutFiles(string root, TrackedFolder tree, List<NameChange> changes)
    {
        _root = root;
        _tree = tree;
        _changes = changes;
    }

    /// <summary>Called before each call; returns the error of the system that it fails with, 0 for none.</summary>
    public Func<FileCall, int>? Fail { get; set; }

    /// <summary>Which files give back one wrong bit.</summary>
    public Func<string, bool>? Corrupts { get; set; }

    /// <summary>How many calls are carried out before the power or the process goes; then all fail.</summary>
    public int? CallsLeft { get; set; }

    /// <summary>The calls so far, those that were refused too.</summary>
    public ImmutableArray<FileCall> Calls
    {
        get
        {
            lock (_lock)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>The power or the process has gone.</summary>
    public bool IsOut
    {
        get
        {
            lock (_lock)
            {
                return _isOut;
            }
        }
    }

    /// <summary>Completes when it goes.</summary>
    public Task WentOut => _out.Task;

    /// <summary>Forgets the calls so far.</summary>
    public void ClearCalls()
    {
        lock (_lock)
        {
            _calls.Clear();
        }
    }

    /// <summary>Makes the n-th call of a kind from now on fail, counted from 1.</summary>
    public void FailNth(FileCallKind kind, int n, int error) => Fail = call => call.Kind == kind && --n == 0 ? error : 0;

    /// <summary>
    /// The power goes: what was not synced is lost, kept or torn, as the seed has it (0: all lost; 1: all kept). The tree below the root
    /// is then what the next start finds; this layer refuses everything.
    /// </summary>
    /// <returns>The layer of the next start.</returns>
    public PowerCutFiles PowerCut(int seed)
    {
        lock (_lock)
        {
            GoOut();
            PowerLoss.Of(seed, _changes).Leave(_tree, _root);
            return new PowerCutFiles(_root);
        }
    }

    /// <summary>Only the process ends: what was not synced lives on in the page cache. This layer refuses everything.</summary>
    /// <returns>The layer of the next start.</returns>
    public PowerCutFiles Kill()
    {
        lock (_lock)
        {
            GoOut();
            return new PowerCutFiles(_root, _tree, _changes);
        }
    }

    public SafeFileHandle Open(string path, FileOpening opening)
    {
        lock (_lock)
        {
            Begin(FileCallKind.Open, path, "open");
            var isNew = opening.HasFlag(FileOpening.Create) && !File.Exists(path);

            // The page cache can be lost like anything else, and without it the test is only slower.
            var handle = _files.Open(path, opening & ~FileOpening.Direct);
            if (Locate(path) is var (folder, name))
            {
                if (isNew)
                {
                    Come(folder, name, new TrackedFile { Durable = [] });
                }

                if (Find(folder, name, path) is TrackedFile file)
                {
                    _open.Add(handle, file);
                }
            }

            return handle;
        }
    }

    public void WriteAt(SafeFileHandle file, string path, ReadOnlySpan<byte> bytes, long offset)
    {
        lock (_lock)
        {
            Begin(FileCallKind.Write, path, "write");
            _files.WriteAt(file, path, bytes, offset);
        }
    }

    public int ReadAt(SafeFileHandle file, string path, Span<byte> bytes, long offset)
    {
        lock (_lock)
        {
            Begin(FileCallKind.Read, path, "read");
            var count = _files.ReadAt(file, path, bytes, offset);
            if (count > 0 && Corrupts?.Invoke(path) == true)
            {
                bytes[count / 2] ^= 1;
            }

            return count;
        }
    }

    public void Truncate(SafeFileHandle file, string path, long length)
    {
        lock (_lock)
        {
            Begin(FileCallKind.Truncate, path, "truncate");
            _files.Truncate(file, path, length);
        }
    }

    public long SizeOf(SafeFileHandle file, string path)
    {
        lock (_lock)
        {
            Refuse("measure", path);
            return _files.SizeOf(file, path);
        }
    }

    public void Advise(SafeFileHandle file, long offset, long length, FileAdvice advice) => _files.Advise(file, offset, length, advice);

    public void SyncData(SafeFileHandle file, string path)
    {
        lock (_lock)
        {
            Begin(FileCallKind.SyncData, path, "sync");
            if (_open.TryGetValue(file, out var tracked))
            {
                tracked.Durable = Content(file, path);
            }
        }
    }

    public void SyncFolder(string path)
    {
        lock (_lock)
        {
            Begin(FileCallKind.SyncFolder, path, "sync the folder");
            if (!Directory.Exists(path))
            {
                // Says what is wrong.
                _files.SyncFolder(path);
            }

            if (FindFolder(path) is { } folder)
            {
                Sync(folder, path);
            }
        }
    }

    public bool MakeFolder(string path)
    {
        lock (_lock)
        {
            Begin(FileCallKind.MakeFolder, path, "make the folder");
            var isMade = _files.MakeFolder(path);
            if (isMade && Locate(path) is var (folder, name))
            {
                Come(folder, name, new TrackedFolder());
            }

            return isMade;
        }
    }

    public bool MoveNew(string from, string to) => Move(from, to, _files.MoveNew);

    public void MoveReplacing(string from, string to) => Move(from, to, (source, target) =>
    {
        _files.MoveReplacing(source, target);
        return true;
    });

    public bool Delete(string path)
    {
        lock (_lock)
        {
            Begin(FileCallKind.Delete, path, "delete");
            var place = Locate(path);
            var node = place is var (folder, name) ? Find(folder, name, path) : null;
            Keep(node, path);
            var isDeleted = _files.Delete(path);
            if (isDeleted && node is not null)
            {
                Change(new(place!.Value.Folder, place.Value.Name, null, "", node));
            }

            return isDeleted;
        }
    }

    public bool DeleteEmptyFolder(string path)
    {
        lock (_lock)
        {
            Begin(FileCallKind.Delete, path, "delete the folder");
            var place = Locate(path);
            var node = place is var (folder, name) ? Find(folder, name, path) : null;
            var isDeleted = _files.DeleteEmptyFolder(path);
            if (isDeleted && node is not null)
            {
                Change(new(place!.Value.Folder, place.Value.Name, null, "", node));
            }

            return isDeleted;
        }
    }

    private bool Move(string from, string to, Func<string, string, bool> move)
    {
        lock (_lock)
        {
            Begin(FileCallKind.Move, to, "move");
            var source = Locate(from);
            var target = Locate(to);
            var node = source is var (folder, name) ? Find(folder, name, from) : null;
            var replaced = target is var (targetFolder, targetName) ? Find(targetFolder, targetName, to) : null;
            Keep(replaced, to);
            var isMoved = move(from, to);
            if (isMoved && node is not null)
            {
                Change(new(source!.Value.Folder, source.Value.Name, target?.Folder, target?.Name ?? "", node));
            }
            else if (!isMoved && replaced is TrackedFile kept)
            {
                kept.Last = null;
            }

            return isMoved;
        }
    }

    private void Begin(FileCallKind kind, string path, string operation)
    {
        var call = new FileCall(kind, path);
        if (CallsLeft is { } left)
        {
            CallsLeft = left - 1;
            if (left <= 0)
            {
                GoOut();
            }
        }

        Refuse(operation, path);
        _calls.Add(call);
        if (Fail?.Invoke(call) is > 0 and var error)
        {
            throw new DurableFileException(operation, path, error);
        }
    }

    private void GoOut()
    {
        _isOut = true;
        _out.TrySetResult();
    }

    private void Refuse(string operation, string path)
    {
        if (_isOut)
        {
            throw new DurableFileException(operation, path, Posix.Eio);
        }
    }

    private void Come(TrackedFolder folder, string name, TrackedNode node) => Change(new(null, "", folder, name, node));

    private void Change(NameChange change)
    {
        change.ApplyTo(folder => folder.Names);
        _changes.Add(change);
    }

    private void Sync(TrackedFolder folder, string path)
    {
        // What came past the layer is durable with its name.
        foreach (var entry in Directory.EnumerateFileSystemEntries(path))
        {
            if (Find(folder, Path.GetFileName(entry), entry) is { } node && !_changes.Any(change => change.Node == node))
            {
                folder.Durable.TryAdd(Path.GetFileName(entry), node);
            }
        }

        foreach (var change in _changes.Where(change => change.Folder == folder).ToList())
        {
            // A name that has gone for good takes with it what was still open about its coming.
            if (change.From is { } from)
            {
                _changes.RemoveAll(other => other != change && other.To == from && other.ToName == change.FromName && other.Node == change.Node);
            }

            change.ApplyTo(changed => changed.Durable);
            _changes.Remove(change);
        }
    }

    // A file's content while it can still be read, for the case that its last name comes back.
    private static void Keep(TrackedNode? node, string path)
    {
        if (node is TrackedFile file && File.Exists(path))
        {
            file.Last = LocalFileLayer.Instance.ReadAll(path);
        }
    }

    private byte[] Content(SafeFileHandle file, string path)
    {
        var bytes = new byte[_files.SizeOf(file, path)];
        _files.ReadAt(file, path, bytes, 0);
        return bytes;
    }

    /// <returns>Null for paths outside the root.</returns>
    private (TrackedFolder Folder, string Name)? Locate(string path)
    {
        path = Path.GetFullPath(path);
        return FindFolder(Path.GetDirectoryName(path)!) is { } folder ? (folder, Path.GetFileName(path)) : null;
    }

    private TrackedFolder? FindFolder(string path)
    {
        path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (path == _root)
        {
            return _tree;
        }

        return path.StartsWith(_root + "/", StringComparison.Ordinal) && FindFolder(Path.GetDirectoryName(path)!) is { } parent
            ? Find(parent, Path.GetFileName(path), path) as TrackedFolder
            : null;
    }

    // What came past the layer is found here for the first time.
    private static TrackedNode? Find(TrackedFolder folder, string name, string path)
    {
        if (!folder.Names.TryGetValue(name, out var node))
        {
            node = Directory.Exists(path) ? Load(path) : File.Exists(path) ? new TrackedFile { Durable = LocalFileLayer.Instance.ReadAll(path) } : null;
            if (node is not null)
            {
                folder.Names.Add(name, node);
            }
        }

        return node;
    }

    private static TrackedFolder Load(string path)
    {
        var folder = new TrackedFolder();
        foreach (var entry in Directory.EnumerateFileSystemEntries(path))
        {
            var node = Find(folder, Path.GetFileName(entry), entry)!;
            folder.Durable.Add(Path.GetFileName(entry), node);
        }

        return folder;
    }
}
