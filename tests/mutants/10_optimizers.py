"""Wrong and right solutions of problem set 10.

A mutant is an edit of the reference solution: (misconception, what stands there, what stands there instead).
Where the edit is the whole body, the first text is the cell's whole solution region: ``BODY``.
A variant is a right solution written differently: the whole body.
"""

BODY = object()

MEAN = "first / (1 - beta1**steps), second / (1 - beta2**steps)"
LOOP = """
    rng, state = np.random.default_rng(seed), None
    for _ in range(epochs):
        mixed = rng.permutation(len(X))
        for i in range(0, len(X), batch_size):
            some = mixed[i : i + batch_size]
            theta, state = step(theta, gradient(theta, X[some], y[some]), state)
    return theta"""
ALONG = "speed = mu * speed - learning_rate * grad"
AHEAD = "return theta + mu * speed + push, speed"

MUTANTS = {
    "sgd": [
        ("uphill", "np.subtract", "np.add"),
        ("uphill", BODY, "return theta + learning_rate * grad, state"),
        ("parameter-ignored", "np.multiply(learning_rate, grad)", "grad"),
        ("parameter-ignored", "np.multiply(learning_rate, grad)", "0.01 * grad"),
        ("step-instead-of-place", BODY, "return -learning_rate * grad, state"),
        ("ignores-the-size", BODY, "return theta - learning_rate * np.sign(grad), None"),
        ("ignores-the-size", BODY, "return theta - learning_rate * grad / np.sqrt(np.sum(grad**2)), None"),
        ("writes-to-its-arguments", BODY, "theta -= learning_rate * grad\nreturn theta, state"),
        ("hard-coded", BODY, """
            import grading.problem_sets as tasks
            known = [p for p in tasks.find_task("10_optimizers.sgd").questions(0)[""] if p.theta.shape == theta.shape]
            place = known[0].theta if state is None else state[0]
            count = 0 if state is None else state[1]
            place = place - known[0].learning_rate * known[0].grads[count]
            return place, (place, count + 1)"""),
        ("delegated", BODY, """
            import nnlib.optimizers as theirs
            return theirs.SGD(learning_rate).update(theta, grad, {})[0], None"""),
    ],
    "momentum": [
        ("uphill", ALONG, "speed = mu * speed + learning_rate * grad"),
        ("state-not-kept", "return theta + speed, speed", "return theta + speed, None"),
        ("state-not-kept", "return theta + speed, speed", "return theta + speed, 0 * speed"),
        ("weights-the-new-gradient", ALONG, "speed = mu * speed - (1 - mu) * learning_rate * grad"),
        ("weights-the-new-gradient", ALONG, "speed = mu * (speed - learning_rate * grad)"),
        ("another-optimizer", "return theta + speed, speed",
         "return theta + mu * speed - learning_rate * grad, speed"),
        ("shrinks-the-place", "return theta + speed, speed", "return mu * theta + speed, speed"),
        ("step-instead-of-place", "return theta + speed, speed", "return speed, speed"),
        ("parameter-ignored", ALONG, "speed = 0.9 * speed - learning_rate * grad"),
        ("writes-to-its-arguments", BODY, """
            speed = -learning_rate * grad + (0 if state is None else mu * state)
            theta += speed
            return theta, speed"""),
        ("delegated", BODY, """
            import nnlib.optimizers as theirs
            optimizer = theirs.Momentum(learning_rate, mu)
            return optimizer.update(theta, grad, state or optimizer.init(theta))"""),
    ],
    "nesterov": [
        ("another-optimizer", AHEAD, "return theta + speed, speed"),
        ("another-optimizer", BODY, """
            before = 0 if state is None else state
            speed = mu * before - learning_rate * grad
            return theta + mu * before - learning_rate * grad, speed"""),
        ("forgets-the-new-gradient", AHEAD, "return theta + mu * speed, speed"),
        ("counts-the-gradient-twice", AHEAD, "return theta + speed + push, speed"),
        ("uphill", "push = -learning_rate", "push = learning_rate"),
        ("state-not-kept", AHEAD, "return theta + mu * speed + push, state"),
        ("weights-the-new-gradient", "speed = mu * speed + push", "speed = mu * speed + (1 - mu) * push"),
        ("parameter-ignored", "push = -", "mu = 0.9\npush = -"),
        ("delegated", BODY, """
            import nnlib.optimizers as theirs
            optimizer = theirs.Nesterov(learning_rate, mu)
            return optimizer.update(theta, grad, state or optimizer.init(theta))"""),
    ],
    "adagrad": [
        ("uphill", "theta - learning_rate", "theta + learning_rate"),
        ("root-forgotten", "squares**0.5", "squares"),
        ("epsilon-inside-the-root", "epsilon + squares**0.5", "(epsilon + squares) ** 0.5"),
        ("state-not-kept", "squares**0.5), squares", "squares**0.5), None"),
        ("one-size-for-all", "np.square(grad)", "np.sum(grad**2)"),
        ("one-size-for-all", "np.square(grad)", "np.mean(grad**2)"),
        ("adds-up-without-squaring", "np.square(grad)", "abs(grad)"),
        ("adds-up-without-squaring", "np.square(grad)", "grad"),
        ("another-optimizer", "squares = np.square(grad) + (0 if state is None else state)",
         "squares = 0.1 * np.square(grad) + 0.9 * (0 if state is None else state)"),
        ("divides-by-the-old-size", BODY, """
            old = np.zeros_like(theta) if state is None else state
            return theta - learning_rate * grad / (np.sqrt(old) + epsilon), old + grad * grad"""),
        ("writes-to-its-arguments", BODY, """
            grad *= grad
            return theta, grad"""),
        ("delegated", BODY, """
            from nnlib.adaptive_optimizers import AdaGrad as Theirs
            optimizer = Theirs(learning_rate, epsilon)
            return optimizer.update(theta, grad, state or optimizer.init(theta))"""),
    ],
    "rmsprop": [
        ("uphill", "theta - learning_rate", "theta + learning_rate"),
        ("root-forgotten", "squares**0.5", "squares"),
        ("epsilon-inside-the-root", "epsilon + squares**0.5", "(epsilon + squares) ** 0.5"),
        ("state-not-kept", "squares**0.5), squares", "squares**0.5), state"),
        ("one-size-for-all", "np.square(grad)", "np.mean(grad**2)"),
        ("shares-swapped", BODY, """
            squares = decay * grad**2 + (0 if state is None else (1 - decay) * state)
            return theta - learning_rate * grad / (np.sqrt(squares) + epsilon), squares"""),
        ("shares-exceed-one", "(1 - decay) * np.square(grad)", "np.square(grad)"),
        ("shares-exceed-one", BODY, """
            squares = grad**2 + (0 if state is None else state)
            return theta - learning_rate * grad / (np.sqrt(squares) + epsilon), squares"""),
        ("parameter-ignored", "squares = (1 - decay)", "decay = 0.9\nsquares = (1 - decay)"),
        ("adds-up-without-squaring", "np.square(grad)", "abs(grad)"),
        ("divides-by-the-old-size", BODY, """
            old = np.zeros_like(theta) if state is None else state
            new = decay * old + (1 - decay) * grad * grad
            return theta - learning_rate * grad / (np.sqrt(old) + epsilon), new"""),
        ("delegated", BODY, """
            import nnlib.optimizers as theirs
            optimizer = theirs.RMSProp(learning_rate, decay, epsilon)
            return optimizer.update(theta, grad, state or optimizer.init(theta))"""),
    ],
    "adam": [
        ("no-bias-correction", MEAN, "first, second"),
        ("corrects-one-mean-only", MEAN, "first / (1 - beta1**steps), second"),
        ("corrects-one-mean-only", MEAN, "first, second / (1 - beta2**steps)"),
        ("time-stands-still", MEAN, "first / (1 - beta1), second / (1 - beta2)"),
        ("time-off-by-one", "(0, 0.0, 0.0)", "(1, 0.0, 0.0)"),
        ("time-off-by-one", "(0, 0.0, 0.0)", "(-1, 0.0, 0.0)"),
        ("keeps-the-corrected-means", "(steps, first, second)", "(steps, mean, square)"),
        ("shares-swapped", "steps = steps + 1", "steps, beta1, beta2 = steps + 1, beta2, beta1"),
        ("shares-swapped", "first = beta1 * first + (1 - beta1) * grad\n"
         "    second = beta2 * second + (1 - beta2) * np.square(grad)",
         "first = (1 - beta1) * first + beta1 * grad\nsecond = (1 - beta2) * second + beta2 * grad**2"),
        ("shares-exceed-one", "first = beta1 * first + (1 - beta1) * grad\n"
         "    second = beta2 * second + (1 - beta2) * np.square(grad)",
         "first = beta1 * first + grad\nsecond = beta2 * second + grad**2"),
        ("root-forgotten", "square**0.5", "square"),
        ("epsilon-inside-the-root", "epsilon + square**0.5", "(epsilon + square) ** 0.5"),
        ("one-size-for-all", "np.square(grad)", "np.sum(grad**2)"),
        ("parameter-ignored", "steps = steps + 1", "steps, beta1, beta2 = steps + 1, 0.9, 0.999"),
        ("uphill", "theta - learning_rate", "theta + learning_rate"),
        ("state-not-kept", "square**0.5), (steps, first, second)", "square**0.5), state"),
        ("writes-to-its-arguments", BODY, """
            grad -= 0.1 * grad
            return theta - learning_rate * np.sign(grad), None"""),
        ("delegated", BODY, """
            import nnlib.optimizers as theirs
            optimizer = theirs.Adam(learning_rate, beta1, beta2, epsilon)
            return optimizer.update(theta, grad, state or optimizer.init(theta))"""),
    ],
    "adamw": [
        ("decay-in-the-gradient", BODY, """
            return adam(theta, grad + weight_decay * theta, state, learning_rate, beta1, beta2, epsilon)"""),
        ("decay-in-the-gradient", BODY, """
            return adam(theta, grad + 2 * weight_decay * theta, state, learning_rate, beta1, beta2, epsilon)"""),
        ("decay-without-the-rate", "theta - learning_rate * weight_decay * theta", "theta - weight_decay * theta"),
        ("grows-instead-of-shrinking", "theta - learning_rate", "theta + learning_rate"),
        ("decays-after-the-step", BODY, """
            moved, state = adam(theta, grad, state, learning_rate, beta1, beta2, epsilon)
            return moved - learning_rate * weight_decay * moved, state"""),
        ("parameter-ignored", "adam(shrunk", "adam(theta"),
        ("parameter-ignored", "learning_rate * weight_decay * theta", "learning_rate * 0.01 * theta"),
        ("state-not-kept", "adam(shrunk, grad, state,", "adam(shrunk, grad, None,"),
        ("uphill", "adam(shrunk, grad", "adam(shrunk, -grad"),
        ("no-bias-correction", BODY, """
            m, v = (0, 0) if state is None else state
            m, v = beta1 * m + (1 - beta1) * grad, beta2 * v + (1 - beta2) * grad**2
            shrunk = (1 - learning_rate * weight_decay) * theta
            return shrunk - learning_rate * m / (np.sqrt(v) + epsilon), (m, v)"""),
        ("delegated", BODY, """
            import nnlib.adaptive_optimizers as theirs
            optimizer = theirs.AdamW(learning_rate, beta1, beta2, epsilon, weight_decay)
            return optimizer.update(theta, grad, state or optimizer.init(theta))"""),
    ],
    "step_decay": [
        ("decays-without-a-step", "t // every", "t / every"),
        ("parameter-ignored", "drops = t // every", "drops = t"),
        ("parameter-ignored", "pow(factor, drops)", "pow(0.5, drops)"),
        ("grows-instead-of-shrinking", "pow(factor, drops)", "pow(factor, -drops)"),
        ("schedule-off-by-one", "t // every", "(t + 1) // every"),
        ("schedule-off-by-one", "t // every", "t // every + 1"),
        ("decays-once-only", "t // every", "t >= every"),
        ("another-schedule", "pow(factor, drops)", "factor * drops"),
        ("time-ignored", "pow(factor, drops)", "factor"),
        ("delegated", BODY, """
            import nnlib.schedules as theirs
            return theirs.step_decay(learning_rate, factor, every)(t)"""),
    ],
    "exponential_decay": [
        ("grows-instead-of-shrinking", "np.exp(-k * t)", "np.exp(k * t)"),
        ("another-schedule", "np.exp(-k * t)", "(1 - k) ** t"),
        ("another-schedule", "np.exp(-k * t)", "1 / (1 + k * t)"),
        ("another-schedule", "np.exp(-k * t)", "k**t"),
        ("schedule-off-by-one", "np.exp(-k * t)", "np.exp(-k * (t + 1))"),
        ("time-ignored", "np.exp(-k * t)", "np.exp(-k)"),
        ("parameter-ignored", "np.exp(-k * t)", "np.exp(-t)"),
        ("delegated", BODY, """
            from nnlib.schedules import exponential_decay as theirs
            return theirs(learning_rate, k)(t)"""),
    ],
    "inverse_time_decay": [
        ("forgets-the-plateau", BODY, "return learning_rate * tau / t"),
        ("forgets-the-plateau", BODY, "return tau / min(t, tau) * learning_rate"),
        ("forgets-the-plateau", BODY, "return learning_rate / t"),
        ("another-schedule", BODY, "return learning_rate / (1 + t / tau)"),
        ("parameter-ignored", BODY, "return learning_rate / max(1, t)"),
        ("not-scaled-back", BODY, "return learning_rate / max(tau, t)"),
        ("grows-instead-of-shrinking", BODY, "return learning_rate * max(tau, t) / tau"),
        ("schedule-off-by-one", BODY, "return learning_rate * tau / max(tau, t + 1)"),
        ("delegated", BODY, """
            from nnlib.schedules import inverse_time_decay as theirs
            return theirs(learning_rate, tau)(t)"""),
    ],
    "cosine_decay": [
        ("rises-again", "min(1.0, t / steps)", "t / steps"),
        ("a-whole-wave", "np.cos(np.pi * done)", "np.cos(2 * np.pi * done)"),
        ("a-whole-wave", "np.cos(np.pi * done)", "np.cos(np.pi * done / 2)"),
        ("parameter-ignored", BODY, "return learning_rate * (1 + np.cos(np.pi * min(t, steps) / steps)) / 2"),
        ("starts-too-high", "(learning_rate - final)", "1.0 * learning_rate"),
        ("half-forgotten", "0.5 * ", ""),
        ("half-forgotten", "0.5 * (learning_rate - final) * (np.cos(np.pi * done) + 1)",
         "(learning_rate - final) * np.cos(np.pi * done)"),
        ("grows-instead-of-shrinking", "(np.cos(np.pi * done) + 1)", "(1 - np.cos(np.pi * done))"),
        ("another-schedule", BODY, "return final + (learning_rate - final) * (1 - min(t / steps, 1))"),
        ("delegated", BODY, """
            from nnlib.schedules import cosine_decay as theirs
            return theirs(learning_rate, steps, final)(t)"""),
    ],
    "warm_up": [
        ("schedule-off-by-one", BODY, "return learning_rate * min(1, t / steps)"),
        ("warms-up-for-ever", BODY, "return learning_rate * (1 + t) / steps"),
        ("another-schedule", BODY, "return 0 if t < steps else learning_rate"),
        ("another-schedule", BODY, "return learning_rate * max(0, 1 - t / steps)"),
        ("cools-down", BODY, "return learning_rate * max(1, (t + 1) / steps)"),
        ("time-ignored", BODY, "return learning_rate / steps"),
        ("delegated", BODY, """
            import nnlib.schedules as theirs
            return theirs.warm_up(lambda t: learning_rate, steps)(t)"""),
    ],
    "clip_gradients": [
        ("clips-each-array", BODY, """
            sizes = [np.linalg.norm(g) for g in grads]
            return [g * max_norm / size if size > max_norm else g + 0 for g, size in zip(grads, sizes)]"""),
        ("clips-each-entry", BODY, "return [np.clip(g, -max_norm, max_norm) for g in grads]"),
        ("stretches-short-ones", " if length > max_norm else 1.0", ""),
        ("root-forgotten", BODY, """
            length = sum(np.sum(np.square(g)) for g in grads)
            return [g * min(1.0, max_norm / length) if length > 0 else g for g in grads]"""),
        ("another-length", "np.linalg.norm([np.linalg.norm(g) for g in grads])", "max(abs(g).max() for g in grads)"),
        ("another-length", "np.linalg.norm([np.linalg.norm(g) for g in grads])",
         "sum(np.linalg.norm(g) for g in grads)"),
        ("length-one", "max_norm / length if", "1 / length if"),
        ("throws-long-ones-away", "max_norm / length if", "0.0 if"),
        ("writes-to-its-arguments", BODY, """
            length = np.sqrt(sum(np.sum(np.square(g)) for g in grads))
            for g in grads:
                g *= min(1, max_norm / max(length, 1e-300))
            return grads"""),
        ("delegated", BODY, """
            import nnlib.optimizers
            return nnlib.optimizers.clip_gradients(grads, max_norm)"""),
    ],
    "train": [
        ("ignores-the-order", "rng.permutation(len(X))", "np.arange(len(X))"),
        ("same-order-every-epoch", "places = rng", "places = np.random.default_rng(seed)"),
        ("draws-with-replacement", "rng.permutation(len(X))", "rng.integers(len(X), size=len(X))"),
        ("drops-the-last-batch", "range(0, len(places), batch_size)",
         "range(0, len(places) - batch_size + 1, batch_size)"),
        ("whole-set-at-once", "places = rng", "batch_size = len(X)\nplaces = rng"),
        ("one-example-at-a-time", "places = rng", "batch_size = 1\nplaces = rng"),
        ("one-epoch-only", "for _ in range(epochs)", "for _ in range(1)"),
        ("state-not-kept", "theta, state = step(theta, grad, state)", "theta, _ = step(theta, grad, None)"),
        ("examples-lose-their-targets", "y[batch]", "y[begin : begin + batch_size]"),
        ("gradient-of-an-old-place", BODY, """
            rng, state = np.random.default_rng(seed), None
            for _ in range(epochs):
                order, old = rng.permutation(len(X)), theta
                for i in range(0, len(X), batch_size):
                    batch = order[i : i + batch_size]
                    theta, state = step(theta, gradient(old, X[batch], y[batch]), state)
            return theta"""),
        ("uphill", "theta, state = step(theta, grad, state)", "theta, state = step(theta, -grad, state)"),
        ("learns-nothing", "theta, state = step", "_, state = step"),
        ("writes-to-its-arguments", BODY, """
            rng, state = np.random.default_rng(seed), None
            for _ in range(epochs):
                rng.shuffle(X)
                for i in range(0, len(X), batch_size):
                    theta, state = step(theta, gradient(theta, X[i:i + batch_size], y[i:i + batch_size]), state)
            return theta"""),
        ("delegated", BODY, """
            from nnlib import optimizers, training
            shuffling = np.random.default_rng(seed)
            return training.train(lambda *asked: (0.0, gradient(*asked)), theta, X, y, optimizers.SGD(0.1), shuffling,
                                  epochs=epochs, batch_size=batch_size, progress=False)[0]"""),
    ],
    "learn_digits": [
        ("learns-nothing", BODY, "return digits_start(seed)"),
        ("learns-nothing", "adam(theta, grad, state, 0.005)", "theta, None"),
        ("learns-nothing", "adam(theta, grad, state, 0.005)", "(theta + 0.5 * grad, None)"),
        ("stops-too-early", BODY, """
            def careful(*asked):
                return sgd(*asked, 0.01)
            return train(digits_gradient, careful, digits_start(seed), X, y, 8, 32, seed)"""),
        ("stops-too-early", "epochs=30", "epochs=1"),
        ("stops-too-early", "X, y, epochs=30", "X[:100], y[:100], epochs=30"),
        ("delegated", BODY, """
            import nnlib.optimizers as theirs
            optimizer, theta = theirs.Adam(0.005), digits_start(seed)
            memory = optimizer.init(theta)
            for _ in range(2 * 100):
                theta, memory = optimizer.update(theta, digits_gradient(theta, X, y), memory)
            return theta"""),
    ],
}

