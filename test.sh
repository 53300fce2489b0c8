#!/usr/bin/env bash
# Installs what the tests need (as root on Debian; elsewhere what is missing skips tests), builds, and runs them all.
# Arguments go to `dotnet test`: ./test.sh --filter FullyQualifiedName~Chaos
set -uo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"
export WEIR_SHARED="${WEIR_SHARED:-$(readlink -m ../shared)}"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

command -v dotnet >/dev/null || { echo "the tests need the .NET 10 SDK: https://dotnet.microsoft.com/download" >&2; exit 2; }
wanted=()
command -v python3 >/dev/null || wanted+=(python3)                  # counts the rows of the chaos tests
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || wanted+=(postgresql)   # the differential tests start one of their own
if [ ${#wanted[@]} != 0 ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "installing ${wanted[*]}"
  # Only the programs are wanted, no server that starts by itself.
  mkdir -p /etc/postgresql-common
  [ -e /etc/postgresql-common/createcluster.conf ] || echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null || exit 2
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
./weir --version >/dev/null || exit 2
dotnet build Weir.slnx -c Release --nologo -v quiet -nodeReuse:false 2>&1 | tee "$log"
[ "${PIPESTATUS[0]}" = 0 ] || { echo "0 passed, 1 failed, 0 skipped"; exit 1; }

# One test project at a time: the chaos and simulator tests want the cores to themselves.
dotnet test Weir.slnx -c Release --no-build --nologo -m:1 -nodeReuse:false "$@" 2>&1 | tee "$log"
status=${PIPESTATUS[0]}
sum() { grep -oE "$1: +[0-9]+" "$log" | grep -oE '[0-9]+$' | awk '{ n += $1 } END { print n + 0 }'; }
passed=$(sum Passed) failed=$(sum Failed) skipped=$(sum Skipped)
[ "$status" = 0 ] || [ "$failed" != 0 ] || failed=1
echo "$passed passed, $failed failed, $skipped skipped"
exit "$status"
