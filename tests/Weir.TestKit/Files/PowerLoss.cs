using Weir.Checkpoints.Local;

namespace Weir.TestKit.Files;

/// <summary>Decides what becomes of all that was not durable, and leaves the tree so.</summary>
internal sealed class PowerLoss
{
    private const int BlockBytes = 64;

    private readonly Random _random;
    private readonly HowMuch _names;
    private readonly HowMuch _content;
    private readonly Dictionary<TrackedFolder, Dictionary<string, TrackedNode>> _left = [];
    private readonly Dictionary<TrackedFile, byte[]> _bytes = [];
    private readonly Dictionary<TrackedFile, string> _real = [];
    private string _aside = "";

    private PowerLoss(int seed, IReadOnlyList<NameChange> changes)
    {
        _random = new Random(seed);
        _names = seed < 2 ? (HowMuch)seed : (HowMuch)_random.Next(4);
        _content = seed < 2 ? (HowMuch)seed : (HowMuch)_random.Next(4);
        var prefix = _random.Next(changes.Count + 1);
        for (var i = 0; i < changes.Count; i++)
        {
            if (_names switch { HowMuch.None => false, HowMuch.All => true, HowMuch.First => i < prefix, _ => _random.Next(2) == 0 })
            {
                changes[i].ApplyTo(NamesOf);
            }
        }
    }

    private enum HowMuch
    {
        None,
        All,

        /// <summary>What came first, as a journal keeps it; of a file's content the first bytes of what is new.</summary>
        First,

        /// <summary>Any of it; of a file's content any of its blocks, and zeros in others.</summary>
        Any,
    }

    public static PowerLoss Of(int seed, IReadOnlyList<NameChange> changes) => new(seed, changes);

    /// <summary>Makes the tree below a path what the next start finds.</summary>
    public void Leave(TrackedFolder tree, string path)
    {
        Directory.CreateDirectory(_aside = path + ".aside");
        Read(tree, path);
        foreach (var entry in Directory.EnumerateFileSystemEntries(path))
        {
            if (Directory.Exists(entry))
            {
                Directory.Delete(entry, recursive: true);
            }
            else
            {
                File.Delete(entry);
            }
        }

        Write(tree, path);
        Directory.Delete(_aside, recursive: true);
    }

    private Dictionary<string, TrackedNode> NamesOf(TrackedFolder folder)
    {
        if (!_left.TryGetValue(folder, out var names))
        {
            _left.Add(folder, names = new(folder.Durable, StringComparer.Ordinal));
        }

        return names;
    }

    // What every file that has a name holds now. The file itself is put aside: it is the same one, with the same inode, when the power is back.
    private void Read(TrackedFolder folder, string path)
    {
        foreach (var (name, node) in folder.Names)
        {
            var below = Path.Combine(path, name);
            if (node is TrackedFolder sub)
            {
                Read(sub, below);
            }
            else if (File.Exists(below))
            {
                var file = (TrackedFile)node;
                // Not through the framework, which takes a lock of its own: a process that is being started holds those of its parent for a moment.
                _bytes[file] = LocalFileLayer.Instance.ReadAll(below);
                if (!_real.ContainsKey(file))
                {
                    _real.Add(file, Path.Combine(_aside, $"{_real.Count}"));
                    File.Move(below, _real[file]);
                }
            }
        }
    }

    private void Write(TrackedFolder folder, string path)
    {
        foreach (var (name, node) in NamesOf(folder).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var below = Path.Combine(path, name);
            if (node is TrackedFolder sub)
            {
                Directory.CreateDirectory(below);
                Write(sub, below);
            }
            else
            {
                var file = (TrackedFile)node;
                if (_real.Remove(file, out var real))
                {
                    File.Move(real, below);
                }

                using var stream = new FileStream(below, FileMode.OpenOrCreate, FileAccess.Write);
                stream.SetLength(0);
                stream.Write(Left(file));
            }
        }
    }

    private byte[] Left(TrackedFile file)
    {
        var durable = file.Durable;
        var current = _bytes.GetValueOrDefault(file) ?? file.Last ?? durable;
        if (durable.AsSpan().SequenceEqual(current))
        {
            return durable;
        }

        switch (_content)
        {
            case HowMuch.None:
                return durable;
            case HowMuch.All:
                return current;
            case HowMuch.First when current.AsSpan().StartsWith(durable):
                return current[..(durable.Length + _random.Next(current.Length - durable.Length))];
        }

        var left = new byte[_random.Next(Math.Min(durable.Length, current.Length), Math.Max(durable.Length, current.Length) + 1)];
        for (var start = 0; start < left.Length; start += BlockBytes)
        {
            var from = _random.Next(2) == 0 ? durable : current;
            var count = Math.Min(Math.Min(BlockBytes, left.Length - start), from.Length - start);
            if (count > 0)
            {
                from.AsSpan(start, count).CopyTo(left.AsSpan(start));
            }
        }

        return left;
    }
}