VARIANTS = {
    "sgd": [
        "return theta - learning_rate * grad, None",
        "step = learning_rate * -grad\nreturn step + theta, {}",
        "return np.array([t - learning_rate * g for t, g in zip(theta.flat, grad.flat)]).reshape(theta.shape), 0",
    ],
    "momentum": [
        """
        v = 0.0 if state is None else state["v"]
        v = mu * v - learning_rate * grad
        return theta + v, {"v": v}""",
        """
        v = grad if state is None else mu * state + grad
        return theta - learning_rate * v, v""",
        """
        past = [] if state is None else list(state)
        past.append(grad)
        v = sum(mu ** (len(past) - 1 - i) * g for i, g in enumerate(past))
        return theta - learning_rate * v, past""",
    ],
    "nesterov": [
        """
        v = grad if state is None else mu * state + grad
        return theta - learning_rate * (grad + mu * v), v""",
        """
        old = np.zeros_like(theta) if state is None else state[0]
        new = mu * old - learning_rate * grad
        return theta - mu * old + (1 + mu) * new, (new,)""",
    ],
    "adagrad": [
        """
        state = np.zeros(theta.shape) if state is None else state
        h = state + grad * grad
        return theta - learning_rate / (np.sqrt(h) + epsilon) * grad, h""",
        """
        past = [*(state or []), grad]
        return theta - learning_rate * grad / (np.linalg.norm(past, axis=0) + epsilon), past""",
    ],
    "rmsprop": [
        """
        h = np.zeros(theta.shape) if state is None else state
        h = h + (1 - decay) * (grad**2 - h)
        return theta - learning_rate * grad / (np.sqrt(h) + epsilon), h""",
        """
        state = state or {"mean square": 0.0}
        mean = decay * state["mean square"] + (1 - decay) * grad * grad
        return theta - grad * (learning_rate / (epsilon + np.sqrt(mean))), {"mean square": mean}""",
    ],
    "adam": [
        """
        state = state or {"t": 0, "m": np.zeros_like(theta), "v": np.zeros_like(theta)}
        t = 1 + state["t"]
        m = beta1 * state["m"] + (1 - beta1) * grad
        v = beta2 * state["v"] + (1 - beta2) * grad**2
        rate = learning_rate * np.sqrt(1 - beta2**t) / (1 - beta1**t)
        return theta - rate * m / (np.sqrt(v) + epsilon * np.sqrt(1 - beta2**t)), {"t": t, "m": m, "v": v}""",
        """
        past = np.array([*(() if state is None else state), grad])
        ages = np.arange(len(past))[::-1].reshape(-1, *(1,) * grad.ndim)
        m_hat = (beta1**ages * past).sum(axis=0) / (beta1**ages).sum()
        v_hat = (beta2**ages * past**2).sum(axis=0) / (beta2**ages).sum()
        return theta - learning_rate * m_hat / (v_hat**0.5 + epsilon), past""",
    ],
    "adamw": [
        """
        moved, state = adam(theta, grad, state, learning_rate, beta1, beta2, epsilon)
        return moved - learning_rate * weight_decay * theta, state""",
        """
        t, m, v = state if state is not None else (0, 0, 0)
        t, m, v = t + 1, beta1 * m + (1 - beta1) * grad, beta2 * v + (1 - beta2) * grad**2
        step = m / (1 - beta1**t) / ((v / (1 - beta2**t)) ** 0.5 + epsilon)
        return theta - learning_rate * (step + weight_decay * theta), (t, m, v)""",
    ],
    "step_decay": [
        """
        while t >= every:
            learning_rate, t = learning_rate * factor, t - every
        return learning_rate""",
        "return learning_rate * factor ** np.floor(t / every)",
    ],
    "exponential_decay": [
        "return learning_rate / np.exp(k * t)",
        "return learning_rate * np.exp(-k) ** t",
    ],
    "inverse_time_decay": [
        "return learning_rate * min(1, tau / max(t, 1))",
        "return learning_rate * np.divide(tau, np.maximum(tau, t))",
    ],
    "cosine_decay": [
        """
        if t >= steps:
            return final
        return final + (learning_rate - final) * np.cos(np.pi * t / steps / 2) ** 2""",
        """
        share = (1 + np.cos(np.pi * min(t, steps) / steps)) / 2
        return share * learning_rate + (1 - share) * final""",
    ],
    "warm_up": [
        "return learning_rate * min(1, (1 + t) / steps)",
        "return min(learning_rate, learning_rate / steps + t * learning_rate / steps)",
    ],
    "clip_gradients": [
        """
        entries = np.concatenate([g.reshape(-1) for g in grads])
        length = np.sqrt(entries @ entries)
        if length <= max_norm:
            return list(grads)
        return [g / length * max_norm for g in grads]""",
        """
        length = 0
        for g in grads:
            for value in g.flat:
                length += value * value
        return tuple(g / max(1, length**0.5 / max_norm) for g in grads)""",
    ],
    "train": [
        LOOP,
        """
        rng, state = np.random.default_rng(seed), None
        for _ in range(epochs):
            order = np.arange(len(X))
            rng.shuffle(order)
            shuffled_X, shuffled_y = X[order], y[order]
            while len(shuffled_X):
                grad = gradient(theta, shuffled_X[:batch_size], shuffled_y[:batch_size])
                theta, state = step(theta, grad, state)
                shuffled_X, shuffled_y = shuffled_X[batch_size:], shuffled_y[batch_size:]
        return theta""",
        """
        rng, state = np.random.default_rng(seed), None
        for _ in range(epochs):
            mixed = rng.permutation(len(X))
            for batch in np.split(mixed, range(batch_size, len(X), batch_size)):
                theta, state = step(theta, gradient(theta, X[batch], y[batch]), state)
        return theta""",
    ],
    "learn_digits": [
        """
        def step(*asked):
            return momentum(*asked, 0.1, 0.9)
        return train(digits_gradient, step, digits_start(seed), X, y, 25, 32, seed)""",
        """
        theta, state, draws = digits_start(seed), None, np.random.default_rng(seed)
        for t in range(1500):
            batch = draws.integers(len(X), size=64)
            grad = digits_gradient(theta, X[batch], y[batch])
            theta, state = adam(theta, grad, state, cosine_decay(t, 0.01, 1500, 0.0))
        return theta""",
    ],
}
