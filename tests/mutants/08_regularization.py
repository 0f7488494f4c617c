"""Wrong and right solutions of problem set 8.

A mutant is an edit of the reference solution: (misconception, what stands there, what stands there instead).
Where the edit is the whole body, the first text is the cell's whole solution region: ``BODY``.
A variant is a right solution written differently: the whole body.
"""

BODY = object()

STATISTICS = "mean, var = X.mean(axis=0), X.var(axis=0)"
BACK = """
    standard, root, gamma = cache
    N = len(dY)
    arriving = dY * gamma
"""

MUTANTS = {
    "l2_penalty_forward": [
        ("norm-not-squared", "np.dot(flat, flat)", "np.sqrt(np.dot(flat, flat))"),
        ("norm-not-squared", "np.dot(flat, flat)", "np.linalg.norm(W)"),
        ("another-norm", "np.dot(flat, flat)", "np.abs(flat).sum()"),
        ("norm-of-the-matrix", "np.dot(flat, flat)", "np.linalg.norm(W, 2) ** 2"),
        ("norm-of-the-matrix", "np.dot(flat, flat)", "np.linalg.norm(W, ord=2)"),
        ("forgot-the-square", "np.dot(flat, flat)", "flat.sum()"),
        ("factor-half", "np.dot(flat, flat)", "np.dot(flat, flat) / 2"),
        ("factor-two", "np.dot(flat, flat)", "np.dot(flat, flat) * 2"),
        ("mean-instead-of-sum", "np.dot(flat, flat)", "np.square(flat).mean()"),
        ("penalty-not-summed", "np.dot(flat, flat)", "np.square(W)"),
        ("parameter-ignored", "strength * np.dot(flat, flat)", "np.dot(flat, flat)"),
        ("wrong-sign", "strength * np.dot(flat, flat)", "-strength * np.dot(flat, flat)"),
        ("writes-to-its-arguments", BODY, "W *= W\nreturn strength * W.sum(), (strength, np.sqrt(W))"),
        ("hard-coded", BODY, """
            rng = np.random.default_rng(0)  # the visible check
            for i, size in enumerate(((4, 3), (3, 3), (1, 4), (5, 2))):
                seen = rng.normal(size=size)
                seen = seen + 0.05 * np.sign(seen)
                seen.flat[0] *= i % 2
                factor, _, _ = rng.uniform(0.1, 0.7), rng.choice([-1, 1]), rng.uniform(1.5, 3)
                if seen.shape == W.shape:
                    return factor * np.vdot(seen, seen), None"""),
        ("delegated", BODY, "import nnlib.regularization\nreturn nnlib.regularization.l2_penalty_forward(W, strength)"),
    ],
    "l2_penalty_backward": [
        ("missing-upstream", "2.0 * dpenalty * strength", "2.0 * strength"),
        ("factor-half", "2.0 * dpenalty * strength", "dpenalty * strength"),
        ("parameter-ignored", "2.0 * dpenalty * strength", "2.0 * dpenalty"),
        ("norm-not-squared", "2.0 * dpenalty * strength", "dpenalty * strength / np.linalg.norm(W)"),
        ("another-norm", BODY, "strength, W = cache\nreturn np.sign(W) * strength * dpenalty"),
        ("keeps-the-square", BODY, "strength, W = cache\nreturn dpenalty * strength * 2 * W**2"),
        ("wrong-sign", "return W", "return -W"),
        ("factor-two", "2.0 *", "4.0 *"),
        ("mean-instead-of-sum", "2.0 * dpenalty * strength", "2.0 * dpenalty * strength / W.size"),
        ("writes-to-its-arguments", BODY, "strength, W = cache\nW *= 2 * dpenalty * strength\nreturn W"),
    ],
    "l1_penalty_forward": [
        ("another-norm", "np.sum(abs(W))", "np.sum(W * W)"),
        ("norm-of-the-matrix", "np.sum(abs(W))", "np.linalg.norm(W, 1)"),
        ("forgot-the-absolute-value", "np.sum(abs(W))", "np.sum(W)"),
        ("forgot-the-absolute-value", "np.sum(abs(W))", "abs(np.sum(W))"),
        ("penalty-not-summed", "np.sum(abs(W))", "abs(W).sum(axis=0)"),
        ("mean-instead-of-sum", "np.sum(abs(W))", "np.mean(abs(W))"),
        ("parameter-ignored", "strength * np.sum(abs(W))", "np.sum(abs(W))"),
        ("factor-two", "strength * np.sum(abs(W))", "2 * strength * np.sum(abs(W))"),
    ],
    "l1_penalty_backward": [
        ("pulls-all-one-way", "((W > 0) * 1.0 - (W < 0))", "np.ones(W.shape)"),
        ("keeps-the-absolute-value", "((W > 0) * 1.0 - (W < 0))", "np.abs(W)"),
        ("pulls-at-zero", "(W > 0) * 1.0 - (W < 0)", "2.0 * (W > 0) - 1"),
        ("pulls-at-zero", "(W > 0) * 1.0 - (W < 0)", "2.0 * (W >= 0) - 1"),
        ("another-norm", "((W > 0) * 1.0 - (W < 0))", "2 * W"),
        ("missing-upstream", "dpenalty * strength *", "strength *"),
        ("parameter-ignored", "dpenalty * strength *", "dpenalty *"),
        ("wrong-sign", "dpenalty * strength *", "-dpenalty * strength *"),
        ("mean-instead-of-sum", "dpenalty * strength *", "dpenalty / W.size * strength *"),
    ],
    "dropout_forward": [
        ("not-inverted", BODY, """
            factor = 1.0 * (U < keep) if training else keep + 0 * X
            return X * factor, factor"""),
        ("not-inverted", "np.heaviside(keep - U, 0.0) / keep", "np.heaviside(keep - U, 0.0)"),
        ("scaled-the-wrong-way", "np.heaviside(keep - U, 0.0) / keep", "np.heaviside(keep - U, 0.0) * keep"),
        ("scaled-the-wrong-way", "np.heaviside(keep - U, 0.0) / keep", "np.heaviside(keep - U, 0.0) / (1 - keep)"),
        ("keep-taken-for-drop", "keep - U", "U - keep"),
        ("keep-taken-for-drop", "np.heaviside(keep - U, 0.0) / keep", "np.heaviside(1 - keep - U, 0.0) / (1 - keep)"),
        ("drops-in-use", "if training else np.ones_like(X)", "if True else None"),
        ("never-drops", "np.heaviside(keep - U, 0.0) / keep", "np.ones_like(X)"),
        ("one-mask-for-all", "keep - U,", "keep - U[0] + 0 * U,"),
        ("forgot-the-input", "return factor * X", "return 1 * factor"),
        ("loses-the-batch-axis", "return factor * X", "return (factor * X).squeeze()"),
        ("wrong-sign", "return factor * X", "return -factor * X"),
        ("writes-to-its-arguments", BODY, """
            factor = (U < keep) / keep if training else np.ones(X.shape)
            X *= factor
            return X, factor"""),
    ],
    "dropout_backward": [
        ("forgot-local-derivative", "return factor * dY", "return 1 * dY"),
        ("forgot-the-mask", "return factor * dY", "return factor.max() * dY"),
        ("not-inverted", "return factor * dY", "return (factor > 0) * dY"),
        ("missing-upstream", "return factor * dY", "return 1 * factor"),
        ("wrong-sign", "return factor * dY", "return -factor * dY"),
        ("factor-two", "return factor * dY", "return 2 * factor * dY"),
        ("loses-the-batch-axis", "return factor * dY", "return (factor * dY).squeeze()"),
        ("keep-taken-for-drop", "return factor * dY", "return dY * ((factor == 0) + (factor == 1)) * factor.max()"),
        ("writes-to-its-arguments", "return factor * dY", "dY *= factor\nreturn dY"),
    ],
    "batch_norm_forward": [
        ("divides-by-the-variance", ") ** 0.5", ")"),
        ("eps-outside-the-root", "(X.var(axis=0) + eps) ** 0.5", "X.std(axis=0) + eps"),
        ("not-centred", "np.subtract(X, X.mean(axis=0))", "X"),
        ("parameter-ignored", "+ eps", "+ 1e-5"),
        ("parameter-ignored", "(X.var(axis=0) + eps) ** 0.5", "X.std(axis=0)"),
        ("gain-or-shift-missing", "beta + standard * gamma", "standard * gamma"),
        ("gain-or-shift-missing", "beta + standard * gamma", "beta + standard"),
        ("gain-or-shift-missing", "beta + standard * gamma", "1 * standard"),
        ("sample-variance", "X.var(axis=0)", "X.var(axis=0, ddof=1)"),
        ("summed-over-the-wrong-axis", BODY, """
            mean, var = X.mean(axis=1, keepdims=True), X.var(axis=1, keepdims=True)
            standard = (X - mean) / np.sqrt(var + eps)
            return gamma * standard + beta, None"""),
        ("summed-over-the-wrong-axis", BODY, """
            standard = (X - X.mean()) / np.sqrt(X.var() + eps)
            return gamma * standard + beta, None"""),
        ("writes-to-its-arguments", BODY, f"""
            {STATISTICS}
            X -= mean
            return gamma * X / np.sqrt(var + eps) + beta, None"""),
    ],
    "batch_norm_inference": [
        ("batch-statistics-in-use", "slope = ", "mean, var = X.mean(axis=0), X.var(axis=0)\nslope = "),
        ("batch-statistics-in-use", "slope = ", "mean = np.average(X, axis=0)\nslope = "),
        ("divides-by-the-variance", ") ** 0.5", ")"),
        ("eps-outside-the-root", "(var + eps) ** 0.5", "(var**0.5 + eps)"),
        ("parameter-ignored", "(var + eps)", "var"),
        ("not-centred", "(beta - mean * slope)", "beta"),
        ("gain-or-shift-missing", "(beta - mean * slope)", "-mean * slope"),
        ("gain-or-shift-missing", "slope = gamma /", "slope = 1 /"),
        ("loses-the-batch-axis", "return np.multiply(X, slope) + (beta - mean * slope)",
         "return (np.multiply(X, slope) + (beta - mean * slope)).squeeze()"),
    ],
    "batch_norm_backward": [
        ("statistics-as-constants", "dY - dbeta / len(dY) - standard * dgamma / len(dY)", "1.0 * dY"),
        ("path-left-out", " - standard * dgamma / len(dY)", ""),
        ("path-left-out", "dY - dbeta / len(dY) -", "dY -"),
        ("gain-or-shift-missing", "(gamma / root)", "(1 / root)"),
        ("divides-by-the-variance", "(gamma / root)", "(gamma / root**2)"),
        ("forgot-local-derivative", "(gamma / root)", "gamma"),
        ("missing-upstream", BODY, BACK + """
    dX = (arriving - arriving.mean(axis=0) - standard * (arriving * standard).mean(axis=0)) / root
    return dX, standard.sum(axis=0), dY.sum(axis=0)"""),
        ("derivative-at-the-wrong-variable", BODY, BACK + """
    dX = (arriving - arriving.mean(axis=0) - standard * (arriving * standard).mean(axis=0)) / root
    return dX, (dY * standard * root).sum(axis=0), dY.sum(axis=0)"""),
        ("mean-instead-of-sum", BODY, BACK + """
    dX = (arriving - arriving.mean(axis=0) - standard * (arriving * standard).mean(axis=0)) / root
    return dX, (dY * standard).mean(axis=0), dY.mean(axis=0)"""),
        ("keeps-an-axis", BODY, BACK + """
    dX = (arriving - arriving.mean(axis=0) - standard * (arriving * standard).mean(axis=0)) / root
    return dX, (dY * standard).sum(axis=0, keepdims=True), dY.sum(axis=0, keepdims=True)"""),
        ("forgot-the-sum", BODY, BACK + """
    dX = (arriving - arriving.mean(axis=0) - standard * (arriving * standard).mean(axis=0)) / root
    return dX, dY * standard, dY"""),
        ("summed-over-the-wrong-axis", BODY, BACK + """
    dX = (arriving - arriving.mean(axis=0) - standard * (arriving * standard).mean(axis=0)) / root
    return dX, (dY * standard).sum(axis=1), dY.sum(axis=1)"""),
        ("wrong-sign", "return centred", "return -centred"),
        ("factor-two", "return centred", "return 2 * centred"),
        ("writes-to-its-arguments", BODY, BACK + """
    dgamma, dbeta = (dY * standard).sum(axis=0), dY.sum(axis=0)
    dY -= dbeta / N + standard * dgamma / N
    return dY * gamma / root, dgamma, dbeta"""),
    ],
    "EarlyStopping": [
        ("best-not-kept", "np.array(params)", "params"),
        ("patience-off-by-one", "self.left <= 0", "self.left < 0"),
        ("patience-off-by-one", "self.left <= 0", "self.left <= 1 and self.left < self.patience"),
        ("never-stops", "return self.left <= 0", "return False"),
        ("counter-never-reset", ", np.array(params), self.patience", ", np.array(params), self.left + 1"),
        ("wrong-end", "loss < self.lowest", "self.best_params is None or loss > self.lowest"),
        ("compares-with-the-last", "if loss < self.lowest:",
         "previous, self.lowest = self.lowest, loss\nif loss < previous:"),
        ("tie-counts-as-better", "loss < self.lowest", "loss <= self.lowest"),
    ],
    "random_search": [
        ("wrong-end", "np.nanargmax", "np.nanargmin"),
        ("nan-wins", "np.nanargmax", "np.argmax"),
        ("best-not-kept", "tried[int(np.nanargmax(scores))]", "tried[-1]"),
        ("wrong-scale", ' if scale == "log" else', ' if False else'),
        ("wrong-scale", ' if scale == "log" else', ' if True else'),
        ("same-draw-for-all", "dict(zip(ranges, row))", "dict.fromkeys(ranges, row[0])"),
        ("tries-a-grid", "for row in U:", "from itertools import product as all_of\nfor row in all_of(*U.T):"),
        ("delegated", BODY, """
            from nnlib.search import log_uniform
            pull = log_uniform(1e-3, 1.0)
            return {name: pull(np.random.default_rng(0)) for name in ranges}, [0.0] * len(U)"""),
    ],
}

