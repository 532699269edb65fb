#!/usr/bin/env bash
# Prints the figures of quality and speed of the release build. docs/measuring.md says what they mean.
#
# usage: scripts/figures.sh FOLDER
#
# FOLDER holds the gold and the scorers:
#   eval/score_attributions.py, eval/score_claims.py, eval/score_sources.py
#   data/xi-moscow.gold.json, data/passages_dev.json, data/polnear/dev.json, data/polnear_dev_sources.json
# What is not there is left out, and said so. Without FOLDER only the speed is measured.
#
# Everything goes through `claimdesk analyze --ndjson`, as anybody else would call it. Needs cargo and python3.
set -euo pipefail

if [ $# -gt 1 ] || { [ $# -eq 1 ] && [ ! -d "$1" ]; }; then
    echo "usage: scripts/figures.sh [FOLDER]; FOLDER has the subfolders data and eval" >&2
    exit 2
fi
gold_folder=${1:+$(cd "$1" && pwd)}
cd "$(dirname "$0")/.."

cargo build --release --quiet
binary=${CARGO_TARGET_DIR:-target}/release/claimdesk
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

echo "claimdesk $("$binary" --version | cut -d' ' -f2), commit $(git describe --always --dirty 2>/dev/null || echo unknown), $(date -u +%Y-%m-%d)"
echo "CPU: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores"

# analyse GOLD OUTPUT: the texts of a gold file, as a program would send them.
analyse() {
    python3 -c '
import json, sys
for entry in json.load(open(sys.argv[1], encoding="utf-8")):
    print(json.dumps({"id": entry["id"], "text": entry["text"]}))' "$1" | "$binary" analyze --ndjson > "$2"
}

# score TITLE SCORER ARGUMENT...: one scorer, under a heading; a file that is missing is named.
score() {
    local title=$1 scorer=$gold_folder/eval/$2
    shift 2
    echo
    echo "== $title"
    for file in "$scorer" "${@:1:$#-1}"; do
        if [ ! -e "$file" ]; then
            echo "left out: there is no ${file#"$gold_folder"/}"
            return
        fi
    done
    local found=${!#}
    [ -e "$found" ] || analyse "$1" "$found"
    python3 "$scorer" "$@"
}

if [ -n "$gold_folder" ]; then
    data=$gold_folder/data
    score "an agency article: claims" score_claims.py "$data/xi-moscow.gold.json" "$work/agency.ndjson"
    score "PolNeAR dev: who said what" score_attributions.py "$data/polnear/dev.json" "$work/polnear.ndjson"
    score "PolNeAR dev: sources and status" score_sources.py "$data/polnear/dev.json" "$data/polnear_dev_sources.json" "$work/polnear.ndjson"
    score "passages: claims" score_claims.py "$data/passages_dev.json" "$work/passages.ndjson"
    if [ -e "$work/polnear.ndjson" ]; then
        echo
        echo "== PolNeAR dev: confidence"
        "$binary" eval "$data/polnear/dev.json" --predictions "$work/polnear.ndjson" | grep confidence
        for damage in apostrophes straight half-closed one-line; do
            python3 scripts/damage.py "$damage" "$data/polnear/dev.json" > "$work/$damage.json"
            score "PolNeAR dev, damaged: $damage" score_attributions.py "$work/$damage.json" "$work/$damage.ndjson" | grep -v -E "^(token|exact) "
        done
    fi
fi

echo
echo "== speed, release build, one core"
python3 scripts/speed.py "$binary"
