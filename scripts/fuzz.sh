#!/usr/bin/env bash
# Runs the fuzz targets, one after the other: scripts/fuzz.sh [TARGET [SECONDS]]. Without a name, all of them, for a minute each.
# Needs cargo-fuzz (`cargo install cargo-fuzz`), Python 3, and no other compiler than the product's own. What is found lies under
# fuzz/artifacts/TARGET, and `cargo fuzz run TARGET FILE` shows it again; fuzz/corpus/TARGET grows from run to run.
set -euo pipefail
cd "$(dirname "$0")/.."

# The sanitizer's flags belong to the compiler that is there, which hides them on a stable toolchain.
export RUSTC_BOOTSTRAP=1

targets=${1:-bodies requests settings files html engine}
seconds=${2:-60}
for target in $targets; do
    mkdir -p "fuzz/corpus/$target"
    seeds="fuzz/seeds/$target"
    [ -d "$seeds" ] && cp -n "$seeds"/* "fuzz/corpus/$target/" || true
    # The passages of the tests, so that the fuzzer begins with news and need not come upon it.
    case $target in engine | html) python3 scripts/passages.py "$target" "fuzz/corpus/$target" ;; esac
    echo "== $target, $seconds s"
    # actix-web keeps the names in an app's routes for good, and an app is made for each request there.
    leaks=$([ "$target" = requests ] && echo 0 || echo 1)
    # Inputs grow tenfold as fast as by themselves (`len_control`): texts have sentences.
    ASAN_OPTIONS="detect_leaks=$leaks" cargo fuzz run "$target" -- -max_total_time="$seconds" -max_len=16384 -timeout=60 \
        -rss_limit_mb=4096 -print_final_stats=1 -detect_leaks="$leaks" -len_control=10
done
