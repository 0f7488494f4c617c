// Two scores, that of the right class and that of a wrong one: as in nnlib.losses, for a single example.

import { sigmoid } from "./neuron.js";
import { softplus } from "./softplus.js";

/** max(0, margin + wrong − right), and its gradients. */
export function hinge(right, wrong, margin) {
  const violation = margin + wrong - right;
  const push = violation > 0 ? 1 : 0;
  return { loss: Math.max(0, violation), dright: -push || 0, dwrong: push };
}

/** −log of the softmax of two scores at the right one, and its gradients. */
export function crossEntropy(right, wrong) {
  const p = sigmoid(wrong - right);
  return { loss: softplus(wrong - right), dright: -p, dwrong: p };
}
