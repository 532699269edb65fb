"""From a trained network to the folder that the Rust side loads.

Comes in: a tagger, its classes, a folder.
Goes out: `model.onnx` (int8), `vocab.txt` and `config.json` in the folder; the float graph on request.
Left out: what makes the network bear int8 (smooth.py, rounding.py), figures (evaluate.py), the model card's prose.

How it is quantised. Matrix products with weights: onnxruntime's dynamic quantisation, weights int8 per output channel,
in 7 bits (`reduce_range`), so that the sum of two products of u8 and s8 never leaves 16 bits, with which processors
without VNNI add (2 * 255 * 64 = 32640 < 32768): the same labels on every processor. The classifying heads stay float: 0.2 MB.
The word embedding: int8 with one scale a row, since rows differ in size and a table-wide scale would cost precision.
"""
import hashlib
import json
import shutil
import warnings
from pathlib import Path

import numpy
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from .features import WINDOW, encoder_folder
from .model import LINK_MASKED, LINKS, OUTPUTS
from .targets import LABELS

INPUTS = ("pieces", "mask", "case", "quoted")
OPSET = 17
FLOAT_HEADS = ("labels", "part_of_speech", "entity", "relation")
MODEL_NAME = "attribution-2"


def export_float(tagger, path):
    """Writes the float graph, with the batch and the length left open."""
    tagger = tagger.eval().use_plain_operators()
    example = tuple(torch.ones(2, 12, dtype=torch.long) for _ in INPUTS)
    axes = {name: {0: "batch", 1: "length"} for name in (*INPUTS, *OUTPUTS)}
    axes |= {name: {0: "batch", 1: "length", 2: "length"} for name in LINKS}
    with warnings.catch_warnings():
        # The tracing exporter is called deprecated; it writes plain operators and needs no further package.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            tagger, example, str(path), opset_version=OPSET, dynamo=False,
            input_names=list(INPUTS), output_names=list(OUTPUTS), dynamic_axes=axes,
        )
    tagger.use_plain_operators(False)


def quantise(float_path, path):
    """Writes the int8 graph of a float graph."""
    graph = onnx.load(str(float_path)).graph
    kept = [f"/{head}/MatMul" for head in FLOAT_HEADS]
    missing = set(kept) - {node.name for node in graph.node}
    if missing:
        raise ValueError(f"the graph has no products named {sorted(missing)}")
    quantize_dynamic(
        str(float_path), str(path), op_types_to_quantize=["MatMul"], nodes_to_exclude=kept,
        weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
    )
    model = onnx.load(str(path))
    quantise_table(model.graph, "encoder.word.weight")
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def quantise_table(graph, name):
    """Replaces the float table `name` that a Gather reads by an int8 one with a scale for each row."""
    table = next(t for t in graph.initializer if t.name == name)
    gather = next(n for n in graph.node if n.op_type == "Gather" and n.input[0] == name)
    values = numpy_helper.to_array(table)
    scales = numpy.maximum(numpy.abs(values).max(axis=1, keepdims=True), 1e-8).astype(numpy.float32) / 127
    rounded = numpy.rint(values / scales).astype(numpy.int8)
    index, output = gather.input[1], gather.output[0]
    graph.initializer.remove(table)
    graph.initializer.extend([
        numpy_helper.from_array(rounded, f"{name}.int8"),
        numpy_helper.from_array(scales, f"{name}.scale"),
        helper.make_tensor(f"{name}.one", TensorProto.FLOAT, [], [1.0]),
        helper.make_tensor(f"{name}.zero", TensorProto.INT8, [], [0]),
    ])
    position = list(graph.node).index(gather)
    graph.node.remove(gather)
    nodes = [
        helper.make_node("Gather", [f"{name}.int8", index], [f"{name}.row"], axis=0),
        helper.make_node("DequantizeLinear", [f"{name}.row", f"{name}.one", f"{name}.zero"], [f"{name}.float"]),
        helper.make_node("Gather", [f"{name}.scale", index], [f"{name}.row_scale"], axis=0),
        helper.make_node("Mul", [f"{name}.float", f"{name}.row_scale"], [output]),
    ]
    for offset, node in enumerate(nodes):
        graph.node.insert(position + offset, node)


def describe(classes, digest):
    """What config.json says: everything that the Rust side needs to know about the model."""
    return {
        "version": f"{MODEL_NAME}-{digest[:8]}",
        "encoder": "all-MiniLM-L6-v2",
        "inputs": list(INPUTS),
        "outputs": list(OUTPUTS),
        "labels": LABELS,
        "parts_of_speech": classes.part_of_speech,
        "entities": classes.entity,
        "relations": classes.relation,
        "window": WINDOW,
        "link_masked": LINK_MASKED,
        "special_pieces": {"pad": 0, "unknown": 100, "cls": 101, "sep": 102},
        "features": {
            "pieces": "BERT uncased word pieces: control characters dropped, white space to spaces, spaces around CJK "
            "ideographs, NFD without marks (Mn), lower case, punctuation split off, greedy longest match, "
            "words over 100 characters are [UNK]; [CLS] first, [SEP] last",
            "mask": "1 for every piece and for [CLS] and [SEP], 0 for padding",
            "case": "of the piece as it stands in the text: 0 lower, 1 title (first character upper case, and alone or "
            "the rest lower), 2 upper, 3 other, 4 special or padding",
            "quoted": "state after the piece's first character: 0 special or padding, 1 outside, 2 inside quotation "
            "marks; a line break resets, U+201C opens, U+201D closes, U+0022 toggles",
            "windows": "at most 510 pieces, cut at sentence ends, each repeating at least 120 of the one before; log probabilities averaged "
            "with weights min(distance to the nearer end + 1, 40) / 40",
            "links": "column k + 1 is the window's piece k; column 0 is none, for head_link the root",
        },
        "offsets": "Unicode code points",
    }


def export(tagger, classes, folder, work):
    """Writes the int8 model with vocabulary and configuration into `folder`; the float graph goes to `work`."""
    folder, work = Path(folder), Path(work)
    folder.mkdir(parents=True, exist_ok=True)
    export_float(tagger, work / "model.float.onnx")
    quantise(work / "model.float.onnx", folder / "model.onnx")
    shutil.copyfile(encoder_folder() / "vocab.txt", folder / "vocab.txt")
    digest = hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest()
    config = json.dumps(describe(classes, digest), indent=2, ensure_ascii=False)
    (folder / "config.json").write_text(config + "\n", encoding="utf-8")
    return work / "model.float.onnx", folder / "model.onnx"
