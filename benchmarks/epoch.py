"""One epoch of 20,000 examples through a 784-256-128-10 network: ReLU, batches of 128, Adam, float32."""

import resource
import sys
import warnings
from itertools import pairwise

import numpy as np

from benchmarks import textbook
from benchmarks.harness import Row
from nnlib._trees import map_arrays
from nnlib.layers import Affine, ReLU, Sequential
from nnlib.losses import softmax_cross_entropy_backward, softmax_cross_entropy_forward
from nnlib.mlp import mlp_backward, mlp_forward, mlp_init
from nnlib.optimizers import Adam

SIZES, N, BATCH, RATE = (784, 256, 128, 10), 20_000, 128, 1e-3
rng = np.random.default_rng(0)
X = rng.normal(size=(N, SIZES[0])).astype(np.float32)
y = rng.integers(0, SIZES[-1], N)


def batches():
    """Indices of the examples of each batch, in a new order."""
    order = np.random.default_rng(1).permutation(N)
    return [order[start : start + BATCH] for start in range(0, N, BATCH)]


def with_layers():
    """One epoch with `nnlib.layers`."""
    network = Sequential(
        Affine(784, 256), ReLU(), Affine(256, 128), ReLU(), Affine(128, 10),
        rng=np.random.default_rng(0), dtype=np.float32,
    )
    optimizer, room = Adam(RATE), np.empty((BATCH, SIZES[0]), np.float32)
    params = network.parameters
    state = optimizer.init_in_place(params)

    def epoch(steps=None):
        for batch in batches()[:steps]:
            X_batch = np.take(X, batch, axis=0, out=room[: len(batch)], mode="clip")  # "raise" would copy once more
            _, grads = network.loss_and_gradients(params, X_batch, y[batch])
            optimizer.update_in_place(params, grads, state)

    return epoch


def with_pairs():
    """One epoch with `nnlib.mlp`, the pairs by hand."""
    optimizer = Adam(RATE)
    params = map_arrays(np.float32, mlp_init(SIZES, np.random.default_rng(0)))
    state = optimizer.init(params)

    def epoch():
        nonlocal params, state
        for batch in batches():
            scores, caches = mlp_forward(X[batch], params, "relu")
            _, cache = softmax_cross_entropy_forward(scores, y[batch])
            _, grads = mlp_backward(softmax_cross_entropy_backward(1.0, cache), caches)
            params, state = optimizer.update(params, grads, state)

    return epoch


def products(matmul, array, empty):
    """The eight matrix products of each step, and nothing else."""
    sides = {}
    for n in {BATCH, N % BATCH or BATCH}:
        W = [array((D, M)) for D, M in pairwise(SIZES)]
        A = [array((n, D)) for D in SIZES]
        into_A, into_W = [empty((n, D)) for D in SIZES], [empty((D, M)) for D, M in pairwise(SIZES)]
        sides[n] = W, A, into_A, into_W

    def step(n):
        W, A, into_A, into_W = sides[n]
        for k in range(3):
            matmul(A[k], W[k], out=into_A[k + 1])
        for k in range(3):
            matmul(A[k].T, A[k + 1], out=into_W[k])
        for k in (1, 2):
            matmul(A[k + 1], W[k].T, out=into_A[k])

    lengths = [len(batch) for batch in batches()]

    def epoch():
        for n in lengths:
            step(n)

    return epoch


def with_textbook():
    """One epoch in NumPy as in an assignment."""
    net = textbook.FullyConnectedNet(
        SIZES, (textbook.relu_forward, textbook.relu_backward), textbook.softmax_loss,
        np.random.default_rng(0), np.float32,
    )
    configs = textbook.adam_configs(net.params, RATE)

    def epoch():
        for batch in batches():
            _, grads = net.loss(X[batch], y[batch])
            for name, w in net.params.items():
                net.params[name], configs[name] = textbook.adam(w, grads[name], configs[name])

    return epoch


def with_torch(fused):
    """One epoch in PyTorch, eager."""
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(0)
    nn, X_torch, y_torch = torch.nn, torch.tensor(X), torch.tensor(y)
    net = nn.Sequential(nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 128), nn.ReLU(), nn.Linear(128, 10))
    optimizer, loss = torch.optim.Adam(net.parameters(), lr=RATE, fused=fused), nn.CrossEntropyLoss()

    def epoch():
        for batch in map(torch.from_numpy, batches()):
            optimizer.zero_grad()
            loss(net(X_torch[batch]), y_torch[batch]).backward()
            optimizer.step()

    return epoch


def numpy_products():
    """The eight products in NumPy."""
    return products(
        np.matmul, lambda shape: rng.normal(size=shape).astype(np.float32), lambda shape: np.empty(shape, np.float32)
    )


def torch_products():
    """The eight products in PyTorch."""
    import torch

    torch.set_num_threads(1)
    return products(torch.mm, torch.randn, torch.empty)


