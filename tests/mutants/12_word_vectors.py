"""Wrong and right solutions of problem set 12.

A mutant is an edit of the reference solution: (misconception, what stands there, what stands there instead).
Where the edit is the whole body, the first text is the cell's whole solution region: ``BODY``.
A variant is a right solution written differently: the whole body.
"""

BODY = object()

LOSS = "np.logaddexp(0, -wanted * s)"
PULL = "-wanted * 0.5 * (1 + np.tanh(-0.5 * wanted * s)) * (dloss / len(centres))"

MUTANTS = {
    "skipgram_pairs": [
        ("pairs-with-itself", " if j != i", ""),
        ("one-side-of-the-window", "range(max(0, i - window), min", "range(i, min"),
        ("one-side-of-the-window", "min(len(phrase), i + window + 1)", "i"),
        ("window-cut-short", "i + window + 1", "i + window"),
        ("window-cut-short", BODY, """
            both = [(s[i], s[j]) for s in sentences for i in range(len(s)) for j in range(len(s))
                    if 0 < abs(i - j) < window]
            return np.array(both, dtype=int).reshape(-1, 2).T.tolist()"""),
        ("crosses-sentences", BODY, """
            words = np.concatenate(sentences)
            both = [(words[i], words[i + d]) for i in range(len(words)) for d in range(-window, window + 1)
                    if d != 0 and 0 <= i + d < len(words)]
            return np.array(both, dtype=int).reshape(-1, 2).T.tolist()"""),
        ("compares-words-not-places", "if j != i", "if phrase[j] != word"),
        ("counts-a-pair-once", BODY, """
            both = {(int(s[i]), int(s[j])) for s in sentences for i in range(len(s)) for j in range(len(s))
                    if 0 < abs(i - j) <= window}
            return [a for a, _ in both], [b for _, b in both]"""),
        ("wraps-around", "range(max(0, i - window), min", "range(i - window, min"),
        ("delegated", BODY, """
            from nnlib.skipgram_sampling import skipgram_pairs as theirs
            return theirs(sentences, window)"""),
    ],
    "noise_distribution": [
        ("as-often-as-they-stand-there", "3 / 4)", "1)"),
        ("all-words-alike", "3 / 4)", "0)"),
        ("all-words-alike", BODY, "return (counts > 0) / np.count_nonzero(counts)"),
        ("another-power", "3 / 4)", "4 / 3)"),
        ("another-power", "3 / 4)", "1 / 2)"),
        ("does-not-add-up-to-one", "np.divide(weights, np.sum(weights))", "weights / np.sum(counts)"),
        ("does-not-add-up-to-one", BODY, "return (counts / counts.sum()) ** 0.75"),
        ("wrong-sign", "return np", "return -np"),
        ("factor-two", "return np", "return 2 * np"),
    ],
    "sample_negatives": [
        ("falls-off-the-end", "ends / ends[-1]", "ends"),
        ("draws-the-impossible", BODY, "return np.searchsorted(np.cumsum(distribution), draws)"),
        ("draws-the-impossible", BODY, """
            found = np.searchsorted(np.cumsum(distribution), draws)
            return np.clip(found, 0, len(distribution) - 1)"""),
        ("one-word-too-far", 'side="right")', 'side="right") + 1'),
        ("probabilities-not-added-up", BODY, "return np.searchsorted(distribution, draws)"),
        ("ignores-the-probabilities", BODY, "return np.floor(draws * len(distribution)).astype(int)"),
        ("always-the-most-likely", BODY, "return np.full_like(draws, np.argmax(distribution), dtype=int)"),
        ("one-row-for-all-pairs", "ends[-1], draws,", "ends[-1], np.broadcast_to(draws[0], draws.shape),"),
        ("loses-the-shape", "ends[-1], draws,", "ends[-1], draws.ravel(),"),
        ("delegated", BODY, """
            from nnlib.skipgram_sampling import sample_negatives as theirs
            class Draws:
                random = staticmethod(lambda shape: draws)
            return theirs(Draws, distribution, draws.shape)"""),
    ],
    "sgns_loss": [
        ("one-table-for-both", "F[others]", "E[others]"),
        ("one-table-for-both", "E[centres]", "F[centres]"),
        ("tables-swapped", "(F[others] * E[centres][:, None])", "(E[others] * F[centres][:, None])"),
        ("negatives-pulled-near", "np.full(negatives.shape[1], -1.0)", "np.full(negatives.shape[1], 1.0)"),
        ("targets-swapped", "0, -wanted * s", "0, wanted * s"),
        ("negatives-forgotten", "np.sum(costs)", "np.sum(costs[:, 0])"),
        ("context-forgotten", "np.sum(costs)", "np.sum(costs[:, 1:])"),
        ("forgot-the-logarithm", LOSS, "1 - 1 / (1 + np.exp(-np.clip(wanted * s, -700, 700)))"),
        ("another-logarithm", LOSS, LOSS + " / np.log(2)"),
        ("skips-the-activation", LOSS, "-wanted * s"),
        ("log-of-zero", LOSS, "-np.log(1 / (1 + np.exp(-wanted * s)))"),
        ("log-of-zero", LOSS, "-np.log(0.5 + 0.5 * np.tanh(wanted * s / 2))"),
        ("log-of-zero", LOSS, "np.log(1 + np.exp(-wanted * s))"),
        ("hides-the-zero", LOSS, "-np.log(0.5 + 0.5 * np.tanh(wanted * s / 2) + 1e-10)"),
        ("missing-mean", "np.sum(costs) / len(centres)", "np.sum(costs)"),
        ("mean-twice", "np.sum(costs) / len(centres)", "np.sum(costs) / len(centres) ** 2"),
        ("divides-by-the-wrong-count", "np.sum(costs) / len(centres)", "np.mean(costs)"),
        ("divides-by-the-wrong-count", "np.sum(costs) / len(centres)",
         "(costs[:, 0] + costs[:, 1:].mean(axis=1)).mean()"),
        ("one-loss-per-example", "np.sum(costs) / len(centres)", "np.sum(costs, axis=1)"),
        ("wrong-sign", "np.sum(costs) / len(centres)", "-np.sum(costs) / len(centres)"),
        ("delegated", BODY, """
            from nnlib.sgns import sgns_forward as theirs
            return theirs(E, F, centres, contexts, negatives)"""),
    ],
    "sgns_gradients": [
        ("missing-upstream", "(dloss / len(centres))", "(1 / len(centres))"),
        ("missing-mean", "(dloss / len(centres))", "dloss"),
        ("mean-twice", "(dloss / len(centres))", "(dloss / len(centres) ** 2)"),
        ("divides-by-the-wrong-count", "(dloss / len(centres))", "(dloss / np.size(others))"),
        ("missing-one-hot", PULL, "dloss / len(centres) * (1 + np.tanh(0.5 * s)) / 2"),
        ("negatives-pulled-near", PULL, "dloss / len(centres) * (np.tanh(0.5 * s) - 1) / 2"),
        ("targets-swapped", PULL, "wanted * (1 + np.tanh(0.5 * wanted * s)) / 2 * dloss / len(centres)"),
        ("skips-the-activation", PULL, "(s - (wanted > 0)) * dloss / len(centres)"),
        ("one-slope-too-many", PULL, PULL + " * (1 - np.tanh(s / 2) ** 2) / 4"),
        ("forgot-the-logarithm", PULL, "-wanted * dloss / len(centres) * (1 - np.tanh(s / 2) ** 2) / 4"),
        ("forgot-local-derivative", PULL, "-wanted * dloss / len(centres) * np.ones_like(s)"),
        ("negatives-forgotten", PULL, PULL + " * (wanted > 0)"),
        ("context-forgotten", PULL, PULL + " * (wanted < 0)"),
        ("does-not-switch", BODY, """
            E, F, centres, others, wanted, s = cache
            pull = -wanted * 0.5 * (1 + np.tanh(-0.5 * wanted * s)) * (dloss / len(centres))
            dE, dF = np.zeros(E.shape), np.zeros(F.shape)
            np.add.at(dE, centres, pull.sum(axis=1, keepdims=True) * E[centres])
            np.add.at(dF, others, pull[:, :, None] * F[others])
            return (dE, dF)"""),
        ("last-occurrence-only", BODY, """
            E, F, centres, others, wanted, s = cache
            pull = -wanted * 0.5 * (1 + np.tanh(-0.5 * wanted * s)) * (dloss / len(centres))
            dE, dF = np.zeros(E.shape), np.zeros(F.shape)
            dE[centres] += (pull[:, :, None] * F[others]).sum(axis=1)
            dF[others] += pull[:, :, None] * E[centres][:, None, :]
            return (dE, dF)"""),
        ("last-occurrence-only", BODY, """
            E, F, centres, others, wanted, s = cache
            pull = -wanted * 0.5 * (1 + np.tanh(-0.5 * wanted * s)) * (dloss / len(centres))
            dE, dF = np.zeros(E.shape), np.zeros(F.shape)
            dE[centres] = (pull[:, :, None] * F[others]).sum(axis=1)
            dF[others] = pull[:, :, None] * E[centres][:, None, :]
            return (dE, dF)"""),
        ("tables-swapped", "return (dE, dF)", "return (dF, dE)"),
        ("wrong-sign", "return (dE, dF)", "return (-dE, -dF)"),
        ("factor-two", "return (dE, dF)", "return (2 * dE, 2 * dF)"),
    ],
    "train_word_vectors": [
        ("rate-does-not-fall", "learning_rate * (len(batches) - t) / len(batches)", "learning_rate * 1.0"),
        ("rate-falls-too-soon", "(len(batches) - t) /", "(len(batches) - t - 1) /"),
        ("rate-falls-too-soon", "learning_rate * (len(batches) - t) / len(batches)", "learning_rate / (1 + t)"),
        ("climbs-instead-of-descending", "E - rate * dE, F - rate * dF", "E + rate * dE, F + rate * dF"),
        ("step-of-the-mean", "sgns_gradients(len(batch[0]), cache)", "sgns_gradients(1.0, cache)"),
        ("one-table-stands-still", "E, F = E - rate * dE, F - rate * dF", "E = E - rate * dE"),
        ("one-table-stands-still", "E, F = E - rate * dE, F - rate * dF", "F = F - rate * dF"),
        ("second-step-sees-the-first", "E, F = E - rate * dE, F - rate * dF", """
E = E - rate * dE
again = sgns_gradients(len(batch[0]), sgns_loss(E, F, *batch)[1])
F = F - rate * again[1]"""),
        ("starts-again-each-batch", BODY, """
            losses, at = [], (E, F)
            for t, batch in enumerate(batches):
                loss, cache = sgns_loss(*at, *batch)
                dE, dF = sgns_gradients(len(batch[0]), cache)
                rate = learning_rate * (1 - t / len(batches))
                E, F = at[0] - rate * dE, at[1] - rate * dF
                losses.append(loss)
            return [E, F, losses]"""),
        ("loss-after-the-step", "costs.append(float(loss))", "costs.append(sgns_loss(E, F, *batch)[0])"),
        ("tables-swapped", "return E, F, costs", "return F, E, costs"),
        ("gives-the-last-loss-only", "return E, F, costs", "return E, F, costs[-1]"),
        ("writes-to-its-arguments", "E, F = E - rate * dE, F - rate * dF", "E -= rate * dE\nF -= rate * dF"),
    ],
    "cosine_similarity": [
        ("zero-over-zero", "np.where(lengths == 0, 1, lengths)", "lengths"),
        ("lengths-left-in", " / np.where(lengths == 0, 1, lengths)", ""),
        ("one-length-only", " * np.dot(a, a)", ""),
        ("one-length-only", 'np.einsum("vd,vd->v", B, B) * np.dot(a, a)', "np.dot(a, a) + np.zeros(len(B))"),
        ("forgot-the-root", 'np.sqrt(np.einsum("vd,vd->v", B, B) * np.dot(a, a))',
         'np.einsum("vd,vd->v", B, B) * np.dot(a, a)'),
        ("one-length-for-all", 'np.einsum("vd,vd->v", B, B)', "(B * B).sum()"),
        ("distance-for-similarity", "return np.dot(B, a)", "return 1 - np.dot(B, a)"),
        ("distance-for-similarity", BODY, "return np.linalg.norm(B - a, axis=1)"),
        ("sign-lost", "return np.dot(B, a)", "return np.abs(np.dot(B, a))"),
        ("wrong-sign", "return np.dot(B, a)", "return -np.dot(B, a)"),
        ("delegated", BODY, "from nnlib.word_vectors import cosine_similarity as theirs\nreturn theirs(a, B)"),
    ],
    "analogy": [
        ("answers-with-the-question", "likeness[[a, b, c]] = -2", "likeness[c] = -2"),
        ("answers-with-the-question", "likeness[[a, b, c]] = -2", "pass"),
        ("wrong-corner-of-the-parallelogram", "E[c] + E[b] - E[a]", "E[c] - E[b] + E[a]"),
        ("wrong-corner-of-the-parallelogram", "E[c] + E[b] - E[a]", "E[a] + E[b] - E[c]"),
        ("lengths-left-in", "cosine_similarity(E[c] + E[b] - E[a], E)", "E @ (E[c] + E[b] - E[a]) + 1e6"),
        ("distance-for-similarity", BODY, """
            gaps = np.linalg.norm(E - (E[b] - E[a] + E[c]), axis=1)
            gaps[[a, b, c]] = 1e9
            return gaps.argmin()"""),
        ("normalised-before-the-sum", BODY, """
            U = E / np.linalg.norm(E, axis=1)[:, None]
            likeness = cosine_similarity(U[b] - U[a] + U[c], U)
            likeness[[a, b, c]] = -2
            return likeness.argmax()"""),
        ("farthest-instead-of-nearest", "likeness[[a, b, c]] = -2\n    return int(likeness.argmax())",
         "likeness[[a, b, c]] = 2\nreturn int(likeness.argmin())"),
        ("index-in-a-shorter-list", "likeness[[a, b, c]] = -2", "likeness = np.delete(likeness, [a, b, c])"),
    ],
    "pca_2d": [
        ("not-centred", "E - np.mean(E, axis=0)", "np.array(E)"),
        ("summed-over-the-wrong-axis", "E - np.mean(E, axis=0)", "E - np.mean(E, axis=1, keepdims=True)"),
        ("one-mean-for-all", "np.mean(E, axis=0)", "np.mean(E)"),
        ("directions-with-least-spread", BODY, """
            cloud = E - E.mean(axis=0)
            _, vectors = np.linalg.eigh(cloud.T @ cloud)
            return cloud @ vectors[:, :2]"""),
        ("second-before-first", BODY, """
            cloud = E - E.mean(axis=0)
            _, vectors = np.linalg.eigh(cloud.T @ cloud)
            return cloud @ vectors[:, -2:]"""),
        ("spread-left-out", "left[:, :2] * spread[:2]", "left[:, :2]"),
        ("picks-two-columns", BODY, "return (E - E.mean(axis=0))[:, :2]"),
        ("rescales-the-columns", "E - np.mean(E, axis=0)", "(E - np.mean(E, axis=0)) / np.std(E, axis=0)"),
        ("not-centred", BODY, """
            Vt = np.linalg.svd(E - E.mean(axis=0), full_matrices=False)[2]
            return E @ Vt[:2].T"""),
        ("factor-two", "left[:, :2] * spread[:2]", "2 * left[:, :2] * spread[:2]"),
        ("delegated", BODY, "from nnlib.word_vectors import pca_2d as theirs\nreturn theirs(E)"),
    ],
}

