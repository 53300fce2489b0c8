using System.Diagnostics;

namespace Weir.Chaos;

/// <summary>A started <c>weir run --json</c>. Its lines are events to wait for; at the end it is killed if it still runs.</summary>
internal sealed class WeirProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task _reading;
    private readonly Task<string> _error;
    private readonly Lock _lock = new();
    private readonly List<WeirEvent> _events = [];
    private readonly Stopwatch _age = Stopwatch.StartNew();
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isAtEnd;

    private WeirProcess(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>Since the process was started.</summary>
    public TimeSpan Age => _age.Elapsed;

    public int Pid => _process.Id;

    public IReadOnlyList<WeirEvent> Events
    {
        get
        {
            lock (_lock)
            {
                return [.. _events];
            }
        }
    }

    /// <param name="before">A program and its arguments to start it through: <c>prlimit --fsize=… </c>.</param>
    public static WeirProcess Start(string script, IEnumerable<string> options, params string[] before)
    {
        string[] command = [.. before, Repository.Weir, "run", script, "--json", .. options];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetDirectoryName(script)!,
        };
        return new WeirProcess(Process.Start(start)!);
    }

    /// <summary>Waits for the <paramref name="count"/>th line that fits, counted from the process's start.</summary>
    /// <returns>Null when the process ended without it.</returns>
    public async Task<WeirEvent?> TryWaitForAsync(string phase, Func<WeirEvent, bool> fits, TimeSpan limit, int count = 1)
    {
        using var cancel = new CancellationTokenSource(limit);
        for (var seen = 0; ;)
        {
            Task more;
            lock (_lock)
            {
                for (; seen < _events.Count; seen++)
                {
                    if (fits(_events[seen]) && --count == 0)
                    {
                        return _events[seen];
                    }
                }

                if (_isAtEnd)
                {
                    return null;
                }

                more = _more.Task;
            }

            try
            {
                await more.WaitAsync(cancel.Token);
            }
            catch (OperationCanceledException)
            {
                throw new ChaosException($"{phase}: did not come within {limit.TotalSeconds:0} s; pid {Pid} said\n{Said()}");
            }
        }
    }

    /// <inheritdoc cref="TryWaitForAsync"/>
    /// <exception cref="ChaosException">The process ended without it, or the limit passed.</exception>
    public async Task<WeirEvent> WaitForAsync(string phase, Func<WeirEvent, bool> fits, TimeSpan limit, int count = 1) =>
        await TryWaitForAsync(phase, fits, limit, count)
        ?? throw new ChaosException($"{phase}: did not come before pid {Pid} ended with {await ExitAsync(limit)}; it said\n{Said()}{await _error}");

    /// <summary>Waits for the end.</summary>
    public async Task<int> ExitAsync(TimeSpan limit)
    {
        using var cancel = new CancellationTokenSource(limit);
        try
        {
            await _process.WaitForExitAsync(cancel.Token);
        }
        catch (OperationCanceledException)
        {
            throw new ChaosException($"the end of pid {Pid}: did not come within {limit.TotalSeconds:0} s; it said\n{Said()}");
        }

        await _reading;
        return _process.ExitCode;
    }

    /// <summary>The end, which must be with this exit code.</summary>
    public async Task<WeirEvent?> MustExitAsync(int exitCode, TimeSpan limit)
    {
        var got = await ExitAsync(limit);
        return got == exitCode
            ? Events.LastOrDefault(line => line.Kind == "summary")
            : throw new ChaosException($"the end of pid {Pid}: expected exit code {exitCode}, got {got}; it said\n{Said()}{await _error}");
    }

    public void Signal(int signal) => Signals.Send(Pid, signal);

    /// <summary>SIGKILL, to this process only.</summary>
    /// <returns>False when it had ended by itself.</returns>
    public async Task<bool> KillAsync()
    {
        if (!_process.HasExited)
        {
            // SIGKILL on Linux; a process that ends in between is no error.
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        await _reading;
        return _process.ExitCode == 128 + Signals.Kill;
    }

    public async Task<string> ErrorAsync() => await _error;

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        await _error;
        _process.Dispose();
    }

    /// <summary>The last lines, for messages.</summary>
    public string Said()
    {
        var lines = Events;
        return string.Concat(lines.Skip(Math.Max(0, lines.Count - 12)).Select(line => $"  {line.Text}\n"));
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            // A killed process may leave half a line.
            if (line.StartsWith('{') && line.EndsWith('}'))
            {
                Publish(WeirEvent.Parse(line));
            }
        }

        Publish(null);
    }

    private void Publish(WeirEvent? line)
    {
        TaskCompletionSource more;
        lock (_lock)
        {
            if (line is null)
            {
                _isAtEnd = true;
            }
            else
            {
                _events.Add(line);
            }

            (more, _more) = (_more, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        more.SetResult();
    }
}
