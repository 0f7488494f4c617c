// Chapter 5: blocks of a layer that fit together, or do not.

import { button, choice } from "./base/controls.js";
import { Figure } from "./base/figure.js";
import { box, label, line, node, path } from "./base/svg.js";
import { axes, product, shape, verdict } from "./numerics/transpose.js";

const BLOCKS = { X: "X", XT: "Xᵀ", W: "W", WT: "Wᵀ", dZ: "dZ", dZT: "dZᵀ" };
const STYLES = { X: "forward", W: "third", dZ: "backward" };
const SIZES = { differ: { N: 5, D: 3, M: 2 }, equal: { N: 5, D: 3, M: 3 } };
const LARGEST = 5;
const [SNAPPED, APART] = [5, 16]; // pixels from the point where two blocks meet
const turned = (block) => (block.endsWith("T") ? block.slice(0, -1) : `${block}T`);
const written = (numbers) => `(${numbers.join(", ")})`;
const list = (name, words, value) => choice(name, words, { options: Object.entries(BLOCKS), value });

class TransposeFigure extends Figure {
  static tag = "transpose";
  static controls = [
    choice("wanted", "Wanted", { options: [["dW", "dW"], ["dX", "dX"]], value: "dW" }),
    list("left", "Left", "XT"), list("right", "Right", "dZ"),
    choice("sizes", "Sizes", {
      options: [["differ", "all differ"], ["equal", "D = M"]], value: "differ",
    }),
    button("Swap", "swap"), button("Reset", "reset"),
  ];

  swap() { this.set({ left: this.state.right, right: this.state.left }); }

  height(width) { return 10 * unit(width) + 84; }

  draw(state, width) {
    const [u, sizes] = [unit(width), SIZES[state.sizes]];
    const found = product(state.left, state.right, sizes);
    const [x, y, gap] = [width / 2, 5 * u + 40, found ? SNAPPED : APART];
    const [rows, columns] = shape(state.left, sizes);
    const [under, across] = shape(state.right, sizes);
    const left = { x: x - gap - columns * u, y: y + gap, u, sizes };
    const right = { x: x + gap, y: y - gap - under * u, u, sizes };
    return [
      ...(found ? arcs(x, y, gap, columns, u) : stubs(x, y, gap, columns, under, u)),
      ...this.block("left", left), ...edges(left, axes(state.left), [rows, columns], ["left", "below"]),
      ...this.block("right", right), ...edges(right, axes(state.right), [under, across], ["right", "above"]),
      ...(found ? result(state, { x: x + gap, y: y + gap, u, sizes }, found) : []),
      ...goal(state.wanted, { x: x + gap, y: y + gap, u, sizes }, found),
    ];
  }

  /** A factor; a tap turns it. Its first example, input or unit is darker, so that one sees it turn. */
  block(side, place) {
    const name = this.state[side];
    const [rows, columns] = shape(name, place.sizes);
    const first = name.endsWith("T") ? [rows, 1] : [1, columns];
    const drawn = node("g", { class: "turn" },
      ...cells(place, [rows, columns], STYLES[name.replace("T", "")], first),
      middle(place, [rows, columns], BLOCKS[name]));
    drawn.style.cursor = "pointer";
    drawn.addEventListener("click", () => this.set({ [side]: turned(name) }));
    return [drawn];
  }

  say({ wanted, left, right, sizes }) {
    const size = SIZES[sizes];
    const [a, b] = [left, right].map((block) => `${BLOCKS[block]} ${written(shape(block, size))}`);
    const [goal, found] = [wanted.slice(1), product(left, right, size)];
    const what = found && `${a} times ${b} is ${written(found)}`;
    return {
      none: () =>
        `${a} and ${b} do not fit: ${shape(left, size)[1]} columns cannot meet ${shape(right, size)[0]} rows.`,
      misshapen: () => `${what}. ${goal} is ${written(shape(goal, size))}, so this cannot be ${wanted}.`,
      accident: () => `${what}, the shape of ${goal}, but only because D = M: this is not ${wanted}.`,
      gradient: () => `${what}, the shape of ${goal}. This is ${wanted}; the product has summed over ${axes(left)[1]}.`,
    }[verdict(wanted, left, right, size)]();
  }
}

const middle = ({ x, y, u }, [rows, columns], words) =>
  label(x + (columns * u) / 2, y + (rows * u) / 2 + 5, words, "middle strong");

const unit = (width) => Math.min(26, (width - 126) / 10);

function cells({ x, y, u }, [rows, columns], style, [down, across]) {
  const shade = (height, width) => {
    const ground = box(x, y, width * u, height * u, `${style} fill`);
    ground.setAttribute("opacity", 0.22);
    return ground;
  };
  return [
    shade(rows, columns), shade(down, across),
    ...Array.from({ length: rows + 1 }, (_, i) => line(x, y + i * u, x + columns * u, y + i * u, `${style} thin`)),
    ...Array.from({ length: columns + 1 }, (_, i) => line(x + i * u, y, x + i * u, y + rows * u, `${style} thin`)),
  ];
}

/** The names of the axes of a block, its rows at one side, its columns above or below. */
function edges({ x, y, u, sizes }, [down, across], [rows, columns], [side, end]) {
  const words = (axis) => `${axis} = ${sizes[axis]}`;
  const [beside, anchor] = side === "left" ? [x - 8, "end"] : [x + columns * u + 8, ""];
  return [
    label(beside, y + (rows * u) / 2 + 5, words(down), anchor),
    label(x + (columns * u) / 2, end === "below" ? y + rows * u + 18 : y - 8, words(across), "middle"),
  ];
}

/** Which column of the left block meets which row of the right one. */
function arcs(x, y, gap, count, u) {
  return Array.from({ length: count }, (_, i) => {
    const r = gap + (i + 0.5) * u;
    const points = Array.from({ length: 17 }, (__, k) => (Math.PI * (32 - k)) / 32)
      .map((angle) => [x + r * Math.cos(angle), y - r * Math.sin(angle)]);
    return path([[x - r, y + gap], ...points, [x + gap, y - r]], "ink thin");
  });
}

/** Columns and rows that find no partner. */
function stubs(x, y, gap, columns, rows, u) {
  const at = (count) => Array.from({ length: count }, (_, i) => gap + (i + 0.5) * u);
  return [
    ...at(columns).map((r) => line(x - r, y + gap, x - r, y + gap - 10, "ink thin dashed")),
    ...at(rows).map((r) => line(x + gap, y - r, x + gap - 10, y - r, "ink thin dashed")),
  ];
}

function result({ wanted, left, right, sizes }, place, [rows, columns]) {
  const good = verdict(wanted, left, right, SIZES[sizes]) === "gradient";
  return [
    ...cells(place, [rows, columns], good ? STYLES[wanted.slice(1)] : "faint", [0, 0]),
    middle(place, [rows, columns], good ? wanted : "✗"),
    ...edges(place, [axes(left)[0], axes(right)[1]], [rows, columns], ["right", "below"]),
  ];
}

/** The shape that is wanted, as an outline. */
function goal(wanted, { x, y, u, sizes }, found) {
  const [rows, columns] = shape(wanted.slice(1), sizes);
  const outline = box(x, y, columns * u, rows * u, `${STYLES[wanted.slice(1)]} dashed`);
  return [outline, ...(found ? [] : [label(x + columns * u + 8, y + (rows * u) / 2 + 5, `${wanted}?`)])];
}

TransposeFigure.register();
