namespace Weir.Settings;

/// <summary>A <see cref="string"/>.</summary>
internal sealed class PlainTextKind(SettingAttribute info) : TextKind(info)
{
    protected override object ToValue(string text) => text;

    protected override string ToText(object value) => (string)value;
}
