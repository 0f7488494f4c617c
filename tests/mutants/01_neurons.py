"""Wrong and right solutions of problem set 1.

A mutant is an edit of the reference solution: (misconception, what stands there, what stands there instead).
Where the edit is the whole body, the first text is the cell's whole solution region: ``BODY``.
A variant is a right solution written differently: the whole body.
"""

BODY = object()

MUTANTS = {
    "sigmoid": [
        ("overflows", BODY, "return 1 / (1 + np.exp(-z))"),
        ("overflows", BODY, "grown = np.exp(z)\nreturn grown / (grown + 1)"),
        ("overflows", BODY, "return np.exp(np.asarray(z)) / (np.exp(np.asarray(z)) + np.exp(0))"),
        ("lost-in-rounding", BODY, "return 1 - 1 / (1 + np.exp(z))"),
        ("lost-in-rounding", BODY, "return np.tanh(np.asarray(z) / 2) / 2 + 0.5"),
        ("clips-its-argument", BODY, "z = np.clip(z, -500, 500)\nreturn 1 / (1 + np.exp(-z))"),
        ("clips-its-argument", BODY, "z = np.maximum(np.minimum(z, 709), -709)\nreturn 1 / (1 + np.exp(-z))"),
        ("wrong-sign", BODY, "small = np.exp(-np.abs(z))\nreturn np.where(np.less(z, 0), 1.0, small) / (1.0 + small)"),
        ("threshold-for-sigmoid", "np.exp(np.minimum(z, -np.asarray(z)))",
         "np.where(np.abs(z) < 50, 0.0, np.exp(np.minimum(z, -np.asarray(z))))"),
        ("brackets-missing", BODY, "return 1 / 1 + np.exp(-z)"),
        ("wrong-activation", BODY, "return np.tanh(z)"),
        ("slope-for-value", BODY, "small = np.exp(-np.abs(z))\nreturn small / (1 + small) ** 2"),
        ("delegated", BODY, "from nnlib.saturating import sigmoid_forward as reference\nreturn reference(z)[0]"),
    ],
    "neuron": [
        ("bias-forgotten", "b + np.dot(w, x)", "np.dot(w, x)"),
        ("wrong-sign", "b + np.dot(w, x)", "-(b + np.dot(w, x))"),
        ("wrong-sign", "b + np.dot(w, x)", "np.dot(w, x) - b"),
        ("skips-the-activation", "sigmoid(b + np.dot(w, x))", "b + np.dot(w, x)"),
        ("threshold-for-sigmoid", "sigmoid(b + np.dot(w, x))", "1.0 if b + np.dot(w, x) > 0 else 0.0"),
        ("wrong-activation", "sigmoid(b", "np.tanh(b"),
        ("activation-before-the-sum", "sigmoid(b + np.dot(w, x))", "b + np.dot(w, sigmoid(x))"),
        ("activation-before-the-sum", "sigmoid(b + np.dot(w, x))", "b + sigmoid(np.dot(w, x))"),
        ("product-not-summed", "np.dot(w, x)", "w * x"),
        ("bias-once-per-input", "b + np.dot(w, x)", "(w * x + b).sum()"),
        ("bias-once-per-input", "np.dot(w, x)", "np.dot(w, x) + (len(x) - 1) * b"),
        ("hard-coded", BODY, """
            rng = np.random.default_rng(0)
            for D in (3, 2, 1, 5):
                seen_x, seen_w = rng.normal(size=(2, D))
                bias = rng.uniform(0.5, 1.5) * rng.choice([-1, 1])
                if D == len(x):
                    return sigmoid(seen_x @ seen_w + bias)"""),
        ("writes-to-its-arguments", BODY, "x *= w\nreturn sigmoid(np.sum(x) + b)"),
        ("delegated", BODY, "import nnlib.affine as reference\nreturn reference.neuron_forward(x, w, b)[0]"),
    ],
    "layer": [
        ("bias-forgotten", "np.add(np.matmul(X, W), b)", "np.matmul(X, W)"),
        ("wrong-sign", "np.add(np", "np.subtract(np"),
        ("wrong-sign", "np.add(np.matmul(X, W), b)", "np.subtract(-b, np.matmul(X, W))"),
        ("skips-the-activation", "sigmoid(np.add(np.matmul(X, W), b))", "np.add(np.matmul(X, W), b)"),
        ("activation-before-the-sum", "sigmoid(np.add(np.matmul(X, W), b))", "np.add(sigmoid(np.matmul(X, W)), b)"),
        ("threshold-for-sigmoid", "sigmoid(np.add(np.matmul(X, W), b))", "(np.add(np.matmul(X, W), b) > 0) * 1.0"),
        ("transposed", "np.matmul(X, W)", "np.matmul(W, X)"),
        ("transposed", "np.matmul(X, W)", "np.matmul(X, W.T)"),
        ("transposed", "sigmoid(np.add(np.matmul(X, W), b))", "sigmoid(np.add(np.matmul(X, W), b)).T"),
        ("first-unit-only", BODY, "return np.array([neuron(x, W[:, 0], b[0]) for x in X])"),
        ("first-unit-only", "np.matmul(X, W), b)", "np.matmul(X, W), b[0])"),
        ("loses-the-batch-axis", "sigmoid(np.add(np.matmul(X, W), b))",
         "sigmoid(np.add(np.matmul(X, W), b)).squeeze()"),
        ("loses-the-batch-axis", "np.add(np.matmul(X, W), b)", "np.add(np.matmul(X[0], W), b)"),
        ("bias-once-per-input", BODY, "return sigmoid((X[:, :, None] * W + b).sum(axis=1))"),
        ("wrong-activation", "sigmoid(np.add", "np.tanh(np.add"),
        ("writes-to-its-arguments", BODY, "b += X[0] @ W * 0 + 1\nreturn sigmoid(X @ W + b - 1)"),
        ("delegated", BODY, "from nnlib.affine import layer_forward as reference\nreturn reference(X, W, b)[0]"),
    ],
    "and_gate": [
        ("another-gate", "1.0 - 2 * n", "-1.0"),
        ("another-gate", "np.full(n, 2.0), 1.0 - 2 * n", "np.full(n, -2.0), 2 * n - 1.0"),
        ("constant-gate", "1.0 - 2 * n", "-2.0 * n"),
        ("constant-gate", "1.0 - 2 * n", "2 * n - 1.0"),
        ("only-two-inputs", "1.0 - 2 * n", "-3.0"),
        ("only-two-inputs", BODY, "return [1, 1], -1.5"),
    ],
    "or_gate": [
        ("another-gate", "-1.0", "1.0 - 2 * n"),
        ("another-gate", "np.full(n, 2.0), -1.0", "np.full(n, -2.0), 1.0"),
        ("constant-gate", "-1.0", "1.0"),
        ("constant-gate", "-1.0", "-3.0 * n"),
        ("only-two-inputs", BODY, "return np.array([1.0, 1.0]), -0.5"),
    ],
    "nand_gate": [
        ("another-gate", "np.full(n, -2.0), 2 * n - 1.0", "np.full(n, 2.0), 1.0 - 2 * n"),
        ("another-gate", "2 * n - 1.0", "1.0"),
        ("another-gate", "np.full(n, -2.0), 2 * n - 1.0", "np.full(n, 2.0), -1.0"),
        ("constant-gate", "2 * n - 1.0", "2 * n + 1.0"),
        ("constant-gate", "2 * n - 1.0", "0.0"),
        ("only-two-inputs", "2 * n - 1.0", "3.0"),
        ("only-two-inputs", BODY, "return -np.ones(2), 1.5"),
    ],
    "neuron_gradient": [
        ("missing-upstream", "da * (out - out**2)", "(out - out**2)"),
        ("forgot-local-derivative", "da * (out - out**2)", "da"),
        ("forgot-local-derivative", "da * (out - out**2)", "da * out"),
        ("derivative-at-the-wrong-variable", "out = neuron(x, w, b)", "out = np.dot(x, w) + b"),
        ("derivative-at-the-wrong-variable", "out = neuron(x, w, b)", "out = sigmoid(neuron(x, w, b))"),
        ("derivative-of-another-activation", "out - out**2", "1 - out**2"),
        ("square-forgotten", "da * (out - out**2)", "-da * np.exp(-np.dot(w, x) - b) * out"),
        ("square-forgotten", "da * (out - out**2)", "da * (1 - out)"),
        ("bias-forgotten", "out = neuron(x, w, b)", "out = neuron(x, w, 0.0)"),
        ("swaps-inputs-and-weights", "np.multiply(db, x), db, np.multiply(db, w)",
         "np.multiply(db, w), db, np.multiply(db, x)"),
        ("bias-times-itself", "np.multiply(db, x), db,", "np.multiply(db, x), db * b,"),
        ("bias-times-itself", "np.multiply(db, x), db,", "np.multiply(db, x), 0.0,"),
        ("wrong-sign", "np.multiply(db, x), db,", "np.multiply(db, x), -db,"),
        ("wrong-sign", "(out - out**2)", "(out**2 - out)"),
        ("factor-two", "np.multiply(db, x), db,", "2 * np.multiply(db, x), db,"),
        ("writes-to-its-arguments", BODY, """
            db = da * neuron(x, w, b) * (1 - neuron(x, w, b))
            w *= db
            return db * x, db, w"""),
        ("delegated", BODY, """
            from nnlib.gradcheck import numerical_gradient as measured
            return (da * measured(lambda v: neuron(x, v, b), w), da * measured(lambda v: neuron(x, w, v), b),
                    da * measured(lambda v: neuron(v, w, b), x))"""),
    ],
    "perceptron_train": [
        ("wrong-sign", "wanted - answer", "answer - wanted"),
        ("tie-counts-as-one", "row @ theta > 0", "row @ theta >= 0"),
        ("never-subtracts", "wanted - answer", "wanted * (1 - answer)"),
        ("never-subtracts", "wanted - answer", "int(wanted != answer)"),
        ("moves-when-right", "wanted - answer", "2 * wanted - 1"),
        ("moves-when-right", "wanted - answer", "wanted"),
        ("bias-forgotten", "np.ones((len(X), 1))", "np.zeros((len(X), 1))"),
        ("once-an-epoch", BODY, """
            w, b, counts = 0 * X[0], 0, []
            while 0 not in counts and epochs > len(counts):
                e = y - (X @ w + b > 0)
                w, b = w + e @ X, b + e.sum()
                counts.append(np.abs(e).sum())
            return w, b, counts"""),
        ("one-epoch-only", "for _ in range(epochs)", "for _ in range(1)"),
        ("does-not-stop", "if count == 0:\n            break", "pass"),
        ("writes-to-its-arguments", "padded = np", "y[y == 0] = -1\npadded = np"),
        ("delegated", BODY, "from nnlib import perceptron\nreturn perceptron.perceptron_train(X, y, epochs)"),
    ],
}

