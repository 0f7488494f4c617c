// One neuron with two inputs: as in nnlib.activations and nnlib.affine.

/** 1 / (1 + e⁻ᶻ); of two equal formulas the one whose power stays below 1. */
export function sigmoid(z) {
  const e = Math.exp(-Math.abs(z));
  return z >= 0 ? 1 / (1 + e) : e / (1 + e);
}

/** z = w · x + b */
export const weightedSum = (x, w, b) => x.reduce((sum, value, i) => sum + value * w[i], b);

/** a = σ(w · x + b) */
export const neuron = (x, w, b) => sigmoid(weightedSum(x, w, b));
