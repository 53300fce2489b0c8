using System.Collections.Immutable;

namespace Weir.Checkpoints.Local;

/// <summary>Lists and reads slots; needs no lock. Blocks.</summary>
internal static class SlotReader
{
    public static ImmutableArray<SlotListing> List(StorePaths paths, JobId job)
    {
        var folder = paths.Manifests(job);
        if (!Directory.Exists(folder))
        {
            return [];
        }

        var found = new SortedDictionary<Slot, SlotListing>();
        foreach (var path in Directory.EnumerateFiles(folder))
        {
            var name = Path.GetFileName(path);
            var suffix = Path.GetExtension(name);
            if (long.TryParse(Path.GetFileNameWithoutExtension(name), out var number) && number > 0
                && suffix is StorePaths.ManifestSuffix or StorePaths.CopySuffix or StorePaths.SettlementSuffix)
            {
                var slot = new Slot(number);
                var listing = found.GetValueOrDefault(slot) ?? new(slot, false, false, false);
                found[slot] = suffix switch
                {
                    StorePaths.ManifestSuffix => listing with { HasManifest = true },
                    StorePaths.CopySuffix => listing with { HasCopy = true },
                    _ => listing with { HasSettlement = true },
                };
            }
        }

        return [.. found.Values];
    }

    public static SlotContent Read(IFileLayer files, StorePaths paths, JobId job, Slot slot)
    {
        var manifest = ReadManifest(files, paths.Manifest(job, slot), job, slot, out var damage, out var isNewer);
        var copy = ReadManifest(files, paths.Copy(job, slot), job, slot, out var copyDamage, out var isCopyNewer);
        Settlement? settlement = null;
        string? settlementDamage = null;
        var path = paths.Settlement(job, slot);
        try
        {
            settlement = RecordFiles.Read(files, path) is { } bytes ? SettlementCodec.Read(bytes) : null;
        }
        catch (RecordFormatException exception)
        {
            settlementDamage = $"\"{path}\": {exception.Message}";
        }

        return new()
        {
            Slot = slot,
            Manifest = manifest ?? copy,
            HasCopy = copy is not null,
            Settlement = settlement,
            Damage = damage ?? copyDamage,
            SettlementDamage = settlementDamage,
            IsNewerFormat = isNewer || (manifest is null && isCopyNewer),
        };
    }

    public static CheckpointManifest? ReadManifest(
        IFileLayer files, string path, JobId job, Slot slot, out string? damage, out bool isNewer)
    {
        damage = null;
        isNewer = false;
        try
        {
            if (RecordFiles.Read(files, path) is not { } bytes)
            {
                return null;
            }

            var manifest = ManifestCodec.Read(bytes);
            if (manifest.Job == job && manifest.Slot == slot)
            {
                return manifest;
            }

            damage = $"\"{path}\": it is slot {manifest.Slot} of job \"{manifest.Job}\"";
        }
        catch (RecordFormatException exception)
        {
            damage = $"\"{path}\": {exception.Message}";
            isNewer = exception.IsNewerFormat;
        }

        return null;
    }
}
