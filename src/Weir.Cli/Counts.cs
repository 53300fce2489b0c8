using System.CommandLine;
using System.Globalization;

namespace Weir.Cli;

/// <summary>Options that count something.</summary>
internal static class Counts
{
    /// <summary>The option, which refuses negative numbers.</summary>
    public static Option<T> NotNegative<T>(this Option<T> option)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && long.TryParse(token.Value, CultureInfo.InvariantCulture, out var count) && count < 0)
            {
                result.AddError($"{option.Name} cannot be {token.Value}: write a number of at least 0");
            }
        });
        return option;
    }
}
