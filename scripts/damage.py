#!/usr/bin/env python3
"""Damages the texts of a gold file as wire copy is damaged on its way, and moves the gold's spans along.

usage: damage.py KIND GOLD.json > DAMAGED.json

KIND:
  apostrophes   all apostrophes inside words and at their ends are lost: "China's" becomes "Chinas"
  straight      all quotation marks and apostrophes are straight
  half-closed   every second closing double quotation mark is lost
  one-line      all line breaks are lost, a space stands for each

GOLD is a list of {"id", "text", "attributions"} as docs/gold-format.md describes it; claims are left out.
"""
import json
import re
import sys

STRAIGHT = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "‹": "'", "›": "'"}


def is_apostrophe(text, at):
    return text[at] in "'’" and at > 0 and text[at - 1].isalnum()


def closes(text, at):
    """Whether a double quotation mark closes: a straight one does behind a word, a stop or another closing mark."""
    return text[at] == "”" or (text[at] == '"' and re.match(r"[\w.,!?…)%’'”]", text[at - 1 : at]) is not None)


def replacements(kind, text):
    """For each character what stands in its place: itself, another one, or nothing."""
    kept = list(text)
    if kind == "apostrophes":
        # A closing single quotation mark looks like an apostrophe at a word's end: it is lost as well, as it is in wire copy.
        return ["" if is_apostrophe(text, at) else char for at, char in enumerate(text)]
    if kind == "straight":
        return [STRAIGHT.get(char, char) for char in text]
    if kind == "half-closed":
        for at in [at for at in range(len(text)) if closes(text, at)][::2]:
            kept[at] = ""
        return kept
    if kind == "one-line":
        return [" " if char in "\r\n" else char for char in text]
    raise SystemExit(__doc__)


def damage(kind, entry):
    new = replacements(kind, entry["text"])
    places = [0]
    for chars in new:
        places.append(places[-1] + len(chars))

    def moved(spans):
        return [[places[start], places[end]] for start, end in spans if places[start] < places[end]]

    attributions = [{role: moved(said.get(role, [])) for role in ("source", "cue", "content")} for said in entry["attributions"]]
    return {"id": entry["id"], "text": "".join(new), "attributions": attributions}


def main(arguments):
    if len(arguments) != 2:
        raise SystemExit(__doc__)
    kind, gold = arguments
    with open(gold, encoding="utf-8") as file:
        entries = json.load(file)
    json.dump([damage(kind, entry) for entry in entries], sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1:])
