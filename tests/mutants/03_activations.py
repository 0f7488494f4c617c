"""Wrong and right solutions of problem set 3.

A mutant is an edit of the reference solution: (misconception, what stands there, what stands there instead).
Where the edit is the whole body, the first text is the cell's whole solution region: ``BODY``.
A variant is a right solution written differently: the whole body.
"""

BODY = object()


def wrong_forwards(name, A, arguments="Z"):
    """What every forward pass can get wrong; ``A`` is a right expression for its result."""
    short = name.removesuffix("_forward")
    return [
        ("wrong-sign", BODY, f"Z = -Z\nreturn {A}, Z"),
        ("loses-the-batch-axis", BODY, f"return ({A}).squeeze(), Z"),
        ("writes-to-its-arguments", BODY, f"Z += 1\nZ -= 1\nreturn {A}, Z"),
        ("delegated", BODY, f"import nnlib.activations\nreturn nnlib.activations.{short}_forward({arguments})"),
    ]


def wrong_backwards(given, local):
    """What every backward pass can get wrong; ``local`` is the slope, as it may be written after the line ``given``."""
    return [
        ("forgot-local-derivative", BODY, "return 1 * dA"),
        ("missing-upstream", BODY, f"{given}\nreturn 1.0 * ({local})"),
        ("wrong-sign", BODY, f"{given}\nreturn -({local}) * dA"),
        ("factor-two", BODY, f"{given}\nreturn 2 * dA * ({local})"),
        ("loses-the-batch-axis", BODY, f"{given}\nreturn (({local}) * dA).squeeze()"),
        ("writes-to-its-arguments", BODY, f"{given}\ndA *= {local}\nreturn dA"),
    ]


SIGMOID = "0.5 + np.tanh(Z / 2) / 2"
OVERFLOWING_SIGMOID = "1 / (1 + np.exp(-Z))"
GELU = "Z * (1 + erf(Z / np.sqrt(2))) / 2"
LEAKY = "np.where(Z < 0, slope * Z, Z)"
ELU = "np.where(Z < 0, alpha * np.expm1(np.minimum(0, Z)), Z)"

