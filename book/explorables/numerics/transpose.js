// Shapes of a layer Z = X W and of the gradients that come back to it. A block is "X", "W" or "dZ", with a T if turned.

const AXES = { X: ["N", "D"], W: ["D", "M"], dZ: ["N", "M"] };
const FORMULAS = { dW: ["XT", "dZ"], dX: ["dZ", "WT"] };

/** The names of a block's axes, rows first. */
export const axes = (block) => (block.endsWith("T") ? AXES[block.slice(0, -1)].toReversed() : AXES[block]);

/** The shape of a block. */
export const shape = (block, sizes) => axes(block).map((axis) => sizes[axis]);

/** The shape of the product of two blocks, or null if there is none. */
export function product(left, right, sizes) {
  const [[rows, inner], [other, columns]] = [shape(left, sizes), shape(right, sizes)];
  return inner === other ? [rows, columns] : null;
}

/** What a product is, where dW or dX is wanted: "none", "misshapen", "accident" (only its shape is right), "gradient". */
export function verdict(wanted, left, right, sizes) {
  const found = product(left, right, sizes);
  if (!found) return "none";
  if (String(found) !== String(shape(wanted.slice(1), sizes))) return "misshapen";
  return String([left, right]) === String(FORMULAS[wanted]) ? "gradient" : "accident";
}
