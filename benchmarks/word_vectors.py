"""Skip-gram with negative sampling, one epoch over a random text: 1,000 words, as frequent as Zipf's law has it."""

import numpy as np

from benchmarks.harness import Row
from nnlib.skipgram import skipgram_pairs, train_word_vectors

V, D, WINDOW, K = 1000, 32, 4, 5
RATE, LAST_RATE = 0.05, 1e-4
SENTENCES, LENGTH = 500, 20


def text():
    """Sentences of word indices; every word occurs."""
    rng, zipf = np.random.default_rng(0), 1 / np.arange(1, V + 1)
    words = rng.choice(V, SENTENCES * LENGTH - V, p=zipf / zipf.sum())
    return list(rng.permutation(np.concatenate([words, np.arange(V)])).reshape(SENTENCES, LENGTH))


def with_nnlib(sentences):
    """An epoch of `train_word_vectors`, first vectors and sampling of pairs included; no word is dropped."""
    def epoch():
        train_word_vectors(sentences, V, np.random.default_rng(0), D, window=WINDOW, K=K, epochs=1,
                           learning_rate=RATE, threshold=1.0, progress=False)

    return epoch


def with_gensim(sentences):
    """An epoch of gensim's compiled code in one thread; its vocabulary is made before."""
    from gensim.models import Word2Vec

    model = Word2Vec(sg=1, hs=0, negative=K, vector_size=D, window=WINDOW, min_count=1, sample=0, workers=1, seed=0)
    words = [[str(word) for word in sentence] for sentence in sentences]
    model.build_vocab(words)

    def epoch():
        model.train(words, total_examples=len(words), epochs=1, start_alpha=RATE, end_alpha=LAST_RATE)

    return epoch


def rows():
    """A pair of words by both: both draw windows at random, and as many pairs are expected of each."""
    sentences = text()
    pairs = np.mean([len(skipgram_pairs(sentences, WINDOW, np.random.default_rng(seed))[0]) for seed in range(20)])
    cases = {"nnlib": with_nnlib(sentences), "gensim": with_gensim(sentences)}
    return [Row("Word vectors, V = 1,000, D = 32, K = 5: a pair", cases, {"gensim": 2.5}, int(pairs))]
