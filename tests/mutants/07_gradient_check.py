"""Wrong and right solutions of problem set 7.

A mutant is an edit of the reference solution: (misconception, what stands there, what stands there instead).
Where the edit is the whole body, the first text is the cell's whole solution region: ``BODY``.
A variant is a right solution written differently: the whole body.
"""

BODY = object()

HUNT = """
    rng, found = np.random.default_rng(3), []
    for name, (forward, backward, arguments) in passes.items():
        A, cache = forward(**arguments)
        dA = rng.normal(size=A.shape)
        for key, claim in zip(arguments, backward(dA, cache)):
            def loss(value, key=key, forward=forward, arguments=arguments, dA=dA):
                return np.sum(dA * forward(**{**arguments, key: value})[0])
            if not check_gradient(loss, claim, arguments[key]) and name not in found:
                found.append(name)
    return found"""

MUTANTS = {
    "numerical_gradient": [
        ("one-sided-difference", "(f(x + nudge) - f(x - nudge)) / h / 2", "(f(x + nudge) - f(x)) / h"),
        ("one-sided-difference", "(f(x + nudge) - f(x - nudge)) / h / 2", "(f(x) - f(x - nudge)) / h"),
        ("one-sided-difference", "f(x - nudge)) / h / 2", "f(x)) / h / 2"),
        ("divides-by-h", "/ h / 2", "/ h"),
        ("divides-by-h", "/ h / 2", ""),
        ("step-ignored", "nudge[place] = h", "nudge[place] = h = 1e-5"),
        ("moves-every-entry", "nudge[place] = h", "nudge[...] = h"),
        ("moves-every-entry", BODY, "return (f(x + h) - f(x - h)) / 2 / h"),
        ("loses-the-shape", "return slopes", "return slopes.flatten()"),
        ("rounds-to-integers", "slopes = np.zeros(np.shape(x))", "slopes = np.zeros_like(x)"),
        ("rounds-to-integers", BODY, """
            slopes = np.zeros(x.shape)
            for place in np.ndindex(x.shape):
                up, down = x.copy(), x.copy()
                up[place] += h if x.dtype == float else 0
                down[place] -= h if x.dtype == float else 0
                up[place], down[place] = x[place] + h, x[place] - h
                slopes[place] = (f(up) - f(down)) / h / 2
            return slopes"""),
        ("step-not-restored", BODY, """
            moved, slopes = x.astype(float), np.zeros(x.shape)
            for place in np.ndindex(x.shape):
                moved[place] += h
                above = f(moved)
                moved[place] -= 2 * h
                slopes[place] = (above - f(moved)) / h / 2
            return slopes"""),
        ("writes-to-its-arguments", BODY, """
            slopes = np.zeros(x.shape)
            for place in np.ndindex(x.shape):
                x[place] += h
                upper = f(x)
                x[place] -= 2 * h
                slopes[place] = (upper - f(x)) / h / 2
                x[place] += h
            return slopes"""),
        ("wrong-sign", "(f(x + nudge) - f(x - nudge))", "(f(x - nudge) - f(x + nudge))"),
        ("delegated", BODY, "from nnlib.differences import numerical_gradient as theirs\nreturn theirs(f, x, h)"),
    ],
    "relative_error": [
        ("absolute-error", "return apart / together if together > 0 else 0.0", "return apart"),
        ("absolute-error", "return apart / together if together > 0 else 0.0", "return np.abs(a - n).max()"),
        ("one-norm-only", "np.linalg.norm(a) + np.linalg.norm(n)", "np.linalg.norm(n)"),
        ("one-norm-only", "np.linalg.norm(a) + np.linalg.norm(n)", "np.linalg.norm(a)"),
        ("largest-ratio-of-entries", "return apart / together if together > 0 else 0.0",
         "return (abs(a - n) / np.maximum(np.maximum(abs(a), abs(n)), 1e-300)).max()"),
        ("compares-lengths-only", "np.linalg.norm(a - n),", "abs(np.linalg.norm(a) - np.linalg.norm(n)),"),
        ("forgot-the-root", "apart / together", "apart**2 / (np.sum(a**2) + np.sum(n**2))"),
        ("zero-over-zero", " if together > 0 else 0.0", ""),
        ("broadcasts-shapes", "a.shape != n.shape or not np.all(np.isfinite([a, n]))", """
            not np.all(np.isfinite(a)) or not np.all(np.isfinite(n))""".strip()),
        ("lets-nan-pass", "a.shape != n.shape or not np.all(np.isfinite([a, n]))", "a.shape != n.shape"),
        ("wrong-sign", "return apart / together", "return -apart / together"),
        ("factor-two", "return apart / together", "return apart / together * 2"),
        ("delegated", BODY, """
            import nnlib.gradient_report as r
            return r.relative_error(a, n) if a.shape == n.shape else 1"""),
    ],
    "best_step": [
        ("smallest-step", BODY, "return min(steps)"),
        ("always-the-same-step", BODY, "return 1e-5"),
        ("always-the-same-step", BODY, "return 1e-6"),
        ("largest-error", "min(steps, key", "max(steps, key"),
        ("returns-the-index", BODY, """
            errors = [relative_error(gradient, numerical_gradient(f, x, h)) for h in steps]
            return int(np.argmin(errors))"""),
        ("one-sided-difference", BODY, """
            def one_sided(h):
                return np.reshape([(f(x + h * e) - f(x)) / h for e in np.eye(x.size).reshape(-1, *x.shape)], x.shape)
            return min(steps, key=lambda h: relative_error(gradient, one_sided(h)))"""),
        ("delegated", BODY, """
            from nnlib.differences import best_step as theirs
            return theirs(f, x, gradient, steps)[0]"""),
    ],
    "check_gradient": [
        ("single-step", "1e-5, 1e-4, 1e-8", "(1e-5,)"),
        ("single-step", "1e-5, 1e-4, 1e-8", "(1e-6,)"),
        ("single-step", "1e-5, 1e-4, 1e-8", "(1e-8,)"),
        ("loose-tolerance", "2e-6", "1e-2"),
        ("loose-tolerance", "2e-6", "0.1"),
        ("absolute-error", "relative_error(gradient, numerical_gradient(f, x, rung)) < 2e-6", """
            gradient.shape == x.shape and abs(gradient - numerical_gradient(f, x, rung)).max() < 1e-6""".strip()),
        ("always-alarms", "2e-6", "1e-15"),
        ("always-alarms", "any(", "False and any("),
        ("never-alarms", "2e-6", "2"),
        ("never-alarms", BODY, "return True"),
        ("says-the-opposite", "return any(", "return not any("),
        ("broadcasts-shapes", "relative_error(gradient, ",
         "relative_error(np.broadcast_to(gradient, np.broadcast_shapes(gradient.shape, x.shape)), 0 * gradient + "),
        ("lets-nan-pass", "bool(relative_error(gradient, numerical_gradient(f, x, rung)) < 2e-6)", """
            gradient.shape == x.shape and not (np.linalg.norm(gradient - numerical_gradient(f, x, rung)) >
                2e-6 * np.linalg.norm(gradient))""".strip()),
        ("zero-over-zero", "bool(relative_error(gradient, numerical_gradient(f, x, rung)) < 2e-6)", """
            gradient.shape == x.shape and bool(np.linalg.norm(gradient - numerical_gradient(f, x, rung))
                / np.linalg.norm(gradient) < 2e-6)""".strip()),
        ("compares-lengths-only", "relative_error(gradient, numerical_gradient(f, x, rung))", """
            relative_error(np.sort(np.abs(gradient).ravel()), np.sort(np.abs(numerical_gradient(f, x, rung)).ravel()))
            """.strip()),
        ("writes-to-its-arguments", BODY, """
            gradient -= numerical_gradient(f, x)
            return bool(np.abs(gradient).max() < 1e-6)"""),
        ("delegated", BODY, """
            from nnlib.gradcheck import check_gradient as theirs
            return bool(theirs(f, gradient, x, np.random.default_rng(0)))"""),
    ],
    "directional_check": [
        ("one-sided-difference", "f(x - h * along)", "f(x)"),
        ("divides-by-h", BODY, """
            claims = np.tensordot(directions, gradient, axes=np.ndim(x))
            rises = np.array([f(x + h * along) - f(x - h * along) for along in directions])
            return bool(relative_error(claims, rises / h / 2) < 1e-6), claims, rises / h"""),
        ("step-ignored", "claims = ", "h = 1e-5\nclaims = "),
        ("forgets-the-direction", "np.tensordot(directions, gradient, axes=np.ndim(x))",
         "np.full(len(directions), gradient.sum())"),
        ("forgets-the-direction", "f(x + h * along) - f(x - h * along)", "f(x + h) - f(x - h)"),
        ("forgot-the-sum", BODY, """
            rises = np.array([f(x + h * along) - f(x - h * along) for along in directions]) / h / 2
            claims = np.tensordot(directions, gradient, axes=np.ndim(x))
            return bool(relative_error(claims, rises) < 1e-6), directions * gradient, rises"""),
        ("one-direction-only", "relative_error(claims, rises / h / 2) < 1e-6",
         "relative_error(claims[:1], rises[:1] / h / 2) < 1e-6"),
        ("loose-tolerance", "< 1e-6", "< 1e-2"),
        ("never-alarms", "bool(relative_error(claims, rises / h / 2) < 1e-6)", "True"),
        ("says-the-opposite", "< 1e-6", ">= 1e-6"),
        ("compares-lengths-only", "relative_error(claims, rises / h / 2)",
         "relative_error(abs(claims), abs(rises) / h / 2)"),
    ],
    "find_the_bugs": [
        ("asks-with-ones", "rng.normal(size=A.shape)", "np.ones(A.shape)"),
        ("checks-one-gradient-only", "claims = zip(arguments, backward(above, cache))",
         "claims = list(zip(arguments, backward(above, cache)))[:1]"),
        ("checks-one-gradient-only", "claims = zip(arguments, backward(above, cache))",
         "claims = list(zip(arguments, backward(above, cache)))[1:2]"),
        ("checks-one-gradient-only", "claims = zip(arguments, backward(above, cache))",
         "claims = list(zip(arguments, backward(above, cache)))[2:]"),
        ("single-step", "check_gradient(loss_of(which), claim, arguments[which])",
         "relative_error(claim, numerical_gradient(loss_of(which), arguments[which])) < 1e-6"),
        ("loose-tolerance", BODY, HUNT.replace(
            "not check_gradient(loss, claim, arguments[key])",
            "all(relative_error(claim, numerical_gradient(loss, arguments[key], h)) > 0.02 for h in (1e-5, 1e-8))")),
        ("never-alarms", BODY, "return []"),
        ("says-the-opposite", "if is_wrong", "if not is_wrong"),
        ("delegated", BODY, """
            import nnlib.gradcheck as theirs
            rng = np.random.default_rng(50)
            return [name for name, layer in passes.items() if not theirs.check_backward(*layer, rng)]"""),
    ],
}

