namespace Weir.Settings;

/// <summary>A <see cref="Secret"/>.</summary>
internal sealed class SecretKind(SettingAttribute info) : TextKind(info)
{
    public override bool IsSecret => true;

    public override string Format => "var-str";

    protected override ImmutableArray<Range> Hidden(string text) => MaskedText.All(text);

    protected override object ToValue(string text) => new Secret(text);

    protected override string ToText(object value) => ((Secret)value).Reveal();
}
