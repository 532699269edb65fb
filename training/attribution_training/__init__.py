"""Trains the attribution tagger: from a folder of annotated articles to an evaluated, quantised ONNX model.

See ../README.md for the format of the articles and for the definitions of the features.
"""
