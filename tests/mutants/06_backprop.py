"""Wrong and right solutions of problem set 6.

A mutant is an edit of the reference solution: (misconception, what stands there, what stands there instead).
Where the edit is the whole body, the first text is the cell's whole solution region: ``BODY``.
A variant is a right solution written differently: the whole body.
"""

BODY = object()

MUTANTS = {
    "affine_forward": [
        ("bias-forgotten", " + b,", ","),
        ("wrong-sign", " + b,", " - b,"),
        ("transposed", "np.dot(X, W)", "np.dot(X, W.T)"),
        ("loses-the-batch-axis", "np.dot(X, W) + b", "(np.dot(X, W) + b).squeeze()"),
        ("mean-instead-of-sum", "np.dot(X, W)", "np.dot(X, W) / X.shape[1]"),
        ("writes-to-its-arguments", BODY, "X *= 2\nreturn X @ W / 2 + b, {'X': X / 2, 'W': W}"),
        ("hard-coded", BODY, """
            rng = np.random.default_rng(0)
            for N, D, M in ((4, 3, 2), (3, 3, 3), (1, 2, 4), (5, 2, 3)):
                seen = [rng.normal(size=s) for s in ((N, D), (D, M), (M,), (N, M))]
                if seen[0].shape == X.shape:
                    return seen[0] @ seen[1] + seen[2], None"""),
        ("delegated", BODY, "from nnlib.affine import affine_forward as reference\nreturn reference(X, W, b)"),
    ],
    "affine_backward": [
        ("transposed", 'np.dot(cache["X"].T, dZ)', 'np.dot(dZ.T, cache["X"])'),
        ("transposed", 'np.dot(cache["X"].T, dZ)', 'np.dot(cache["X"], dZ)'),
        ("transposed", 'np.dot(dZ, cache["W"].T)', 'np.dot(dZ, cache["W"])'),
        ("transposed", 'np.dot(dZ, cache["W"].T)', 'np.dot(cache["W"], dZ.T)'),
        ("missing-upstream", 'np.dot(cache["X"].T, dZ)', 'np.dot(cache["X"].T, np.ones_like(dZ))'),
        ("missing-upstream", "np.sum(dZ, axis=0)", "np.ones(dZ.shape[1])"),
        ("mean-instead-of-sum", "np.sum(dZ, axis=0)", "np.mean(dZ, axis=0)"),
        ("mean-instead-of-sum", 'np.dot(cache["X"].T, dZ)', 'np.dot(cache["X"].T, dZ) / len(dZ)'),
        ("summed-over-the-wrong-axis", "np.sum(dZ, axis=0)", "np.sum(dZ, axis=1)"),
        ("summed-over-the-wrong-axis", "np.sum(dZ, axis=0)", "np.sum(dZ)"),
        ("forgot-the-sum", "np.sum(dZ, axis=0)", "dZ"),
        ("loses-the-batch-axis", 'np.dot(dZ, cache["W"].T)', 'np.dot(dZ, cache["W"].T).squeeze()'),
        ("keeps-an-axis", "np.sum(dZ, axis=0)", "np.sum(dZ, axis=0, keepdims=True)"),
        ("missing-upstream", BODY, 'return cache["W"].T, cache["X"].T, 1'),
        ("wrong-sign", 'np.dot(dZ, cache["W"].T)', '-np.dot(dZ, cache["W"].T)'),
        ("factor-two", 'np.dot(cache["X"].T, dZ)', '2 * np.dot(cache["X"].T, dZ)'),
        ("writes-to-its-arguments", BODY, """
            dZ /= len(dZ)
            return len(dZ) * dZ @ cache["W"].T, len(dZ) * cache["X"].T @ dZ, len(dZ) * dZ.sum(axis=0)"""),
        ("delegated", BODY, """
            import nnlib.affine
            return nnlib.affine.affine_backward(dZ, (cache["X"], cache["W"]))"""),
    ],
    "hidden_forward": [
        ("skips-the-activation", "functions[activation](Z)", "Z"),
        ("bias-forgotten", "affine_forward(X, W, b)", "affine_forward(X, W, 0 * b)"),
        ("wrong-sign", "np.exp(-Z)", "np.exp(Z)"),
        ("wrong-activation", '"tanh": np.tanh', '"tanh": lambda Z: 1 / (1 + np.exp(-Z))'),
        ("activation-before-the-sum", BODY, """
            f = {"sigmoid": lambda Z: 1 / (1 + np.exp(-Z)), "tanh": np.tanh, "relu": lambda Z: Z.clip(min=0)}
            return affine_forward(f[activation](X), W, b)"""),
        ("loses-the-batch-axis", "return H,", "return H.squeeze(),"),
    ],
    "hidden_backward": [
        ("forgot-local-derivative", "slopes[activation] * dH", "dH"),
        ("missing-upstream", "slopes[activation] * dH", "slopes[activation] * np.ones_like(dH)"),
        ("derivative-at-the-wrong-variable", "1 - H * H", "1 - np.tanh(H) ** 2"),
        ("derivative-at-the-wrong-variable", '"sigmoid": H - H**2',
         '"sigmoid": 1 / (1 + np.exp(-H)) * (1 - 1 / (1 + np.exp(-H)))'),
        ("forgot-local-derivative", '"relu": np.sign(H)', '"relu": H >= 0'),
        ("derivative-at-the-wrong-variable", '"relu": np.sign(H)', '"relu": dH > 0'),
        ("derivative-of-another-activation", "1 - H * H", "H * (1 - H)"),
        ("wrong-sign", '"sigmoid": H - H**2', '"sigmoid": H**2 - H'),
        ("keeps-an-axis", BODY, """
            H, activation, below = cache
            dZ = {"sigmoid": H - H**2, "tanh": 1 - H * H, "relu": np.sign(H)}[activation] * dH
            return dZ @ below["W"].T, below["X"].T @ dZ, dZ.sum(axis=0, keepdims=True)"""),
        ("writes-to-its-arguments", "slopes[activation] * dH", "np.multiply(dH, slopes[activation], out=dH)"),
    ],
    "two_layer_loss": [
        ("bias-forgotten", BODY, """
            H = np.tanh(X @ params["W1"])
            return softmax_cross_entropy_forward(H @ params["W2"], y)"""),
        ("skips-the-activation", BODY, """
            H = X @ params["W1"] + params["b1"]
            return softmax_cross_entropy_forward(H @ params["W2"] + params["b2"], y)"""),
        ("activates-the-scores", "softmax_cross_entropy_forward(S, y)", "softmax_cross_entropy_forward(np.tanh(S), y)"),
        ("wrong-activation", '"tanh"', '"relu"'),
        ("missing-mean", "return J,", "return J * len(y),"),
        ("mean-twice", "return J,", "return J / len(y),"),
        ("wrong-sign", "return J,", "return -J,"),
    ],
    "two_layer_gradients": [
        ("missing-mean", "softmax_cross_entropy_backward(1.0, last)",
         "len(last[1]) * softmax_cross_entropy_backward(1.0, last)"),
        ("mean-twice", "softmax_cross_entropy_backward(1.0, last)",
         "softmax_cross_entropy_backward(1.0, last) / len(last[1])"),
        ("missing-one-hot", "softmax_cross_entropy_backward(1.0, last)", "np.exp(last[0]) / len(last[1])"),
        ("forgot-local-derivative", "hidden_backward(dH, first)", "affine_backward(dH, first[2])"),
        ("transposed", '"W1": dW1', '"W1": dW1.T'),
        ("wrong-sign", '"W2": dW2', '"W2": -dW2'),
        ("derivative-at-the-wrong-variable", "hidden_backward(dH, first)",
         "affine_backward(dH * (1 - np.tanh(first[0]) ** 2), first[2])"),
        ("missing-upstream", "hidden_backward(dH, first)", "hidden_backward(np.ones_like(dH), first)"),
        ("transposed", BODY, """
            first, second, last = cache
            dS = softmax_cross_entropy_backward(1.0, last)
            _, dW2, db2 = affine_backward(dS, second)
            _, dW1, db1 = hidden_backward(dS @ second["W"], first)
            return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}"""),
    ],
    "Add": [
        ("missing-upstream", "return dout, dout", "return np.ones_like(dout), np.ones_like(dout)"),
        ("splits-the-gradient", "return dout, dout", "return dout / 2, dout / 2"),
        ("missing-upstream", "return dout, dout", "return 1, 1"),
        ("wrong-sign", "return dout, dout", "return dout, -dout"),
        ("multiplies-instead-of-adds", "np.add(x, y)", "np.multiply(x, y)"),
        ("wrong-sign", "np.add(x, y)", "np.subtract(x, y)"),
    ],
    "Multiply": [
        ("does-not-switch", "return y * dout, x * dout", "return x * dout, y * dout"),
        ("missing-upstream", "return y * dout, x * dout", "return y, x"),
        ("forgot-local-derivative", "return y * dout, x * dout", "return dout, dout"),
        ("adds-instead-of-multiplies", "return y * dout, x * dout", "return y + dout, x + dout"),
        ("adds-instead-of-multiplies", "np.multiply(x, y)", "np.add(x, y)"),
        ("shares-its-memory", "self.factors = x, y", "Multiply.factors = x, y"),
        ("writes-to-its-arguments", "return y * dout, x * dout", "dy = x * dout\ndout *= y\nreturn dout, dy"),
    ],
    "Max": [
        ("feeds-both", "np.where(self.left, dout, 0), np.where(self.left, 0, dout)", "dout, dout"),
        ("feeds-the-loser", "np.where(self.left, dout, 0), np.where(self.left, 0, dout)",
         "np.where(self.left, 0, dout), np.where(self.left, dout, 0)"),
        ("missing-upstream", "np.where(self.left, dout, 0), np.where(self.left, 0, dout)",
         "np.where(self.left, 1, 0), np.where(self.left, 0, 1)"),
        ("splits-the-gradient", "np.where(self.left, dout, 0), np.where(self.left, 0, dout)", "dout / 2, dout / 2"),
        ("shares-its-memory", "self.left = np.greater(x, y)", "Max.left = self.left = np.greater(x, y)\n"
         "del self.left"),
        ("feeds-the-loser", "return np.where(self.left, x, y)", "return np.minimum(x, y)"),
    ],
    "MatMul": [
        ("transposed", "np.matmul(dout, y.T)", "np.matmul(dout, y)"),
        ("transposed", "np.matmul(x.T, dout)", "np.matmul(x, dout)"),
        ("transposed", "np.matmul(x.T, dout)", "np.matmul(dout.T, x)"),
        ("missing-upstream", "np.matmul(dout, y.T)", "np.matmul(np.ones_like(dout), y.T)"),
        ("does-not-switch", "np.matmul(dout, y.T), np.matmul(x.T, dout)", "np.matmul(x.T, dout), np.matmul(dout, y.T)"),
        ("shares-its-memory", "self.factors = x, y", "MatMul.factors = x, y"),
        ("missing-upstream", "np.matmul(dout, y.T), np.matmul(x.T, dout)", "y.T, x.T"),
        ("wrong-sign", "np.matmul(x.T, dout)", "-np.matmul(x.T, dout)"),
    ],
    "topological_order": [
        ("recursion-limit", BODY, """
            order = {}

            def visit(name):
                if name not in order:
                    for below, _ in graph[name]:
                        visit(below)
                    order[name] = True

            visit(output)
            return list(order)"""),
        ("visits-twice", BODY, """
            order, waiting = [], [(output, False)]
            while waiting:
                name, ready = waiting.pop()
                if ready:
                    order.append(name)
                else:
                    waiting.append((name, True))
                    waiting.extend((below, False) for below, _ in reversed(graph[name]))
            return order"""),
        ("not-topological", BODY, """
            order = [output]
            for name in order:
                order.extend(below for below, _ in graph[name] if below not in order)
            return order[::-1]"""),
        ("output-first", "return list(listed)", "return list(listed)[::-1]"),
        ("lists-everything", "return list(listed)", "return list(listed) + [n for n in graph if n not in listed]"),
        ("leaves-forgotten", "return list(listed)", "return [name for name in listed if graph[name]]"),
        ("writes-to-its-arguments", "return list(listed)", "graph.clear()\nreturn list(listed)"),
    ],
    "backward": [
        ("overwrites-instead-of-adds", "total[below] += ", "total[below] = "),
        ("missing-upstream", "slope * total[name]", "slope"),
        ("forgot-local-derivative", "slope * total[name]", "total[name]"),
        ("adds-instead-of-multiplies", "slope * total[name]", "slope + total[name]"),
        ("forward-order", "reversed(order)", "order"),
        ("starts-from-zero", "total[order[-1]] = 1.0", "total[order[-1]] = 0.0"),
        ("writes-to-its-arguments", "for name in reversed(order):", "order.reverse()\nfor name in order:"),
    ],
    "window_network_gradients": [
        ("ignores-the-margin", "np.where(violated, 1 / len(windows), 0.0)", "np.full(len(windows), 1 / len(windows))"),
        ("one-window-only", "from_scores(corrupt, push), from_scores(windows, -push)",
         "from_scores(corrupt, 0 * push), from_scores(windows, -push)"),
        ("one-window-only", "from_scores(windows, -push)", "from_scores(windows, 0 * push)"),
        ("same-sign-for-both", "from_scores(windows, -push)", "from_scores(windows, push)"),
        ("missing-mean", "1 / len(windows)", "1.0"),
        ("mean-twice", "1 / len(windows)", "1 / len(windows) ** 2"),
        ("last-occurrence-only", "np.add.at(dE, indices.ravel(), drows.reshape(-1, E.shape[1]))",
         "dE[indices.ravel()] += drows.reshape(-1, E.shape[1])"),
        ("forgot-local-derivative", "hidden_backward(ds[:, None] * u, below)",
         "affine_backward(ds[:, None] * u, below[2])"),
        ("wrong-sign", "from_scores(corrupt, push), from_scores(windows, -push)",
         "from_scores(corrupt, -push), from_scores(windows, push)"),
        ("factor-two", "x + y for", "2 * (x + y) for"),
        ("derivative-of-another-activation", "hidden_backward(ds[:, None] * u, below)",
         "affine_backward(ds[:, None] * u * below[0] * (1 - below[0]), below[2])"),
        ("transposed", "return dE, dW, db, ds @ H", "return dE, dW.T, db, ds @ H"),
    ],
}

