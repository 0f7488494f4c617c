"""Submissions that are right and unusual: they get what they deserve, whoever else is graded beside them."""

from .submission import RIGHT, Submission

ALL = ("affine_forward", "affine_backward", "MatMul")


def right(does, **parts):
    """A submission that earns everything."""
    return Submission(does, **{"backward": RIGHT, "earns": ALL, **parts})


SUBMISSIONS = {
    "aaa-right": right("Is right, and graded first."),
    "zzz-right": right("Is right, and graded last."),
    # what it says
    "noisy": right(
        "Prints, logs and warns, also past Python.",
        backward="import os, warnings\n" + RIGHT.replace(
            "    X, W", "    print('hello'); warnings.warn('careful'); os.write(2, b'past Python')\n    X, W"),
    ),
    "noisy-from-the-start": right(
        "Warns and logs while it is imported, and divides by zero.",
        first="""
import logging, sys, warnings
logging.basicConfig(level=logging.DEBUG)
logging.getLogger().debug("starting")
warnings.warn("an old version", DeprecationWarning)
print("to stderr", file=sys.stderr)
np = __import__("numpy")
np.log(np.zeros(1))
""",
    ),
    "plots": right(
        "Looks at pictures and tables in cells of its own.",
        after="""
import matplotlib.pyplot as plt
plt.plot(affine_forward(np.ones((3, 2)), np.ones((2, 1)), np.zeros(1))[0])
plt.show()
""",
        last="%timeit -n 1 -r 1 affine_forward(np.ones((3, 2)), np.ones((2, 1)), np.zeros(1))\naffine_forward?",
    ),
    # what it answers with
    "single-precision": right(
        "Answers in single precision.",
        backward=RIGHT.replace("dZ @ W.T, X.T @ dZ, dZ.sum(axis=0)",
                               "(dZ @ W.T).astype(np.float32), np.float32(X.T @ dZ), np.float32(dZ.sum(axis=0))"),
    ),
    "lists": right("Answers with lists.", backward=RIGHT.replace(
        "dZ @ W.T, X.T @ dZ, dZ.sum(axis=0)", "[(dZ @ W.T).tolist(), list(X.T @ dZ), [*dZ.sum(axis=0)]]")),
    "named": right(
        "Answers with a named tuple.",
        backward="from collections import namedtuple\nGradients = namedtuple('Gradients', 'dX dW db')\n"
                 + RIGHT.replace("return ", "return Gradients(").replace("axis=0)", "axis=0))"),
    ),
    "matrices": right("Answers with NumPy's other kinds of arrays.", backward=RIGHT.replace(
        "dZ @ W.T, X.T @ dZ, dZ.sum(axis=0)", "np.asmatrix(dZ @ W.T), np.ma.array(X.T @ dZ), np.array([*dZ.sum(0)])")),
    # what it keeps for the backward pass
    "closure": right(
        "Keeps a function as its cache.",
        forward="def affine_forward(X, W, b):\n"
                "    return X @ W + b, lambda dZ: (dZ @ W.T, X.T @ dZ, dZ.sum(axis=0))\n",
        backward="def affine_backward(dZ, cache):\n    return cache(dZ)\n",
    ),
    "object": right(
        "Keeps an object as its cache.",
        first="from dataclasses import dataclass\n\n@dataclass\nclass Cache:\n    X: object\n    W: object\n",
        forward="def affine_forward(X, W, b):\n    return X @ W + b, Cache(X, W)\n",
        backward=RIGHT.replace("X, W = cache", "X, W = cache.X, cache.W"),
    ),
    "named-cache": right(
        "Keeps a named tuple as its cache, and asks for names.",
        forward="from collections import namedtuple\nCache = namedtuple('Cache', 'X W')\n"
                "def affine_forward(X, W, b):\n    return X @ W + b, Cache(X, W)\n",
        backward=RIGHT.replace("X, W = cache", "X, W = cache.X, cache.W"),
    ),
    "generator": right(
        "Keeps a generator as its cache.",
        forward="def affine_forward(X, W, b):\n    return X @ W + b, (part for part in (X, W))\n",
    ),
    "in-place": right(
        "Works in place on its own arrays, also on those in its cache, which it uses up.",
        forward="""def affine_forward(X, W, b):
    Z = X @ W
    Z += b
    return Z, {"X": X.copy(), "W": W.copy()}
""",
        backward="""def affine_backward(dZ, cache):
    X, W = cache.pop("X"), cache["W"]
    dX = dZ @ W.T
    W[...] = X.T @ dZ
    cache["W"] *= 1
    return dX, W, dZ.sum(axis=0)
""",
    ),
    # how it is written
    "loops": right(
        "Uses loops only.",
        forward="""def affine_forward(X, W, b):
    Z = [[sum(x * w for x, w in zip(row, column)) + c for column, c in zip(W.T, b)] for row in X]
    return np.array(Z), (X, W)
""",
        matmul="""class MatMul:
    def forward(self, x, y):
        self.x, self.y = x, y
        return np.einsum("ij,jk->ik", x, y)

    def backward(self, dout):
        return [np.einsum("ik,jk->ij", dout, self.y), np.einsum("ij,ik->jk", self.x, dout)]
""",
    ),
    "lambdas": right(
        "Assigns functions, and makes the class by a call.",
        forward="affine_forward = lambda X, W, b: (X @ W + b, (X, W))",
        backward="affine_backward = lambda dZ, cache: (dZ @ cache[1].T, cache[0].T @ dZ, dZ.sum(axis=0))",
        matmul="""MatMul = type("MatMul", (), {
    "forward": lambda self, x, y: (setattr(self, "x", x), setattr(self, "y", y), x @ y)[-1],
    "backward": lambda self, dout: (dout @ self.y.T, self.x.T @ dout),
})""",
    ),
    "decorated": right(
        "Decorates its functions, and inherits its class.",
        first="""
import functools, time
def timed(function):
    @functools.wraps(function)
    def wrapper(*args, **options):
        start = time.perf_counter()
        try:
            return function(*args, **options)
        finally:
            print(f"{function.__name__}: {time.perf_counter() - start:.0f} s")
    return wrapper

class Node:
    def __init__(self, *, name="?"):
        self.name = name
""",
        backward="@timed\n" + RIGHT,
        matmul="""class MatMul(Node):
    @timed
    def forward(self, *inputs):
        self.inputs = inputs
        return inputs[0] @ inputs[1]

    def backward(self, dout):
        x, y = self.inputs
        return dout @ y.T, x.T @ dout
""",
    ),
    "greek": right(
        "Writes as in the book: identifiers in Greek, comments in Japanese.",
        backward="""def affine_backward(δZ, cache):
    Χ, Ω = cache  # 逆伝播 ✓
    return δZ @ Ω.T, Χ.T @ δZ, δZ.sum(axis=0)
""",
    ),
    "elsewhere": right(
        "Defines the function in a cell of its own, and leaves the cell for it empty.",
        backward="# see below", after=RIGHT,
    ),
    "helpers": right(
        "Has a module, a package and data beside the notebook.",
        first="import helpers\nfrom parts.sums import columns\none = float(open('data/one.txt').read())",
        backward=RIGHT.replace("dZ @ W.T, X.T @ dZ, dZ.sum(axis=0)",
                               "one * helpers.times(dZ, W.T), helpers.times(X.T, dZ), columns(dZ)"),
        files={"helpers.py": "def times(a, b):\n    return a @ b\n", "parts/__init__.py": "", "data/one.txt": "1.0",
               "parts/sums.py": "def columns(a):\n    return a.sum(axis=0)\n"},
    ),
    "slow": right(
        "Takes a third of a second for a call.",
        backward="import time\n" + RIGHT.replace("    X, W", "    time.sleep(0.3)\n    X, W"),
    ),
    "threads": right(
        "Computes in threads.",
        backward="""from concurrent.futures import ThreadPoolExecutor
def affine_backward(dZ, cache):
    X, W = cache
    with ThreadPoolExecutor(3) as pool:
        jobs = [pool.submit(np.matmul, dZ, W.T), pool.submit(np.matmul, X.T, dZ), pool.submit(dZ.sum, axis=0)]
        return tuple(job.result() for job in jobs)
""",
    ),
    "random": right(
        "Seeds NumPy's random numbers, checks itself with them, and asserts.",
        after="np.random.seed(0)\nX = np.random.randn(3, 2)\n"
              "assert np.allclose(affine_backward(np.ones((3, 2)), (X, np.eye(2)))[0], 1)",
    ),
}
