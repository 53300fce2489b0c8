namespace Weir.Settings;

/// <summary>A <see cref="MaskedUri"/>.</summary>
internal sealed class AddressKind(SettingAttribute info) : TextKind(info)
{
    public override SettingKind Name => SettingKind.Uri;

    protected override Complaint? Complain(string text) =>
        text.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(text, UriKind.Absolute, out _)
            ? null
            : new Complaint(ProblemCode.Malformed, "is no address", "write one such as https://host:port/path");

    protected override ImmutableArray<Range> Hidden(string text) => UserInfo.In(text);

    protected override object ToValue(string text) => new MaskedUri(new Uri(text));

    protected override string ToText(object value) => ((MaskedUri)value).Reveal().OriginalString;
}