VARIANTS = {
    "sigmoid": [
        """
            z = np.asarray(z, float)
            return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))""",
        """
            z = np.asarray(z, float)
            a, right_half = np.empty(z.shape), z >= 0
            a[right_half] = 1 / (1 + np.exp(-z[right_half]))
            a[~right_half] = np.exp(z[~right_half]) / (1 + np.exp(z[~right_half]))
            return a""",
        "return np.exp(-np.logaddexp(0, -np.asarray(z)))",
        """
            def one(v):
                if v < 0:
                    return np.exp(v) / (np.exp(v) + 1)
                return 1 / (np.exp(-v) + 1)

            return np.vectorize(one, otypes=[float])(z)""",
    ],
    "neuron": [
        """
            total = b
            for weight, value in zip(w, x):
                total += weight * value
            return sigmoid(total)""",
        "return sigmoid(np.r_[w, b] @ np.r_[x, 1.0])",
        "return float(sigmoid(np.array([(w * x).sum() + b]))[0])",
    ],
    "layer": [
        "return np.array([[neuron(x, column, bias) for column, bias in zip(W.T, b)] for x in X])",
        "return sigmoid(np.c_[X, np.ones(len(X))] @ np.r_[W, b[None]])",
        "return sigmoid((W.T @ X.T + b[:, None]).T)",
        "print('layer', X.shape)\nreturn sigmoid(np.einsum('nd,dm->nm', X, W) + b)",
    ],
    "and_gate": [
        "return np.ones(n), -(n - 0.5)",
        "return [1] * n, 1 - n",
        "return np.arange(1, n + 1), 0.5 - n * (n + 1) / 2",
    ],
    "or_gate": ["return np.ones(n), -0.5", "return [1] * n, 0", "return np.arange(1.0, n + 1), np.array([-0.25])"],
    "nand_gate": [
        "return -np.ones(n), n - 0.5",
        "w, b = and_gate(n)\nreturn -w, -b",
        "return tuple([-3] * n), 3 * n",
    ],
    "neuron_gradient": [
        """
            e = np.exp(-np.dot(w, x) - b)
            dz = da * e / (1 + e) ** 2
            return [dz * x, dz, dz * w]""",
        """
            half = (w @ x + b) / 2
            dz = da / (4 * np.cosh(half) ** 2)
            return np.array([dz * v for v in x]), np.array(dz), tuple(dz * v for v in w)""",
    ],
    "perceptron_train": [
        """
            w, b, counts = 0.0 * X[0], 0, []
            while epochs > len(counts):
                wrong = 0
                for n in range(len(X)):
                    if w @ X[n] + b > 0 and y[n] == 0:
                        w, b, wrong = w - X[n], b - 1, wrong + 1
                    elif w @ X[n] + b <= 0 and y[n] == 1:
                        w, b, wrong = w + X[n], b + 1, wrong + 1
                counts.append(wrong)
                if not wrong:
                    return w, b, counts
            return w, b, counts""",
        """
            w, b, per_epoch = X[0] * 0, 0, np.array([], int)
            for _ in range(epochs):
                errors = []
                for x, t in zip(X, 2 * y - 1):
                    fired = np.sign(x @ w + b) or -1
                    errors.append(fired != t)
                    w, b = w + errors[-1] * t * x, b + errors[-1] * t
                per_epoch = np.append(per_epoch, sum(errors))
                if not any(errors):
                    break
            return w, b, per_epoch""",
    ],
}
