"""Wrong and right solutions of problem set 4.

A mutant is an edit of the reference solution: (misconception, what stands there, what stands there instead).
Where the edit is the whole body, the first text is the cell's whole solution region: ``BODY``.
A variant is a right solution written differently: the whole body.
"""

BODY = object()

MUTANTS = {
    "mean_squared_error_forward": [
        ("missing-mean", "np.mean(off * off)", "np.sum(off * off)"),
        ("mean-twice", "np.mean(off * off)", "np.mean(off * off) / len(off)"),
        ("divides-by-the-wrong-count", "np.mean(off * off)", "np.sum(off * off) / len(off)"),
        ("factor-half", "np.mean(off * off)", "np.mean(off * off) / 2"),
        ("factor-half", "np.mean(off * off)", "(off * off).sum() / (2 * len(off))"),
        ("factor-two", "np.mean(off * off)", "2 * np.mean(off * off)"),
        ("forgot-the-square", "np.mean(off * off)", "np.mean(np.abs(off))"),
        ("forgot-the-square", "np.mean(off * off)", "np.mean(off)"),
        ("takes-the-root", "np.mean(off * off)", "np.mean(off * off) ** 0.5"),
        ("one-loss-per-example", "np.mean(off * off)", "np.mean(off * off, axis=1)"),
        ("one-loss-per-example", "np.mean(off * off)", "np.sum(off * off, axis=1)"),
        ("summed-over-the-wrong-axis", "np.mean(off * off)", "np.mean(off * off, axis=0)"),
        ("wrong-sign", "np.mean(off * off)", "-np.mean(off * off)"),
        ("writes-to-its-arguments", BODY, "Y_hat -= Y\nreturn (Y_hat ** 2).mean(), Y_hat"),
        ("hard-coded", BODY, """
            rng = np.random.default_rng(0)
            for shape in ((4, 3), (3, 3), (1, 2), (5, 1), (2, 6)):
                seen = rng.normal(size=shape), rng.normal(size=shape), rng.normal()
                if shape == Y.shape:
                    return np.square(seen[0] - seen[1]).mean(), seen[0] - seen[1]"""),
        ("delegated", BODY, "from nnlib.losses import mean_squared_error_forward as theirs\nreturn theirs(Y_hat, Y)"),
    ],
    "mean_squared_error_backward": [
        ("missing-upstream", "2 * dloss / np.size(cache)", "2 / np.size(cache)"),
        ("factor-half", "2 * dloss / np.size(cache)", "dloss / np.size(cache)"),
        ("missing-mean", "2 * dloss / np.size(cache)", "2 * dloss"),
        ("mean-twice", "2 * dloss / np.size(cache)", "2 * dloss / np.size(cache) / len(cache)"),
        ("mean-twice", "2 * dloss / np.size(cache)", "2 * dloss / np.size(cache) ** 2"),
        ("divides-by-the-wrong-count", "2 * dloss / np.size(cache)", "2 * dloss / len(cache)"),
        ("divides-by-the-wrong-count", "2 * dloss / np.size(cache)", "2 * dloss / cache.shape[1]"),
        ("wrong-sign", "cache * (2 * dloss", "cache * (-2 * dloss"),
        ("factor-two", "cache * (2 * dloss", "cache * (4 * dloss"),
        ("forgot-the-square", "cache * (2 * dloss", "np.sign(cache) * (dloss"),
        ("one-slope-too-many", "cache * (2 * dloss", "cache ** 2 * (2 * dloss"),
        ("loses-the-batch-axis", "return cache *", "return cache.squeeze() *"),
    ],
    "max_margin_forward": [
        ("forgot-the-hinge", "np.clip(short, 0, None).sum()", "short.sum()"),
        ("forgot-the-hinge", "np.clip(short, 0, None).sum()", "np.abs(short).sum()"),
        ("hinge-of-the-mean", "np.clip(short, 0, None).sum() / len(short)", "max(0, short.sum() / len(short))"),
        ("margin-forgotten", "np.add(s_corrupt, margin) - s", "s_corrupt - s"),
        ("margin-forgotten", "np.add(s_corrupt, margin) - s", "1 + s_corrupt - s"),
        ("targets-swapped", "np.add(s_corrupt, margin) - s", "np.add(s, margin) - s_corrupt"),
        ("wrong-sign", "np.add(s_corrupt, margin) - s", "np.add(s_corrupt, -margin) - s"),
        ("missing-mean", "np.clip(short, 0, None).sum() / len(short)", "np.clip(short, 0, None).sum()"),
        ("mean-twice", "np.clip(short, 0, None).sum() / len(short)", "np.clip(short, 0, None).mean() / len(short)"),
        ("divides-by-the-wrong-count", "/ len(short)", "/ max(1, (short > 0).sum())"),
        ("one-loss-per-example", "np.clip(short, 0, None).sum() / len(short)", "np.clip(short, 0, None)"),
        ("factor-two", "np.clip(short, 0, None).sum()", "2 * np.clip(short, 0, None).sum()"),
        ("writes-to-its-arguments", BODY, "s_corrupt += margin - s\nreturn s_corrupt.clip(0).mean(), s_corrupt > 0"),
    ],
    "max_margin_backward": [
        ("missing-upstream", "dloss / len(cache)", "1 / len(cache)"),
        ("ignores-the-margin", "np.where(cache, dloss / len(cache), 0)", "np.full(len(cache), dloss / len(cache))"),
        ("missing-mean", "dloss / len(cache)", "dloss"),
        ("mean-twice", "dloss / len(cache)", "dloss / len(cache) ** 2"),
        ("divides-by-the-wrong-count", "dloss / len(cache)", "dloss / max(1, cache.sum())"),
        ("one-window-only", "0 - push, push", "0 - push, 0 * push"),
        ("one-window-only", "0 - push, push", "0 * push, push"),
        ("wrong-sign", "0 - push, push", "push, 0 - push"),
        ("wrong-sign", "0 - push, push", "0 - push, 0 - push"),
        ("factor-two", "dloss / len(cache)", "2 * dloss / len(cache)"),
    ],
    "binary_cross_entropy_forward": [
        ("log-of-zero", BODY, """
            p = 1 / (1 + np.exp(-logits))
            return (-y * np.log(p) - (1 - y) * np.log(1 - p)).mean(), {"z": logits, "y": y}"""),
        ("log-of-zero", BODY, """
            p = 1 / (1 + np.exp(-logits))
            return -np.log(np.where(y == 1, p, 1 - p)).mean(), {"z": logits, "y": y}"""),
        ("overflows", BODY, """
            return (np.log(1 + np.exp(logits)) - y * logits).mean(), {"z": logits, "y": y}"""),
        ("hides-the-zero", BODY, """
            p = 0.5 * (1 + np.tanh(logits / 2))
            each = y * np.log(p + 1e-8) + (1 - y) * np.log(1 - p + 1e-8)
            return -each.mean(), {"z": logits, "y": y}"""),
        ("hides-the-zero", BODY, """
            p = np.clip(0.5 * (1 + np.tanh(logits / 2)), 1e-12, 1 - 1e-12)
            each = y * np.log(p) + (1 - y) * np.log(1 - p)
            return -each.mean(), {"z": logits, "y": y}"""),
        ("missing-mean", "np.mean(np.logaddexp(0, -towards))", "np.sum(np.logaddexp(0, -towards))"),
        ("mean-twice", "np.mean(np.logaddexp(0, -towards))", "np.mean(np.logaddexp(0, -towards)) / len(y)"),
        ("targets-swapped", "np.logaddexp(0, -towards)", "np.logaddexp(0, towards)"),
        ("only-the-positive-class", "np.logaddexp(0, -towards)", "y * np.logaddexp(0, -logits)"),
        ("only-the-positive-class", "np.logaddexp(0, -towards)", "np.logaddexp(0, -logits)"),
        ("another-logarithm", "np.logaddexp(0, -towards)", "np.logaddexp(0, -towards) / np.log(2)"),
        ("squashes-twice", "(2 * y - 1) * logits", "(2 * y - 1) * (0.5 + 0.5 * np.tanh(logits / 2))"),
        ("forgot-the-logarithm", "np.logaddexp(0, -towards)", "(1 - np.tanh(towards / 2)) / 2"),
        ("one-loss-per-example", "np.mean(np.logaddexp(0, -towards))", "np.logaddexp(0, -towards)"),
        ("wrong-sign", "np.mean(np.logaddexp(0, -towards))", "-np.mean(np.logaddexp(0, -towards))"),
    ],
    "binary_cross_entropy_backward": [
        ("missing-upstream", "* dloss / np.size(probability)", "/ np.size(probability)"),
        ("missing-mean", "* dloss / np.size(probability)", "* dloss"),
        ("mean-twice", "np.size(probability)", "np.size(probability) ** 2"),
        ("targets-swapped", 'probability - cache["y"]', 'probability - (1 - cache["y"])'),
        ("wrong-sign", 'probability - cache["y"]', 'cache["y"] - probability'),
        ("missing-one-hot", '(probability - cache["y"])', "probability"),
        ("skips-the-activation", 'np.tanh(0.5 * cache["z"]))', '(2 * cache["z"] - 1))'),
        ("squashes-twice", 'np.tanh(0.5 * cache["z"])', 'np.tanh(0.25 + 0.25 * np.tanh(0.5 * cache["z"]))'),
        ("one-slope-too-many", '(probability - cache["y"])',
         '(probability - cache["y"]) * probability * (1 - probability)'),
        ("stops-at-the-probabilities", '(probability - cache["y"])',
         '(probability - cache["y"]) / (probability * (1 - probability))'),
        ("overflows", '0.5 * (1 + np.tanh(0.5 * cache["z"]))',
         'np.exp(cache["z"]) / (1 + np.exp(cache["z"]))'),
        ("factor-two", "* dloss / np.size", "* 2 * dloss / np.size"),
    ],
    "one_hot": [
        ("counts-the-classes-in-the-batch", "np.arange(C)", "np.arange(max(y) + 1)"),
        ("counts-the-classes-in-the-batch", "np.arange(C)", "np.unique(y)"),
        ("counts-from-one", "np.arange(C)", "np.arange(1, C + 1) % C"),
        ("counts-from-one", BODY, "Y = np.zeros((len(y), C))\nY[range(len(y)), y - 1] = 1\nreturn Y"),
        ("transposed", "np.equal.outer(y, np.arange(C))", "np.equal.outer(np.arange(C), y)"),
        ("every-row-with-every-class", BODY, "Y = np.zeros((len(y), C))\nY[:, y] = 1\nreturn Y"),
        ("loses-the-batch-axis", ".astype(float)", ".astype(float).squeeze()"),
        ("factor-two", ".astype(float)", ".astype(float) * 2"),
    ],
    "softmax_cross_entropy_forward": [
        ("overflows", BODY, """
            e = np.exp(scores)
            p = e / e.sum(axis=1, keepdims=True)
            return -np.log(p[np.arange(len(y)), y]).mean(), (np.log(p), y)"""),
        ("overflows", BODY, """
            log_p = scores - np.log(np.exp(scores).sum(axis=1))[:, None]
            return -np.mean([row[c] for row, c in zip(log_p, y)]), (log_p, y)"""),
        ("overflows", "np.max(scores, axis=1)[:, None]", "0"),
        ("writes-to-its-arguments", BODY, """
            scores -= scores.max(axis=1)[:, None]
            scores -= np.log(np.exp(scores).sum(axis=1))[:, None]
            return -scores[np.arange(len(y)), y].mean(), (scores, y)"""),
        ("log-of-zero", BODY, """
            e = np.exp(scores - scores.max(axis=1, keepdims=True))
            p = e / e.sum(axis=1, keepdims=True)
            return -np.log(p[np.arange(len(y)), y]).mean(), (np.log(p), y)"""),
        ("hides-the-zero", BODY, """
            e = np.exp(scores - scores.max(axis=1, keepdims=True))
            p = e / e.sum(axis=1, keepdims=True)
            return -np.log(p[np.arange(len(y)), y] + 1e-9).mean(), (np.log(p + 1e-300), y)"""),
        ("missing-mean", "np.mean(costs)", "np.sum(costs)"),
        ("mean-twice", "np.mean(costs)", "np.mean(costs) / len(costs)"),
        ("divides-by-the-wrong-count", "np.mean(costs)", "np.sum(costs) / np.size(scores)"),
        ("divides-by-the-wrong-count", "np.mean(costs)", "np.sum(costs) / scores.shape[1]"),
        ("one-loss-per-example", "np.mean(costs)", "costs"),
        ("wrong-sign", "np.mean(costs)", "-np.mean(costs)"),
        ("summed-over-the-wrong-axis", BODY, """
            below = scores - scores.max(axis=0)
            log_p = below - np.log(np.exp(below).sum(axis=0))
            return -log_p[np.arange(len(y)), y].mean(), (log_p, y)"""),
        ("summed-over-the-wrong-axis", BODY, """
            below = scores - scores.max()
            log_p = below - np.log(np.exp(below).sum())
            return -log_p[np.arange(len(y)), y].mean(), (log_p, y)"""),
        ("skips-the-activation", "costs = total - below[np.arange(len(below)), y]",
         "costs = -scores[np.arange(len(y)), y]"),
        ("squashes-twice", "below = np.subtract(scores, np.max(scores, axis=1)[:, None])", """
below = np.exp(scores - np.logaddexp.reduce(scores, axis=1)[:, None])"""),
        ("every-row-with-every-class", "below[np.arange(len(below)), y]", "below[:, y].T"),
        ("forgot-the-logarithm", "np.mean(costs)", "1 - np.mean(np.exp(-costs))"),
        ("another-logarithm", "np.mean(costs)", "np.mean(costs) / np.log(2)"),
    ],
    "softmax_cross_entropy_backward": [
        ("missing-upstream", "* dloss / N", "/ N"),
        ("missing-mean", "* dloss / N", "* dloss"),
        ("mean-twice", "* dloss / N", "* dloss / N**2"),
        ("divides-by-the-wrong-count", "* dloss / N", "* dloss / (N * C)"),
        ("divides-by-the-wrong-count", "* dloss / N", "* dloss / C"),
        ("missing-one-hot", "(np.exp(log_probabilities) - one_hot(y, C))", "np.exp(log_probabilities)"),
        ("wrong-sign", "(np.exp(log_probabilities) - one_hot(y, C))", "(one_hot(y, C) - np.exp(log_probabilities))"),
        ("only-the-right-class", "(np.exp(log_probabilities) - one_hot(y, C))",
         "np.expm1(log_probabilities) * one_hot(y, C)"),
        ("every-row-with-every-class", BODY, """
            log_probabilities, y = cache
            out = np.exp(log_probabilities)
            out[:, y] -= 1
            return dloss * out / len(out)"""),
        ("stops-at-the-probabilities", "(np.exp(log_probabilities) - one_hot(y, C))",
         "-one_hot(y, C) / np.exp(log_probabilities)"),
        ("squashes-twice", BODY, """
            log_probabilities, y = cache
            e = np.exp(np.exp(log_probabilities))
            return (e / e.sum(axis=1, keepdims=True) - one_hot(y, e.shape[1])) * dloss / len(e)"""),
        ("factor-two", "* dloss / N", "* 2 * dloss / N"),
    ],
    "minibatches": [
        ("drops-the-last-batch", "range(0, len(order), batch_size)",
         "range(0, len(order) - batch_size + 1, batch_size)"),
        ("adds-an-empty-batch", "range(0, len(order), batch_size)", "range(0, len(order) + 1, batch_size)"),
        ("batches-overlap", "range(0, len(order), batch_size)", "range(len(order))"),
        ("batches-overlap", "begin + batch_size]", "begin + batch_size + 1]"),
        ("batch-size-as-count", BODY, "return [(X[i], y[i]) for i in np.array_split(order, batch_size)]"),
        ("ignores-the-order", "order[begin : begin + batch_size]", "slice(begin, begin + batch_size)"),
        ("examples-lose-their-targets", BODY, """
            starts = range(0, len(X), batch_size)
            return [(X[order[a : a + batch_size]], y[a : a + batch_size]) for a in starts]"""),
        ("examples-lose-their-targets", BODY, """
            starts = range(0, len(X), batch_size)
            return [(X[a : a + batch_size], y[order[a : a + batch_size]]) for a in starts]"""),
        ("inverse-order", BODY, """
            mixed_X, mixed_y = np.empty_like(X), np.empty_like(y)
            mixed_X[order], mixed_y[order] = X, y
            starts = range(0, len(X), batch_size)
            return [(mixed_X[a : a + batch_size], mixed_y[a : a + batch_size]) for a in starts]"""),
        ("delegated", BODY, """
            from nnlib.batches import minibatches as theirs
            return list(theirs(X[order], y[order], batch_size, np.random.default_rng(0)))"""),
    ],
}

