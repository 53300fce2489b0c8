namespace Weir.Settings;

/// <summary>Makes what is shown in place of a secret.</summary>
public interface IFingerprint
{
    /// <returns>The same for the same secret, and nothing that leads back to it.</returns>
    string Of(string secret);
}
