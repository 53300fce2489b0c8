using System.Diagnostics;
using Npgsql;

namespace Weir.Differential.Tests;

/// <summary>
/// A PostgreSQL of its own in a temporary folder, reachable through a Unix socket there and gone at the end. The server refuses to run as
/// root, so as root it runs as the user "postgres".
/// </summary>
public sealed class PostgresServer : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("weir-postgres-").FullName;
    private readonly Process? _server;

    public PostgresServer()
    {
        if (Binaries is not { } binaries)
        {
            return;
        }

        var data = Path.Combine(_folder, "data");
        if (IsRoot)
        {
            Run("chown", "postgres", _folder);
        }

        Run([.. AsServerUser, $"{binaries}/initdb", "-D", data, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-U", "postgres"]);

        // The shell ends the server when its standard input closes: also when this process is killed.
        var settings = $"-c listen_addresses= -c unix_socket_directories={_folder} -c fsync=off -c timezone=UTC -c max_connections=10";
        _server = Start([.. AsServerUser, "sh", "-c", $"{binaries}/postgres -D {data} {settings} & cat >/dev/null; kill -INT $!; wait"]);
        WaitUntilReady(_server);
    }

    /// <summary>Why tests that need the server cannot run; null when they can. In CI it has to be there.</summary>
    public static string? Missing => Binaries is null && Environment.GetEnvironmentVariable("CI") != "true"
        ? "PostgreSQL is not installed (apt-get install postgresql)"
        : null;

    public NpgsqlDataSource Source => _server is null
        ? throw new InvalidOperationException("PostgreSQL is not installed, and in CI it has to be: apt-get install postgresql")
        : field ??= NpgsqlDataSource.Create($"Host={_folder};Username=postgres;Database=postgres;Timeout=5;Command Timeout=60");

    private static bool IsRoot => Environment.UserName == "root";

    private static string[] AsServerUser => IsRoot ? ["runuser", "-u", "postgres", "--"] : [];

    private static string? Binaries => new[] { "/usr/lib/postgresql", "/usr/local/lib/postgresql" }
        .Where(Directory.Exists)
        .SelectMany(Directory.EnumerateDirectories)
        .OrderDescending(StringComparer.Ordinal)
        .Select(version => Path.Combine(version, "bin"))
        .FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")));

    public void Dispose()
    {
        if (_server is not null)
        {
            Source.Dispose();
            _server.StandardInput.Close();
            _server.WaitForExit();
            _server.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    // The server says on standard error when it is ready; what follows there is read on, so that the pipe never fills.
    private static void WaitUntilReady(Process server)
    {
        var log = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.ErrorDataReceived += (_, line) =>
        {
            log.Enqueue(line.Data ?? "the server ended");
            if (line.Data is null || line.Data.Contains("ready to accept connections", StringComparison.Ordinal))
            {
                ready.TrySetResult();
            }
        };
        server.BeginErrorReadLine();
        Assert.True(ready.Task.Wait(StartLimit) && !log.Contains("the server ended"), $"PostgreSQL was not ready within {StartLimit}:\n{string.Join('\n', log)}");
    }

    private static void Run(params string[] command)
    {
        using var process = Start(command);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', command)}: {errors.Result}");
    }

    private static Process Start(params string[] command) => Process.Start(new ProcessStartInfo(command[0], command[1..])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        WorkingDirectory = "/",
    })!;
}
