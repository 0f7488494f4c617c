"""Problem set 12: word vectors, from pairs of neighbours to analogies."""

from . import analogies, cosines, gradients, noise, pairs, picture, sgns, training

TASKS = [
    *pairs.TASKS,
    *noise.TASKS,
    *sgns.TASKS,
    *gradients.TASKS,
    *training.TASKS,
    *cosines.TASKS,
    *analogies.TASKS,
    *picture.TASKS,
]

MAY_IMPORT = {
    "corpus": "*",
    "corpus_files": "*",
    "differences": "*",
    "gradcheck": "*",
    "gradient_report": "*",
    "grammar": "*",
    "plotting": "*",
    "tagging": ("build_vocabulary", "encode"),
}
