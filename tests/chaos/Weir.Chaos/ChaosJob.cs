using System.Buffers.Text;
using System.Text;

namespace Weir.Chaos;

/// <summary>The folder of one run: input, script, outputs, checkpoints. The counter knows the query too, from its own text.</summary>
internal sealed class ChaosJob(string folder)
{
    private const int BadEvery = 97;

    // True for every row, and slow: a job is to last long enough to be killed in the middle.
    private const string Slowly =
        "regexp_replace(regexp_replace(regexp_replace(regexp_replace(name, '([0-9])', 'x'), '(x)', 'y'), '(y)', 'z'), '(z)', 'n') <> ''";

    public string Folder => folder;

    public string Input => Path.Combine(folder, "orders.json");

    public string Script => Path.Combine(folder, "job.sql");

    /// <summary>The filesystem sink's folder.</summary>
    public string Files { get; init; } = Path.Combine(folder, "files");

    /// <summary>The single_file sink's file.</summary>
    public string Lines { get; init; } = Path.Combine(folder, "lines.json");

    public string DataDirectory { get; init; } = Path.Combine(folder, ".weir", "job");

    /// <summary>Size at which a file is published, so that many are.</summary>
    public long FileBytes { get; init; } = 64 * 1024;

    /// <summary>Writes the input and the script.</summary>
    public void Write(int rows, int seed, Outputs outputs)
    {
        WriteInput(rows, seed, hasBad: outputs == Outputs.All);
        var script = new StringBuilder();
        script.Append($"""
            CREATE TABLE orders (id BIGINT NOT NULL, amount BIGINT NOT NULL, name TEXT)
            WITH (connector = 'single_file', path = '{Input}', format = 'json', bad_data = '{(outputs == Outputs.All ? "dead_letter" : "fail")}');

            """);
        if (outputs != Outputs.Lines)
        {
            script.Append($"""
                CREATE TABLE files (id BIGINT, scaled BIGINT, label TEXT)
                WITH (connector = 'filesystem', path = '{Files}', format = 'json', 'rolling_policy.file_size' = '{FileBytes}');
                INSERT INTO files SELECT id, amount * 3 - 1, upper(name) FROM orders WHERE amount % 4 <> 0 AND {Slowly};

                """);
        }

        if (outputs != Outputs.Files)
        {
            script.Append($"""
                CREATE TABLE lines (id BIGINT, total BIGINT)
                WITH (connector = 'single_file', path = '{Lines}', format = 'json');
                INSERT INTO lines SELECT id, amount + id FROM orders WHERE amount % 2 = 0{(outputs == Outputs.Lines ? $" AND {Slowly}" : "")};

                """);
        }

        File.WriteAllText(Script, script.ToString());
    }

    public WeirProcess Start(TimeSpan interval, params string[] options) => WeirProcess.Start(
        Script, ["--data-dir", DataDirectory, "--checkpoint-interval", $"{interval.TotalMilliseconds:0}ms", .. options]);

    /// <summary>Counts with the independent program. Not whole: rows may be missing, and single_file and dead letters are not looked at.</summary>
    /// <exception cref="ChaosException">A row is missing, doubled, wrong or torn.</exception>
    public async Task<string> CountAsync(string phase, Outputs outputs, bool isWhole, string prefix = "")
    {
        List<string> arguments = [Repository.Counter, Input];
        if (outputs != Outputs.Lines)
        {
            arguments.AddRange(["--files", Files, "--prefix", prefix]);
        }

        if (outputs != Outputs.Files && isWhole)
        {
            arguments.AddRange(["--lines", Lines]);
        }

        if (outputs == Outputs.All && isWhole)
        {
            var dead = Path.Combine(folder, "dead.json");
            await File.WriteAllTextAsync(dead, await Tool.MustRunAsync(
                Repository.Weir, "dead-letters", "show", Script, "--data-dir", DataDirectory, "--table", "orders", "--json", "--max", "100000000"));
            arguments.AddRange(["--dead", dead]);
        }

        if (!isWhole)
        {
            arguments.Add("--subset");
        }

        var (exitCode, output, error) = await Tool.RunAsync("python3", [.. arguments]);
        return exitCode == 0 ? output.Trim() : throw new ChaosException($"{phase}: the count is not right: {output}{error}");
    }

    /// <summary>The folder of the current job below the data directory.</summary>
    public string JobFolder() => Path.Combine(DataDirectory, File.ReadAllText(Path.Combine(DataDirectory, "current")).Trim());

    /// <summary>The manifests of the current job, oldest first.</summary>
    public IReadOnlyList<string> Manifests() =>
        [.. Directory.GetFiles(Path.Combine(JobFolder(), "manifests"), "*.json").OrderBy(path => int.Parse(Path.GetFileNameWithoutExtension(path)))];

    // Lines as the counter's pattern has them; a bad one is not JSON, or has an amount that is no number.
    private void WriteInput(int rows, int seed, bool hasBad)
    {
        var random = new Random(seed);
        var buffer = new byte[1 << 20];
        var length = 0;
        using var file = File.Create(Input);
        for (var i = 0; i < rows; i++)
        {
            if (length > buffer.Length - 256)
            {
                file.Write(buffer, 0, length);
                length = 0;
            }

            var isBad = hasBad && random.Next(BadEvery) == 0;
            Append(isBad && (i & 1) == 0 ? "{broken \"id\":"u8 : "{\"id\":"u8);
            Number(i);
            Append(isBad ? ",\"amount\":\"many"u8 : ",\"amount\":"u8);
            Number(random.Next(1_000_000));
            Append(isBad ? "\",\"name\":\"n"u8 : ",\"name\":\"n"u8);
            Number(i);
            Append("\"}\n"u8);
        }

        file.Write(buffer, 0, length);

        void Append(ReadOnlySpan<byte> text)
        {
            text.CopyTo(buffer.AsSpan(length));
            length += text.Length;
        }

        void Number(int value)
        {
            Utf8Formatter.TryFormat(value, buffer.AsSpan(length), out var written);
            length += written;
        }
    }
}
