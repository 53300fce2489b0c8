namespace Weir.TestKit.Files;

/// <summary>
/// A change of names that no sync has made durable: a name goes, or comes, or both (a rename, which the disk has wholly or not at all).
/// </summary>
/// <param name="From">The folder that a name goes from; null when none goes.</param>
/// <param name="To">The folder that a name comes into; null when none comes.</param>
internal sealed record NameChange(TrackedFolder? From, string FromName, TrackedFolder? To, string ToName, TrackedNode Node)
{
    /// <summary>The folder whose sync makes the change durable.</summary>
    public TrackedFolder Folder => To ?? From!;

    public void ApplyTo(Func<TrackedFolder, Dictionary<string, TrackedNode>> names)
    {
        if (From is not null && names(From).TryGetValue(FromName, out var there) && there == Node)
        {
            names(From).Remove(FromName);
        }

        if (To is not null)
        {
            names(To)[ToName] = Node;
        }
    }
}
