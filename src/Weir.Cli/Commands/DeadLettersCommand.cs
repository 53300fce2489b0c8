using System.CommandLine;
using System.Text;
using Weir.Runtime;

namespace Weir.Cli.Commands;

/// <summary><c>weir dead-letters list | show</c>: records that were refused and kept, as far as the newest settled checkpoint covers them.</summary>
internal static class DeadLettersCommand
{
    public static Command Create() => new("dead-letters", "Look at records that were refused and kept.") { List(), Show() };

    private static Command List()
    {
        var directory = new DataDirectoryOptions();
        var command = new Command("list", "List the tables with dead letters.");
        directory.AddTo(command);
        command.SetAction((parsed, _) => RunAsync(() =>
        {
            var path = directory.Get(parsed);
            var tables = DeadLetterReader.Tables(path);
            if (tables.Count == 0)
            {
                Console.WriteLine("there are no dead letters");
            }

            foreach (var (table, bytes) in tables)
            {
                var reasons = DeadLetterReader.Read(path, table).GroupBy(letter => letter.Reason).OrderByDescending(group => group.Count()).ToList();
                Console.WriteLine($"table \"{table}\": {reasons.Sum(group => group.Count())} dead letters, {bytes} bytes");
                foreach (var reason in reasons.Take(10))
                {
                    Console.WriteLine($"  {reason.Count()} × {reason.Key}");
                }
            }
        }));
        return command;
    }

    private static Command Show()
    {
        var directory = new DataDirectoryOptions();
        var table = new Option<string?>("--table") { Description = "only those of one table", HelpName = "TABLE" };
        var limit = new Option<int>("--max") { Description = "at most so many, oldest first", DefaultValueFactory = _ => 100, HelpName = "N" }.NotNegative();
        var json = new Option<bool>("--json") { Description = "one JSON object a line, for programs" };
        var command = new Command("show", "Show dead letters, table by table.");
        directory.AddTo(command);
        command.Options.Add(table);
        command.Options.Add(limit);
        command.Options.Add(json);
        command.SetAction((parsed, _) => RunAsync(() =>
        {
            var (path, wanted) = (directory.Get(parsed), parsed.GetValue(table));
            var tables = DeadLetterReader.Tables(path).Select(found => found.Table).Where(name => wanted is null || string.Equals(name, wanted, StringComparison.OrdinalIgnoreCase)).ToList();
            if (wanted is not null && tables.Count == 0)
            {
                throw new UsageException($"table \"{wanted}\" has no dead letters; `weir dead-letters list` shows which have");
            }

            foreach (var letter in tables.SelectMany(name => DeadLetterReader.Read(path, name)).Take(parsed.GetValue(limit)))
            {
                Console.Write(parsed.GetValue(json) ? ToJson(letter) : ToText(letter));
            }
        }));
        return command;
    }

    private static Task<int> RunAsync(Action work) => CommandRunner.RunAsync(new TextOutput(false, null, null), () =>
    {
        work();
        return ExitCodes.Done;
    });

    private static string ToText(DeadLetter letter)
    {
        var bytes = System.Text.Unicode.Utf8.IsValid(letter.Bytes.Span) ? Encoding.UTF8.GetString(letter.Bytes.Span) : $"base64 {Convert.ToBase64String(letter.Bytes.Span)}";
        var place = letter.Partition.Length == 0 ? "" : $"{letter.Partition}@{letter.Offset}: ";
        var expression = letter.Expression is null ? "" : $", in {letter.Expression}";
        return $"{letter.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss} {place}{letter.Reason}{expression}\n  {bytes}\n";
    }

    private static string ToJson(DeadLetter letter)
    {
        var line = new System.Buffers.ArrayBufferWriter<byte>();
        letter.Write(line);
        return Encoding.UTF8.GetString(line.WrittenSpan);
    }
}
