using System.Globalization;
using Weir.Checkpoints;
using Weir.Columnar;
using Weir.Connectors.Builtin.Stdout;
using Weir.Runtime;
using Weir.Sql;

namespace Weir.Cli;

/// <summary>Output for people. On a terminal progress is one line that is drawn over; elsewhere a plain line now and then.</summary>
internal sealed class TextOutput(bool isTerminal, int? rowsMax, Action<string>? onRowsReached) : IConsoleOutput
{
    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(10);

    private readonly TextWriter _text = Console.Error;
    private readonly Lock _lock = new();

    // Its own lock: rows that nobody reads hold no message up.
    private readonly Lock _rows = new();
    private long _shown;
    private long _lastRead;
    private TimeSpan _lastProgress;
    private TimeSpan _lastPlain;
    private string _checkpoint = "";
    private bool _isLineOpen;

    public bool Show(int number, ReadOnlySpan<byte> lines, int rows)
    {
        lock (_rows)
        {
            lock (_lock)
            {
                ClearLine();
            }

            if (rowsMax is { } most && _shown + rows >= most)
            {
                lines = RowLimit.First(lines, most - (int)_shown);
                rows = most - (int)_shown;
            }

            try
            {
                StandardOutput.Write(lines);
            }
            catch (IOException)
            {
                // The reader of the pipe has gone (head, say): nobody looks any more.
                return false;
            }

            _shown += rows;
            if (_shown < (rowsMax ?? long.MaxValue))
            {
                return true;
            }
        }

        onRowsReached?.Invoke("row limit");
        return false;
    }

    public void Diagnostic(SourceText source, Diagnostic diagnostic) => Write(DiagnosticFormatter.Format(source, diagnostic).TrimEnd('\n'));

    public void Error(string message, string? hint) => Write(hint is null ? $"error: {message}" : $"error: {message}\n  hint: {hint}");

    public void Guarantees(IReadOnlyList<SinkGuarantee> guarantees)
    {
        foreach (var guarantee in guarantees)
        {
            Write($"sink \"{guarantee.Table}\": {guarantee.Text}: {guarantee.Reason}");
        }
    }

    public void Started(StartPoint start)
    {
        if (start.Manifest.ContinuesFrom is { } slot)
        {
            Write($"job {start.Job.Short} goes on from checkpoint {slot} (generation {start.Generation})");
        }
    }

    public void Reported(ReportSeverity severity, Failure message) => Write(severity switch
    {
        ReportSeverity.Warning => $"warning: {message}",
        ReportSeverity.Degraded => $"degraded: {message}",
        ReportSeverity.Recovered => $"recovered: {message}",
        _ => $"note: {message}",
    });

    public void CheckpointSettled(Epoch epoch, Slot slot, TimeSpan duration)
    {
        lock (_lock)
        {
            _checkpoint = string.Create(CultureInfo.InvariantCulture, $", checkpoint {slot} in {duration.TotalMilliseconds:0} ms");
        }
    }

    public void Rewinding(Failure? cause, TimeSpan delay) =>
        Write(string.Create(CultureInfo.InvariantCulture, $"degraded: {cause}\n  the pipeline starts again from its last checkpoint in {delay.TotalSeconds:0.#} s"));

    public void Progress(JobProgress progress, TimeSpan elapsed)
    {
        lock (_lock)
        {
            var read = progress.Sources.Sum(source => source.Read);
            var rate = elapsed > _lastProgress ? (read - _lastRead) / (elapsed - _lastProgress).TotalSeconds : 0;
            (_lastRead, _lastProgress) = (read, elapsed);
            if (!isTerminal && elapsed - _lastPlain < PlainInterval)
            {
                return;
            }

            _lastPlain = elapsed;
            var line = $"{ProgressText.Line(progress, rate)}{_checkpoint}";
            if (!isTerminal)
            {
                _text.WriteLine(line);
                return;
            }

            var width = Console.WindowWidth > 20 ? Console.WindowWidth - 1 : 119;
            _text.Write($"\r\u001b[K{(line.Length <= width ? line : line[..width])}");
            _isLineOpen = true;
        }
    }

    public void Summary(JobResult result, JobProgress progress, TimeSpan elapsed)
    {
        if (result.WasFinished)
        {
            Write("the job had finished already; nothing was read or written (start anew with --fresh)");
            return;
        }

        if (result.Ending is Ending.Failed or Ending.Refused or Ending.Superseded)
        {
            Error(result.Cause?.Message ?? "the pipeline failed", result.Cause?.Hint);
            return;
        }

        var seconds = Math.Max(elapsed.TotalSeconds, 0.001);
        var how = result.Ending == Ending.Finished ? "finished" : result.Ending == Ending.Stopped ? "stopped" : "quit without a last checkpoint";
        var rate = progress.Sources.Sum(source => source.Read) / seconds;
        Write(string.Create(CultureInfo.InvariantCulture, $"{how} in {seconds:0.0} s: {ProgressText.Line(progress, rate)}"));
    }

    private void Write(string text)
    {
        lock (_lock)
        {
            ClearLine();
            _text.WriteLine(text);
        }
    }

    private void ClearLine()
    {
        if (_isLineOpen)
        {
            _text.Write("\r\u001b[K");
            _isLineOpen = false;
        }
    }
}

/// <summary>The first rows of a run of lines.</summary>
internal static class RowLimit
{
    public static ReadOnlySpan<byte> First(ReadOnlySpan<byte> lines, int rows)
    {
        var end = 0;
        for (var i = 0; i < rows; i++)
        {
            end += lines[end..].IndexOf((byte)'\n') + 1;
        }

        return lines[..end];
    }
}

/// <summary>One line about where a job stands.</summary>
internal static class ProgressText
{
    public static string Line(JobProgress progress, double rowsPerSecond)
    {
        var read = progress.Sources.Sum(source => source.Read);
        var written = progress.Sinks.Sum(sink => sink.Written);
        var parts = new List<string> { $"{Count(read)} rows read", $"{Count(written)} written" };
        Add(parts, progress.Sources.Sum(source => source.Dropped), "dropped");
        Add(parts, progress.Sources.Sum(source => source.Dead), "dead");
        Add(parts, progress.Sinks.Sum(sink => sink.Staged), "staged");
        if (progress.Sinks.Max(sink => sink.StagedUntil) is { } until)
        {
            parts[^1] += string.Create(CultureInfo.InvariantCulture, $", visible by {until.ToLocalTime():HH:mm:ss}");
        }

        parts.Add($"{Count((long)rowsPerSecond)} rows/s");
        var lag = progress.Sources.Sum(source => source.Lag);
        if (lag > 0)
        {
            parts.Add($"{Size(lag)} left");
        }

        var watermarks = progress.Sources.Select(source => source.Watermark).OfType<long>().Where(nanos => nanos is > 0 and < long.MaxValue - 1).ToList();
        if (watermarks.Count > 0)
        {
            parts.Add($"watermark {TemporalText.FormatTimestamp(watermarks.Min())}");
        }

        return string.Join(", ", parts);
    }

    private static void Add(List<string> parts, long count, string word)
    {
        if (count > 0)
        {
            parts.Add($"{Count(count)} {word}");
        }
    }

    private static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ');

    private static string Size(long bytes) => bytes switch
    {
        >= 1L << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.0} GiB"),
        >= 1L << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 20):0.0} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.0} KiB"),
    };
}
