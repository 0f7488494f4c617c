// The ten activations of nnlib.activations, each with its slope.

import { sigmoid } from "./neuron.js";
import { softplus } from "./softplus.js";

const LEAK = 0.01; // slope of the leaky ReLU on the left
const between = (low, z, high) => Math.max(low, Math.min(high, z));

/** The share of a normal distribution below z: a power series near 0, a continued fraction far out. */
export function normalShare(z) {
  const density = normalDensity(z);
  if (Math.abs(z) < 3) {
    let [term, sum] = [z, z];
    for (let n = 3; Math.abs(term) > 1e-17; n += 2) sum += term *= (z * z) / n;
    return 0.5 + density * sum;
  }
  let tail = 0;
  for (let n = 60; n > 0; n--) tail = n / (Math.abs(z) + tail);
  const beyond = density / (Math.abs(z) + tail);
  return z > 0 ? 1 - beyond : beyond;
}

const normalDensity = (z) => Math.exp(-(z * z) / 2) / Math.sqrt(2 * Math.PI);

const VALUES = {
  sigmoid,
  tanh: Math.tanh,
  hard_tanh: (z) => between(-1, z, 1),
  softsign: (z) => z / (1 + Math.abs(z)),
  relu: (z) => Math.max(0, z),
  leaky_relu: (z) => (z > 0 ? z : LEAK * z),
  elu: (z) => (z > 0 ? z : Math.expm1(z)),
  softplus,
  swish: (z) => z * sigmoid(z),
  gelu: (z) => z * normalShare(z),
};

const SLOPES = {
  sigmoid: (z) => sigmoid(z) * sigmoid(-z),
  tanh: (z) => 1 - Math.tanh(z) ** 2,
  hard_tanh: (z) => (z > -1 && z < 1 ? 1 : 0),
  softsign: (z) => 1 / (1 + Math.abs(z)) ** 2,
  relu: (z) => (z > 0 ? 1 : 0),
  leaky_relu: (z) => (z > 0 ? 1 : LEAK),
  elu: (z) => (z > 0 ? 1 : Math.exp(z)),
  softplus: sigmoid,
  swish: (z) => sigmoid(z) * (1 + z * sigmoid(-z)),
  gelu: (z) => normalShare(z) + z * normalDensity(z),
};

/** What an activation answers. */
export const value = (name, z) => VALUES[name](z);

/** Its slope, by which a gradient from upstream is multiplied. */
export const slope = (name, z) => SLOPES[name](z);
