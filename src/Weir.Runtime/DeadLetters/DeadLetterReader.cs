using Weir.Checkpoints;

namespace Weir.Runtime;

/// <summary>Reads the dead letters that the newest settled checkpoint covers; any process may, at any time.</summary>
public static class DeadLetterReader
{
    /// <summary>The tables with dead letters in the current job, and how many bytes of them.</summary>
    public static IReadOnlyList<(string Table, long Bytes)> Tables(string dataDirectory) =>
        [.. Carries(dataDirectory).Select(carry => (carry.Table, DeadLetterFiles.ReadCarry(carry.Carry).Sum(segment => segment.Bytes)))];

    /// <summary>The dead letters of one table, oldest first.</summary>
    public static IEnumerable<DeadLetter> Read(string dataDirectory, string table)
    {
        foreach (var (job, name, carry) in Carries(dataDirectory).Where(carry => string.Equals(carry.Table, table, StringComparison.OrdinalIgnoreCase)))
        {
            var folder = DeadLetterFiles.Folder(Path.Combine(dataDirectory, job.Value), name);
            foreach (var segment in DeadLetterFiles.ReadCarry(carry))
            {
                foreach (var line in Lines(Path.Combine(folder, segment.Name), segment.Bytes))
                {
                    yield return DeadLetter.Parse(line);
                }
            }
        }
    }

    private static IEnumerable<(JobId Job, string Table, SinkCarry Carry)> Carries(string dataDirectory)
    {
        var jobs = new CheckpointInspector(dataDirectory).List();
        if (jobs.IsEmpty)
        {
            yield break;
        }

        var current = jobs.FirstOrDefault(job => job.IsCurrent)
            ?? throw new InvalidDataException($"it cannot be told which job is the current one: the file \"current\" in \"{dataDirectory}\" is gone, or does not name one");

        var newest = current.Slots.LastOrDefault(slot => slot is { IsSettled: true, Manifest: not null });
        foreach (var carry in newest?.Manifest?.Carries ?? [])
        {
            if (DeadLetterFiles.TableOf(carry.Table) is { } table)
            {
                yield return (current.Job, table, carry);
            }
        }
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Lines(string path, long length)
    {
        var bytes = new byte[length];
        using (var file = File.OpenRead(path))
        {
            if (file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) is var read && read < length)
            {
                throw new InvalidDataException($"the dead letters \"{path}\" have {read} bytes, but {length} were kept");
            }
        }

        for (var start = 0; start < bytes.Length;)
        {
            var end = bytes.AsSpan(start).IndexOf((byte)'\n');
            if (end < 0)
            {
                throw new InvalidDataException($"the dead letters \"{path}\" are damaged: byte {start} begins no whole line");
            }

            yield return bytes.AsMemory(start, end);
            start += end + 1;
        }
    }
}
