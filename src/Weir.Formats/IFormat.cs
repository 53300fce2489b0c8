using Weir.Columnar;

namespace Weir.Formats;

/// <summary>One wire format: reads its options and makes decoders and encoders.</summary>
public interface IFormat
{
    /// <summary>As written in <c>format = '…'</c>.</summary>
    string Name { get; }

    /// <summary>Reads the values of its options; other entries are not looked at.</summary>
    /// <exception cref="FormatOptionException">A value is not one of the option's.</exception>
    FormatOptions ReadOptions(IReadOnlyDictionary<string, string> options);

    /// <param name="schema">The columns to decode, of those the table has; the first of the builder's.</param>
    /// <exception cref="FormatOptionException">The format cannot read a column of the schema, or the options do not fit it.</exception>
    IDecoder CreateDecoder(Schema schema, FormatOptions options, DecoderLimits limits);

    /// <param name="schema">Of the batches to come. A column named <see cref="FormatCatalog.HiddenTimestamp"/> is never written.</param>
    /// <exception cref="FormatOptionException">The format cannot write a column of the schema, or the options do not fit it.</exception>
    IEncoder CreateEncoder(Schema schema, FormatOptions options);
}
