using System.CommandLine;
using System.Globalization;
using System.Text;
using Weir.Checkpoints;
using Weir.Connectors;

namespace Weir.Cli.Commands;

/// <summary><c>weir checkpoints list | show | verify</c>: looks at a data directory, without its lock.</summary>
internal static class CheckpointsCommand
{
    public static Command Create() => new("checkpoints", "Look at the checkpoints of a script.") { List(), Show(), Verify() };

    private static Command List()
    {
        var directory = new DataDirectoryOptions();
        var json = new Option<bool>("--json") { Description = "one JSON object a line, for programs" };
        var command = new Command("list", "List jobs and their checkpoints.");
        directory.AddTo(command);
        command.Options.Add(json);
        command.SetAction((parsed, _) => RunAsync(() =>
        {
            foreach (var job in new CheckpointInspector(directory.Get(parsed)).List())
            {
                if (!parsed.GetValue(json))
                {
                    Console.WriteLine($"job {job.Job}{(job.IsCurrent ? " (current)" : "")}, generation {job.Generation}{(job.Holder is null ? "" : $", last held by {job.Holder}")}");
                }

                foreach (var slot in job.Slots)
                {
                    Console.WriteLine(parsed.GetValue(json) ? ToJson(job, slot) : $"  {Describe(slot)}");
                }
            }

            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Show()
    {
        var directory = new DataDirectoryOptions();
        var slot = new Option<long?>("--slot") { Description = "which checkpoint; the newest by default", HelpName = "N" }.NotNegative();
        var command = new Command("show", "Show one checkpoint of the current job: positions, staged files, carries.");
        directory.AddTo(command);
        command.Options.Add(slot);
        command.SetAction((parsed, _) => RunAsync(() =>
        {
            var (inspector, job) = Current(directory.Get(parsed));
            var wanted = parsed.GetValue(slot) is { } number ? new Slot(number) : job.Slots.LastOrDefault()?.Slot;
            if (wanted is null || inspector.Show(job.Job, wanted.Value) is not { } found)
            {
                throw new UsageException($"there is no checkpoint {wanted}");
            }

            Console.WriteLine(Describe(found));
            if (found.Manifest is not { } manifest)
            {
                return ExitCodes.PipelineFailed;
            }

            foreach (var (source, positions) in manifest.Positions)
            {
                Console.WriteLine($"  source \"{source}\": {positions}");
            }

            foreach (var (who, watermark) in manifest.Watermarks)
            {
                Console.WriteLine($"  watermark of \"{who}\": {(watermark == long.MaxValue ? "end of event time" : Columnar.TemporalText.FormatTimestamp(watermark))}");
            }

            foreach (var descriptor in manifest.Descriptors)
            {
                Console.WriteLine($"  sink \"{descriptor.Table}\" publishes {descriptor.Resource}: {descriptor.Rows} rows, {descriptor.Bytes} bytes");
            }

            foreach (var carry in manifest.Carries)
            {
                Console.WriteLine($"  sink \"{carry.Table}\" carries {carry.Payload}");
            }

            foreach (var file in manifest.StateFiles)
            {
                Console.WriteLine($"  state of \"{file.Operator}\": {file.Path}, {file.Bytes} bytes");
            }

            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Verify()
    {
        var directory = new DataDirectoryOptions();
        var command = new Command("verify", "Check every file of the current job's checkpoints against its checksum.");
        directory.AddTo(command);
        command.SetAction((parsed, _) => RunAsync(() =>
        {
            var (inspector, job) = Current(directory.Get(parsed));
            var damaged = 0;
            foreach (var file in inspector.Verify(job.Job))
            {
                damaged += file.Outcome == InspectedOutcome.Damaged ? 1 : 0;
                Console.WriteLine($"{file.Outcome.ToString().ToLowerInvariant(),-8} checkpoint {file.Slot}: {file.What}{(file.Message.Length == 0 ? "" : $": {file.Message}")}");
            }

            return damaged == 0 ? ExitCodes.Done : ExitCodes.PipelineFailed;
        }));
        return command;
    }

    private static Task<int> RunAsync(Func<int> work) => CommandRunner.RunAsync(new TextOutput(false, null, null), work);

    private static (CheckpointInspector Inspector, InspectedJob Job) Current(string dataDirectory)
    {
        var inspector = new CheckpointInspector(dataDirectory);
        return (inspector, inspector.List().FirstOrDefault(job => job.IsCurrent) ?? throw new UsageException($"\"{dataDirectory}\" has no current job"));
    }

    private static string Describe(InspectedSlot slot)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"checkpoint {slot.Slot}");
        if (slot.Manifest is { } manifest)
        {
            text.Append(CultureInfo.InvariantCulture, $" ({manifest.Kind.ToString().ToLowerInvariant()}, epoch {manifest.Epoch}, generation {manifest.Generation})");
        }

        text.Append(slot.IsSettled ? ", settled" : slot.Settlement is { } settlement ? $", {settlement.Kind.ToString().ToLowerInvariant()}" : ", not settled");
        text.Append(CultureInfo.InvariantCulture, $", {slot.RecordBytes} bytes");
        if (slot.StateBytes > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $" and {slot.StateBytes} of state");
        }

        return slot.Damage is null ? text.ToString() : text.Append($", damaged: {slot.Damage}").ToString();
    }

    private static string ToJson(InspectedJob job, InspectedSlot slot) => JsonLine.Write(json =>
    {
        json.WriteString("job", job.Job.Value);
        json.WriteBoolean("current", job.IsCurrent);
        json.WriteNumber("slot", slot.Slot.Value);
        if (slot.Manifest is { } manifest)
        {
            json.WriteString("manifest", manifest.Kind.ToString().ToLowerInvariant());
            json.WriteNumber("epoch", manifest.Epoch.Value);
            json.WriteNumber("generation", manifest.Generation.Value);
        }

        json.WriteBoolean("settled", slot.IsSettled);
        json.WriteNumber("bytes", slot.RecordBytes + slot.StateBytes);
        if (slot.Damage is not null)
        {
            json.WriteString("damage", slot.Damage);
        }
    });
}
