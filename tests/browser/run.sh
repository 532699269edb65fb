#!/usr/bin/env bash
# The tests of the review desk in a real browser. They need Debian's chromium and Node with npm; nothing is downloaded but two
# packages, which the lock file names. `cargo test` does not run them.
#
# CLAIMDESK names the binary (target/debug/claimdesk where it is not set, built if need be), CHROMIUM the browser.
set -euo pipefail
cd "$(dirname "$0")"

CHROMIUM=${CHROMIUM:-$(type -P chromium || type -P chromium-browser || true)}
[ -n "$CHROMIUM" ] || { echo "there is no chromium: apt-get install chromium" >&2; exit 1; }
type -P npm > /dev/null || { echo "there is no npm: apt-get install nodejs npm" >&2; exit 1; }
if [ -z "${CLAIMDESK:-}" ]; then
    (cd ../.. && cargo build --locked)
    CLAIMDESK=$(cd ../.. && pwd)/target/debug/claimdesk
fi
export CHROMIUM CLAIMDESK

npm ci --no-audit --no-fund --ignore-scripts
DESK_FOLDER=$(mktemp -d)
export DESK_FOLDER
trap 'rm -rf "$DESK_FOLDER"' EXIT
if [ $# -gt 0 ]; then
    node --test --test-concurrency=1 ${PATTERN:+--test-name-pattern="$PATTERN"} "$@"
else
    node --test --test-concurrency=1 ./*.test.mjs
fi
