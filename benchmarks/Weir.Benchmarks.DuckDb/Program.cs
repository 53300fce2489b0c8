using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using DuckDB.NET.Data;

// DuckDB over files of bids, one thread:
//   read FILE...          read_json with every column consumed; a JSON object a run, as the benchmark of the formats prints
//   filter INPUT OUTPUT   JSON lines → filter and project → JSON lines, with a sync of what it wrote; seconds of the clock and of the CPU
//   compare FILE...       count, sum and a hash over all rows of each, read with one schema
//   version
const int Runs = 2;
using var connection = new DuckDBConnection("DataSource=:memory:;threads=1");
connection.Open();
switch (args)
{
    case ["version"]:
        Console.WriteLine(connection.ServerVersion);
        return 0;
    case ["read", .. var files]:
        Array.ForEach(files, Read);
        return 0;
    case ["filter", var input, var output]:
        Filter(input, output);
        return 0;
    case ["compare", .. var files]:
        Array.ForEach(files, file => Console.WriteLine(string.Join(' ', Row(
            $"SELECT count(*), sum(price)::VARCHAR, bit_xor(hash(auction, bidder, price, channel, url, datetime))::VARCHAR FROM {Bids(file)}"))));
        return 0;
    default:
        Console.Error.WriteLine("write read FILE..., filter INPUT OUTPUT, compare FILE... or version");
        return 2;
}

static string Bids(string file) =>
    $$"""
    read_json('{{file}}', format = 'newline_delimited', columns = {auction: 'BIGINT', bidder: 'BIGINT', price: 'BIGINT',
      channel: 'VARCHAR', url: 'VARCHAR', datetime: 'TIMESTAMP'})
    """;

void Read(string file)
{
    var query = "SELECT count(*), sum(xor(xor(xor(price, epoch_ns(datetime)), auction), bidder)::HUGEINT), "
        + $"sum(strlen(channel) + strlen(url))::BIGINT FROM {Bids(file)}";
    for (var run = 0; run <= Runs; run++)
    {
        var began = Stopwatch.GetTimestamp();
        var row = Row(query);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var rows = Convert.ToInt64(row[0], CultureInfo.InvariantCulture);
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            name = $"duckdb {Path.GetFileName(file)}{(run == 0 ? ", first run" : "")}",
            rows,
            bytes = new FileInfo(file).Length,
            seconds,
            rows_per_second = Math.Round(rows / seconds),

            // 128 bits there, 64 that wrap in ours.
            sum = unchecked((long)(ulong)((BigInteger)row[1] & ulong.MaxValue)).ToString(CultureInfo.InvariantCulture),
            text_bytes = Convert.ToInt64(row[2], CultureInfo.InvariantCulture),
        }));
    }
}

void Filter(string input, string output)
{
    var (began, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
    using (var command = connection.CreateCommand())
    {
        command.CommandText = $"COPY (SELECT auction, bidder, price, channel, url, datetime FROM {Bids(input)} WHERE price > 2000000) TO '{output}' (FORMAT json)";
        command.ExecuteNonQuery();
    }

    using (var file = File.OpenHandle(output, FileMode.Open, FileAccess.ReadWrite))
    {
        RandomAccess.FlushToDisk(file);
    }

    var (seconds, used) = (Stopwatch.GetElapsedTime(began).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds} {used}"));
}

object[] Row(string query)
{
    using var command = connection.CreateCommand();
    command.CommandText = query;
    using var reader = command.ExecuteReader();
    reader.Read();
    var values = new object[reader.FieldCount];
    reader.GetValues(values);
    return values;
}
