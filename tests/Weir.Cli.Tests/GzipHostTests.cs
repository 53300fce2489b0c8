using System.Diagnostics;
using System.IO.Compression;

namespace Weir.Cli.Tests;

/// <summary>Hosts without the program's own runtimeconfig.json. The framework reads the switch of strict validation at the first use of gzip.</summary>
public sealed class GzipHostTests : IDisposable
{
    private const string Switch = "System.IO.Compression.UseStrictValidation";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_host_that_used_gzip_before_without_strict_validation_reads_no_gzip_file()
    {
        var result = (await RunAsync(usesGzipBefore: true)).Ends(2);
        Assert.Empty(result.Lines);
        Assert.Contains("this process takes gzip files that were cut short for whole ones", result.Error, StringComparison.Ordinal);
        Assert.Contains($"set {Switch} to true in the host's runtimeconfig.json", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_host_is_made_strict() => Assert.Equal(["{\"n\":1}"], (await RunAsync(usesGzipBefore: false)).Ends(0).Lines);

    private async Task<WeirResult> RunAsync(bool usesGzipBefore)
    {
        await using (var gzip = new GZipStream(File.Create(_folder.At("in.json.gz")), CompressionLevel.Fastest))
        {
            await gzip.WriteAsync("{\"n\":1}\n"u8.ToArray());
        }

        var script = _folder.Write(
            "job.sql", "CREATE TABLE t (n BIGINT) WITH (connector = 'single_file', path = 'in.json.gz', format = 'json');\nSELECT n FROM t;\n");
        var options = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "weir.runtimeconfig.json"));
        Assert.Contains($"\"{Switch}\": true", options, StringComparison.Ordinal);
        var host = _folder.Write("host.json", options.Replace($"\"{Switch}\": true", $"\"{Switch}\": false", StringComparison.Ordinal));
        var start = new ProcessStartInfo(
            "dotnet", ["exec", "--runtimeconfig", host, Path.Combine(AppContext.BaseDirectory, "weir.dll"), "run", script]);
        if (usesGzipBefore)
        {
            start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location;
        }

        return await Weir.RunAsync(start, null);
    }
}
