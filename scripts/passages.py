#!/usr/bin/env python3
"""Writes the passages of tests/corpus as files for a fuzzer to begin with.

usage: passages.py engine|html FOLDER

engine: each text as it is. html: each paragraph as an element, what is not ASCII or has a meaning there as entities.
"""
import html
import json
import pathlib
import sys

CORPUS = pathlib.Path(__file__).resolve().parent.parent / "tests/corpus"


def as_html(text):
    def escape(words):
        return html.escape(words).encode("ascii", "xmlcharrefreplace").decode("ascii")

    first, *others = [line for line in text.splitlines() if line.strip()]
    body = "".join(f"<p>{escape(line)}</p>\n" for line in others)
    return f'<article><h1>{escape(first)}</h1><!-- ad --><div class="body"><blockquote>{body}</blockquote></div></article>'


def main(arguments):
    if len(arguments) != 2 or arguments[0] not in ("engine", "html"):
        raise SystemExit(__doc__)
    target, folder = arguments
    passages = [json.loads((CORPUS / name).read_text(encoding="utf-8")) for name in ("passages.json", "short.json")]
    for passage in sum(passages, []):
        text = passage["text"] if target == "engine" else as_html(passage["text"])
        (pathlib.Path(folder) / passage["id"]).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
