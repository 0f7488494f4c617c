"""Wrong and right solutions of problem set 2.

A mutant is an edit of the reference solution: (misconception, what stands there, what stands there instead).
Where the edit is the whole body, the first text is the cell's whole solution region: ``BODY``.
A variant is a right solution written differently: the whole body.
"""

BODY = object()

MUTANTS = {
    "xor_network": [
        ("bias-forgotten", " + np.array([-0.5, 1.5])", ""),
        ("bias-forgotten", " - 1.5)", ")"),
        ("bias-forgotten", BODY, """
            hidden = sigmoid(steepness * X @ np.array([[1, -1], [1, -1]]))
            return hidden, sigmoid(steepness * hidden.sum(axis=1))"""),
        ("bias-outside-the-activation", BODY, """
            inner = sigmoid(steepness * X @ np.array([[1, -1], [1, -1]])) + [-0.5, 1.5]
            return inner, sigmoid(steepness * (inner @ [1, 1] - 1.5))"""),
        ("bias-outside-the-activation", BODY, """
            inner = sigmoid(steepness * X @ np.array([[1, -1], [1, -1]])) + steepness * np.array([-0.5, 1.5])
            return inner, sigmoid(steepness * (inner @ [1, 1] - 1.5))"""),
        ("bias-not-scaled", BODY, """
            hidden = sigmoid(X @ (steepness * np.array([[1, -1], [1, -1]])) + [-0.5, 1.5])
            return hidden, sigmoid(hidden @ (steepness * np.ones(2)) - 1.5)"""),
        ("skips-the-activation", "hidden = sigmoid(steepness * gates)", "hidden = steepness * gates"),
        ("skips-the-activation", "hidden, sigmoid(steepness * (np.dot(hidden, [1, 1]) - 1.5))",
         "hidden, steepness * (hidden.sum(axis=1) - 1.5)"),
        ("wrong-activation", BODY, """
            above = X @ np.array([[1, -1], [1, -1]]) + [-0.5, 1.5] > 0
            return above.astype(float), (above.sum(axis=1) > 1.5).astype(float)"""),
        ("skips-the-hidden-layer", "np.dot(hidden, [1, 1])", "np.dot(X, [1, 1])"),
        ("swapped-gates", "np.array([-0.5, 1.5])", "np.array([1.5, -0.5]) + 2 * np.dot(X, [[-1, 1], [-1, 1]])"),
        ("swapped-gates", "[[1, -1], [1, -1]]) + np.array([-0.5, 1.5])", "[[1, 1], [1, 1]]) + np.array([-0.5, -1.5])"),
        ("swapped-gates", "np.dot(hidden, [1, 1]) - 1.5", "np.dot(hidden, [1, 1]) - 0.5"),
        ("column-for-a-vector", "np.dot(hidden, [1, 1])", "np.dot(hidden, [[1], [1]])"),
        ("transposed", "return hidden, ", "return hidden.T, "),
        ("writes-to-its-arguments", "hidden = sigmoid", "X[X > 0.5] = 1.0\nhidden = sigmoid"),
    ],
    "mlp_forward": [
        ("activates-the-scores", "total if number == len(params) else bend(total)", "bend(total)"),
        ("skips-the-activation", "total if number == len(params) else bend(total)", "total"),
        ("bias-forgotten", ' + layer["b"]', ""),
        ("bias-forgotten", ' + layer["b"]', ' + layer["b"] * (number == len(params))'),
        ("bias-outside-the-activation", BODY, """
            bend = {"sigmoid": lambda Z: 1 / (1 + np.exp(-Z)), "tanh": np.tanh, "relu": lambda Z: Z.clip(min=0)}
            *hidden, last = params
            for layer in hidden:
                X = bend[activation](X @ layer["W"]) + layer["b"]
            return X @ last["W"] + last["b"]"""),
        ("activation-before-the-sum", BODY, """
            bend = {"sigmoid": lambda Z: 1 / (1 + np.exp(-Z)), "tanh": np.tanh, "relu": lambda Z: Z.clip(min=0)}
            for part in params:
                X = bend[activation](X) @ part["W"] + part["b"]
            return X"""),
        ("transposed", 'np.dot(signal, layer["W"])', 'np.dot(signal, layer["W"].T)'),
        ("transposed", "return signal", "return signal.T"),
        ("every-layer-reads-the-input", "np.dot(signal,", "np.dot(X,"),
        ("fixed-depth", BODY, """
            bend = {"sigmoid": lambda Z: 1 / (1 + np.exp(-Z)), "tanh": np.tanh, "relu": lambda Z: Z.clip(min=0)}
            hidden = bend[activation](X @ params[0]["W"] + params[0]["b"])
            return hidden @ params[1]["W"] + params[1]["b"]"""),
        ("fixed-depth", BODY, """
            bend = {"sigmoid": lambda Z: 1 / (1 + np.exp(-Z)), "tanh": np.tanh, "relu": lambda Z: Z.clip(min=0)}
            hidden = bend[activation](X @ params[0]["W"] + params[0]["b"])
            return hidden @ params[-1]["W"] + params[-1]["b"]"""),
        ("wrong-activation", '"tanh": np.tanh', '"tanh": lambda Z: 1 / (1 + np.exp(-Z))'),
        ("wrong-activation", '"relu": lambda Z: Z.clip(min=0)', '"relu": np.tanh'),
        ("wrong-activation", BODY, """
            signal = X
            for part in params[:-1]:
                signal = 1 / (1 + np.exp(-(signal @ part["W"] + part["b"])))
            return signal @ params[-1]["W"] + params[-1]["b"]"""),
        ("loses-the-batch-axis", "return signal", "return signal.squeeze()"),
        ("wrong-sign", "return signal", "return -signal"),
        ("writes-to-its-arguments", 'total = np.dot(signal, layer["W"]) + layer["b"]',
         'layer["b"] += 1\ntotal = np.dot(signal, layer["W"]) + layer["b"] - 1'),
        ("writes-to-its-arguments", BODY, """
            bend = {"sigmoid": lambda Z: 1 / (1 + np.exp(-Z)), "tanh": np.tanh, "relu": lambda Z: Z.clip(min=0)}
            while len(params) > 1:
                layer = params.pop(0)
                X = bend[activation](X @ layer["W"] + layer["b"])
            return X @ params[0]["W"] + params[0]["b"]"""),
        ("hard-coded", BODY, """
            rng = np.random.default_rng(0)
            shapes = (4, [3, 5, 2]), (3, [3, 3, 3, 3]), (1, [2, 4, 3, 2]), (5, [4, 2]), (6, [2, 5, 4, 3, 1])
            for kind in ("sigmoid", "tanh", "relu"):
                for N, sizes in shapes:
                    A = rng.normal(size=(N, sizes[0]))
                    shape = A.shape
                    layers = [(rng.normal(size=(D, M)), rng.normal(size=M)) for D, M in zip(sizes, sizes[1:])]
                    for number, (W, b) in enumerate(layers, start=1):
                        Z = A @ W + b
                        bent = {"sigmoid": 1 / (1 + np.exp(-Z)), "tanh": np.tanh(Z), "relu": np.maximum(0, Z)}[kind]
                        A = Z if number == len(layers) else bent
                    if kind == activation and X.shape == shape:
                        return A"""),
        ("delegated", BODY, "from nnlib.mlp import mlp_forward as ready\nreturn ready(X, params, activation)[0]"),
    ],
    "count_parameters": [
        ("counts-weights-only", "np.add(sizes[:-1], 1)", "sizes[:-1]"),
        ("counts-the-input-layer", "int(np.dot(np.add(sizes[:-1], 1), sizes[1:]))",
         "int(np.dot(sizes[:-1], sizes[1:]) + sum(sizes))"),
        ("bias-for-every-input", "np.dot(np.add(sizes[:-1], 1), sizes[1:])",
         "np.dot(sizes[:-1], np.add(sizes[1:], 1))"),
        ("one-bias-per-layer", "int(np.dot(np.add(sizes[:-1], 1), sizes[1:]))",
         "int(np.dot(sizes[:-1], sizes[1:])) + len(sizes) - 1"),
        ("misses-a-layer", BODY, "return sum((sizes[i] + 1) * sizes[i + 1] for i in range(len(sizes) - 2))"),
        ("misses-a-layer", BODY, "return sum((sizes[i] + 1) * sizes[i + 1] for i in range(1, len(sizes) - 1))"),
        ("counts-units", BODY, "return sum(sizes)"),
        ("counts-units", BODY, "return sum(sizes[1:])"),
        ("factor-two", "return int(", "return 2 * int("),
        ("writes-to-its-arguments", BODY, """
            below, total = sizes.pop(0), 0
            for units in sizes:
                total, below = total + units * (below + 1), units
            return total"""),
        ("delegated", BODY, "import nnlib.mlp\nreturn nnlib.mlp.count_parameters(sizes)"),
    ],
    "collapse_linear_layers": [
        ("multiplied-in-the-wrong-order", 'np.dot(W, above["W"])', 'np.dot(above["W"], W)'),
        ("transposed", "return W, b", "return W.T, b"),
        ("misses-a-layer", 'np.dot(W, above["W"])', 'W if above is params[-1] else np.dot(W, above["W"])'),
        ("biases-stay-behind", 'np.dot(b, above["W"]) + above["b"]', 'above["b"]'),
        ("biases-stay-behind", 'np.dot(b, above["W"]) + above["b"]', 'b + above["b"]'),
        ("biases-stay-behind", 'np.dot(b, above["W"]) + above["b"]', "b"),
        ("bias-forgotten", BODY, """
            W = params[0]["W"]
            for above in params[1:]:
                W = W @ above["W"]
            return W, np.zeros(W.shape[1])"""),
        ("bias-through-its-own-weights", BODY, """
            W, b = np.eye(len(params[0]["W"])), 0
            for own in params:
                W, b = W @ own["W"], (b + own["b"]) @ own["W"]
            return W, b"""),
        ("multiplied-in-the-wrong-order", 'np.dot(b, above["W"])', 'np.dot(above["W"], b)'),
        ("keeps-an-axis", "return W, b", "return W, b[None, :]"),
        ("wrong-sign", "return W, b", "return W, -b"),
        ("writes-to-its-arguments", BODY, """
            W, b = params[0]["W"], params[0]["b"]
            for above in params[1:]:
                b = b @ above["W"]
                b += above["b"]
                W = W @ above["W"]
            params[0]["b"][:] = b[0]
            return W, b"""),
        ("delegated", BODY, "import nnlib.mlp\nreturn nnlib.mlp.collapse_linear_layers(params)"),
    ],
    "bump_approximation": [
        ("bumps-never-end", "np.negative(heights)", "np.zeros(len(heights))"),
        ("bumps-never-end", "np.negative(heights)", "np.asarray(heights)"),
        ("threshold-mirrored", '"b": -k * steps', '"b": k * steps'),
        ("bias-not-scaled", '"b": -k * steps', '"b": -steps'),
        ("edges-at-the-centres", "steps = np.append(posts[:-1], posts[1:])",
         "steps = np.append(posts[:-1], posts[1:]) + (posts[1] - posts[0]) / 2"),
        ("edges-at-the-centres", "steps = np.append(posts[:-1], posts[1:])",
         "steps = np.append(posts[:-1], posts[1:]) - (posts[1] - posts[0]) / 2"),
        ("steepness-of-another-width", "k = steepness / (posts[1] - posts[0])", "k = steepness"),
        ("steepness-of-another-width", "steepness / (posts[1] - posts[0])", "steepness * (posts[1] - posts[0])"),
        ("one-edge-too-few", BODY, """
            width = (b - a) / (len(heights) - 1)
            left = a + width * np.arange(len(heights))
            k, steps = steepness / width, np.append(left, left + width)
            first = {"W": np.full((1, len(steps)), k), "b": -k * steps}
            return [first, {"W": np.append(heights, -heights)[:, None], "b": np.zeros(1)}]"""),
        ("one-edge-too-few", BODY, """
            width = (b - a) / (len(heights) + 1)
            left = a + width * np.arange(len(heights))
            k, steps = steepness / width, np.append(left, left + width)
            first = {"W": np.full((1, len(steps)), k), "b": -k * steps}
            return [first, {"W": np.append(heights, -heights)[:, None], "b": np.zeros(1)}]"""),
        ("wrong-sign", "np.append(heights, np.negative(heights))", "np.append(np.negative(heights), heights)"),
        ("factor-two", "np.append(heights, np.negative(heights))", "2 * np.append(heights, np.negative(heights))"),
    ],
}

