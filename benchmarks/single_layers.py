"""Each layer alone, forward and backward, against the module of PyTorch: batches of 128, float32."""

import numpy as np

from benchmarks.harness import Row
from nnlib.layers import Affine, BatchNorm, Dropout, ReLU, Sequential, Sigmoid, Tanh

N, D, M = 128, 784, 256


def ours(layer, D):
    """Forward and backward of a layer of nnlib."""
    (layer,) = Sequential(layer, rng=np.random.default_rng(0), dtype=np.float32).layers
    X = np.random.default_rng(1).normal(size=(N, D)).astype(np.float32)
    dout = np.random.default_rng(2).normal(size=layer.forward(X, training=True).shape).astype(np.float32)

    def case():
        layer.forward(X, training=True)
        layer.backward(dout)

    return case


def theirs(module, D):
    """Forward and backward of a module of PyTorch."""
    import torch

    torch.set_num_threads(1)
    X = torch.tensor(np.random.default_rng(1).normal(size=(N, D)).astype(np.float32), requires_grad=True)
    dout = torch.randn(module(X).shape)

    def case():
        X.grad = None
        module.zero_grad()
        module(X).backward(dout)

    return case


def rows():
    """One row for each layer."""
    from torch import nn

    layers = {
        "Affine": (Affine(D, M), nn.Linear(D, M), D, 1.1),
        "ReLU": (ReLU(), nn.ReLU(), M, 1.1),
        "Tanh": (Tanh(), nn.Tanh(), M, 1.1),
        "Sigmoid": (Sigmoid(), nn.Sigmoid(), M, 1.1),
        "Dropout": (Dropout(0.5), nn.Dropout(0.5), M, 1.1),
        "BatchNorm": (BatchNorm(M), nn.BatchNorm1d(M), M, 1.5),
    }
    return [
        Row(f"{name}, forward and backward, {N} x {width}",
            {"nnlib.layers": ours(layer, width), "PyTorch": theirs(module, width)}, {"PyTorch": limit})
        for name, (layer, module, width, limit) in layers.items()
    ]
