using System.Security.Cryptography;
using System.Text;

namespace Weir.Planner;

/// <summary>
/// Hashes over the canonical text of a script's statements: comments, white space and the case of key words do not count. Recovery
/// compares them to tell whether tables changed or only queries.
/// </summary>
/// <param name="Script">Everything.</param>
/// <param name="Queries">Settings, views and queries.</param>
public sealed record ScriptFingerprint(string Script, string Queries)
{
    public static ScriptFingerprint Of(Syntax.Script script)
    {
        var queries = new StringBuilder();
        var all = new StringBuilder();
        foreach (var statement in script.Statements)
        {
            var text = SqlPrinter.Print(statement);
            all.Append(text).Append(";\n");
            if (statement is not Syntax.CreateTable)
            {
                queries.Append(text).Append(";\n");
            }
        }

        return new ScriptFingerprint(Hash(all.ToString()), Hash(queries.ToString()));
    }

    /// <summary>128 bits of SHA-256 in hexadecimal digits.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
