"""Data sets, the corpus, and files of one's own."""

import tempfile
from pathlib import Path

import numpy as np

from calls._sizes import SIZES
from nnlib import corpus, corpus_files, datasets

FOLDER = tempfile.TemporaryDirectory()
FILE = Path(FOLDER.name, "sentences.conll")
FILE.write_text("Museums O\nin O\nParis LOC\n", encoding="utf-8")


def calls():
    """Draw points and sentences, load digits and files."""
    rng = np.random.default_rng(0)
    yield datasets.logic_gate, ("xor",)
    yield datasets.moons, (SIZES["N"], 0.1, rng)
    yield datasets.spirals, (SIZES["N"], 3, 0.1, rng)
    yield datasets.rings, (SIZES["N"], 2, 0.1, rng)
    yield datasets.digits, (rng,)
    yield corpus.corpus, (rng, 10)
    yield corpus.analogies, ()
    yield corpus_files.read_text, (FILE,)
    yield corpus_files.read_conll, (FILE,)