def jax_products():
    """The eight products in JAX, compiled together."""
    import jax

    @jax.jit
    def step(W, A):
        return (
            [A[k] @ W[k] for k in range(3)], [A[k].T @ A[k + 1] for k in range(3)],
            [A[k + 1] @ W[k].T for k in (1, 2)],
        )

    lengths = [len(batch) for batch in batches()]
    W = [jax.numpy.ones((D, M)) for D, M in pairwise(SIZES)]
    A = {n: [jax.numpy.ones((n, D)) for D in SIZES] for n in set(lengths)}

    def epoch():
        for n in lengths:
            out = step(W, A[n])
        jax.block_until_ready(out)

    return epoch


def with_jax():
    """One epoch in JAX: the whole step compiled, the old parameters given away."""
    import jax
    import jax.numpy as jnp

    def scores(params, X):
        for W, b in params[:-1]:
            X = jax.nn.relu(X @ W + b)
        W, b = params[-1]
        return X @ W + b

    def loss(params, X, y):
        return -jnp.take_along_axis(jax.nn.log_softmax(scores(params, X)), y[:, None], axis=1).mean()

    def step(params, m, v, t, X, y):
        value, grads = jax.value_and_grad(loss)(params, X, y)
        m = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, m, grads)
        v = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g**2, v, grads)
        c, d = 1 - 0.9**t, 1 - 0.999**t
        params = jax.tree.map(lambda p, m, v: p - RATE * (m / c) / (jnp.sqrt(v / d) + 1e-8), params, m, v)
        return params, m, v, value

    step = jax.jit(step, donate_argnums=(0, 1, 2))
    start = np.random.default_rng(0)
    params = [
        (jnp.array(start.normal(0, (2 / D) ** 0.5, (D, M)), jnp.float32), jnp.zeros(M))
        for D, M in pairwise(SIZES)
    ]
    m, v, t = jax.tree.map(jnp.zeros_like, params), jax.tree.map(jnp.zeros_like, params), 0

    def epoch():
        nonlocal params, m, v, t
        for batch in batches():
            t += 1
            params, m, v, _ = step(params, m, v, float(t), X[batch], y[batch])
        jax.block_until_ready(params)

    return epoch


def with_sklearn():
    """One epoch of scikit-learn's classifier."""
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPClassifier

    model = MLPClassifier(
        SIZES[1:-1], batch_size=BATCH, max_iter=1, alpha=0, learning_rate_init=RATE, warm_start=True, random_state=0
    )

    def epoch():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            model.fit(X, y)

    return epoch


def with_autograd():
    """One epoch with HIPS autograd: the loss in NumPy, its gradient from the tape."""
    import autograd.numpy as anp
    from autograd import grad

    start, optimizer = np.random.default_rng(0), Adam(RATE)
    params = [
        (start.normal(0, (2 / D) ** 0.5, (D, M)).astype(np.float32), np.zeros(M, np.float32))
        for D, M in pairwise(SIZES)
    ]

    def loss(params, X, y):
        for W, b in params[:-1]:
            X = anp.maximum(0, anp.dot(X, W) + b)
        W, b = params[-1]
        S = anp.dot(X, W) + b
        S = S - anp.max(S, axis=1, keepdims=True)
        return anp.mean(anp.log(anp.sum(anp.exp(S), axis=1)) - S[anp.arange(len(y)), y])

    gradient, state = grad(loss), optimizer.init(params)

    def epoch():
        nonlocal params, state
        for batch in batches():
            params, state = optimizer.update(params, gradient(params, X[batch], y[batch]), state)

    return epoch


def rows():
    """The epoch, by everybody."""
    cases = {
        "nnlib.layers": with_layers(),
        "the matrix products alone": numpy_products(),
        "the matrix products alone, PyTorch": torch_products(),
        "the matrix products alone, JAX": jax_products(),
        "PyTorch, fused Adam": with_torch(fused=True),
        "PyTorch": with_torch(fused=False),
        "JAX, jit": with_jax(),
        "scikit-learn": with_sklearn(),
        "textbook NumPy": with_textbook(),
        "HIPS autograd": with_autograd(),
        "nnlib, the pairs by hand": with_pairs(),
    }
    limits = {
        "the matrix products alone": 1.35,
        "PyTorch": 0.75,
        "PyTorch, fused Adam": 0.9,
        "scikit-learn": 0.5,
        "textbook NumPy": 0.6,
        "JAX, jit": 1.8,
    }
    title = "784-256-128-10, ReLU, Adam, batches of 128, an epoch of 20,000: a step"
    return [Row(title, cases, limits, len(batches()))]


def counts():
    """Page faults and matrix products of a step with layers: what -> (number, target)."""
    epoch, called = with_layers(), []
    epoch()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    epoch(100)
    faults = (resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before) / 100
    sys.setprofile(lambda frame, event, function: event == "c_call" and called.append(function.__name__))
    epoch(1)
    sys.setprofile(None)
    return {"page faults in a step": (faults, 0), "matrix products in a step": (called.count("dot"), 8)}
