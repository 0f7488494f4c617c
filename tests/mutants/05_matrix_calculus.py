"""Wrong and right solutions of problem set 5.

A mutant is an edit of the reference solution: (misconception, what stands there, what stands there instead).
Where the edit is the whole body, the first text is the cell's whole solution region: ``BODY``.
A variant is a right solution written differently: the whole body.
"""

BODY = object()
SIGNALS = "signals = u * (1 - np.square(H))"

MUTANTS = {
    "affine_jacobians": [
        ("transposed", "np.array(W)", "np.array(W).T"),
        ("transposed", "np.array(W), staircase", "np.array(W), staircase.T"),
        ("reads-column-by-column", "staircase[i, i * D : (i + 1) * D] = x", "staircase[i, i::M] = x"),
        ("touches-everything", "staircase[i, i * D : (i + 1) * D] = x", "staircase[i] = np.tile(x, M)"),
        ("touches-everything", "np.identity(M)", "np.ones((M, M))"),
        ("zeros-left-out", "np.identity(M)", "np.ones(M)"),
        ("zeros-left-out", "np.array(W), staircase", "np.array(W), np.array([x for _ in W])"),
        ("zeros-left-out", BODY, "return W.copy(), x.copy(), 1.0"),
        ("not-flattened", "np.array(W), staircase", "np.array(W), staircase.reshape(M, M, D)"),
        ("does-not-switch", "np.array(W)", "np.array([x] * M)"),
        ("does-not-switch", "(i + 1) * D] = x", "(i + 1) * D] = W[i]"),
        ("wrong-sign", "np.identity(M)", "-np.identity(M)"),
        ("factor-two", "(i + 1) * D] = x", "(i + 1) * D] = 2 * x"),
        ("writes-to-its-arguments", "M, D = W.shape", "M, D = W.shape\nx *= 2\nx = x / 2"),
        ("hard-coded", BODY, """
            rng = np.random.default_rng(0)
            for M, D in ((3, 4), (3, 3), (4, 2), (1, 3)):
                seen_W, seen_x, _ = rng.normal(size=(M, D)), rng.normal(size=D), rng.normal(size=M)
                if seen_W.shape == W.shape:
                    return seen_W, np.kron(np.eye(M), seen_x), np.eye(M)"""),
        ("delegated", BODY, """
            from nnlib.calculus import affine_jacobians as reference
            return reference(W, x)"""),
    ],
    "elementwise_jacobian": [
        ("zeros-left-out", "slopes * np.identity(z.size)", "slopes"),
        ("touches-everything", "slopes * np.identity(z.size)", "slopes * np.ones((z.size, z.size))"),
        ("touches-everything", "slopes * np.identity(z.size)", "slopes[:, None] * np.ones((z.size, z.size))"),
        ("value-instead-of-slope", BODY, """
            values = {"sigmoid": 1 / (1 + np.exp(-z)), "tanh": np.tanh(z), "relu": z.clip(0)}
            return np.diag(values[activation])"""),
        ("derivative-at-the-wrong-variable", "h - h * h", "z - z * z"),
        ("derivative-at-the-wrong-variable", "np.square(np.tanh(z))", "np.square(z)"),
        ("derivative-at-the-wrong-variable", "np.square(np.tanh(z))", "np.square(np.tanh(np.tanh(z)))"),
        ("derivative-of-another-activation", "h - h * h", "1 - h * h"),
        ("derivative-of-another-activation", "1 - np.square(np.tanh(z))", "np.tanh(z) * (1 - np.tanh(z))"),
        ("forgot-local-derivative", "np.where(z > 0, 1.0, 0.0)", "np.where(z.clip(0) >= 0, 1.0, 0.0)"),
        ("wrong-sign", "h - h * h", "h * h - h"),
        ("writes-to-its-arguments", "np.square(np.tanh(z))", "np.square(np.tanh(z, out=z))"),
        ("delegated", BODY, """
            from nnlib import activations
            out, cache = getattr(activations, activation + "_forward")(z)
            return np.diag(getattr(activations, activation + "_backward")(np.ones(z.size), cache))"""),
    ],
    "chain": [
        ("innermost-first", "np.dot(so_far, inner)", "np.dot(inner, so_far)"),
        ("entry-by-entry", "np.dot(so_far, inner)", "so_far * inner"),
        ("adds-instead-of-multiplies", "np.dot(so_far, inner)", "so_far + inner"),
        ("first-two-only", "jacobians[1:]", "jacobians[1:2]"),
        ("first-two-only", BODY, "return jacobians[0] @ jacobians[1]"),
        ("transposed", "return so_far", "return so_far.T"),
        ("transposed", BODY, """
            turned = jacobians[0].T
            for inner in jacobians[1:]:
                turned = turned @ inner.T
            return turned"""),
        ("wrong-sign", "return so_far", "return -so_far"),
        ("writes-to-its-arguments", "so_far = jacobians[0]", "so_far = jacobians[0]\nso_far *= 2\nso_far = so_far / 2"),
        ("delegated", BODY, "import nnlib.calculus\nreturn nnlib.calculus.chain(*jacobians)"),
    ],
    "softmax_jacobian": [
        ("overflows", "np.exp(z - np.max(z))", "np.exp(z)"),
        ("ignores-the-other-entries", "(np.identity(p.size) - p)", "(1 - p) * np.identity(p.size)"),
        ("ignores-the-other-entries", BODY, """
            p = np.exp(z - z.max())
            p = p / p.sum()
            return p - p**2"""),
        ("denominator-held-constant", "(np.identity(p.size) - p)", "np.identity(p.size)"),
        ("own-entry-forgotten", "(np.identity(p.size) - p)", "-p"),
        ("own-entry-forgotten", "(np.identity(p.size) - p)", "p * (np.identity(p.size) - 1)"),
        ("wrong-sign", "np.identity(p.size) - p", "np.identity(p.size) + p"),
        ("wrong-sign", "np.identity(p.size) - p", "p - np.identity(p.size)"),
        ("touches-everything", "(np.identity(p.size) - p)", "(1 - p)"),
        ("skips-the-activation", BODY, "return np.diag(z) - np.outer(z, z)"),
        ("value-instead-of-slope", "p[:, np.newaxis] * (np.identity(p.size) - p)", "p"),
        ("factor-two", "p[:, np.newaxis]", "2 * p[:, np.newaxis]"),
        ("writes-to-its-arguments", "z - np.max(z)", "np.subtract(z, np.max(z), out=z)"),
        ("delegated", BODY, "from nnlib.calculus import softmax_jacobian as theirs\nreturn theirs(z)"),
    ],
    "numerator_row": [
        ("not-flattened", BODY, """
            h = np.tanh(b + W @ x)
            return (u * (1 - h**2))[:, None] * x"""),
        ("loses-the-batch-axis", "u[np.newaxis]", "u"),
        ("transposed", "chain(u[np.newaxis], from_z, from_weights)",
         "chain(u[np.newaxis], from_z, from_weights).T"),
        ("reads-column-by-column", BODY, """
            h = np.tanh(b + W @ x)
            return np.outer(u * (1 - h**2), x).ravel(order="F")[None]"""),
        ("forgot-local-derivative", "u[np.newaxis], from_z, from_weights", "u[np.newaxis], from_weights"),
        ("missing-upstream", "u[np.newaxis]", "np.ones((1, u.size))"),
        ("bias-forgotten", "np.dot(W, x) + b", "np.dot(W, x)"),
        ("derivative-at-the-wrong-variable", "np.dot(W, x) + b", "np.tanh(np.dot(W, x) + b)"),
        ("derivative-of-another-activation", BODY, """
            h = np.tanh(b + W @ x)
            return chain(u[None], np.diag(h - h**2), affine_jacobians(W, x)[1])"""),
        ("value-instead-of-slope", 'elementwise_jacobian("tanh", np.dot(W, x) + b)', "np.diag(np.tanh(W @ x + b))"),
        ("wrong-sign", "u[np.newaxis]", "-u[np.newaxis]"),
    ],
    "score_gradients": [
        ("transposed", "signal[:, np.newaxis] * x", "x[:, np.newaxis] * signal"),
        ("transposed", "np.dot(signal, W)", "np.dot(W, signal)"),
        ("entry-by-entry", "signal[:, np.newaxis] * x", "signal * x"),
        ("left-in-numerator-form", "signal[:, np.newaxis] * x", "(signal[:, np.newaxis] * x).reshape(1, -1)"),
        ("left-in-numerator-form", "signal[:, np.newaxis] * x", "np.kron(signal, x)"),
        ("left-in-numerator-form", "np.dot(signal, W)", "np.dot(signal, W)[np.newaxis]"),
        ("forgot-local-derivative", "u - u * h * h", "u"),
        ("missing-upstream", "u - u * h * h", "1 - h * h"),
        ("derivative-at-the-wrong-variable", "u - u * h * h", "u - u * np.tanh(h) ** 2"),
        ("derivative-at-the-wrong-variable", BODY, """
            z = b + W @ x
            signal = u * (1 - z**2)
            return W.T @ signal, np.outer(signal, x), signal, np.tanh(z)"""),
        ("derivative-of-another-activation", "u - u * h * h", "u * h * (1 - h)"),
        ("value-instead-of-slope", "u - u * h * h", "u * h"),
        ("bias-forgotten", "np.dot(W, x) + b", "np.dot(W, x)"),
        ("skips-the-activation", "signal, h", "signal, W @ x + b"),
        ("does-not-switch", "signal, h", "signal, u"),
        ("touches-everything", "signal[:, np.newaxis] * x", "np.array([x * signal.sum()] * u.size)"),
        ("wrong-sign", "u - u * h * h", "u * h * h - u"),
        ("factor-two", "np.dot(signal, W)", "2 * np.dot(signal, W)"),
        ("writes-to-its-arguments", "u - u * h * h", "np.multiply(u, 1 - h * h, out=u)"),
        ("hard-coded", BODY, """
            rng = np.random.default_rng(0)
            for M, D in ((3, 4), (3, 3), (4, 2), (2, 5)):
                x0, W0, b0, u0 = (rng.normal(size=s) for s in (D, (M, D), M, M))
                if W0.shape == W.shape:
                    h0 = np.tanh(W0 @ x0 + b0)
                    d0 = u0 * (1 - h0**2)
                    return W0.T @ d0, np.outer(d0, x0), d0, h0"""),
        ("delegated", BODY, "from nnlib import calculus\nreturn calculus.score_gradients(x, W, b, u)"),
    ],
    "batch_gradients": [
        ("transposed", "np.dot(signals, W.T)", "np.dot(signals, W)"),
        ("transposed", "np.dot(signals, W.T)", "np.dot(W, signals.T)"),
        ("transposed", "np.dot(X.T, signals)", "np.dot(signals.T, X)"),
        ("transposed", "np.dot(X.T, signals)", "np.dot(X, signals)"),
        ("forgot-the-sum", "np.sum(signals, axis=0)", "signals"),
        ("forgot-the-sum", "np.sum(H, axis=0)", "H"),
        ("forgot-the-sum", "np.dot(X.T, signals)", "X[:, :, None] * signals[:, None, :]"),
        ("mean-instead-of-sum", "np.sum(signals, axis=0)", "np.mean(signals, axis=0)"),
        ("mean-instead-of-sum", "np.sum(H, axis=0)", "H.mean(axis=0)"),
        ("mean-instead-of-sum", "np.dot(X.T, signals)", "np.dot(X.T, signals) / len(X)"),
        ("summed-over-the-wrong-axis", "np.sum(signals, axis=0)", "np.sum(signals, axis=1)"),
        ("summed-over-the-wrong-axis", "np.sum(H, axis=0)", "np.sum(H)"),
        ("keeps-an-axis", "np.sum(signals, axis=0)", "np.sum(signals, axis=0, keepdims=True)"),
        ("loses-the-batch-axis", "np.dot(signals, W.T)", "np.dot(signals, W.T).squeeze()"),
        ("forgot-local-derivative", SIGNALS, "signals = u + 0 * H"),
        ("missing-upstream", SIGNALS, "signals = 1 - np.square(H)"),
        ("derivative-at-the-wrong-variable", SIGNALS, "signals = u * (1 - np.square(np.dot(X, W) + b))"),
        ("derivative-at-the-wrong-variable", SIGNALS, "signals = u * (1 - np.square(np.tanh(H)))"),
        ("derivative-of-another-activation", SIGNALS, "signals = u * H * (1 - H)"),
        ("bias-forgotten", "np.dot(X, W) + b", "np.dot(X, W)"),
        ("skips-the-activation", "np.sum(H, axis=0)", "np.sum(X @ W + b, axis=0)"),
        ("does-not-switch", "np.sum(H, axis=0)", "u"),
        ("wrong-sign", SIGNALS, "signals = u * (np.square(H) - 1)"),
        ("factor-two", SIGNALS, "signals = 2 * u * (1 - np.square(H))"),
        ("writes-to-its-arguments", SIGNALS, "signals = np.multiply(u, 1 - np.square(H))\nb *= 0"),
        ("delegated", BODY, """
            from nnlib.affine import affine_backward as theirs
            H = np.tanh(b + X @ W)
            return *theirs(u * (1 - H**2), (X, W)), H.sum(axis=0)"""),
    ],
}

