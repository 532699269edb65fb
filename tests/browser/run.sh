#!/usr/bin/env bash
# The tests of the review desk in a real browser: all of them, or the files that are named; ./many.bench.mjs measures, and runs only
# when it is named. They need Debian's chromium, Node 20 with npm, Python 3 and prlimit (util-linux); nothing is downloaded but two
# packages, which the lock file names. `cargo test` does not run them.
#
# CLAIMDESK names the binary (target/debug/claimdesk where it is not set, built if need be), CHROMIUM the browser, PATTERN the tests
# whose names match it.
set -euo pipefail
cd "$(dirname "$0")"

CHROMIUM=${CHROMIUM:-$(type -P chromium || type -P chromium-browser || true)}
[ -n "$CHROMIUM" ] || { echo "there is no chromium: apt-get install chromium" >&2; exit 1; }
need() {
    type -P "$1" > /dev/null || { echo "there is no $1: apt-get install $2" >&2; exit 1; }
}
need node nodejs
need npm npm
need python3 python3
need prlimit util-linux
node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)' || { echo "Node is older than version 20" >&2; exit 1; }
if [ -z "${CLAIMDESK:-}" ]; then
    (cd ../.. && cargo build --locked)
    CLAIMDESK=$(cd ../.. && pwd)/target/debug/claimdesk
fi
export CHROMIUM CLAIMDESK

npm ci --no-audit --no-fund --ignore-scripts
DESK_FOLDER=$(mktemp -d)
export DESK_FOLDER
trap 'rm -rf "$DESK_FOLDER"' EXIT
[ $# -gt 0 ] || set -- ./*.test.mjs
node --test --test-concurrency=1 ${PATTERN:+--test-name-pattern="$PATTERN"} "$@"
