// Dropout in front of one unit that adds up its inputs: as in nnlib.regularization.

import { sigmoid } from "./neuron.js";
import { uniforms } from "./pcg64.js";

export const ACTIVATIONS = [2, -1, 0.5, 3];
const SEED = 8;
const OUTPUTS = { sum: (z) => z, sigmoid };

/** X ∘ R, and divided by the keep probability if dropout is inverted. */
export const dropout = (x, mask, keep, inverted) => x.map((value, i) => (value * mask[i]) / (inverted ? keep : 1));

/** What the unit says: the sum of what is left, perhaps through a sigmoid. */
export const output = (y, kind) => OUTPUTS[kind](y.reduce((sum, value) => sum + value, 0));

/** So many masks, one after the other. */
export function masks(count, keep) {
  const drawn = uniforms(SEED, count * ACTIVATIONS.length);
  return Array.from({ length: count }, (_, n) => ACTIVATIONS.map((_, i) => drawn[n * ACTIVATIONS.length + i] < keep));
}

/** What the unit says behind each of so many masks. */
export const outputs = (count, keep, inverted, kind) =>
  masks(count, keep).map((mask) => output(dropout(ACTIVATIONS, mask, keep, inverted), kind));

/** The mean of the first value, of the first two, and so on. */
export function runningMeans(values) {
  let sum = 0;
  return values.map((value, i) => (sum += value) / (i + 1));
}

/** The mean over all masks there are, each as often as it comes. */
export function expectation(keep, inverted, kind) {
  const numbered = (n) => ACTIVATIONS.map((_, i) => ((n >> i) & 1) === 1);
  const every = Array.from({ length: 2 ** ACTIVATIONS.length }, (_, n) => numbered(n));
  return every.reduce((sum, mask) => {
    const probability = mask.reduce((product, kept) => product * (kept ? keep : 1 - keep), 1);
    return sum + probability * output(dropout(ACTIVATIONS, mask, keep, inverted), kind);
  }, 0);
}
