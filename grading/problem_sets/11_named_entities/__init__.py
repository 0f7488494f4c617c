"""Problem set 11: a tagger of names, from its words to its score."""

from . import corruption, cutting, embedding, model, scores, training, words

TASKS = [*words.TASKS, *cutting.TASKS, *embedding.TASKS, *corruption.TASKS, *model.TASKS, *training.TASKS,
         *scores.TASKS]

MAY_IMPORT = {
    "losses": ("softmax_cross_entropy_forward", "softmax_cross_entropy_backward"),
    "softmax": ("log_softmax_forward",),  # the loss is built on it
    "corpus": "*",
    "grammar": "*",  # the corpus is drawn from it
    "corpus_files": "*",
    "tagging": ("PAD", "UNK", "encode"),
    "differences": "*",
    "gradcheck": "*",
    "gradient_report": "*",
    "plotting": "*",
}
