// Near words and analogies: as in nnlib.word_vectors.

const dot = (a, b) => a.reduce((sum, value, i) => sum + value * b[i], 0);

/** The rows of a table whose numbers are signed bytes, in base 64. */
export function decode(bytes, dimensions) {
  const numbers = [...atob(bytes)].map((letter) => (letter.charCodeAt(0) << 24) >> 24);
  return Array.from({ length: numbers.length / dimensions }, (_, v) => numbers.slice(v * dimensions, (v + 1) * dimensions));
}

/** The cosine of the angle between a and each row of B. */
export const cosineSimilarity = (a, B) => B.map((b) => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b)));

function mostSimilar(x, E, without, n) {
  const cosines = cosineSimilarity(x, E);
  const order = [...E.keys()].filter((word) => !without.includes(word)).sort((p, q) => cosines[q] - cosines[p] || p - q);
  return order.slice(0, n).map((word) => [word, cosines[word]]);
}

/** The n words nearest to a word, each with its cosine. */
export const nearest = (word, E, n) => mostSimilar(E[word], E, [word], n);

/** a is to b as c is to: the n best answers, each with its cosine to v_b − v_a + v_c. */
export function analogy(E, a, b, c, n) {
  const x = E[b].map((value, i) => value - E[a][i] + E[c][i]);
  return mostSimilar(x, E, [a, b, c], n);
}
