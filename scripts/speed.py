#!/usr/bin/env python3
"""Measure how fast `claimdesk analyze` is, and how much memory it takes.

usage: speed.py BINARY

The articles are made of the sentences in benches/copy.txt: each starts at another one and has some 600 words.
All runs are pinned to one core, with one thread. Start-up is measured by itself and taken off where articles are counted.
The clock also counts what else the machine does meanwhile; processor time nearly does not. On an idle machine the two agree.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WORDS = 600
ARTICLES = 30
RUNS = 5
SENTENCES = (Path(__file__).parent.parent / "benches" / "copy.txt").read_text(encoding="utf-8").splitlines()


def article(number):
    """The article of this number: whole sentences, at least 600 words."""
    lines, words = [], 0
    for at in range(len(SENTENCES)):
        if words >= WORDS:
            break
        line = SENTENCES[(number + at) % len(SENTENCES)]
        lines.append(line)
        words += len(line.split())
    return "\n".join(lines)


def processor_time():
    """Seconds that all commands so far kept a processor busy."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(command, text, runs):
    """The medians of a command's wall time and of its processor time, from its start to its end; it reads this text."""
    walls, processors = [], []
    for _ in range(runs):
        started, used = time.perf_counter(), processor_time()
        subprocess.run(command, input=text.encode(), stdout=subprocess.DEVNULL, check=True)
        walls.append(time.perf_counter() - started)
        processors.append(processor_time() - used)
    return statistics.median(walls), statistics.median(processors)


def main(binary):
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    lines = [binary, "analyze", "--ndjson", "--threads", "1"]
    texts = [json.dumps({"id": str(number), "text": article(number)}) + "\n" for number in range(ARTICLES)]
    start_wall, start_processor = measure(lines, "", RUNS)
    wall, processor = measure(lines, "".join(texts), 3)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write(article(0))
        file.flush()
        one_wall, one_processor = measure([binary, "analyze", file.name], "", RUNS)
    words = sum(len(article(number).split()) for number in range(ARTICLES)) / ARTICLES
    print(f"articles               {ARTICLES} of {words:.0f} words on average")
    print(f"articles a second      {ARTICLES / (wall - start_wall):.2f} by the clock, {ARTICLES / (processor - start_processor):.2f} by processor time")
    print(f"one article            {one_wall:.2f} s by the clock, {one_processor:.2f} s of processor time, from process start to end")
    print(f"start-up alone         {start_wall:.2f} s by the clock, {start_processor:.2f} s of processor time")
    print(f"peak memory            {peak:.0f} MiB")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
