"""Runs the benchmarks beside their peers, alternating, and writes RESULTS.md. Called by run.sh, which prepares the programs."""
import datetime, glob, json, os, platform, resource, shutil, statistics, subprocess, sys, threading, time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
BENCH = os.environ['WEIR_BENCH']
WEIR = f'{ROOT}/.build/weir/weir'
FORMATS = f'{HERE}/Weir.Benchmarks.Formats/bin/Release/net10.0/Weir.Benchmarks.Formats'
DUCKDB = f'{HERE}/Weir.Benchmarks.DuckDb/bin/Release/net10.0/Weir.Benchmarks.DuckDb'
ONE_CORE = ['taskset', '-c', '1']
PAIRS = 5
ROWS = 6_500_000  # of 164 bytes: a file of 1 GiB
VARIANTS = ['plain', 'shuffled', 'unknown', 'escapes', 'nonascii']
results = []  # (work, ours, peer, ratio, floor, goal, memory)


def say(text):
    print(text, flush=True)


def run(command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout


def add(work, ours, peer, ratio, floor, goal, memory='', less_is_better=False):
    def holds(bound):
        return bound is None or (ratio <= bound if less_is_better else ratio >= bound)
    verdict = 'below the floor' if not holds(floor) else 'goal' if goal is not None and holds(goal) else 'floor' if floor is not None else ''
    results.append((work, ours, peer, ratio, floor, goal, memory, verdict))
    say(f'{work}: {ours} beside {peer}: {ratio:.2f} (floor {floor}, goal {goal}) {verdict}')


def bids(variant, rows):
    return run([FORMATS, '--rows', str(rows), '--variant', variant, '--folder', BENCH, '--generate']).split()[-1]


def decode():
    """(a) JSON lines from memory into typed columns, beside DuckDB's read_json and simdjson on demand."""
    rows = 2_000_000
    for variant in VARIANTS:
        path = bids(variant, rows)
        rates = {'weir': [], 'simdjson': [], 'duckdb': []}
        sums = {}
        for _ in range(3):
            measured = [json.loads(line) for line in run(ONE_CORE + [FORMATS, '--rows', str(rows), '--variant', variant, '--folder', BENCH, '--runs', '3', '--json']).splitlines()]
            rates['weir'].append(max(m['rows_per_second'] for m in measured if 'first run' not in m['name']))
            sums['weir'] = (measured[-1]['rows'], str(measured[-1]['sum']), measured[-1]['text_bytes'])
            if os.path.exists(f'{BENCH}/simdjson_peer'):
                words = max((run(ONE_CORE + [f'{BENCH}/simdjson_peer', path]).replace(',', '').split() for _ in range(3)), key=lambda w: float(w[4]))
                rates['simdjson'].append(float(words[4]) * 1e6)
                sums['simdjson'] = (int(words[0]), words[words.index('sum') + 1], int(words[words.index('text') + 1]))
            measured = [json.loads(line) for line in run(ONE_CORE + [DUCKDB, 'read', path]).splitlines()]
            rates['duckdb'].append(max(m['rows_per_second'] for m in measured if 'first run' not in m['name']))
            sums['duckdb'] = (measured[-1]['rows'], str(measured[-1]['sum']), measured[-1]['text_bytes'])
        if len(set(sums.values())) != 1:
            raise SystemExit(f'the decoders disagree on {variant}: {sums}')
        ours = f'{statistics.median(rates["weir"]) / 1e6:.1f} M rows/s'
        for peer, floor, goal in [('duckdb', 2, 5) if variant == 'plain' else ('duckdb', None, None), ('simdjson', None, 1) if variant == 'plain' else ('simdjson', 0.5, None)]:
            if rates[peer]:
                ratio = statistics.median(w / p for w, p in zip(rates['weir'], rates[peer]))
                add(f'(a) decode JSON, {variant}', ours, f'{peer} {statistics.median(rates[peer]) / 1e6:.1f} M rows/s', ratio, floor, goal)
        if variant != 'plain':
            os.remove(path)


SCRIPT = '''CREATE TABLE bids (auction BIGINT, bidder BIGINT, price BIGINT, channel TEXT, url TEXT, "datetime" TIMESTAMP)
WITH (connector = '{connector}', path = '{input}', format = 'json');
CREATE TABLE large WITH (connector = 'filesystem', path = '{output}', format = 'json', 'rolling_policy.file_size' = '{roll}');
INSERT INTO large SELECT auction, bidder, price, channel, url, "datetime" FROM bids WHERE price > 2000000;
'''


def pipeline(path, interval='1h', roll='128MiB'):
    """One whole `weir run`, process start and the sync at its end included: seconds, the summary, and the peak of anonymous memory."""
    folder = f'{BENCH}/pipeline'
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    with open(f'{folder}/pipeline.sql', 'w') as script:
        script.write(SCRIPT.format(connector='filesystem' if os.path.isdir(path) else 'single_file', input=path, output=f'{folder}/out', roll=roll))
    began = time.monotonic()
    process = subprocess.Popen(ONE_CORE + [WEIR, 'run', f'{folder}/pipeline.sql', '--json', '--checkpoint-interval', interval], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    peak = [0]

    def watch():
        while process.poll() is None:
            try:
                with open(f'/proc/{process.pid}/status') as status:
                    for line in status:
                        if line.startswith('RssAnon:'):
                            peak[0] = max(peak[0], int(line.split()[1]) * 1024)
            except OSError:
                return
            time.sleep(0.02)
    watcher = threading.Thread(target=watch)
    watcher.start()
    lines = process.stdout.read().splitlines()
    process.wait()
    seconds = time.monotonic() - began
    watcher.join()
    if process.returncode != 0:
        raise SystemExit('\n'.join(lines))
    return seconds, json.loads(lines[-1]), peak[0]


def whole():
    """(b), (c) JSON lines → filter and project → JSON lines, beside DuckDB with the same file and query; bytes a row; peak memory."""
    path = bids('plain', ROWS)
    output = f'{BENCH}/duckdb-out.json'
    ratios, ours, theirs, ours_cpu, theirs_cpu, peaks = [], [], [], [], [], []
    for _ in range(PAIRS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds, summary, peak = pipeline(path)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        ours.append(seconds)
        ours_cpu.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        peaks.append(peak)
        wall, cpu = map(float, run(ONE_CORE + [DUCKDB, 'filter', path, output]).split())
        theirs.append(wall)
        theirs_cpu.append(cpu)
        ratios.append(theirs[-1] / ours[-1])
    compared = run([DUCKDB, 'compare', f'{BENCH}/pipeline/out/*.json', output]).splitlines()
    if len(set(compared)) != 1:
        raise SystemExit(f'the pipelines disagree: {compared}')
    memory = f'{max(peaks) / 2**20:.0f} MiB'
    add('(b) JSON → filter, project → JSON, whole run', f'{ROWS / statistics.median(ours) / 1e6:.2f} M rows/s', f'DuckDB {ROWS / statistics.median(theirs) / 1e6:.2f} M rows/s',
        statistics.median(ratios), 1.5, 3, memory)
    ours_cpu, theirs_cpu = (statistics.median(cpu) / ROWS * 1e6 for cpu in (ours_cpu, theirs_cpu))
    add('(b) CPU of it', f'{ours_cpu:.3f} s a million rows', f'DuckDB {theirs_cpu:.3f} s', theirs_cpu / ours_cpu, None, None)
    small = bids('plain', 1_000_000)
    # Into one file: publishing a file allocates a few KB, which is not a cost of rows.
    few = min(pipeline(small, roll='8GiB')[1]['allocated_bytes'] for _ in range(3))
    many = min(pipeline(path, roll='8GiB')[1]['allocated_bytes'] for _ in range(3))
    slope = (many - few) / (ROWS - 1_000_000)
    add('(c) bytes allocated per row of (b)', f'{slope:.4f} bytes', 'none', round(slope, 2), 0.0, None, less_is_better=True)
    add('(c) peak memory of (b) on 1 GiB', memory, '200 MiB', max(peaks) / 2**20 / 200, 1, None, memory, less_is_better=True)
    os.remove(output)


def checkpointed():
    """(d) (b) with a checkpoint each second against none, both ended with a sync."""
    # A folder of the same file four times, so that a run takes several checkpoints.
    folder = f'{BENCH}/four'
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    for i in range(4):
        os.link(bids('plain', ROWS), f'{folder}/{i}.json')
    ratios, with_, without, rounds = [], [], [], []
    for _ in range(PAIRS):
        without.append(pipeline(folder)[0])
        seconds, summary, _ = pipeline(folder, '1s')
        with_.append(seconds)
        rounds.append(summary['checkpoints'])
        ratios.append(without[-1] / with_[-1])
    shutil.rmtree(folder)
    add(f'(d) (b) four times over, with a checkpoint each second ({min(rounds)} to {max(rounds)} of them)', f'{4 * ROWS / statistics.median(with_) / 1e6:.2f} M rows/s',
        f'without {4 * ROWS / statistics.median(without) / 1e6:.2f} M rows/s', statistics.median(ratios), 0.9, None)


def first_row():
    """(e) From the start of the process to the first row of the quickstart."""
    times = []
    for _ in range(11):
        began = time.monotonic()
        process = subprocess.Popen([f'{ROOT}/weir', 'run', f'{ROOT}/examples/quickstart.sql'], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        process.stdout.readline()
        times.append(time.monotonic() - began)
        process.stdout.read()
        process.wait()
    add('(e) first row of the quickstart', f'{statistics.median(times):.2f} s', '1 s', statistics.median(times), 1, 0.3, less_is_better=True)


def write():
    with open('/proc/cpuinfo') as info:
        cpu = next(line.split(':')[1].strip() for line in info if line.startswith('model name'))
    commit = run(['git', '-C', ROOT, 'rev-parse', '--short', 'HEAD']).strip()
    duckdb = run([DUCKDB, 'version']).strip()
    with open(f'{HERE}/RESULTS.md', 'w') as out:
        out.write('# Results\n\n')
        out.write(f'Written by `benchmarks/run.sh` on {datetime.date.today()}, commit {commit}: {cpu}, {os.cpu_count()} cores, Linux {platform.release()}, .NET '
                  f'{run(["dotnet", "--version"]).strip()}, DuckDB {duckdb}, simdjson of Debian. One thread, pinned to one core; medians of paired runs in the '
                  'same minutes. Ratios are ours over the peer\'s, so that more is better; of bytes, memory and seconds less is. '
                  'Results are compared for equality before times count.\n\n')
        out.write('| work | ours | peer | ratio | floor | goal | peak memory | reached |\n|---|---|---|---|---|---|---|---|\n')
        for work, ours, peer, ratio, floor, goal, memory, verdict in results:
            out.write(f'| {work} | {ours} | {peer} | {ratio:.2f} | {"" if floor is None else floor} | {"" if goal is None else goal} | {memory} | {verdict} |\n')
    say(f'wrote {HERE}/RESULTS.md')


parts = {'a': decode, 'b': whole, 'd': checkpointed, 'e': first_row}
chosen = sys.argv[1:] or list(parts)
for part in chosen:
    parts[part]()
if chosen == list(parts):
    write()
if any(verdict == 'below the floor' for *_, verdict in results):
    raise SystemExit('a floor does not hold')