MUTANTS = {
    "sigmoid_forward": [
        *wrong_forwards("sigmoid_forward", SIGMOID),
        ("hard-coded", BODY, """
            rng = np.random.default_rng(0)
            for shape in ((4, 3), (3, 3), (1, 4), (5, 2)):
                seen, _ = rng.normal(scale=1.5, size=shape), rng.normal(size=shape)
                if seen.shape == Z.shape:
                    return 1 / (1 + np.exp(-seen)), None"""),
        ("overflows", BODY, f"A = {OVERFLOWING_SIGMOID}\nreturn A, A"),
        ("overflows", BODY, "A = np.where(Z < 0, np.exp(Z) / (1 + np.exp(Z)), 1 / (1 + np.exp(-Z)))\nreturn A, A"),
        ("wrong-activation", BODY, "return np.tanh(Z), np.tanh(Z)"),
        ("wrong-sign", "Z < 0", "Z > 0"),
    ],
    "sigmoid_backward": [
        *wrong_backwards("A = cache", "A - A * A"),
        ("derivative-at-the-wrong-variable", BODY,
         "again = sigmoid_forward(cache)[0]\nreturn again * (1 - again) * dA"),
        ("slope-without-its-square", BODY, "return dA * (cache - 1)"),
        ("derivative-of-another-activation", BODY, "return dA * (1 - cache**2)"),
    ],
    "tanh_forward": [
        *wrong_forwards("tanh_forward", "np.tanh(Z)"),
        ("forgot-the-stretch", "sigmoid_forward(2 * Z)", "sigmoid_forward(Z)"),
        ("forgot-the-stretch", BODY, "A = sigmoid_forward(2 * Z)[0]\nreturn A, A"),
        ("overflows", BODY, "A = (np.exp(Z) - np.exp(-Z)) / (np.exp(Z) + np.exp(-Z))\nreturn A, A"),
        ("wrong-activation", BODY, "A = sigmoid_forward(Z)[0]\nreturn A, A"),
    ],
    "tanh_backward": [
        *wrong_backwards("A = cache", "1 - A * A"),
        ("slope-without-its-square", "(1 - cache) * (1 + cache)", "(1 - cache)"),
        ("derivative-at-the-wrong-variable", "(1 - cache) * (1 + cache)", "(1 - np.tanh(cache) ** 2)"),
        ("derivative-of-another-activation", "(1 - cache) * (1 + cache)", "(1 - cache) * cache"),
    ],
    "hard_tanh_forward": [
        *wrong_forwards("hard_tanh_forward", "Z.clip(-1, 1)"),
        ("flat-in-the-middle", BODY, "return np.where(Z > 1, 1.0, np.where(Z < -1, -1.0, 0.0)), Z"),
        ("one-side-only", "np.maximum(-1, Z)", "Z"),
        ("one-side-only", "np.maximum(-1, Z)", "np.maximum(0, Z)"),
        ("wrong-activation", "np.minimum(1, np.maximum(-1, Z))", "np.tanh(Z)"),
    ],
    "hard_tanh_backward": [
        *wrong_backwards("Z = cache", "1.0 * (np.abs(Z) < 1)"),
        ("flat-in-the-middle", "abs(cache) < 1", "abs(cache) > 1"),
        ("one-side-only", "abs(cache) < 1", "cache < 1"),
        ("derivative-at-the-wrong-variable", "abs(cache) < 1", "abs(dA) < 1"),
        ("derivative-of-another-activation", "np.where(abs(cache) < 1, dA, 0.0)", "dA * (1 - np.tanh(cache) ** 2)"),
    ],
    "softsign_forward": [
        *wrong_forwards("softsign_forward", "Z / (1 + np.abs(Z))"),
        ("forgot-the-absolute-value", "1 + abs(Z)", "1 + Z"),
        ("forgot-the-absolute-value", "return Z / size", "return abs(Z) / size"),
        ("wrong-activation", "return Z / size", "return np.tanh(Z)"),
    ],
    "softsign_backward": [
        *wrong_backwards("local = cache**-2", "local"),
        ("slope-without-its-square", "cache**2", "cache"),
        ("derivative-of-another-activation", "dA / cache**2", "dA * (1 - np.tanh(cache - 1) ** 2)"),
    ],
    "relu_forward": [
        *wrong_forwards("relu_forward", "Z.clip(min=0)"),
        ("keeps-the-wrong-half", BODY, "return np.minimum(Z, 0), Z < 0"),
        ("skips-the-activation", "return Z * on", "return 1 * Z"),
        ("forgot-the-input", "return Z * on", "return 1 * on"),
        ("wrong-activation", "return Z * on", "return np.abs(Z)"),
    ],
    "relu_backward": [
        *wrong_backwards("on = cache", "1 * on"),
        ("forgot-local-derivative", "return cache * dA", "return (cache >= 0) * dA"),
        ("derivative-at-the-wrong-variable", "return cache * dA", "return np.maximum(dA, 0)"),
        ("keeps-the-wrong-half", "return cache * dA", "return np.where(cache, 0, dA)"),
    ],
    "leaky_relu_forward": [
        *wrong_forwards("leaky_relu_forward", LEAKY, "Z, slope"),
        ("no-leak", "Z > 0, 1.0, slope", "Z > 0, 1.0, 0.0"),
        ("parameter-ignored", "Z > 0, 1.0, slope", "Z > 0, 1.0, 0.01"),
        ("leak-on-the-wrong-side", "Z > 0, 1.0, slope", "Z < 0, 1.0, slope"),
        ("forgot-the-input", "return Z * local", "return np.where(Z > 0, Z, slope)"),
    ],
    "leaky_relu_backward": [
        *wrong_backwards("local = cache", "local"),
        ("no-leak", "cache * dA", "(cache == 1) * dA"),
        ("parameter-ignored", "cache * dA", "np.where(cache == 1, 1.0, 0.01) * dA"),
        ("missing-upstream", "cache * dA", "np.where(cache == 1, dA, cache)"),
    ],
    "elu_forward": [
        *wrong_forwards("elu_forward", ELU, "Z, alpha"),
        ("forgot-minus-one", "left - alpha", "left"),
        ("forgot-minus-one", "left - alpha", "left - 1"),
        ("parameter-ignored", "alpha * np.exp(np.where(Z > 0, 0.0, Z))",
         "alpha = np.exp(np.minimum(Z, 0))\nalpha = 1"),
        ("overflows", "np.where(Z > 0, 0.0, Z)", "Z"),
        ("no-leak", "np.where(Z > 0, Z, left - alpha)", "Z.clip(min=0)"),
    ],
    "elu_backward": [
        *wrong_backwards("local = cache", "local"),
        ("no-leak", "cache * dA", "(cache == 1) * dA"),
        ("derivative-of-another-activation", "cache * dA", "np.where(cache == 1, 1.0, 0.01) * dA"),
    ],
    "softplus_forward": [
        *wrong_forwards("softplus_forward", "np.logaddexp(Z, 0)"),
        ("overflows", "np.logaddexp(0, Z)", "np.log(1 + np.exp(Z))"),
        ("overflows", "np.logaddexp(0, Z)", "np.log1p(np.exp(Z))"),
        ("overflows", "np.logaddexp(0, Z)", "np.where(Z > 30, Z, np.log(1 + np.exp(Z)))"),
        ("forgot-plus-one", "np.logaddexp(0, Z)", "1 * Z"),
        ("wrong-activation", "np.logaddexp(0, Z)", "Z.clip(min=0)"),
    ],
    "softplus_backward": [
        *wrong_backwards("share, _ = sigmoid_forward(cache)", "share"),
        ("wrong-sign", "sigmoid_forward(cache)", "sigmoid_forward(-cache)"),
        ("derivative-at-the-wrong-variable", "sigmoid_forward(cache)", "sigmoid_forward(np.logaddexp(0, cache))"),
        ("derivative-of-another-activation", "sigmoid_forward(cache)[0] * dA", "(cache > 0) * dA"),
        ("overflows", "sigmoid_forward(cache)[0]", "1 / (1 + np.exp(-cache))"),
    ],
    "swish_forward": [
        *wrong_forwards("swish_forward", f"Z * ({SIGMOID})"),
        ("forgot-the-input", "return share * Z", "return share"),
        ("overflows", "share, _ = sigmoid_forward(Z)", f"share = {OVERFLOWING_SIGMOID}"),
        ("wrong-activation", "return share * Z", "return Z.clip(min=0)"),
        ("wrong-activation", BODY, f"return {GELU}, Z"),
    ],
    "swish_backward": [
        *wrong_backwards("share, Z = cache", "share * (1 + Z - Z * share)"),
        ("half-the-product-rule", "(share + share * (1 - share) * Z)", "share"),
        ("half-the-product-rule", "(share + share * (1 - share) * Z)", "share * (1 - share) * Z"),
        ("half-the-product-rule", "(share + share * (1 - share) * Z)", "share * (1 - share)"),
        ("wrong-sign", "share + share", "share - share"),
    ],
    "gelu_forward": [
        *wrong_forwards("gelu_forward", GELU),
        ("wrong-bell", "erf(Z / 2**0.5)", "erf(Z)"),
        ("wrong-bell", "0.5 + erf(Z / 2**0.5) / 2", "erf(Z / 2**0.5)"),
        ("forgot-the-input", "return share * Z", "return share"),
        ("approximation-instead-of-exact", "0.5 + erf(Z / 2**0.5) / 2",
         "0.5 + np.tanh((2 / np.pi) ** 0.5 * (Z + 0.044715 * Z**3)) / 2"),
        ("approximation-instead-of-exact", "0.5 + erf(Z / 2**0.5) / 2", "sigmoid_forward(1.702 * Z)[0]"),
    ],
    "gelu_backward": [
        *wrong_backwards("share, Z = cache", "share + Z * np.exp(-Z * Z / 2) / np.sqrt(2 * np.pi)"),
        ("half-the-product-rule", "(share + bell * Z)", "share"),
        ("half-the-product-rule", "(share + bell * Z)", "bell * Z"),
        ("half-the-product-rule", "(share + bell * Z)", "bell"),
        ("wrong-bell", " / (2 * np.pi) ** 0.5", ""),
        ("wrong-bell", "-Z * Z / 2", "-Z * Z"),
        ("wrong-sign", "share + bell", "share - bell"),
    ],
    "softmax_forward": [
        ("overflows", BODY, "weights = np.exp(Z)\nP = weights / weights.sum(1)[:, None]\nreturn P, P"),
        ("one-shift-for-all-rows", "np.max(Z, axis=1)[:, None]", "np.max(Z)"),
        ("summed-over-the-wrong-axis", BODY, """
            weights = np.exp(Z - np.max(Z, axis=0))
            P = weights / np.sum(weights, axis=0)
            return P, P"""),
        ("summed-over-the-wrong-axis", BODY,
         "weights = np.exp(Z - np.max(Z))\nP = weights / weights.sum()\nreturn P, P"),
        ("not-normalised", " / np.sum(weights, axis=1)[:, None]", ""),
        ("no-exponential", BODY, "P = Z / np.sum(Z, axis=1)[:, None]\nreturn P, P"),
        ("wrong-sign", "np.exp(Z - np.max(Z, axis=1)[:, None])", "np.exp(np.min(Z, axis=1)[:, None] - Z)"),
        ("gives-the-logarithm", "return P, P", "return np.log(P), P"),
        ("loses-the-batch-axis", "return P, P", "return P.squeeze(), P"),
        ("wrong-activation", BODY, f"P = {SIGMOID}\nreturn P, P"),
        ("writes-to-its-arguments", BODY, """
            Z -= np.max(Z, axis=1)[:, None]
            P = np.exp(Z) / np.sum(np.exp(Z), axis=1)[:, None]
            return P, P"""),
        ("delegated", BODY, "from nnlib.softmax import softmax_forward as reference\nreturn reference(Z)"),
    ],
    "softmax_backward": [
        ("diagonal-only", BODY, "return dP * cache * (1 - cache)"),
        ("diagonal-only", BODY, "return cache * dP"),
        ("forgot-local-derivative", BODY, "return 1 * dP"),
        ("forgot-local-derivative", "cache * (dP - mean[:, None])", "dP - mean[:, None]"),
        ("missing-upstream", BODY, "return cache * (1 - cache)"),
        ("summed-over-the-wrong-axis", BODY, "return cache * (dP - np.einsum('nc,nc->c', cache, dP))"),
        ("summed-over-the-wrong-axis", BODY, "return cache * (dP - np.einsum('nc,nc->', cache, dP))"),
        ("not-weighted", BODY, "return cache * (dP - np.mean(dP, axis=1)[:, None])"),
        ("wrong-sign", "(dP - mean[:, None])", "(mean[:, None] - dP)"),
        ("factor-two", "return cache", "return 2 * cache"),
        ("loses-the-batch-axis", "return cache * (dP - mean[:, None])",
         "return (cache * (dP - mean[:, None])).squeeze()"),
        ("writes-to-its-arguments", "return cache * (dP - mean[:, None])", "dP -= mean[:, None]\nreturn cache * dP"),
    ],
}


