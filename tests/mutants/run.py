#!/usr/bin/env python3
"""Plants one break after the other into a scratch copy of the sources and says which of them the tests notice.

    tests/mutants/run.py                  all of them; about half a minute each, so three quarters of an hour
    tests/mutants/run.py --list           their names
    tests/mutants/run.py --check          whether each text still stands once in its file; plants nothing
    tests/mutants/run.py NAME...          those whose name holds one of the texts

mutants.toml names each break: a file, a text that stands in it once, what takes its place, and a list of suites that should notice, the
cheapest first. A break is caught by the first suite that fails or does not end; it has survived when all pass. Ends with 1 when one has
survived, and with 2 when a text is not found any more or the unbroken sources do not pass.
"""

import argparse
import filecmp
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
LIMIT_SECONDS = 900

# A break may run in circles and fill the memory.
HEAP_BYTES = 4 << 30


def run(command, folder):
    """Exit code and output; a command that does not end within the limit is ended, with the code None."""
    process = subprocess.Popen(
        command, cwd=folder, env=os.environ | {"DOTNET_GCHeapHardLimit": hex(HEAP_BYTES)},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True)
    try:
        output, _ = process.communicate(timeout=LIMIT_SECONDS)
        return process.returncode, output
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        return None, process.communicate()[0]


def copy_sources(target):
    """What git knows or would take, as it stands in this tree."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True).stdout
    for name in filter(None, listed.decode().split("\0")):
        source = ROOT / name
        copied = target / name
        if source.is_file() and not (copied.is_file() and filecmp.cmp(source, copied, shallow=False)):
            # With the time of now: an older one than what was built here before would not be built again.
            copied.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, copied)


def build(folder, project):
    return run(["dotnet", "build", f"tests/{project}", "-c", "Release", "-nodeReuse:false", "-v", "quiet", "--nologo"], folder)


def test(folder, suite):
    project, _, name_filter = suite.partition(" ")
    code, output = build(folder, project)
    if code != 0:
        return "does not build", output
    command = ["dotnet", "test", f"tests/{project}", "-c", "Release", "--no-build", "--nologo"]
    code, output = run(command + (["--filter", name_filter] if name_filter else []), folder)
    names = [line.strip().split()[1] for line in output.splitlines() if line.startswith("  Failed ")]
    if code == 0:
        return None, output
    return (names[0].split(".")[-1] if names else "does not end" if code is None else "the suite broke off"), output


def plant(folder, mutant):
    path = folder / mutant["file"]
    text = path.read_text()
    if text.count(mutant["old"]) != 1:
        return None
    path.write_text(text.replace(mutant["old"], mutant["new"]))
    return text


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--list", action="store_true", help="only name the breaks")
    parser.add_argument("--check", action="store_true", help="only look whether every text is still there")
    parser.add_argument("--no-baseline", action="store_true", help="do not run the suites on the unbroken sources first")
    parser.add_argument("--scratch", help="a folder to build in, which is kept; else a temporary one")
    arguments = parser.parse_args()

    data = tomllib.loads((HERE / "mutants.toml").read_text())
    chosen = [m for m in data["mutant"] if not arguments.names or any(name in m["name"] for name in arguments.names)]
    suites = {m["name"]: [data["suites"][suite] for suite in m["suites"]] for m in chosen}
    if len({m["name"] for m in data["mutant"]}) != len(data["mutant"]):
        sys.exit("two breaks have one name")
    if arguments.list:
        print("\n".join(m["name"] for m in chosen))
        return 0

    if arguments.check:
        lost = [m["name"] for m in chosen if (ROOT / m["file"]).read_text().count(m["old"]) != 1]
        print(f"{len(chosen) - len(lost)} of {len(chosen)} texts are there{''.join(f'; lost: {name}' for name in lost)}")
        return 2 if lost else 0

    scratch = Path(arguments.scratch or tempfile.mkdtemp(prefix="weir-mutants-"))
    scratch.mkdir(parents=True, exist_ok=True)
    try:
        copy_sources(scratch)
        if not arguments.no_baseline:
            for suite in sorted({suite for m in chosen for suite in suites[m["name"]]}):
                noticed, output = test(scratch, suite)
                if noticed:
                    print(output)
                    print(f"the unbroken sources do not pass \"{suite}\": {noticed}")
                    return 2
        return mutate(scratch, chosen, suites)
    finally:
        if not arguments.scratch:
            shutil.rmtree(scratch, ignore_errors=True)


def outcome(noticed):
    return "SURVIVED" if not noticed else "ERROR" if noticed == "does not build" else "caught"


def mutate(scratch, chosen, suites):
    survived, broken = [], []
    for number, mutant in enumerate(chosen, 1):
        started = time.monotonic()
        original = plant(scratch, mutant)
        if original is None:
            broken.append(mutant["name"])
            print(f"{number:3}/{len(chosen)} ERROR     {mutant['name']}: the text does not stand once in {mutant['file']}", flush=True)
            continue
        noticed = None
        for suite in suites[mutant["name"]]:
            noticed, output = test(scratch, suite)
            if noticed == "does not build":
                broken.append(mutant["name"])
                print(output)
            if noticed:
                break
        (scratch / mutant["file"]).write_text(original)
        if not noticed:
            survived.append(mutant["name"])
        print(
            f"{number:3}/{len(chosen)} {outcome(noticed):9} {mutant['name']}"
            f"{f': {noticed}' if noticed else ''} ({time.monotonic() - started:.0f} s)", flush=True)
    caught = len(chosen) - len(survived) - len(broken)
    print(f"{caught} of {len(chosen)} caught; survived: {', '.join(survived) or 'none'}; errors: {', '.join(broken) or 'none'}")
    return 2 if broken else 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main())
