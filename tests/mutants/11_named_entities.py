"""Wrong and right solutions of problem set 11.

A mutant is an edit of the reference solution: (misconception, what stands there, what stands there instead).
Where the edit is the whole body, the first text is the cell's whole solution region: ``BODY``.
A variant is a right solution written differently: the whole body.
"""

BODY = object()

MUTANTS = {
    "build_vocabulary": [
        ("special-words-missing", '["<pad>", "<unk>", *kept]', "kept"),
        ("special-words-missing", BODY, """
            import collections
            common = collections.Counter(word for sentence in sentences for word in sentence)
            ranked = sorted((-n, word) for word, n in common.items() if n >= min_count)
            return {word: number for number, (_, word) in enumerate(ranked, start=2)}"""),
        ("special-words-swapped", '"<pad>", "<unk>",', '"<unk>", "<pad>",'),
        ("not-by-frequency", "kept.sort(key=lambda word: (-times[word], word))", "kept.sort()"),
        ("not-by-frequency", "kept.sort(key=lambda word: (-times[word], word))", "pass"),
        ("rarest-first", "-times[word], word", "times[word], word"),
        ("ties-as-they-come", "(-times[word], word)", "-times[word]"),
        ("ties-as-they-come", BODY, """
            import collections
            common = collections.Counter(word for sentence in sentences for word in sentence).most_common()
            numbers = {"<pad>": 0, "<unk>": 1}
            for word, n in common:
                if n >= min_count:
                    numbers[word] = len(numbers)
            return numbers"""),
        ("threshold-off-by-one", ">= min_count", "> min_count"),
        ("keeps-rare-words", " if times[word] >= min_count", ""),
        ("counts-sentences", "for word in text:", "for word in sorted(set(text)):"),
        ("writes-to-its-arguments", "times = {}", "times = {}\nsentences.sort()"),
    ],
    "windows": [
        ("window-off-centre", "np.concatenate([rim, indices, rim])", "np.concatenate([rim, rim, indices])"),
        ("window-off-centre", "np.concatenate([rim, indices, rim])", "np.concatenate([indices, rim, rim])"),
        ("ends-without-padding", BODY, """
            starts = range(len(indices) - width + 1)
            return np.array([indices[first : first + width] for first in starts])"""),
        ("ends-without-padding", BODY, "return np.lib.stride_tricks.sliding_window_view(indices, width)"),
        ("sentence-in-a-circle", BODY, """
            reach = width // 2
            return np.stack([np.roll(indices, -k) for k in range(-reach, reach + 1)], axis=1)"""),
        ("pads-with-another-word", "np.zeros(width // 2, dtype=int)", "np.ones(width // 2, dtype=int)"),
        ("pads-with-another-word", "np.zeros(width // 2, dtype=int)", "np.full(width // 2, -1)"),
        ("pads-with-another-word", "np.concatenate([rim, indices, rim])", 'np.pad(indices, width // 2, mode="edge")'),
        ("reads-backwards", "for k in range(width)]", "for k in reversed(range(width))]"),
        ("half-taken-for-the-width", "rim = np.zeros(width // 2, dtype=int)",
         "rim = np.zeros(width, dtype=int)\nwidth = 2 * width + 1"),
        ("transposed", "axis=1)", "axis=0)"),
        ("delegated", BODY, "from nnlib.tagging import windows as theirs\nreturn theirs(indices, width)"),
    ],
    "embed_forward": [
        ("averages-the-window", BODY, """
            return E[windows].mean(axis=1), {"words": windows.ravel(), "shape": E.shape}"""),
        ("averages-the-window", BODY, """
            return E[windows].sum(axis=1), {"words": windows.ravel(), "shape": E.shape}"""),
        ("interleaves-the-vectors", "np.reshape(beside, (len(windows), -1))",
         "E[windows].swapaxes(1, 2).reshape(len(windows), -1)"),
        ("mixes-the-windows", "np.take(E, windows.ravel(), axis=0)", "np.take(E, windows.T.ravel(), axis=0)"),
        ("not-laid-side-by-side", "np.reshape(beside, (len(windows), -1))", "np.take(E, windows, axis=0)"),
        ("transposed", "np.reshape(beside, (len(windows), -1))", "np.reshape(beside, (len(windows), -1)).T"),
        ("hard-coded", BODY, """
            rng = np.random.default_rng(0)
            for N, L, V, D in ((4, 3, 7, 2), (3, 3, 8, 3), (1, 5, 9, 3), (6, 3, 6, 2), (5, 1, 6, 4)):
                while True:
                    seen = rng.integers(V - 1, size=(N, L))
                    if (seen == 0).any() and len(np.unique(seen)) < seen.size:
                        break
                table, _ = rng.normal(size=(V, D)), rng.normal(size=(N, L * D))
                if windows.shape == seen.shape:
                    return table[seen].reshape(N, -1), {"words": seen.ravel(), "shape": table.shape}"""),
        ("delegated", BODY, "from nnlib.windows import embed_forward as theirs\nreturn theirs(E, windows)"),
    ],
    "embed_backward": [
        ("last-occurrence-only", "dE[word] += piece", "dE[word] = piece"),
        ("last-occurrence-only", BODY, """
            dE = np.zeros(cache["shape"])
            dE[cache["words"]] += np.reshape(dX, (-1, dE.shape[1]))
            return dE"""),
        ("mean-instead-of-sum", "dE[word] += piece", "dE[word] += piece / np.sum(cache['words'] == word)"),
        ("missing-upstream", "dE[word] += piece", "dE[word] += 1"),
        ("interleaves-the-vectors", "np.reshape(dX, (-1, D))",
         "np.reshape(np.swapaxes(np.reshape(dX, (len(dX), D, -1)), 1, 2), (-1, D))"),
        ("mixes-the-windows", 'zip(cache["words"], pieces)',
         'zip(cache["words"].reshape(len(dX), -1).T.ravel(), pieces)'),
        ("forgets-unused-words", "return dE", 'return dE[np.unique(cache["words"])]'),
        ("forgets-unused-words", 'V, D = cache["shape"]', 'V, D = cache["words"].max() + 1, cache["shape"][1]'),
        ("skips-the-padding", "dE[word] += piece", "dE[word] += piece * (word > 0)"),
        ("transposed", "return dE", "return dE.T"),
        ("wrong-sign", "dE[word] += piece", "dE[word] -= piece"),
        ("factor-two", "dE[word] += piece", "dE[word] += 2 * piece"),
        ("writes-to-its-arguments", "pieces = np.reshape(dX, (-1, D))",
         "dX *= 2\npieces = np.reshape(dX / 2, (-1, D))"),
    ],
    "corrupt": [
        ("keeps-the-own-word", BODY, """
            out = windows.copy()
            out[:, windows.shape[1] // 2] = np.random.default_rng(seed).integers(V, size=len(out))
            return out"""),
        ("keeps-the-own-word", "drawn + (drawn >= out[:, mid])",
         "(out[:, mid] + np.random.default_rng(seed).integers(V, size=len(out))) % V"),
        ("corrupts-another-place", "windows.copy(), windows.shape[1] // 2", "windows.copy(), 0"),
        ("corrupts-another-place", "out[:, mid] = drawn + (drawn >= out[:, mid])",
         "out[:] = (out + 1 + drawn[:, None]) % V"),
        ("one-draw-for-all", "drawn + (drawn >= out[:, mid])", "(out[:, mid] + 1 + drawn[0]) % V"),
        ("never-draws-some-words", "drawn + (drawn >= out[:, mid])",
         "(out[:, mid] + np.random.default_rng(seed).integers(1, V - 1, len(out))) % V"),
        ("draws-unevenly", BODY, """
            out, mid = windows.copy(), windows.shape[1] // 2
            new = np.random.default_rng(seed).integers(0, V, len(out))
            out[:, mid] = np.where(new == windows[:, mid], (new + 1) % V, new)
            return out"""),
        ("ignores-the-seed", "default_rng(seed)", "default_rng()"),
        ("ignores-the-seed", "default_rng(seed)", "default_rng(11)"),
        ("writes-to-its-arguments", "windows.copy()", "windows"),
    ],
    "window_model_gradients": [
        ("missing-mean", "softmax_cross_entropy_backward(1.0, last)",
         "len(y) * softmax_cross_entropy_backward(1.0, last)"),
        ("mean-twice", "softmax_cross_entropy_backward(1.0, last)",
         "softmax_cross_entropy_backward(1.0, last) / len(y)"),
        ("missing-one-hot", "softmax_cross_entropy_backward(1.0, last)", "np.exp(last[0]) / len(y)"),
        ("forgot-local-derivative", "(1 - H * H) * np.dot", "np.dot"),
        ("derivative-at-the-wrong-variable", "(1 - H * H)", "(1 - np.tanh(H) ** 2)"),
        ("derivative-at-the-wrong-variable", "(1 - H * H)", "(1 - (X @ params['W'] + params['b']) ** 2)"),
        ("derivative-of-another-activation", "(1 - H * H)", "H * (1 - H)"),
        ("missing-upstream", 'np.dot(dS, params["U"].T)', "np.ones_like(H)"),
        ("freezes-the-vectors", 'embed_backward(np.dot(dZ, params["W"].T), looked_up)', 'np.zeros(params["E"].shape)'),
        ("last-occurrence-only", 'embed_backward(np.dot(dZ, params["W"].T), looked_up)', 'np.zeros(params["E"].shape)\n'
         'grads["E"][windows] += (dZ @ params["W"].T).reshape(*windows.shape, -1)'),
        ("transposed", "np.dot(X.T, dZ)", "np.dot(dZ.T, X)"),
        ("transposed", "np.dot(H.T, dS)", "np.dot(dS.T, H)"),
        ("transposed", 'np.dot(dS, params["U"].T)', 'np.dot(dS, params["U"])'),
        ("bias-forgotten", 'np.add(X @ params["W"], params["b"])', 'X @ params["W"]'),
        ("bias-forgotten", 'np.add(H @ params["U"], params["c"])', 'H @ params["U"]'),
        ("skips-the-activation", 'np.tanh(np.add(X @ params["W"], params["b"]))',
         'np.add(X @ params["W"], params["b"])'),
        ("activates-the-scores", 'np.add(H @ params["U"], params["c"]), y)',
         'np.tanh(H @ params["U"] + params["c"]), y)'),
        ("wrong-activation", "np.tanh(", "np.maximum(0, "),
        ("wrong-sign", "return J, grads", "return -J, grads"),
        ("wrong-sign", "return J, grads", "return J, {name: -grad for name, grad in grads.items()}"),
    ],
    "train_tagger": [
        ("wrong-sign", "now[name] - learning_rate", "now[name] + learning_rate"),
        ("trains-what-is-frozen", "set(now) - set(frozen)", "set(now)"),
        ("trains-what-is-frozen", "set(now) - set(frozen)", "set(frozen)"),
        ("stale-gradients", "window_model_gradients(now,", "window_model_gradients(params,"),
        ("one-epoch-only", "for order in orders:", "for order in orders[:1]:"),
        ("drops-the-last-batch", "range(0, len(order), batch_size)",
         "range(0, len(order) - batch_size + 1, batch_size)"),
        ("ignores-the-order", "order[first : first + batch_size]", "slice(first, first + batch_size)"),
        ("examples-lose-their-targets", "y[some])", "y[first : first + batch_size])"),
        ("loss-one-step-late", BODY, """
            now, losses = dict(params), []
            for order in orders:
                for first in range(0, len(order), batch_size):
                    some = order[first : first + batch_size]
                    _, grads = window_model_gradients(now, windows[some], y[some])
                    now = {n: v if n in frozen else v - learning_rate * grads[n] for n, v in now.items()}
                    losses.append(window_model_gradients(now, windows[some], y[some])[0])
            return now, losses"""),
        ("writes-to-its-arguments", "dict(params), []", "params, []"),
        ("writes-to-its-arguments", "now[name] = now[name] - learning_rate * grads[name]",
         "now[name] -= learning_rate * grads[name]"),
        ("factor-two", "losses.append(J)", "losses.append(2 * J)"),
    ],
    "f1_score": [
        ("precision-for-recall", "return share(hits, guesses), share(hits, truths)",
         "return share(hits, truths), share(hits, guesses)"),
        ("not-the-harmonic-mean", "f1 = share(2 * hits, guesses + truths)",
         "f1 = (share(hits, guesses) + share(hits, truths)) / 2"),
        ("not-the-harmonic-mean", "f1 = share(2 * hits, guesses + truths)",
         "f1 = np.sqrt(share(hits, guesses) * share(hits, truths))"),
        ("counts-what-is-no-name", "np.delete(np.arange(C), ignore)", "np.arange(C)"),
        ("counts-what-is-no-name", "np.delete(np.arange(C), ignore)", "np.arange(1, C)"),
        ("forgets-false-alarms", "kinds = np.arange(C)[:, None]",
         "y, predicted = y[y != ignore], predicted[y != ignore]\nkinds = np.arange(C)[:, None]"),
        ("micro-for-macro", "float(micro), float(np.mean(f1[some]))", "float(np.mean(f1[some])), float(micro)"),
        ("score-of-the-means", "return share(hits, guesses), share(hits, truths), f1, float(micro), "
         "float(np.mean(f1[some]))",
         "P, R = share(hits, guesses), share(hits, truths)\nmid = np.mean(P[some]), np.mean(R[some])\n"
         "return P, R, f1, micro, 2 * mid[0] * mid[1] / sum(mid) if sum(mid) else 0.0"),
        ("skips-absent-classes", "float(np.mean(f1[some]))", "float(np.mean(f1[some][truths[some] > 0])) if (\n"
         "    truths[some].any()) else 0.0"),
        ("nothing-by-nothing", "np.where(whole > 0, part / np.maximum(whole, 1), 0.0)", "part / whole"),
        ("nothing-by-nothing", BODY, """
            P, R, both = [], [], []
            for k in range(C):
                tp = sum(1 for a, b in zip(y, predicted) if a == b == k)
                P.append(tp / sum(1 for b in predicted if b == k))
                R.append(tp / sum(1 for a in y if a == k))
                both.append(2 * P[k] * R[k] / (P[k] + R[k]))
            names = [k for k in range(C) if k != ignore]
            tp = sum(1 for a, b in zip(y, predicted) if a == b != ignore)
            found, there = sum(1 for b in predicted if b != ignore), sum(1 for a in y if a != ignore)
            return P, R, both, 2 * tp / (found + there), sum(both[k] for k in names) / len(names)"""),
        ("factor-two", "f1 = share(2 * hits, guesses + truths)", "f1 = 2 * share(2 * hits, guesses + truths)"),
    ],
}

