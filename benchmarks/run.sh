#!/usr/bin/env bash
# Runs every benchmark beside its peer and writes benchmarks/RESULTS.md. Takes about fifteen minutes and 6 GB below $WEIR_BENCH
# (default: /tmp/weir-benchmarks). Run it on a machine that does nothing else. Arguments choose parts: benchmarks/run.sh a e
set -euo pipefail
here=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
export WEIR_SHARED="${WEIR_SHARED:-$(readlink -m "$here/../../shared")}"
export WEIR_BENCH="${WEIR_BENCH:-/tmp/weir-benchmarks}"
mkdir -p "$WEIR_BENCH"

missing=()
for program in dotnet python3 g++ taskset; do command -v "$program" >/dev/null || missing+=("$program"); done
[ ${#missing[@]} = 0 ] || { echo "missing: ${missing[*]}" >&2; exit 2; }
if ! [ -e /usr/include/simdjson.h ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq && apt-get install -y -qq libsimdjson-dev >/dev/null
fi

"$here/../weir" --version
for program in Formats DuckDb; do
  dotnet build "$here/Weir.Benchmarks.$program" -c Release --nologo -v quiet -nodeReuse:false
done
if [ -f "$WEIR_SHARED/peers/simdjson_peer.cpp" ]; then
  g++ -O3 -march=native -std=c++17 -o "$WEIR_BENCH/simdjson_peer" "$WEIR_SHARED/peers/simdjson_peer.cpp" -lsimdjson
fi
exec python3 "$here/run.py" "$@"