VARIANTS = {
    "affine_forward": [
        """
            Z = np.empty((len(X), len(b)))
            for i in range(len(X)):
                for j in range(len(b)):
                    Z[i, j] = sum(X[i, k] * W[k, j] for k in range(len(W))) + b[j]
            return Z, {"X": X, "W": W}""",
        """
            with_one = np.c_[X, np.ones(len(X))]
            return with_one @ np.vstack([W, b]), {"X": X, "W": W}""",
        """
            print("X", X.shape)
            np.log(np.zeros(1))
            return np.einsum("nd,dm->nm", X, W) + b[None, :], {"X": X, "W": W}""",
    ],
    "affine_backward": [
        """
            X, W = cache["X"], cache["W"]
            return np.einsum("nm,dm->nd", dZ, W), np.einsum("nd,nm->dm", X, dZ), np.einsum("nm->m", dZ)""",
        """
            X, W = cache["X"], cache["W"]
            dX, dW, db = np.zeros(X.shape), np.zeros(W.shape), np.zeros(W.shape[1])
            for x, dx, dz in zip(X, dX, dZ):
                dx += W @ dz
                dW += np.outer(x, dz)
                db += dz
            return [dX, dW, db]""",
        """
            ones = np.ones((1, len(dZ)))
            return (cache["W"] @ dZ.T).T, (dZ.T @ cache["X"]).T, tuple((ones @ dZ)[0])""",
    ],
    "hidden_forward": [
        """
            Z, below = affine_forward(X, W, b)
            if activation == "sigmoid":
                H = 0.5 * np.tanh(Z / 2) + 0.5
            elif activation == "tanh":
                H = (np.exp(Z) - np.exp(-Z)) / (np.exp(Z) + np.exp(-Z))
            else:
                H = Z * (Z > 0)
            return H, (H, activation, below)""",
        """
            Z, below = affine_forward(X, W, b)
            H = np.array([[{"sigmoid": 1 / (1 + np.exp(-z)), "tanh": np.tanh(z), "relu": max(z, 0)}[activation]
                           for z in row] for row in Z])
            return H, (H, activation, below)""",
    ],
    "hidden_backward": [
        """
            H, activation, below = cache
            Z = below["X"] @ below["W"] + (np.arctanh(H) - below["X"] @ below["W"] if activation == "tanh" else 0)
            slope = {"sigmoid": H * (1 - H), "tanh": np.cosh(Z) ** -2.0, "relu": np.where(H > 0, 1.0, 0.0)}
            dZ = dH * slope[activation]
            return dZ @ below["W"].T, below["X"].T @ dZ, dZ.sum(0)""",
        """
            H, activation, below = cache
            dZ = np.array(dH)
            if activation == "relu":
                dZ[H == 0] = 0
            else:
                dZ *= (1 + H) * (1 - H) if activation == "tanh" else (1 - H) * H
            return affine_backward(dZ, below)""",
    ],
    "two_layer_loss": [
        """
            H = np.tanh(X @ params["W1"] + params["b1"])
            S = H @ params["W2"] + params["b2"]
            p = np.exp(S - S.max(axis=1, keepdims=True))
            p /= p.sum(axis=1, keepdims=True)
            return -np.log(p[np.arange(len(y)), y]).mean(), (X, y, params)""",
        """
            scores = [np.tanh(x @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"] for x in X]
            losses = [np.log(np.exp(s).sum()) - s[c] for s, c in zip(scores, y)]
            return sum(losses) / len(losses), None""",
    ],
    "two_layer_gradients": [
        """
            (H, _, below), second, (log_p, y) = cache
            p = np.exp(log_p)
            dS = (p - np.eye(p.shape[1])[y]) / len(y)
            dZ = (dS @ second["W"].T) * (1 - H**2)
            return {"W1": below["X"].T @ dZ, "b1": dZ.sum(0), "W2": H.T @ dS, "b2": dS.sum(0)}""",
        """
            (H, _, below), second, (log_p, y) = cache
            p = np.exp(log_p)
            grads = {"b2": 0.0, "W2": 0.0, "b1": 0.0, "W1": 0.0}
            for x, h, q, c in zip(below["X"], H, p, y):
                ds = (q - (np.arange(len(q)) == c)) / len(y)
                dz = (second["W"] @ ds) * (1 - h) * (1 + h)
                for name, g in ("b2", ds), ("W2", np.outer(h, ds)), ("b1", dz), ("W1", np.outer(x, dz)):
                    grads[name] = grads[name] + g
            return grads""",
    ],
    "Add": [
        ("return x + y", "return 1 * dout, 1 * dout"),
        ("return sum([x, y])", "return np.stack([dout, dout])[0], dout.copy()"),
    ],
    "Multiply": [
        ("self.x, self.y = x, y\nreturn x * y", "return dout * self.y, dout * self.x"),
        ("self.backward = lambda dout: (y * dout, x * dout)\nreturn x * y", "return None"),
    ],
    "Max": [
        ("self.first = x > y\nreturn np.maximum(x, y)", "return dout * self.first, dout * (1 - self.first)"),
        ("self.m = x > y\nout = x.copy()\nout[~self.m] = y[~self.m]\nreturn out",
         "return dout * self.m, dout * ~self.m"),
        ("self.order = np.sign(x - y)\nreturn (x + y + abs(x - y)) / 2",
         "return dout * (1 + self.order) / 2, dout * (1 - self.order) / 2"),
    ],
    "MatMul": [
        ("self.x, self.y = x, y\nreturn x @ y", "return dout @ self.y.T, self.x.T @ dout"),
        ("self.x, self.y = x, y\nreturn np.einsum('nd,dm->nm', x, y)",
         "return np.einsum('nm,dm->nd', dout, self.y), np.einsum('nd,nm->dm', self.x, dout)"),
    ],
    "topological_order": [
        """
            order, seen, waiting = [], set(), [(output, False)]
            while waiting:
                name, ready = waiting.pop()
                if ready:
                    order.append(name)
                elif name not in seen:
                    seen.add(name)
                    waiting.append((name, True))
                    waiting.extend((below, False) for below, _ in graph[name])
            return order""",
        """
            needed, waiting = set(), [output]
            while waiting:
                name = waiting.pop()
                if name not in needed:
                    needed.add(name)
                    waiting.extend(below for below, _ in graph[name])
            from graphlib import TopologicalSorter
            return tuple(TopologicalSorter({n: [b for b, _ in graph[n]] for n in needed}).static_order())""",
    ],
    "backward": [
        """
            grads = {order[-1]: 1.0}
            for name in order[::-1]:
                for below, slope in graph[name]:
                    grads[below] = grads.get(below, 0) + grads[name] * slope
            return grads""",
        """
            uses = {name: [] for name in order}
            for name in order:
                for below, slope in graph[name]:
                    uses[below].append((name, slope))
            grads = {}
            for name in order[::-1]:
                grads[name] = sum(grads[above] * slope for above, slope in uses[name]) if uses[name] else 1.0
            return grads""",
    ],
    "window_network_gradients": [
        """
            N, (V, D) = len(windows), E.shape
            both = np.concatenate([windows, corrupt])
            X = np.eye(V)[both].reshape(2 * N, -1, V) @ E
            H = np.tanh(X.reshape(2 * N, -1) @ W + b)
            s = H @ u
            active = (margin + s[N:] - s[:N] > 0) / N
            ds = np.concatenate([-active, active])
            dZ = ds[:, None] * u * (1 - H**2)
            dX = (dZ @ W.T).reshape(2 * N, -1, D)
            dE = np.einsum("nlv,nld->vd", np.eye(V)[both], dX)
            return dE, X.reshape(2 * N, -1).T @ dZ, dZ.sum(0), H.T @ ds""",
        """
            dE, dW, db, du = (np.zeros(x.shape) for x in (E, W, b, u))
            for true, false in zip(windows, corrupt):
                x, x_false = E[true].ravel(), E[false].ravel()
                h, h_false = np.tanh(x @ W + b), np.tanh(x_false @ W + b)
                if margin + h_false @ u - h @ u > 0:
                    for words, v, a, sign in (true, x, h, -1), (false, x_false, h_false, 1):
                        dz = sign * u * (1 - a**2) / len(windows)
                        du += sign * a / len(windows)
                        db += dz
                        dW += np.outer(v, dz)
                        for word, g in zip(words, (W @ dz).reshape(len(words), -1)):
                            dE[word] += g
            return dE, dW, db, du""",
    ],
}