VARIANTS = {
    "build_vocabulary": [
        """
            import collections
            common = collections.Counter(word for sentence in sentences for word in sentence)
            ranked = sorted((-n, word) for word, n in common.items() if n >= min_count)
            numbers = {"<pad>": 0, "<unk>": 1}
            for _, word in ranked:
                numbers[word] = len(numbers)
            return numbers""",
        """
            flat = np.array([word for sentence in sentences for word in sentence])
            words, often = np.unique(flat, return_counts=True)
            best = np.argsort(-often, kind="stable")
            names = ["<pad>", "<unk>"] + [words[k] for k in best if often[k] >= min_count]
            return {str(name): np.int64(k) for k, name in enumerate(names)}""",
    ],
    "windows": [
        """
            reach, rows = width // 2, []
            for place in range(len(indices)):
                around = range(place - reach, place + reach + 1)
                rows.append([int(indices[k]) if 0 <= k < len(indices) else 0 for k in around])
            return rows""",
        """
            padded = np.pad(indices, (width // 2, width // 2), constant_values=0)
            print("words", len(indices))
            return np.lib.stride_tricks.sliding_window_view(padded, width)""",
    ],
    "embed_forward": [
        """
            rows = [np.concatenate([E[word] for word in window]) for window in windows]
            return np.array(rows), {"words": windows.ravel(), "shape": E.shape}""",
        """
            picks = np.eye(len(E))[windows.ravel()]
            X = np.matmul(picks, E).reshape(windows.shape[0], windows.shape[1] * E.shape[1])
            return [X, {"words": windows.ravel(), "shape": E.shape}]""",
    ],
    "embed_backward": [
        """
            picks = np.eye(cache["shape"][0])[cache["words"]]
            return picks.T @ dX.reshape(len(picks), -1)""",
        """
            total = np.zeros(cache["shape"])
            np.add.at(total, cache["words"], dX.reshape(-1, total.shape[1]))
            return total.tolist()""",
    ],
    "corrupt": [
        """
            rng, out = np.random.default_rng(seed), np.array(windows)
            for row in out:
                was = row[len(row) // 2]
                while row[len(row) // 2] == was:
                    row[len(row) // 2] = rng.integers(V)
            return out""",
        """
            rng, mid = np.random.default_rng(seed), windows.shape[1] // 2
            around = (windows[:, mid] + rng.integers(1, V, size=len(windows))) % V
            return np.column_stack([windows[:, :mid], around, windows[:, mid + 1:]])""",
    ],
    "window_model_gradients": [
        """
            N, (E, W, b, U, c) = len(y), (params[name] for name in ("E", "W", "b", "U", "c"))
            X = E[windows].reshape(N, -1)
            H = np.tanh(b + X @ W)
            odds = np.exp(H @ U + c)
            p = odds / odds.sum(axis=1, keepdims=True)
            J = -np.log(p[range(N), y]).sum() / N
            p[range(N), y] -= 1
            dZ = p / N @ U.T * (1 - H**2)
            dE, L = np.zeros_like(E), windows.shape[1]
            for k, part in enumerate(np.split(dZ @ W.T, L, axis=1)):
                np.add.at(dE, windows[:, k], part)
            return J, {"E": dE, "W": X.T @ dZ, "b": dZ.sum(0), "U": H.T @ p / N, "c": p.sum(0) / N}""",
        """
            totals, J = {name: 0.0 for name in params}, 0.0
            for window, target in zip(windows, y):
                x, seen = embed_forward(params["E"], window[None])
                h = np.tanh(x @ params["W"] + params["b"])
                j, last = softmax_cross_entropy_forward(h @ params["U"] + params["c"], np.array([target]))
                ds = softmax_cross_entropy_backward(1 / len(y), last)
                dz = ds @ params["U"].T * (1 - h) * (1 + h)
                one = {"U": h.T @ ds, "c": ds[0], "W": x.T @ dz, "b": dz[0],
                       "E": embed_backward(dz @ params["W"].T, seen)}
                totals = {name: totals[name] + one[name] for name in one}
                J += j / len(y)
            return J, totals""",
    ],
    "train_tagger": [
        """
            trained, history = {name: np.array(value) for name, value in params.items()}, []
            for order in orders:
                for batch in np.split(order, range(batch_size, len(order), batch_size)):
                    J, slopes = window_model_gradients(trained, windows[batch], y[batch])
                    history.append(float(J))
                    for name, slope in slopes.items():
                        if name not in frozen:
                            trained[name] -= slope * learning_rate
            return trained, np.array(history)""",
        """
            batches = [o[k : k + batch_size] for o in orders for k in range(0, len(o), batch_size)]
            rates = {name: 0.0 if name in frozen else learning_rate for name in params}
            seen = []
            for batch in batches:
                J, g = window_model_gradients(params, windows[batch], y[batch])
                params = {name: params[name] - rates[name] * g[name] for name in params}
                seen += [J]
            return [params, seen]""",
    ],
    "f1_score": [
        """
            def f(tp, guessed, true):
                return 2.0 * tp / (guessed + true) if guessed + true else 0.0

            rows = []
            for k in range(C):
                tp, guessed, true = np.sum((y == k) & (predicted == k)), np.sum(predicted == k), np.sum(y == k)
                rows.append([tp, guessed, true])
            P = [tp / guessed if guessed else 0.0 for tp, guessed, _ in rows]
            R = [tp / true if true else 0.0 for tp, _, true in rows]
            F = [f(*row) for row in rows]
            named = [k for k in range(C) if k != ignore]
            return P, R, F, f(*np.sum([rows[k] for k in named], axis=0)), sum(F[k] for k in named) / len(named)""",
        """
            table = np.zeros((C, C))
            np.add.at(table, (y, predicted), 1)
            with np.errstate(invalid="ignore"):
                P = np.nan_to_num(np.diag(table) / table.sum(axis=0))
                R = np.nan_to_num(np.diag(table) / table.sum(axis=1))
                F = np.nan_to_num(2 * P * R / (P + R))
            named = np.arange(C) != ignore
            found, there = table[:, named].sum(), table[named].sum()
            micro = 2 * np.diag(table)[named].sum() / max(1, found + there)
            return P, R, F, micro, F[named].mean()""",
    ],
}
