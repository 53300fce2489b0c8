using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Weir.Checkpoints.Local;

/// <summary>File names made of any text. A name of a table is never a path: no dot and no separator stands in what comes out.</summary>
public static class FileNames
{
    private const int LengthMax = 150;

    /// <summary>
    /// What is not an ASCII letter, a digit, "_" or "-" becomes <c>%</c> and the hexadecimal of its UTF-8 bytes. Different texts have different
    /// names: one that would be too long is cut and ends with a hash of the whole.
    /// </summary>
    public static string Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var bytes = Encoding.UTF8.GetBytes(text);
        var name = new StringBuilder();
        foreach (var b in bytes)
        {
            var c = (char)b;
            _ = char.IsAsciiLetterOrDigit(c) || c is '_' or '-' ? name.Append(c) : name.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
        }

        return name.Length <= LengthMax ? name.ToString()
            : string.Concat(name.ToString(0, LengthMax), "-", Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8)));
    }
}
