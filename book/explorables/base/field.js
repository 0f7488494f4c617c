// A function of two variables over a plane: as shades, and as a line where it has one value.

import { box, node, rounded } from "./svg.js";

/** Probabilities: blue above one half, orange below; the surer, the darker. */
export function field(plane, probability, cells) {
  const [across, up] = [middles(plane.xs, cells), middles(plane.ys, cells)];
  const [width, height] = [plane.width / cells, plane.height / cells];
  return across.flatMap((x) => up.map((y) => {
    const p = probability(x, y);
    const style = p > 0.5 ? "forward fill crisp" : "backward fill crisp";
    const cell = box(plane.x(x) - width / 2, plane.y(y) - height / 2, width, height, style);
    cell.setAttribute("opacity", (Math.abs(p - 0.5) * 0.5).toFixed(2));
    return cell;
  }));
}

/** The line on which f is zero: in each cell, straight between the edges where the sign changes. */
export function contour(plane, f, cells, style) {
  const [left, down] = [corners(plane.xs, cells), corners(plane.ys, cells)];
  const values = left.map((x) => down.map((y) => f(x, y)));
  const pieces = [];
  for (let i = 0; i < cells; i++) {
    for (let j = 0; j < cells; j++) {
      const around = [[i, j], [i + 1, j], [i + 1, j + 1], [i, j + 1]];
      pieces.push(...pairs(around.flatMap((p, k) => crossing(p, around[(k + 1) % 4]))));
    }
  }
  return node("path", { d: pieces.join(""), class: style });

  function crossing([i, j], [k, l]) {
    const [a, b] = [values[i][j], values[k][l]];
    if (a > 0 === b > 0) return [];
    const t = a / (a - b);
    return [[plane.x(left[i] + t * (left[k] - left[i])), plane.y(down[j] + t * (down[l] - down[j]))]];
  }
}

const corners = ([low, high], cells) => Array.from({ length: cells + 1 }, (_, i) => low + ((high - low) * i) / cells);

const middles = ([low, high], cells) =>
  Array.from({ length: cells }, (_, i) => low + ((high - low) * (i + 0.5)) / cells);

/** Where a line enters a cell and where it leaves it. */
function pairs(points) {
  const text = points.map(([x, y]) => `${rounded(x)} ${rounded(y)}`);
  return text.map((point, i) => `${i % 2 ? "L" : "M"}${point}`);
}
