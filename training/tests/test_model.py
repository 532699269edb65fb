"""The network, its loss and its exported graphs."""
import tempfile
import unittest
from pathlib import Path

import numpy
import onnx
import torch

from attribution_training.batches import input_batch
from attribution_training.data import Article
from attribution_training.export import export
from attribution_training.features import find_pieces
from attribution_training.model import LINKS, OUTPUTS, pretrained_tagger
from attribution_training.predict import onnx_runner, torch_runner
from attribution_training.rounding import round_products
from attribution_training.smooth import smooth
from attribution_training.targets import Classes
from attribution_training.train import link_loss

# What the Rust side's engine was seen to run.
OPERATORS = {
    "Add", "Cast", "Concat", "Constant", "DequantizeLinear", "Div", "DynamicQuantizeLinear", "Erf", "Gather", "Identity",
    "LayerNormalization", "MatMul", "MatMulInteger", "Mul", "Reshape", "Shape", "Slice", "Softmax", "Sub", "Transpose",
    "Unsqueeze",
}
CLASSES = Classes(["X", "NN", "VBD"], ["O", "PERSON"], ["nsubj", "root"])


def batch(*texts):
    every = [find_pieces(text) for text in texts]
    return input_batch([(pieces, 0, len(pieces.ids)) for pieces in every])


class Loss(unittest.TestCase):
    def test_all_right_columns_of_a_row_count_together(self):
        logits = torch.log(torch.tensor([[0.5, 0.3, 0.2], [0.1, 0.1, 0.8]]))
        loss = link_loss(logits, torch.tensor([[0, 0], [0, 1], [1, 2]]))
        self.assertAlmostEqual(loss.item(), -(numpy.log(0.8) + numpy.log(0.8)) / 2, places=5)


class Graphs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        torch.manual_seed(1)
        cls.folder = tempfile.TemporaryDirectory()
        cls.tagger = pretrained_tagger(CLASSES)
        cls.float_path, cls.path = export(cls.tagger, CLASSES, Path(cls.folder.name) / "out", cls.folder.name)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_outputs_are_named_and_ordered_as_the_rust_side_reads_them(self):
        graph = onnx.load(str(self.path)).graph
        self.assertEqual([o.name for o in graph.output], list(OUTPUTS))
        self.assertEqual([i.name for i in graph.input], ["pieces", "mask", "case", "quoted"])

    def test_only_plain_operators_are_used(self):
        used = {node.op_type for path in (self.float_path, self.path) for node in onnx.load(str(path)).graph.node}
        self.assertEqual(used - OPERATORS, set())

    def test_the_float_graph_says_what_torch_says(self):
        inputs = batch("Ann Lee said it rained.", "No.")
        for name, a, b in zip(OUTPUTS, torch_runner(self.tagger)(inputs), onnx_runner(self.float_path)(inputs)):
            with self.subTest(head=name):
                real = inputs.mask.numpy() == 1
                numpy.testing.assert_allclose(a[real], b[real], atol=2e-3)

    def test_padding_changes_nothing_but_gets_no_link(self):
        run = onnx_runner(self.float_path)
        alone, padded = run(batch("No.")), run(batch("No.", "Ann Lee said it rained."))
        size = alone[0].shape[1]
        for name, a, b in zip(OUTPUTS, alone, padded):
            with self.subTest(head=name):
                if name in LINKS:
                    self.assertLess(b[0, :, size:].max(), -9000)
                    b = b[:, :, :size]
                numpy.testing.assert_allclose(a[0], b[0, :size], atol=1e-3)

    def test_weights_leave_room_for_processors_without_vnni(self):
        graph = onnx.load(str(self.path)).graph
        weights = {node.input[1] for node in graph.node if node.op_type == "MatMulInteger"}
        for tensor in graph.initializer:
            if tensor.name in weights:
                values = onnx.numpy_helper.to_array(tensor).astype(int)
                self.assertLessEqual(abs(values).max(), 64, tensor.name)


class Quantising(unittest.TestCase):
    TEXT = "Ann Lee said it rained in Xian, and “not for the first time”. Nobody else did."

    def setUp(self):
        torch.manual_seed(1)
        self.tagger = pretrained_tagger(CLASSES)
        self.before = torch_runner(self.tagger)(batch(self.TEXT))

    def test_smoothing_changes_nothing_that_is_computed(self):
        smoothed = smooth(self.tagger, [Article("a", self.TEXT)])
        self.assertFalse(torch.equal(smoothed.encoder.layers[0].inner.weight, self.tagger.encoder.layers[0].inner.weight))
        for a, b in zip(self.before, torch_runner(smoothed)(batch(self.TEXT))):
            numpy.testing.assert_allclose(a, b, atol=2e-3)

    def test_rounding_changes_a_little_and_lets_gradients_through(self):
        rounded = round_products(self.tagger)
        for name, a, b in zip(OUTPUTS, self.before, torch_runner(rounded)(batch(self.TEXT))):
            with self.subTest(head=name):
                change = abs(a - b).mean()
                self.assertTrue(0 < change < 0.3, change)
        sum(output.sum() for output in rounded(*batch(self.TEXT).inputs)).backward()
        self.assertGreater(rounded.encoder.layers[0].inner.weight.grad.abs().max().item(), 0)


if __name__ == "__main__":
    unittest.main()
