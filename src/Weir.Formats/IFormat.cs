using Weir.Columnar;

namespace Weir.Formats;

/// <summary>One wire format: makes decoders and encoders.</summary>
/// <remarks>The settings are those of the format.</remarks>
public interface IFormat
{
    /// <summary>As written in <c>format = '…'</c>.</summary>
    string Name { get; }

    /// <param name="schema">The columns to decode, of those the table has; the first of the builder's.</param>
    /// <exception cref="FormatOptionException">The format cannot read a column of the schema, or the settings do not fit it.</exception>
    IDecoder CreateDecoder(Schema schema, FormatSettings settings, DecoderLimits limits);

    /// <param name="schema">Of the batches to come. A column named <see cref="FormatCatalog.HiddenTimestamp"/> is never written.</param>
    /// <exception cref="FormatOptionException">The format cannot write a column of the schema, or the settings do not fit it.</exception>
    IEncoder CreateEncoder(Schema schema, FormatSettings settings);
}