VARIANTS = {
    "mean_squared_error_forward": [
        """
            total = 0.0
            for row, target in zip(Y_hat, Y):
                for a, b in zip(row, target):
                    total += (a - b) ** 2
            return total / Y.size, Y_hat - Y""",
        """
            off = (Y_hat - Y).ravel()
            print("entries", len(off))
            return off @ off / len(off), Y_hat - Y""",
    ],
    "mean_squared_error_backward": [
        """
            N, M = cache.shape
            return dloss * (cache + cache) / N / M""",
        """
            out = np.empty(cache.shape)
            for n, row in enumerate(cache):
                out[n] = [2.0 / cache.size * dloss * off for off in row]
            return out.tolist()""",
    ],
    "max_margin_forward": [
        """
            costs = [max(0.0, margin - (good - bad)) for good, bad in zip(s, s_corrupt)]
            return sum(costs) / len(costs), np.array(costs) > 0""",
        """
            short = margin + s_corrupt - s
            return (short + np.abs(short)).mean() / 2, np.heaviside(short, 0)""",
    ],
    "max_margin_backward": [
        """
            share = dloss * np.asarray(cache, dtype=float) / np.size(cache)
            return [-share, share]""",
        """
            ds, ds_corrupt = np.zeros(len(cache)), np.zeros(len(cache))
            for n in np.flatnonzero(cache):
                ds[n], ds_corrupt[n] = -dloss / len(ds), dloss / len(ds)
            return [ds, ds_corrupt]""",
    ],
    "binary_cross_entropy_forward": [
        """
            each = np.maximum(logits, 0) - y * logits + np.log1p(np.exp(-np.abs(logits)))
            return each.mean(), {"z": logits, "y": y}""",
        """
            both = np.stack([np.zeros_like(logits), logits])
            both = both - both.max(axis=0)
            log_p = both - np.log(np.exp(both).sum(axis=0))
            return -(y * log_p[1] + (1 - y) * log_p[0]).mean(), {"z": logits, "y": y}""",
    ],
    "binary_cross_entropy_backward": [
        """
            z, y = cache["z"], cache["y"]
            p = np.array([1 / (1 + np.exp(-v)) if v > 0 else np.exp(v) / (1 + np.exp(v)) for v in z])
            return dloss * np.where(y == 1, p - 1, p) / len(y)""",
        """
            z, y = cache["z"], cache["y"]
            p = 1 / (1 + np.exp(-z))
            return ((1 - y) * p - y * (1 - p)) / len(y) * dloss""",
    ],
    "one_hot": [
        """
            Y = np.zeros((len(y), C))
            Y[range(len(y)), y] = 1.0
            return Y""",
        """
            return [[1.0 if c == right else 0.0 for c in range(C)] for right in y]""",
        """
            return np.eye(C, dtype=int).take(y, axis=0)""",
    ],
    "softmax_cross_entropy_forward": [
        """
            totals = np.logaddexp.reduce(scores, axis=1)
            costs = [total - row[c] for total, row, c in zip(totals, scores, y)]
            return sum(costs) / len(costs), (scores - totals[:, None], y)""",
        """
            below = scores - scores.max()
            gaps = [row - row.max() for row in below]
            log_p = np.array([gap - np.log(np.exp(gap).sum()) for gap in gaps])
            return -(one_hot(y, scores.shape[1]) * log_p).sum() / len(y), (log_p, y)""",
    ],
    "softmax_cross_entropy_backward": [
        """
            log_probabilities, y = cache
            out = np.exp(log_probabilities)
            for n, c in enumerate(y):
                out[n, c] -= 1
            return dloss / len(y) * out""",
        """
            log_probabilities, y = cache
            out = np.exp(log_probabilities) / len(y)
            np.subtract.at(out, (np.arange(len(y)), y), 1 / len(y))
            return out * dloss""",
    ],
    "minibatches": [
        """
            batches = [([], [])]
            for place in order:
                if len(batches[-1][0]) == batch_size:
                    batches.append(([], []))
                batches[-1][0].append(X[place])
                batches[-1][1].append(y[place])
            return [(np.array(rows), np.array(targets)) for rows, targets in batches]""",
        """
            cuts = np.arange(batch_size, len(X), batch_size)
            return list(zip(np.split(X[order], cuts), np.split(y[order], cuts)))""",
        """
            X, y, batches = X[order], y[order], []
            while len(X):
                batches.append([X[:batch_size], y[:batch_size]])
                X, y = X[batch_size:], y[batch_size:]
            return tuple(batches)""",
    ],
}
