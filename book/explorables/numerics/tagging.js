// From a sentence to windows, and back to the rows of E: as in nnlib.tagging and nnlib.windows.

/** The words by number: padding, the unknown word, then the most frequent one, and so on. */
export function buildVocabulary(words) {
  const count = (word) => words.filter((other) => other === word).length;
  const ordered = [...new Set(words)].sort((a, b) => count(b) - count(a) || (a < b ? -1 : 1));
  return [...new Set(["<pad>", "<unk>", ...ordered])];
}

export const encode = (words, vocabulary) => words.map((word) => Math.max(vocabulary.indexOf(word), 1));

/** One window around each word; beyond the ends of the sentence stands 0, the padding. */
export function windows(indices, width) {
  const reach = (width - 1) / 2;
  return indices.map((_, n) => Array.from({ length: width }, (_, k) => indices[n + k - reach] ?? 0));
}

/** Scatter-add: each slot's gradient is added to the row of its word. */
export function scatterAdd(gradients, words, rows) {
  const dE = Array(rows).fill(0);
  words.forEach((word, k) => { dE[word] += gradients[k]; });
  return dE;
}
