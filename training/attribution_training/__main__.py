"""One command: from a folder of annotated articles to an evaluated, quantised model.

usage: python -m attribution_training --data DIR --out DIR [--work DIR] [--epochs N] [--selection N] [--seed N]
       [--threads N] [--float32] [--checkpoint FILE]

--out gets model.onnx, vocab.txt and config.json; --work (default: OUT/work) gets checkpoints, the float graph, train.log
and figures.json. --checkpoint: train nothing, export and evaluate this checkpoint of an earlier run.
"""
import argparse
import json
import time
from dataclasses import replace
from pathlib import Path

import torch

from .data import load_articles, silver_classes, split_selection
from .evaluate import evaluate, label_agreement
from .export import export
from .model import Tagger, pretrained_tagger
from .predict import onnx_runner, torch_runner
from .rounding import round_products
from .smooth import smooth
from .targets import Classes
from .train import Settings, train

# Enough for a who-said-what F that settles which of two variants is better by more than about a point.
SELECTION = 40
# The last training, through rounding: short and slow, for weights that are nearly right.
SETTLING = {"epochs": 1, "rate": 6e-5}
# Articles that show how large activations get; a dozen have over a hundred windows.
CALIBRATION = 16


def main(arguments=None):
    options = _parse(arguments)
    torch.set_num_threads(options.threads)
    options.work.mkdir(parents=True, exist_ok=True)
    articles = load_articles(options.data, "train")
    training, selection = split_selection(articles, options.selection)
    dev = load_articles(options.data, "dev")
    log = _logger(options.work / "train.log")
    if options.checkpoint:
        tagger, classes = load_checkpoint(options.checkpoint)
    else:
        classes = Classes(*silver_classes(articles))
        if not any(a.sentences for a in articles):
            log("no silver layer: the heads for part of speech, entity, head and relation stay untrained")
        tagger = fit(training, selection, classes, options, log)
    float_path, path = export(tagger, classes, options.out, options.work)
    report(selection, dev, classes, float_path, path, options.work, log)


def fit(training, selection, classes, options, log):
    """Trains, then trains a little more through the rounding of int8; the tagger that is best on the selection set."""
    settings = Settings(epochs=options.epochs, seed=options.seed, bfloat16=not options.float32)
    keeper = Keeper(selection, classes, options.work, log)
    train(pretrained_tagger(classes), training, classes, settings, keeper.stage("float"), log)
    smoothed = round_products(smooth(keeper.best(), training[:CALIBRATION]))
    settling = replace(settings, **SETTLING)
    keeper = Keeper(selection, classes, options.work, log)
    train(smoothed, training, classes, settling, keeper.stage("int8"), log)
    return keeper.best()


class Keeper:
    """Measures weights on the selection set after each epoch, saves them, and keeps the best."""

    def __init__(self, selection, classes, work, log):
        self.selection, self.classes, self.work, self.log = selection, classes, work, log
        self.score, self.path = -1.0, None

    def stage(self, name):
        """What `train` is to call after an epoch. In the stage "int8" weights are measured with rounding."""
        def after_epoch(epoch, tagger, average):
            for kind, averaged in (("last", {}), ("averaged", average.weights)):
                candidate = Tagger(self.classes)
                candidate.load_state_dict({**tagger.state_dict(), **averaged})
                path = self.work / f"{name}-{epoch}-{kind}.pt"
                save_checkpoint(path, candidate, self.classes)
                if name == "int8":
                    round_products(candidate)
                figures = evaluate(self.selection, self.classes, torch_runner(candidate))
                self.log(f"{path.stem}, selection: {summary(figures)}")
                if figures["who_said_what"]["F"] > self.score:
                    self.score, self.path = figures["who_said_what"]["F"], path

        return after_epoch

    def best(self):
        self.log(f"best on the selection set: {self.path.stem}")
        return load_checkpoint(self.path)[0]


def report(selection, dev, classes, float_path, path, work, log):
    """Measures the float and the int8 graph, and how often they agree; writes figures.json."""
    float_run, run = onnx_runner(float_path), onnx_runner(path)
    figures = {"bytes": path.stat().st_size}
    for name, articles in (("selection", selection), ("dev", dev)):
        if articles:
            figures[name] = {"float": evaluate(articles, classes, float_run), "int8": evaluate(articles, classes, run)}
            agreement, pieces = label_agreement(articles, float_run, run)
            figures[name]["labels_agree"] = {"share": agreement, "pieces": pieces}
            for kind in ("float", "int8"):
                log(f"{kind}, {name}: {summary(figures[name][kind])}")
            log(f"{name}: the same label in float and int8 for {agreement:.4%} of {pieces} pieces")
    (work / "figures.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def summary(figures):
    """One line of figures."""
    def roles(values):
        return "/".join(f"{value:.3f}" for value in values.values())

    source = figures["source_accuracy"]
    return (
        f"who said what {figures['who_said_what']['F']:.4f}, what {figures['what']['F']:.4f}, "
        f"source {'-' if source is None else format(source, '.4f')}, "
        f"token {roles(figures['token'])}, exact {roles(figures['exact'])}"
    )


def save_checkpoint(path, tagger, classes):
    torch.save({"weights": tagger.state_dict(), "classes": vars(classes)}, path)


def load_checkpoint(path):
    """The tagger of a checkpoint and its classes."""
    saved = torch.load(path)
    classes = Classes(**saved["classes"])
    tagger = Tagger(classes)
    tagger.load_state_dict(saved["weights"])
    return tagger, classes


def _logger(path):
    started = time.time()
    file = path.open("a", encoding="utf-8")

    def log(message):
        line = f"{time.time() - started:7.0f} s  {message}"
        print(line, flush=True)
        print(line, file=file, flush=True)

    return log


def _parse(arguments):
    parser = argparse.ArgumentParser(prog="attribution_training", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--epochs", type=int, default=Settings.epochs)
    parser.add_argument("--selection", type=int, default=SELECTION)
    parser.add_argument("--seed", type=int, default=Settings.seed)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--float32", action="store_true", help="for processors without bfloat16 arithmetic")
    parser.add_argument("--checkpoint", type=Path)
    options = parser.parse_args(arguments)
    options.work = options.work or options.out / "work"
    return options


if __name__ == "__main__":
    main()
