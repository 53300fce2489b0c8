namespace Weir.Checkpoints;

/// <summary>The one shape of random ids: 32 lower-case hex digits, safe in a file name.</summary>
internal static class HexId
{
    public static bool IsValid(string? text)
    {
        if (text is not { Length: 32 })
        {
            return false;
        }

        foreach (var c in text)
        {
            if (!char.IsAsciiHexDigitLower(c))
            {
                return false;
            }
        }

        return true;
    }
}