def loop(expression, cache):
    """A right forward pass, number by number."""
    return f"A = np.array([[{expression} for z in row] for row in Z])\nreturn A, {cache}"


VARIANTS = {
    "sigmoid_forward": [
        f"A = {SIGMOID}\nreturn A, A",
        "A = np.exp(-np.logaddexp(0, -Z))\nreturn A, A",
        loop("1 / (1 + math.exp(-z)) if z > -700 else 0.0", "A"),
        "with np.errstate(over='ignore'):\n    A = 1 / (1 + np.exp(-Z))\nreturn A, A",
    ],
    "sigmoid_backward": [
        "return dA * (0.25 - (cache - 0.5) ** 2)",
        "return [[a * (1 - a) * d for a, d in zip(*rows)] for rows in zip(cache, dA)]",
    ],
    "tanh_forward": [
        "bent = np.tanh(Z)\nreturn bent, bent",
        loop("math.tanh(z)", "A"),
        "A = 1 - 2 * sigmoid_forward(-2 * Z)[0]\nreturn A, A",
    ],
    "tanh_backward": ["return np.subtract(1, cache**2) * dA", "return dA - dA * cache * cache"],
    "hard_tanh_forward": [
        "return Z.clip(-1, 1), Z",
        "return (abs(Z + 1) - abs(Z - 1)) / 2, Z",
        loop("max(-1, min(1, z))", "Z"),
    ],
    "hard_tanh_backward": [
        "return dA * (cache > -1) * (cache < 1)",
        "dZ = dA.copy()\ndZ[cache**2 > 1] = 0\nreturn dZ",
    ],
    "softsign_forward": [
        "return np.sign(Z) - np.sign(Z) / (1 + abs(Z)), 1 + abs(Z)",
        loop("z / (1 + abs(z))", "1 + np.sqrt(Z**2)"),
    ],
    "softsign_backward": ["return np.power(cache, -2) * dA", "return (1 - (cache - 1) / cache) ** 2 * dA"],
    "relu_forward": [
        "return Z.clip(min=0), Z > 0",
        "return (Z + abs(Z)) / 2, np.sign(Z) > 0",
        loop("max(z, 0)", "A > 0"),
    ],
    "relu_backward": ["return np.where(cache, dA, 0)", "dZ = dA.copy()\ndZ[~cache] = 0\nreturn dZ"],
    "leaky_relu_forward": [
        "return np.maximum(Z, slope * Z), np.where(Z > 0, 1, slope)",
        "return (1 + slope) / 2 * Z + (1 - slope) / 2 * abs(Z), (1 + slope) / 2 + (1 - slope) / 2 * np.sign(Z)",
    ],
    "leaky_relu_backward": [
        "return np.multiply(dA, cache)",
        "return [[a * d for a, d in zip(*rows)] for rows in zip(cache, dA)]",
    ],
    "elu_forward": [
        f"return {ELU}, np.where(Z > 0, 1, alpha * np.exp(-abs(Z)))",
        loop("z if z > 0 else alpha * math.expm1(z)", "np.where(A > 0, 1, A + alpha)"),
    ],
    "elu_backward": [
        "return np.multiply(dA, cache)",
        "return [[a * d for a, d in zip(*rows)] for rows in zip(cache, dA)]",
    ],
    "softplus_forward": [
        "return Z.clip(min=0) + np.log1p(np.exp(-abs(Z))), Z",
        loop("z if z > 40 else math.log1p(math.exp(z))", "Z"),
    ],
    "softplus_backward": [
        "return dA * (0.5 + 0.5 * np.tanh(cache / 2))",
        "return dA * np.exp(-np.logaddexp(0, -cache))",
    ],
    "swish_forward": [
        f"share = {SIGMOID}\nreturn Z * share, (share, Z)",
        "e = np.exp(-abs(Z))\nshare = np.where(Z > 0, 1, e) / (1 + e)\nreturn Z * share, (share, Z)",
    ],
    "swish_backward": [
        "share, Z = cache\nA = Z * share\nreturn (A + share * (1 - A)) * dA",
        "share, Z = cache\nreturn dA * share + Z * sigmoid_backward(dA, share)",
    ],
    "gelu_forward": [
        f"return {GELU}, ((1 + erf(Z / np.sqrt(2))) / 2, Z)",
        loop("z * math.erfc(-z / math.sqrt(2)) / 2", "(np.vectorize(math.erfc)(-Z / math.sqrt(2)) / 2, Z)"),
    ],
    "gelu_backward": [
        "share, Z = cache\nreturn dA * share + dA * Z * np.exp(-(Z**2) / 2) * 0.3989422804014327",
        "share, Z = cache\nbell = np.exp(-np.log(2 * np.pi) / 2 - Z**2 / 2)\nreturn np.multiply(dA, share + Z * bell)",
    ],
    "softmax_forward": [
        "P = np.exp(Z - np.logaddexp.reduce(Z, axis=1, keepdims=True))\nreturn P, P",
        "P = np.array([np.exp(z - max(z)) / sum(np.exp(z - max(z))) for z in Z])\nreturn P, P",
        "P = 1 / np.exp(np.minimum(Z[:, None, :] - Z[:, :, None], 700)).sum(2)\nreturn P, P",
    ],
    "softmax_backward": [
        "return np.array([(np.diag(p) - np.outer(p, p)) @ d for p, d in zip(cache, dP)])",
        "both = cache * dP\nreturn both - cache * both.sum(axis=1, keepdims=True)",
    ],
}
