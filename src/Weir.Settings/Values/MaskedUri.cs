using System.Text.Json.Serialization;

namespace Weir.Settings;

/// <summary>An absolute address that prints without its user info.</summary>
[JsonConverter(typeof(MaskedConverter<MaskedUri>))]
public sealed record MaskedUri
{
    private readonly Uri _uri;

    /// <exception cref="ArgumentException">The address is relative.</exception>
    public MaskedUri(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        _uri = uri.IsAbsoluteUri ? uri : throw new ArgumentException("the address is relative", nameof(uri));
    }

    /// <summary>The address itself, user info included.</summary>
    public Uri Reveal() => _uri;

    public override string ToString() => MaskedText.Replace(_uri.OriginalString, UserInfo.In(_uri.OriginalString), static _ => Secret.Mask);
}
