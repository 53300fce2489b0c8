using System.Buffers;
using System.Runtime;
using System.Text;
using System.Text.Json;
using Weir.Checkpoints;
using Weir.Columnar;
using Weir.Connectors;
using Weir.Connectors.Builtin.Stdout;
using Weir.Runtime;
using Weir.Sql;

namespace Weir.Cli;

/// <summary>
/// Output for programs: one object a line with <c>kind</c> (row, progress, checkpoint, diagnostic, summary), all on standard output.
/// </summary>
internal sealed class JsonOutput(int? rowsMax) : IConsoleOutput
{
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly Lock _lock = new();
    private long _shown;
    private long _checkpoints;
    private bool _isClosed;

    public bool Show(int number, ReadOnlySpan<byte> lines, int rows)
    {
        lock (_lock)
        {
            while (!lines.IsEmpty && _shown < (rowsMax ?? long.MaxValue) && !_isClosed)
            {
                var end = lines.IndexOf((byte)'\n');
                _line.Write("{\"kind\":\"row\",\"preview\":"u8);
                _line.Write(Encoding.ASCII.GetBytes(number.ToString(System.Globalization.CultureInfo.InvariantCulture)));
                _line.Write(",\"row\":"u8);
                _line.Write(lines[..end]);
                _line.Write("}\n"u8);
                lines = lines[(end + 1)..];
                _shown++;
            }

            Flush();
            return !_isClosed && _shown < (rowsMax ?? long.MaxValue);
        }
    }

    public void Diagnostic(SourceText source, Diagnostic diagnostic)
    {
        var start = source.GetPosition(diagnostic.Span.Start);
        var end = source.GetPosition(diagnostic.Span.Start + diagnostic.Span.Length);
        Write("diagnostic", json =>
        {
            json.WriteString("severity", diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning");
            json.WriteString("code", diagnostic.Code.Id);
            json.WriteString("message", diagnostic.Message);
            json.WriteString("source", source.Name);
            json.WriteNumber("line", start.Line);
            json.WriteNumber("column", start.Column);
            json.WriteNumber("end_line", end.Line);
            json.WriteNumber("end_column", end.Column);
            WriteOptional(json, "hint", diagnostic.Hint);
        });
    }

    public void Error(string message, string? hint) => Notice("error", message, hint);

    public void Guarantees(IReadOnlyList<SinkGuarantee> guarantees)
    {
        foreach (var guarantee in guarantees)
        {
            Notice("info", $"sink \"{guarantee.Table}\": {guarantee.Text}: {guarantee.Reason}", null);
        }
    }

    public void Started(StartPoint start) => Write("checkpoint", json =>
    {
        json.WriteString("event", "started");
        json.WriteString("job", start.Job.Value);
        json.WriteNumber("generation", start.Generation.Value);
        json.WriteNumber("slot", start.Manifest.Slot.Value);
        if (start.Manifest.ContinuesFrom is { } slot)
        {
            json.WriteNumber("continues_from", slot.Value);
        }
    });

    public void Reported(ReportSeverity severity, Failure message) => Notice(
        severity switch { ReportSeverity.Warning => "warning", ReportSeverity.Degraded => "degraded", ReportSeverity.Recovered => "recovered", _ => "info" },
        message.Message,
        message.Hint);

    public void CheckpointSettled(Epoch epoch, Slot slot, TimeSpan duration) => Write("checkpoint", json =>
    {
        _checkpoints++;
        json.WriteString("event", "settled");
        json.WriteNumber("epoch", epoch.Value);
        json.WriteNumber("slot", slot.Value);
        json.WriteNumber("duration_ms", Math.Round(duration.TotalMilliseconds, 3));
    });

    public void Rewinding(Failure? cause, TimeSpan delay) => Notice("degraded", $"{cause?.Message}; the pipeline starts again in {delay.TotalMilliseconds:0} ms", cause?.Hint);

    public void Progress(JobProgress progress, TimeSpan elapsed) => Write("progress", json => WriteProgress(json, progress, elapsed));

    public void Summary(JobResult result, JobProgress progress, TimeSpan elapsed) => Write("summary", json =>
    {
        json.WriteString("ending", result.WasFinished ? "already finished" : result.Ending.ToString().ToLowerInvariant());
        json.WriteNumber("exit_code", result.ExitCode);
        WriteOptional(json, "message", result.Cause?.Message);
        WriteOptional(json, "hint", result.Cause?.Hint);
        WriteProgress(json, progress, elapsed);
        json.WriteNumber("checkpoints", _checkpoints);
        json.WriteNumber("allocated_bytes", GC.GetTotalAllocatedBytes(precise: true));
        json.WriteNumber("collections", GC.CollectionCount(0));
        json.WriteNumber("compiled_methods", JitInfo.GetCompiledMethodCount());
    });

    private static void WriteProgress(Utf8JsonWriter json, JobProgress progress, TimeSpan elapsed)
    {
        json.WriteNumber("elapsed_ms", Math.Round(elapsed.TotalMilliseconds, 1));
        json.WriteStartArray("sources");
        foreach (var source in progress.Sources)
        {
            json.WriteStartObject();
            json.WriteString("table", source.Table);
            json.WriteNumber("read", source.Read);
            json.WriteNumber("dropped", source.Dropped);
            json.WriteNumber("dead", source.Dead);
            json.WriteNumber("lag", source.Lag);
            if (source.Watermark is > 0 and < long.MaxValue - 1)
            {
                json.WriteString("watermark", TemporalText.FormatTimestamp(source.Watermark.Value));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("sinks");
        foreach (var sink in progress.Sinks)
        {
            json.WriteStartObject();
            json.WriteString("table", sink.Table);
            json.WriteNumber("written", sink.Written);
            json.WriteNumber("bytes", sink.Bytes);
            json.WriteNumber("staged", sink.Staged);
            if (sink.StagedUntil is { } until)
            {
                json.WriteString("staged_until", until);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private void Notice(string severity, string message, string? hint) => Write("diagnostic", json =>
    {
        json.WriteString("severity", severity);
        json.WriteString("message", message);
        WriteOptional(json, "hint", hint);
    });

    private void Write(string kind, Action<Utf8JsonWriter> members)
    {
        lock (_lock)
        {
            JsonLine.Write(_line, json =>
            {
                json.WriteString("kind", kind);
                members(json);
            });

            _line.Write("\n"u8);
            Flush();
        }
    }

    private void Flush()
    {
        try
        {
            StandardOutput.Write(_line.WrittenSpan);
        }
        catch (IOException)
        {
            // The reader has gone; the next rows stop the job.
            _isClosed = true;
        }

        _line.ResetWrittenCount();
    }
}
