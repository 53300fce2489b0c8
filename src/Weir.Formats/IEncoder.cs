using Weir.Columnar;

namespace Weir.Formats;

/// <summary>Turns rows into the bytes of records. No allocation per row; one thread at a time.</summary>
public interface IEncoder
{
    /// <summary>Appends every row as a record with a newline behind it.</summary>
    /// <param name="batch">Of the schema the encoder was created with; the caller keeps it.</param>
    void Encode(Batch batch, OutputBuffer output);

    /// <summary>Appends one row as a record without a newline, for sinks that send messages.</summary>
    void EncodeRow(Batch batch, int row, OutputBuffer output);
}
