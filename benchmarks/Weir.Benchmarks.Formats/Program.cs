using Weir.Benchmarks.Formats;

// W2: JSON lines from memory into typed columns, and back. Options: --rows N, --runs N, --variant NAME (or all), --folder PATH,
// --encode (measure the encoder too), --generate (only write the files), --json (one object a line).
var arguments = new Queue<string>(args);
long rows = 2_000_000;
var runs = 5;
var variants = new List<string> { "plain" };
var folder = Path.Combine(Path.GetTempPath(), "weir-benchmarks");
var (encodes, asJson, onlyGenerates) = (false, false, false);
while (arguments.TryDequeue(out var option))
{
    switch (option)
    {
        case "--rows": rows = long.Parse(arguments.Dequeue()); break;
        case "--runs": runs = int.Parse(arguments.Dequeue()); break;
        case "--variant":
            var name = arguments.Dequeue();
            variants = name == "all" ? [.. BidFile.Variants] : [name];
            break;
        case "--folder": folder = arguments.Dequeue(); break;
        case "--encode": encodes = true; break;
        case "--json": asJson = true; break;
        case "--generate": onlyGenerates = true; break;
        default:
            Console.Error.WriteLine($"unknown option \"{option}\"");
            return 2;
    }
}

foreach (var variant in variants)
{
    BidFile.Ensure(folder, variant, rows);
    if (onlyGenerates)
    {
        Console.WriteLine(BidFile.PathOf(folder, variant, rows));
        continue;
    }

    using var input = NativeFile.Read(BidFile.PathOf(folder, variant, rows));
    using var benchmark = new BidBenchmark(input);
    Report(benchmark.Decode($"decode {variant}, first run"));
    for (var run = 0; run < runs; run++)
    {
        Report(benchmark.Decode($"decode {variant}"));
    }

    for (var run = 0; encodes && run < runs + 1; run++)
    {
        Report(benchmark.Encode($"encode {variant}"));
    }
}

return 0;

void Report(Measurement measurement) => Console.WriteLine(asJson ? measurement.ToJson() : measurement.ToString());
