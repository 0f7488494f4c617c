// A network for XOR, trained with Adam: two inputs, two hidden units with a tanh, two scores; nnlib.mlp,
// nnlib.losses and nnlib.adaptive_optimizers. Its parameters are one list: W (2, 2), b (2,), W (2, 2), b (2,).

import { STARTS } from "./data/xor_starts.js";
import { crossEntropy } from "./margin.js";
import { sigmoid } from "./neuron.js";

export const CORNERS = [[0, 0], [0, 1], [1, 0], [1, 1]];
export const TARGETS = [0, 1, 1, 0];
export const STEPS = 200;
const [RATE, BETA1, BETA2, EPSILON] = [0.1, 0.9, 0.999, 1e-8];

/** Parameters before training, from one of NumPy's seeds: random weights, biases of zero. */
export const start = (seed) => [...STARTS[seed].slice(0, 4), 0, 0, ...STARTS[seed].slice(4), 0, 0];

/** What the two hidden units answer. */
export const features = (theta, [x1, x2]) =>
  [0, 1].map((j) => Math.tanh(x1 * theta[j] + x2 * theta[2 + j] + theta[4 + j]));

/** The scores of the classes 0 and 1, from what the hidden units answer. */
export const scores = (theta, [h1, h2]) => [0, 1].map((c) => h1 * theta[6 + c] + h2 * theta[8 + c] + theta[10 + c]);

/** The probability of class 1, from what the hidden units answer. */
export function probability(theta, h) {
  const [no, yes] = scores(theta, h);
  return sigmoid(yes - no);
}

/** Mean cross-entropy of the four corners, and its gradient. */
export function lossAndGradient(theta) {
  const gradient = theta.map(() => 0);
  let loss = 0;
  CORNERS.forEach((x, n) => {
    const h = features(theta, x);
    const s = scores(theta, h);
    const y = TARGETS[n];
    const cost = crossEntropy(s[y], s[1 - y]);
    loss += cost.loss / 4;
    backward(theta, x, h, (y ? [cost.dwrong, cost.dright] : [cost.dright, cost.dwrong]).map((d) => d / 4), gradient);
  });
  return [loss, gradient];
}

/** Add what one example with the gradient ds of its scores has to say. */
function backward(theta, x, h, ds, gradient) {
  for (const j of [0, 1]) {
    const dz = (ds[0] * theta[6 + 2 * j] + ds[1] * theta[7 + 2 * j]) * (1 - h[j] ** 2);
    for (const k of [0, 1]) {
      gradient[2 * k + j] += x[k] * dz;
      gradient[6 + 2 * j + k] += h[j] * ds[k];
    }
    gradient[4 + j] += dz;
    gradient[10 + j] += ds[j];
  }
}

const runs = new Map();

/** The parameters and the loss before each step and after the last, replayed once for each seed. */
export function run(seed) {
  if (!runs.has(seed)) runs.set(seed, replay(start(seed)));
  return runs.get(seed);
}

function replay(first) {
  let [theta, m, v] = [first, first.map(() => 0), first.map(() => 0)];
  const states = [];
  for (let t = 1; t <= STEPS + 1; t++) {
    const [loss, gradient] = lossAndGradient(theta);
    states.push({ theta, loss });
    m = m.map((old, i) => BETA1 * old + (1 - BETA1) * gradient[i]);
    v = v.map((old, i) => BETA2 * old + (1 - BETA2) * gradient[i] ** 2);
    const [mhat, vhat] = [m.map((a) => a / (1 - BETA1 ** t)), v.map((a) => a / (1 - BETA2 ** t))];
    theta = theta.map((old, i) => old - (RATE * mhat[i]) / (Math.sqrt(vhat[i]) + EPSILON));
  }
  return states;
}

/** The circle and the square that the hidden units have put nearest to each other, and how far apart they are. */
export function nearest(theta) {
  const h = CORNERS.map((x) => features(theta, x));
  const pairs = [1, 2].flatMap((i) => [0, 3].map((j) => ({
    pair: [i, j], gap: Math.max(...[0, 1].map((k) => Math.abs(h[i][k] - h[j][k]))),
  })));
  return pairs.reduce((best, pair) => (pair.gap < best.gap ? pair : best));
}
