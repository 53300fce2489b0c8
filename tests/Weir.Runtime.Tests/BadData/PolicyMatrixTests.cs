using System.Text;
using Weir.Checkpoints;
using Weir.Runtime.Tests.Golden;
using Weir.TestKit;

namespace Weir.Runtime.Tests.BadData;

/// <summary>Every option of every format, with every kind of bad record, under every policy: none slips through, none is lost.</summary>
public sealed class PolicyMatrixTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string, string> Cases
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            string[] json = ["{bad", "{\"v\":1}{\"v\":2}", "{\"v\":1,}", "", "\\xff", "{\"v\":\"\\ud800\"}", "nul"];
            foreach (var policy in (string[])["fail", "drop", "dead_letter"])
            {
                foreach (var bad in json.Where(bad => bad.Length > 0))
                {
                    foreach (var options in (string[])["", ", 'json.timestamp_format' = 'unix_millis'", ", 'json.decimal_encoding' = 'string'", ", framing = 'newline'", ", 'framing.newline.max_length' = 100"])
                    {
                        data.Add($"v BIGINT|format = 'json'{options}", bad, policy);
                    }

                    data.Add("value JSON|format = 'json', 'json.unstructured' = 'true'", bad, policy);
                    data.Add("value JSON|format = 'json', 'json.unstructured' = 'true', 'framing.newline.max_length' = 100", bad, policy);
                    data.Add("value JSON, size BIGINT GENERATED ALWAYS AS (json_length(value))|format = 'json', 'json.unstructured' = 'true'", bad, policy);
                }

                foreach (var bad in (string[])["[]", "1", "null", "{\"v\":\"x\"}", "{\"v\":true}", "{\"v\":99999999999999999999}", "{\"v\":[1]}"])
                {
                    data.Add("v BIGINT|format = 'json'", bad, policy);
                }

                foreach (var (type, bad) in ((string, string)[])
                    [
                        ("BOOLEAN", "1"), ("BOOLEAN", "\"yes\""), ("INT", "3000000000"), ("BIGINT UNSIGNED", "-1"), ("DOUBLE", "\"infinity\""), ("DOUBLE", "1e999"),
                        ("DECIMAL(4, 2)", "123.4"), ("DECIMAL(4, 2)", "\"NaN\""), ("TIMESTAMP", "\"soon\""), ("TIMESTAMP", "true"), ("TIMESTAMP", "\"9999-12-31T00:00:00\""),
                        ("BIGINT NOT NULL", "null"), ("JSON", new string('[', 65) + new string(']', 65)),
                    ])
                {
                    data.Add($"v {type}|format = 'json'", $"{{\"v\":{bad}}}", policy);
                }

                data.Add("value JSON NOT NULL|format = 'json', 'json.unstructured' = 'true'", "null", policy);
                data.Add("value TEXT|format = 'raw_string'", "\\xff", policy);
                data.Add("value TEXT|format = 'raw_string'", "a\\xc3", policy);
                data.Add("value TEXT|format = 'raw_string', 'framing.newline.max_length' = 2", "a\\xe4\\xe4", policy);
                data.Add("value TEXT, size INT GENERATED ALWAYS AS (character_length(value))|format = 'raw_string'", "\\xed\\xa0\\x80", policy);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_bad_record_is_bad_under_every_policy(string table, string bad, string policy)
    {
        var (columns, options) = (table.Split('|')[0], table.Split('|')[1]);
        var good = Good(columns);
        byte[] bytes = Bytes(bad);
        Directory.CreateDirectory(_folder.At("data"));
        await File.WriteAllBytesAsync(_folder.At("data", "in"), [.. Encoding.UTF8.GetBytes(good), (byte)'\n', .. bytes, (byte)'\n', .. Encoding.UTF8.GetBytes(good)]);
        var script = $"CREATE TABLE t ({columns}) WITH (connector = 'single_file', path = 'data/in', {options}, bad_data = '{policy}');\n"
            + "CREATE TABLE out WITH (connector = 'filesystem', path = 'out', format = 'json');\nINSERT INTO out SELECT * FROM t;";
        var (run, errors) = ScriptRun.Make(script, new Dictionary<string, string>(), _folder.Path, TimeSpan.FromHours(1));
        Assert.True(run is not null, errors);
        await using (run)
        {
            _ = run.Gate.OpenFor(1000);
            run.Start();
            var result = await run.Result.WaitAsync(Limit);
            Assert.Equal(policy == "fail" ? Ending.Failed : Ending.Finished, result.Ending);
            if (policy == "fail")
            {
                Assert.Contains($"bad record at line 2, byte {Encoding.UTF8.GetByteCount(good) + 1} of", result.Cause!.Message, StringComparison.Ordinal);
                return;
            }
        }

        var outputs = Outputs.Read(_folder.Path);
        Assert.Equal(2, outputs["out"].Count);
        Assert.Single(outputs["out"].Distinct());
        Assert.Equal(policy == "dead_letter", outputs.ContainsKey("dead letters of t"));
        if (policy == "dead_letter")
        {
            var letter = Assert.Single(DeadLetterReader.Read(_folder.At(".weir"), "t"));
            Assert.Equal(options.Contains("max_length' = 2", StringComparison.Ordinal) ? bytes[..2] : bytes, letter.Bytes.ToArray());
        }
    }

    public void Dispose() => _folder.Dispose();

    private static string Good(string columns) => columns switch
    {
        ['v', 'a', .., 'T'] or "value TEXT, size INT GENERATED ALWAYS AS (character_length(value))" => "ok",
        _ when columns.StartsWith("value", StringComparison.Ordinal) => "{\"v\":1}",
        "v BOOLEAN" => "{\"v\":true}",
        "v TIMESTAMP" => "{\"v\":\"2024-03-01T10:00:00\"}",
        _ => "{\"v\":1}",
    };

    // A backslash and x begin a byte that no text has.
    private static byte[] Bytes(string text)
    {
        var parts = text.Split("\\x");
        return [.. Encoding.UTF8.GetBytes(parts[0]), .. parts.Skip(1).SelectMany(part => (byte[])[Convert.FromHexString(part[..2])[0], .. Encoding.UTF8.GetBytes(part[2..])])];
    }
}