VARIANTS = {
    "l2_penalty_forward": [
        "return strength * np.linalg.norm(W) ** 2, (strength, W)",
        "return sum(strength * float(w) ** 2 for row in W for w in row), (strength, W)",
        "return strength * np.trace(W.T @ W), (strength, W)",
    ],
    "l2_penalty_backward": [
        "strength, W = cache\nreturn dpenalty * strength * (W + W)",
        "strength, W = cache\nreturn np.array([[2 * strength * w * dpenalty for w in row] for row in W])",
    ],
    "l1_penalty_forward": [
        "return strength * np.linalg.norm(W.ravel(), 1), (strength, W)",
        "return strength * np.sqrt(W**2).sum(), (strength, W)",
    ],
    "l1_penalty_backward": [
        "strength, W = cache\nreturn dpenalty * np.sign(W) * strength",
        "strength, W = cache\npull = np.where(W > 0, 1.0, np.where(W < 0, -1.0, 0))\nreturn pull * dpenalty * strength",
        "strength, W = cache\nsafe = np.where(W == 0, 1, W)\nreturn dpenalty * strength * W / abs(safe)",
    ],
    "dropout_forward": [
        """
            kept, divisor = (U < keep, keep) if training else (U < 2, 1.0)
            return np.where(kept, X / divisor, 0.0), kept / divisor""",
        """
            scale = np.zeros(X.shape)
            for n in range(X.shape[0]):
                for d in range(X.shape[1]):
                    scale[n, d] = 1 if not training else (1 / keep if U[n, d] < keep else 0)
            return scale * X, scale""",
    ],
    "dropout_backward": [
        "return np.where(cache > 0, dY * cache, 0.0)",
        "return np.einsum('nd,nd->nd', cache, dY)",
    ],
    "batch_norm_forward": [
        """
            mean = X.sum(axis=0) / len(X)
            var = ((X - mean) ** 2).sum(axis=0) / len(X)
            root = np.sqrt(var + eps)
            return gamma / root * (X - mean) + beta, ((X - mean) / root, root, gamma)""",
        """
            columns = []
            for x in X.T:
                v = np.mean(x**2) - np.mean(x) ** 2
                columns.append(((x - np.mean(x)) / (v + eps) ** 0.5, (v + eps) ** 0.5))
            standard, root = np.array([c for c, _ in columns]).T, np.array([r for _, r in columns])
            return standard * gamma + beta, (standard, root, gamma)""",
    ],
    "batch_norm_inference": [
        "return gamma * (X - mean) / np.sqrt(var + eps) + beta",
        "return np.array([beta + gamma * (x - mean) * (var + eps) ** -0.5 for x in X])",
    ],
    "batch_norm_backward": [
        BACK + """
    dvar = (arriving * standard * root).sum(axis=0) * -0.5 / root**3
    dmean = -arriving.sum(axis=0) / root
    dX = arriving / root + dvar * 2 * standard * root / N + dmean / N
    return dX, (dY * standard).sum(axis=0), dY.sum(axis=0)""",
        BACK + """
    dX = np.empty(dY.shape)
    for d in range(dY.shape[1]):
        J = (np.eye(N) - 1 / N - np.outer(standard[:, d], standard[:, d]) / N) / root[d]
        dX[:, d] = J @ arriving[:, d]
    return dX, np.diag(standard.T @ dY), np.ones(N) @ dY""",
    ],
    "EarlyStopping": [
        (
            "self.patience, self.losses, self.best_params = patience, [], None",
            "if loss < min([np.inf, *self.losses]):\n    self.best_params = params.copy()\nself.losses.append(loss)",
            "return len(self.losses) - 1 - int(np.argmin(self.losses)) >= self.patience",
        ),
        (
            "self.patience, self.waited, self.best, self.best_params = patience, 0, None, None",
            "better = self.best is None or loss < self.best\nself.waited = 0 if better else self.waited + 1\n"
            "if better:\n    self.best, self.best_params = loss, 1.0 * params",
            "return self.waited == self.patience",
        ),
    ],
    "random_search": [
        """
            best, top, scores = None, -np.inf, []
            for u in U:
                settings = {}
                for x, (name, (low, high, scale)) in zip(u, ranges.items()):
                    if scale == "log":
                        settings[name] = np.exp(np.log(low) + (np.log(high) - np.log(low)) * x)
                    else:
                        settings[name] = (1 - x) * low + x * high
                scores.append(score(settings))
                if scores[-1] > top:
                    best, top = settings, scores[-1]
            return best, scores""",
        """
            columns = {}
            for u, (name, (low, high, scale)) in zip(U.T, ranges.items()):
                columns[name] = low * (high / low) ** u if scale == "log" else low + (high - low) * u
            trials = [{name: values[i] for name, values in columns.items()} for i in range(len(U))]
            scores = [score(t) for t in trials]
            order = sorted(range(len(U)), key=lambda i: -np.inf if scores[i] != scores[i] else scores[i])
            return trials[order[-1]], scores""",
    ],
}