VARIANTS = {
    "skipgram_pairs": [
        """
            both = [(s[i], s[i + d]) for s in sentences for d in range(-window, window + 1) if d != 0
                    for i in range(len(s)) if 0 <= i + d < len(s)]
            return [a for a, _ in both], [b for _, b in both]""",
        """
            left = [np.asarray(s)[:-d] for s in sentences for d in range(1, window + 1) if d < len(s)]
            right = [np.asarray(s)[d:] for s in sentences for d in range(1, window + 1) if d < len(s)]
            a, b = (np.concatenate([np.zeros(0, int), *parts]) for parts in (left, right))
            print(len(a), "pairs, each in both directions")
            return np.append(a, b), np.append(b, a)""",
    ],
    "noise_distribution": [
        """
            logs = 0.75 * np.log(np.maximum(counts, 1e-300))
            return np.where(counts > 0, np.exp(logs), 0) / np.exp(logs)[counts > 0].sum()""",
        """
            total = sum(float(n) ** 0.75 for n in counts)
            return [float(n) ** 0.75 / total for n in counts]""",
    ],
    "sample_negatives": [
        """
            ends = np.cumsum(distribution)
            found = (draws[..., None] >= ends).sum(axis=-1)
            return np.minimum(found, len(distribution) - 1)""",
        """
            ends = np.cumsum(distribution)
            ends[-1] = 1.0
            return [[next(k for k, end in enumerate(ends) if r < end) for r in row] for row in draws]""",
    ],
    "sgns_loss": [
        """
            total = 0.0
            for w, c, row in zip(centres, contexts, negatives):
                total += np.logaddexp(0, -E[w] @ F[c])
                for k in row:
                    total += np.logaddexp(0, E[w] @ F[k])
            others = np.column_stack([contexts, negatives])
            wanted = np.where(np.arange(others.shape[1]) == 0, 1.0, -1.0)
            s = np.einsum("nd,nkd->nk", E[centres], F[others])
            return total / len(centres), (E, F, centres, others, wanted, s)""",
        """
            others = np.hstack([contexts.reshape(-1, 1), negatives])
            wanted = np.ones(others.shape[1])
            wanted[1:] = -1
            s = np.matmul(F[others], E[centres][:, :, None])[..., 0]
            t = wanted * s
            costs = np.maximum(-t, 0) + np.log1p(np.exp(-np.abs(t)))
            return costs.sum(axis=1).mean(), (E, F, centres, others, wanted, s)""",
    ],
    "sgns_gradients": [
        """
            E, F, centres, others, wanted, s = cache
            dE, dF = np.zeros_like(E), np.zeros_like(F)
            for n, w in enumerate(centres):
                for j, k in enumerate(others[n]):
                    g = dloss / len(centres) * (1 / (1 + np.exp(-s[n, j])) - (j == 0))
                    dE[w] += g * F[k]
                    dF[k] += g * E[w]
            return (dE, dF)""",
        """
            E, F, centres, others, wanted, s = cache
            P = 0.5 + 0.5 * np.tanh(s / 2)
            P[:, 0] -= 1
            P *= dloss / len(centres)
            G = np.zeros((len(E), len(F)))
            np.add.at(G, (np.repeat(centres, others.shape[1]), others.ravel()), P.ravel())
            return [G @ F, G.T @ E]""",
    ],
    "train_word_vectors": [
        """
            losses, rates = [], np.linspace(learning_rate, 0, len(batches), endpoint=False)
            E, F = E.copy(), F.copy()
            for rate, (centres, contexts, negatives) in zip(rates, batches):
                loss, cache = sgns_loss(E, F, centres, contexts, negatives)
                dE, dF = sgns_gradients(1.0, cache)
                E -= rate * len(centres) * dE
                F -= rate * len(centres) * dF
                losses.append(loss)
            return E, F, np.array(losses)""",
        """
            def step(E, F, left, losses):
                if not left:
                    return [E, F, losses]
                loss, cache = sgns_loss(E, F, *left[0])
                rate = learning_rate * len(left) / len(batches)
                dE, dF = sgns_gradients(rate * len(left[0][0]), cache)
                return step(E - dE, F - dF, left[1:], [*losses, loss])
            return step(E, F, batches, [])""",
    ],
    "cosine_similarity": [
        """
            unit_a = a / (np.linalg.norm(a) or 1.0)
            return [row @ unit_a / (np.linalg.norm(row) or 1.0) for row in B]""",
        """
            lengths = np.hypot.reduce(B, axis=1) * np.hypot.reduce(a)
            return np.nan_to_num(np.divide(B @ a, lengths, out=np.zeros(len(B)), where=lengths > 0))""",
        """
            return B @ a / np.maximum(np.linalg.norm(B, axis=1) * np.linalg.norm(a), 1e-12)""",
    ],
    "analogy": [
        """
            x = E[b] + E[c] - E[a]
            order = np.argsort(-(E @ x) / np.linalg.norm(E, axis=1))
            return next(word for word in order if word not in (a, b, c))""",
        """
            x = E[b] + E[c] - E[a]
            allowed = sorted(set(range(len(E))) - {a, b, c})
            return max(allowed, key=lambda word: cosine_similarity(x, E[[word]])[0])""",
    ],
    "pca_2d": [
        """
            cloud = E - E.mean(axis=0)
            values, vectors = np.linalg.eigh(cloud.T @ cloud / len(E))
            return cloud @ vectors[:, [-1, -2]]""",
        """
            cloud = E - E.mean(axis=0)
            Vt = np.linalg.svd(cloud)[2]
            return -cloud @ Vt[:2].T""",
    ],
}
