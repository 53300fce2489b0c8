using System.Collections.Immutable;
using System.Security.Cryptography;
using Weir.Checkpoints.Local;

namespace Weir.Checkpoints;

/// <summary>
/// Reads a data directory without its lock, beside a running job if need be, for <c>weir checkpoints list | show | verify</c>. Changes
/// nothing and prints nothing. All calls block.
/// </summary>
/// <remarks>What a running job prunes while it is looked at is reported as it was found, or not at all.</remarks>
public sealed class CheckpointInspector
{
    private readonly StorePaths _paths;

    public CheckpointInspector(string dataDirectory) => _paths = new(dataDirectory);

    /// <summary>Every job, the current one first.</summary>
    public ImmutableArray<InspectedJob> List()
    {
        if (!Directory.Exists(_paths.Root))
        {
            return [];
        }

        var current = RecordFiles.Read(LocalFileLayer.Instance, _paths.Current) is { } bytes && JobId.TryParse(
            System.Text.Encoding.UTF8.GetString(bytes).TrimEnd('\n'), out var id) ? id : (JobId?)null;
        return [.. Directory.EnumerateDirectories(_paths.Root)
            .Select(p => JobId.TryParse(Path.GetFileName(p), out var job) ? job : (JobId?)null)
            .OfType<JobId>()
            .OrderBy(j => j != current).ThenBy(j => j.Value, StringComparer.Ordinal)
            .Select(j => Inspect(j, j == current))];
    }

    /// <summary>One slot of a job; null when it is not there.</summary>
    public InspectedSlot? Show(JobId job, Slot slot)
    {
        var listed = SlotReader.List(_paths, job);
        return listed.FirstOrDefault(s => s.Slot == slot) is { } listing ? Inspect(job, listing, listed[^1].Slot) : null;
    }

    /// <summary>Recomputes every checksum of a job: manifests, copies, settlements, state files; names what only a connector can check.</summary>
    public ImmutableArray<InspectedFile> Verify(JobId job)
    {
        var findings = ImmutableArray.CreateBuilder<InspectedFile>();
        var states = new Dictionary<string, (InspectedOutcome, string)>(StringComparer.Ordinal);
        foreach (var listing in SlotReader.List(_paths, job))
        {
            var slot = listing.Slot;
            var content = SlotReader.Read(LocalFileLayer.Instance, _paths, job, slot);
            findings.Add(Record(job, slot, _paths.Manifest(job, slot)));
            findings.Add(Record(job, slot, _paths.Copy(job, slot)));
            if (listing.HasSettlement)
            {
                var path = _paths.Settlement(job, slot);
                findings.Add(content.SettlementDamage is { } damage
                    ? new(slot, path, InspectedOutcome.Damaged, damage)
                    : new(slot, path, InspectedOutcome.Intact, "intact"));
            }

            if (content.Manifest is { } manifest)
            {
                foreach (var file in manifest.StateFiles)
                {
                    if (!states.TryGetValue(file.Path, out var found))
                    {
                        found = State(job, file);
                        states.Add(file.Path, found);
                    }

                    findings.Add(new(slot, file.Path, found.Item1, found.Item2));
                }

                findings.AddRange(manifest.Descriptors.Select(d => new InspectedFile(
                    slot, d.Resource, InspectedOutcome.Named, $"to be committed to \"{d.Table}\" ({d.Target})")));
                findings.AddRange(manifest.Carries.Select(c => new InspectedFile(
                    slot, c.Payload, InspectedOutcome.Named, $"carried by \"{c.Table}\"")));
            }
        }

        return findings.ToImmutable();
    }

    private InspectedJob Inspect(JobId job, bool isCurrent)
    {
        var listed = SlotReader.List(_paths, job);
        var generations = Directory.Exists(_paths.Generations(job))
            ? Directory.EnumerateFiles(_paths.Generations(job)).Select(p => long.TryParse(Path.GetFileName(p), out var g) ? g : 0)
            : [];
        return new(
            job,
            isCurrent,
            File.Exists(_paths.Lock(job)) ? LockText.Read(LocalFileLayer.Instance, _paths.Lock(job)) : null,
            new(generations.DefaultIfEmpty().Max()),
            [.. listed.Select(l => Inspect(job, l, listed[^1].Slot))]);
    }

    private InspectedSlot Inspect(JobId job, SlotListing listing, Slot newest)
    {
        var slot = listing.Slot;
        var content = SlotReader.Read(LocalFileLayer.Instance, _paths, job, slot);
        var recordBytes = SizeOf(_paths.Manifest(job, slot)) + SizeOf(_paths.Copy(job, slot)) + SizeOf(_paths.Settlement(job, slot));
        return new(
            slot,
            content.Manifest,
            content.Settlement?.Kind == SettlementKind.Done || slot < newest,
            content.Settlement,
            recordBytes,
            content.Manifest?.StateFiles.Sum(f => f.Bytes) ?? 0,
            content.Damage ?? content.SettlementDamage);
    }

    private static InspectedFile Record(JobId job, Slot slot, string path)
    {
        var manifest = SlotReader.ReadManifest(LocalFileLayer.Instance, path, job, slot, out var damage, out _);
        return manifest is not null ? new(slot, path, InspectedOutcome.Intact, "intact")
            : damage is not null ? new(slot, path, InspectedOutcome.Damaged, damage)
            : new(slot, path, InspectedOutcome.Missing, "missing");
    }

    private (InspectedOutcome, string) State(JobId job, StateFile file)
    {
        try
        {
            return RecordFiles.Read(LocalFileLayer.Instance, _paths.State(job, file.Path)) switch
            {
                null => (InspectedOutcome.Damaged, "missing"),
                { } bytes when bytes.Length != file.Bytes => (InspectedOutcome.Damaged, $"{bytes.Length} bytes instead of {file.Bytes}"),
                { } bytes when Convert.ToHexStringLower(SHA256.HashData(bytes)) != file.Sha256 =>
                    (InspectedOutcome.Damaged, "its checksum does not fit"),
                _ => (InspectedOutcome.Intact, "intact"),
            };
        }
        catch (RecordFormatException exception)
        {
            return (InspectedOutcome.Damaged, exception.Message);
        }
    }

    private static long SizeOf(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? file.Length : 0;
    }
}
