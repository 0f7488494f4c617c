// Computation graphs: as in nnlib.operations and nnlib.autodiff, but stopped after any step.

/** The value of each operation, and its local derivatives from its inputs and that value. */
const OPERATIONS = {
  "+": { value: (x, y) => x + y, local: () => [1, 1] },
  "×": { value: (x, y) => x * y, local: ([x, y]) => [y, x] },
  max: { value: (x, y) => Math.max(x, y), local: ([x, y]) => (x >= y ? [1, 0] : [0, 1]) },
  "× −1": { value: (x) => -x, local: () => [-1] },
  exp: { value: Math.exp, local: (_, out) => [out] },
  "+ 1": { value: (x) => x + 1, local: () => [1] },
  "1 / ·": { value: (x) => 1 / x, local: (_, out) => [-(out ** 2)] },
};

/** Three inputs, and operations on nodes with a smaller number, in the order of the forward pass. */
const entry = (name, operation, ...inputs) => ({ name, operation, inputs });
const INPUT_NODES = ["x", "y", "z"].map((name) => entry(name, null));
export const GRAPHS = {
  product: [...INPUT_NODES, entry("x + y", "+", 0, 1), entry("max(y, z)", "max", 1, 2), entry("f", "×", 3, 4)],
  neuron: [
    ...INPUT_NODES, entry("xy", "×", 0, 1), entry("xy + z", "+", 3, 2), entry("× −1", "× −1", 4),
    entry("exp", "exp", 5), entry("+ 1", "+ 1", 6), entry("σ", "1 / ·", 7),
  ],
};

/** The value of every node. */
export function forward(graph, inputs) {
  const values = [...inputs];
  for (const { operation, inputs: from } of GRAPHS[graph].slice(INPUT_NODES.length)) {
    values.push(OPERATIONS[operation].value(...from.map((i) => values[i])));
  }
  return values;
}

/** By how much the output of node k moves when each of its inputs moves. */
export function localDerivatives(graph, values, k) {
  const { operation, inputs } = GRAPHS[graph][k];
  return OPERATIONS[operation].local(inputs.map((i) => values[i]), values[k]);
}

/** What has arrived at every node after so many operations, from the end, have handed down; null where nothing has. */
export function backward(graph, values, steps) {
  const last = values.length - 1;
  const gradients = values.map((_, k) => (k === last ? 1 : null));
  for (let k = last; k > last - steps; k--) {
    const local = localDerivatives(graph, values, k);
    GRAPHS[graph][k].inputs.forEach((i, n) => { gradients[i] += gradients[k] * local[n]; });
  }
  return gradients;
}