VARIANTS = {
    "affine_jacobians": [
        """
            units = range(len(W))
            from_weights = [[x[j] if k == i else 0 for k in units for j in range(len(x))] for i in units]
            return W, from_weights, np.diag(np.ones(len(W)))""",
        """
            M, D = W.shape
            table = np.einsum("ik,j->ikj", np.eye(M), x)
            return [W * 1.0, table.reshape(M, -1), np.eye(M)]""",
    ],
    "elementwise_jacobian": [
        """
            J = np.zeros((len(z), len(z)))
            for i, v in enumerate(z):
                if activation == "relu":
                    J[i, i] = 1 if v > 0 else 0
                else:
                    v = v if activation == "tanh" else v / 2
                    J[i, i] = 1 / np.cosh(v) ** 2 * (1 if activation == "tanh" else 0.25)
            return J""",
        """
            a = {"sigmoid": 0.5 + 0.5 * np.tanh(0.5 * z), "tanh": np.tanh(z), "relu": z}[activation]
            slope = {"sigmoid": a * (1 - a), "tanh": (1 + a) * (1 - a), "relu": np.heaviside(a, 0)}[activation]
            return np.diagflat(slope)""",
    ],
    "chain": [
        """
            J = np.eye(len(jacobians[0]))
            for inner in jacobians:
                J = np.einsum("ik,kj->ij", J, inner)
            return J""",
        """
            *outer, J = jacobians
            while outer:
                J = outer.pop() @ J
            return J.tolist()""",
    ],
    "softmax_jacobian": [
        """
            p = np.exp(z - z.max())
            p /= p.sum()
            J = -np.outer(p, p)
            J[np.diag_indices(len(p))] += p
            return J""",
        """
            log_p = z - max(z) - np.log(sum(np.exp(v - max(z)) for v in z))
            p = np.exp(log_p)
            return [[p[i] * (1 - p[i]) if i == j else -p[i] * p[j] for j in range(len(z))] for i in range(len(z))]""",
    ],
    "numerator_row": [
        """
            h = np.tanh(b + W @ x)
            return np.kron(u * (1 - h * h), x)[None, :]""",
        """
            h = np.tanh(b + x @ W.T)
            return [[u_i * (1 - h_i**2) * x_j for u_i, h_i in zip(u, h) for x_j in x]]""",
    ],
    "score_gradients": [
        """
            row = numerator_row(x, W, b, u)
            z = b + W @ x
            signal = u @ elementwise_jacobian("tanh", z)
            return chain(signal[None], W)[0], row.reshape(W.shape), signal, np.tanh(z)""",
        """
            h = np.array([np.tanh(sum(w * v for w, v in zip(row, x)) + c) for row, c in zip(W, b)])
            signal = [(1 - a) * (1 + a) * v for a, v in zip(h, u)]
            back = [sum(signal[i] * W[i][j] for i in range(len(u))) for j in range(len(x))]
            return back, [[s * v for v in x] for s in signal], signal, h""",
    ],
    "batch_gradients": [
        """
            parts = [score_gradients(x, W.T, b, u) for x in X]
            dx, dW, db, du = zip(*parts)
            return np.array(dx), sum(dW).T, sum(db), sum(du)""",
        """
            H = np.tanh(np.einsum("nd,dm->nm", X, W) + b)
            signals = np.einsum("nm,m->nm", 1 - H**2, u)
            return (np.einsum("nm,dm->nd", signals, W), np.einsum("nd,nm->dm", X, signals),
                    np.einsum("nm->m", signals), np.einsum("nm->m", H))""",
    ],
}