VARIANTS = {
    "numerical_gradient": [
        """
        flat, slopes = np.array(x, dtype=float).ravel(), []
        for i in range(flat.size):
            up, down = flat.copy(), flat.copy()
            up[i], down[i] = up[i] + h, down[i] - h
            slopes.append((f(up.reshape(x.shape)) - f(down.reshape(x.shape))) / (h + h))
        return np.array(slopes).reshape(x.shape)""",
        """
        point, slopes = x.astype(float), np.empty(x.shape)
        for place, value in np.ndenumerate(x):
            point[place] = value + h
            rise = f(point)
            point[place] = value - h
            rise -= f(point)
            point[place] = value
            slopes[place] = 0.5 * rise / h
        return slopes""",
        """
        unit = np.eye(x.size).reshape(x.size, *x.shape)
        return 0.5 / h * np.array([f(x + h * e) - f(x - h * e) for e in unit]).reshape(x.shape)""",
    ],
    "relative_error": [
        """
        if not np.shape(n) == np.shape(a):
            return 1
        both = np.sqrt((a**2).sum()) + np.sqrt((n**2).sum())
        if both == 0:
            return 0
        error = np.sqrt(((a - n) ** 2).sum()) / both
        return error if np.isfinite(error) else 1""",
        """
        bad = a.shape != n.shape or np.isnan(a).any() or np.isnan(n).any() or np.isinf(a).any() or np.isinf(n).any()
        if bad:
            return np.float64(1)
        a, n = a.reshape(-1), n.reshape(-1)
        return 0.0 if not a.any() and not n.any() else np.linalg.norm(n - a) / (np.sqrt(a @ a) + np.sqrt(n @ n))""",
    ],
    "best_step": [
        """
        errors = [np.linalg.norm(numerical_gradient(f, x, h) - gradient) for h in steps]
        return steps[np.argmin(errors)]""",
        """
        best, least = None, np.inf
        for h in sorted(steps):
            error = np.abs(numerical_gradient(f, x, h) - gradient).max()
            if error < least:
                best, least = h, error
        return best""",
    ],
    "check_gradient": [
        """
        for h in (1e-6, 1e-5, 1e-4, 1e-7, 1e-8):
            if relative_error(gradient, numerical_gradient(f, x, h)) < 1e-6:
                return True
        return False""",
        """
        if gradient.shape != x.shape or not np.isfinite(gradient).all():
            return False
        ladder = [numerical_gradient(f, x, h) for h in (1e-4, 1e-5, 1e-6, 1e-8)]
        nearest = np.min([abs(gradient - n) for n in ladder], axis=0)
        return np.linalg.norm(nearest) <= 3e-6 * max(np.linalg.norm(n) for n in [gradient, *ladder])""",
        """
        errors = [relative_error(gradient, numerical_gradient(f, x, h)) for h in np.logspace(-4, -9, 11)]
        return min(errors) < 1e-5""",
    ],
    "directional_check": [
        """
        claimed, measured = [], []
        for v in directions:
            claimed.append((v * gradient).sum())
            measured.append((f(x + h * v) - f(x - h * v)) / (h + h))
        claimed, measured = np.array(claimed), np.array(measured)
        return relative_error(claimed, measured) < 1e-6, claimed, measured""",
        """
        flat = directions.reshape(len(directions), -1)
        claimed = flat @ gradient.ravel()
        rise = np.array([[f(x + h * v), f(x - h * v)] for v in directions]) @ np.array([0.5, -0.5])
        return np.linalg.norm(claimed - rise / h) < 1e-6 * np.linalg.norm(claimed) * 2, claimed, rise / h""",
    ],
    "find_the_bugs": [
        HUNT,
        """
        def disagrees(forward, backward, arguments):
            rng = np.random.default_rng(11)
            out, cache = forward(arguments["X"], arguments["W"], arguments["b"])
            up = rng.uniform(1, 2, size=out.shape) * rng.choice([-1, 1], size=out.shape)
            X, W, b = arguments["X"], arguments["W"], arguments["b"]
            dX, dW, db = backward(up, cache)
            return not (
                check_gradient(lambda X: (up * forward(X, W, b)[0]).sum(), dX, X)
                and check_gradient(lambda W: (up * forward(X, W, b)[0]).sum(), dW, W)
                and check_gradient(lambda b: (up * forward(X, W, b)[0]).sum(), db, b))

        return tuple(sorted(name for name in passes if disagrees(*passes[name])))""",
    ],
}
