using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Weir.Settings;

/// <summary>A value of a <see cref="SettingsTree"/>. It prints, and serialises, masked; two are equal when their JSON is.</summary>
[JsonConverter(typeof(SettingsNodeConverter))]
public abstract class SettingsNode : IEquatable<SettingsNode>
{
    private protected SettingsNode()
    {
    }

    /// <summary>Writes the real value, for storing: secrets stand in it.</summary>
    public abstract void RevealTo(Utf8JsonWriter json);

    /// <summary>The real value as JSON: secrets stand in it.</summary>
    public string RevealJson()
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            RevealTo(json);
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <summary>Writes the value with <c>***</c> in place of every secret.</summary>
    public void WriteMaskedTo(Utf8JsonWriter json) => MaskedBy(static _ => Secret.Mask).RevealTo(json);

    /// <summary>JSON with <c>***</c> in place of every secret.</summary>
    public sealed override string ToString() => MaskedBy(static _ => Secret.Mask).RevealJson();

    public bool Equals(SettingsNode? other) => other is not null && RevealJson() == other.RevealJson();

    public sealed override bool Equals(object? obj) => Equals(obj as SettingsNode);

    public sealed override int GetHashCode() => RevealJson().GetHashCode(StringComparison.Ordinal);

    internal virtual SettingsNode MaskedBy(Func<string, string> shown) => this;

    /// <summary>All texts at and below this node, with their pointers.</summary>
    internal virtual IEnumerable<(string Pointer, Text Text)> Texts(string pointer) => [];

    /// <summary>A text, or the reference that stands in place of any other value.</summary>
    /// <param name="hidden">The parts that are secret, from left to right.</param>
    public sealed class Text(string value, ImmutableArray<Range> hidden) : SettingsNode
    {
        public Text(string value)
            : this(value, [])
        {
        }

        /// <summary>The real text.</summary>
        public string Value { get; } = value;

        public bool HasSecret => !hidden.IsEmpty;

        public override void RevealTo(Utf8JsonWriter json) => json.WriteStringValue(Value);

        internal override SettingsNode MaskedBy(Func<string, string> shown) => HasSecret ? new Text(MaskedText.Replace(Value, hidden, shown)) : this;

        internal override IEnumerable<(string Pointer, Text Text)> Texts(string pointer) => [(pointer, this)];
    }

    public sealed class Integer(long value) : SettingsNode
    {
        public long Value { get; } = value;

        public override void RevealTo(Utf8JsonWriter json) => json.WriteNumberValue(Value);
    }

    public sealed class Number(double value) : SettingsNode
    {
        /// <summary>Finite.</summary>
        public double Value { get; } = value;

        public override void RevealTo(Utf8JsonWriter json) => json.WriteNumberValue(Value);
    }

    public sealed class Boolean(bool value) : SettingsNode
    {
        public bool Value { get; } = value;

        public override void RevealTo(Utf8JsonWriter json) => json.WriteBooleanValue(Value);
    }

    public sealed class List(ImmutableArray<SettingsNode> items) : SettingsNode
    {
        public ImmutableArray<SettingsNode> Items { get; } = items;

        public override void RevealTo(Utf8JsonWriter json)
        {
            json.WriteStartArray();
            foreach (var item in Items)
            {
                item.RevealTo(json);
            }

            json.WriteEndArray();
        }

        internal override SettingsNode MaskedBy(Func<string, string> shown) => new List([.. Items.Select(item => item.MaskedBy(shown))]);

        internal override IEnumerable<(string Pointer, Text Text)> Texts(string pointer) =>
            Items.SelectMany((item, index) => item.Texts(JsonPointer.Below(pointer, $"{index}")));
    }
}