VARIANTS = {
    "xor_network": [
        """
            k = steepness
            first, second = X[:, 0], X[:, 1]
            either = 1 / (1 + np.exp(k * (0.5 - first - second)))
            not_both = 1 / (1 + np.exp(k * (first + second - 1.5)))
            return np.column_stack([either, not_both]), 1 / (1 + np.exp(k * (1.5 - either - not_both)))""",
        """
            ones = np.ones((len(X), 1))
            W_and_b = steepness * np.array([[1, -1], [1, -1], [-0.5, 1.5]])
            H = np.empty((len(X), 2))
            for n, row in enumerate(np.hstack([X, ones])):
                H[n] = [sigmoid(row @ W_and_b[:, j]) for j in range(2)]
            y = sigmoid(np.hstack([H, ones]) @ (steepness * np.array([1, 1, -1.5])))
            return [H, y]""",
        """
            H = 0.5 + 0.5 * np.tanh(steepness / 2 * np.stack([X.sum(1) - 0.5, 1.5 - X.sum(1)], axis=1))
            return H, 0.5 + 0.5 * np.tanh(steepness / 2 * (H.sum(1) - 1.5))""",
    ],
    "mlp_forward": [
        """
            if len(params) == 1:
                return np.einsum("nd,dm->nm", X, params[0]["W"]) + params[0]["b"]
            Z = np.einsum("nd,dm->nm", X, params[0]["W"]) + params[0]["b"]
            H = {"sigmoid": 0.5 + 0.5 * np.tanh(Z / 2), "tanh": 2 / (1 + np.exp(-2 * Z)) - 1, "relu": Z * (Z > 0)}
            return mlp_forward(H[activation], params[1:], activation)""",
        """
            rows = []
            for x in X:
                for part in params[:-1]:
                    z = part["W"].T @ x + part["b"]
                    if activation == "sigmoid":
                        x = 1 / (1 + np.exp(-z))
                    elif activation == "tanh":
                        x = np.tanh(z)
                    else:
                        x = np.array([max(0.0, v) for v in z])
                rows.append((params[-1]["W"].T @ x + params[-1]["b"]).tolist())
            return rows""",
        """
            print("layers:", len(params))
            np.log(np.zeros(1))
            A = X
            for part in params[:-1]:
                A = A @ part["W"] + part["b"]
                A = np.where(A > 0, A, 0) if activation == "relu" else np.tanh(A) if activation == "tanh" else A
                A = np.reciprocal(1 + np.exp(-A)) if activation == "sigmoid" else A
            return A @ params[-1]["W"] + params[-1]["b"]""",
    ],
    "count_parameters": [
        """
            total, below = 0, sizes[0]
            for units in sizes[1:]:
                for _ in range(units):
                    total += below + 1
                below = units
            return total""",
        "return np.sum([np.zeros((m, n)).size + n for m, n in zip(sizes, sizes[1:])])",
        "return float(sum(a * b for a, b in zip(sizes[1:], sizes[:-1])) + sum(sizes) - sizes[0])",
    ],
    "collapse_linear_layers": [
        """
            W, b = params[-1]["W"], params[-1]["b"]
            for layer in params[-2::-1]:
                b = layer["b"] @ W + b
                W = layer["W"] @ W
            return W, b""",
        """
            inputs = len(params[0]["W"])
            rows = np.vstack([np.zeros((1, inputs)), np.eye(inputs)])
            for part in params:
                rows = rows @ part["W"] + part["b"]
            return rows[1:] - rows[0], rows[0]""",
        """
            total = np.eye(len(params[0]["W"]) + 1)
            for part in params:
                W, b = part["W"], part["b"]
                with_one = np.block([[W, np.zeros((len(W), 1))], [b[None], np.ones((1, 1))]])
                total = total @ with_one
            return [total[:-1, :-1], total[-1, :-1].tolist()]""",
    ],
    "bump_approximation": [
        """
            n = len(heights)
            piece = (b - a) / n
            W1, b1, W2 = np.zeros((1, 2 * n)), np.zeros(2 * n), np.zeros((2 * n, 1))
            for i, height in enumerate(heights):
                for j, edge in ((2 * i, a + i * piece), (2 * i + 1, a + (i + 1) * piece)):
                    W1[0, j] = steepness / piece
                    b1[j] = -edge * steepness / piece
                W2[2 * i, 0], W2[2 * i + 1, 0] = height, -height
            return [{"W": W1, "b": b1}, {"W": W2, "b": np.zeros(1)}]""",
        """
            posts = np.linspace(a, b, len(heights) + 1)
            k = steepness * len(heights) / (b - a)
            jumps = np.diff(np.concatenate([[0], heights, [0]]))
            return ({"W": np.full((1, len(posts)), k), "b": -k * posts}, {"W": jumps[:, None], "b": [0.0]})""",
        """
            posts = np.linspace(a, b, len(heights) + 1)
            k = steepness / (posts[1] - posts[0])
            down = np.concatenate([posts[:-1], posts[1:]])
            W1, b1 = np.full((1, len(down)), -k), k * down
            return [{"W": W1, "b": b1}, {"W": np.concatenate([-heights, heights])[:, None], "b": np.zeros(1)}]""",
    ],
}
