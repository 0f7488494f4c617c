// Ten layers that have learned nothing, looked at: as in nnlib.initializers.

import { sigmoid } from "./neuron.js";
import { uniforms } from "./pcg64.js";

const SEED = 9;
const [EXAMPLES, WIDTH, SCORES, LAYERS] = [40, 40, 10, 10];
const FLAT = 0.01;
const SIZES = [...Array(LAYERS + 1).fill(WIDTH), SCORES];

const INITS = {
  xavier: (fanIn, fanOut) => Math.sqrt(6 / (fanIn + fanOut)),
  he: (fanIn) => Math.sqrt(6 / fanIn),
};
/** An activation, and its derivative by its value. */
const SLOPED = {
  tanh: [Math.tanh, (a) => 1 - a * a],
  relu: [(z) => Math.max(0, z), (a) => (a > 0 ? 1 : 0)],
  sigmoid: [sigmoid, (a) => a * (1 - a)],
};

/** Inputs, the weights of every layer times a factor, and the gradient at the scores: all uniform, in this order. */
function drawn(init, factor) {
  const weightCount = SIZES.slice(1).reduce((sum, M, k) => sum + M * SIZES[k], 0);
  const numbers = uniforms(SEED, EXAMPLES * (WIDTH + SCORES) + weightCount);
  let used = 0;
  const matrix = (rows, columns, limit, times = 1) => Array.from({ length: rows }, () =>
    numbers.slice(used, (used += columns)).map((u) => (-limit + 2 * limit * u) * times));
  return {
    X: matrix(EXAMPLES, WIDTH, Math.sqrt(3)),
    weights: SIZES.slice(1).map((M, k) => matrix(SIZES[k], M, INITS[init](SIZES[k], M), factor)),
    dscores: matrix(EXAMPLES, SCORES, Math.sqrt(3)),
  };
}

const transposed = (A) => A[0].map((_, j) => A.map((row) => row[j]));

/** A Bᵀ */
const timesTransposed = (A, B) => A.map((a) => B.map((b) => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}));

let last = {}; // a figure asks again and again for what it has just seen

/** What arrives at each layer: its activations, and the gradients with respect to what enters them. */
export function layersOf(init, factor, activation) {
  const asked = [init, factor, activation].join();
  if (last.asked !== asked) last = { asked, layers: passes(init, factor, activation) };
  return last.layers;
}

function passes(init, factor, activation) {
  const [activate, derivative] = SLOPED[activation];
  const { X, weights, dscores } = drawn(init, factor);
  const activations = [];
  for (const W of weights.slice(0, LAYERS)) {
    activations.push(timesTransposed(activations.at(-1) ?? X, transposed(W)).map((row) => row.map(activate)));
  }
  const gradients = [];
  let dZ = dscores;
  for (let k = LAYERS; k > 0; k--) {
    dZ = timesTransposed(dZ, weights[k]).map((row, n) => row.map((dA, i) => dA * derivative(activations[k - 1][n][i])));
    gradients.unshift(dZ.flat());
  }
  return activations.map((A, k) => ({ activations: A.flat(), gradients: gradients[k] }));
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

function spread(values) {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}

/** For each layer the standard deviations, and the share of activations at which hardly any of a gradient passes. */
export function statistics(init, factor, activation) {
  const flat = (a) => (Math.abs(SLOPED[activation][1](a)) < FLAT ? 1 : 0);
  return layersOf(init, factor, activation).map(({ activations, gradients }) =>
    ({ std: spread(activations), flat: mean(activations.map(flat)), gradientStd: spread(gradients) }));
}

/** How many values fall into each of so many equal parts; what lies beyond the ends counts in the last part there. */
export function histogram(values, low, high, parts) {
  const counts = Array(parts).fill(0);
  for (const value of values) {
    const part = Math.floor(((value - low) / (high - low)) * parts);
    counts[Math.max(0, Math.min(parts - 1, part))]++;
  }
  return counts;
}
