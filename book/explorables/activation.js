// Chapter 3: an activation, its slope, and what ten of them leave of a gradient.

import { button, choice, range } from "./base/controls.js";
import { Figure } from "./base/figure.js";
import { Plane, fixed } from "./base/plane.js";
import { short } from "./base/powers.js";
import { box, circle, handle, label, line } from "./base/svg.js";
import { slope, value } from "./numerics/activation.js";

const NAMES = {
  sigmoid: "sigmoid", tanh: "tanh", hard_tanh: "hard tanh", softsign: "softsign", relu: "ReLU",
  leaky_relu: "leaky ReLU", elu: "ELU", softplus: "softplus", swish: "swish", gelu: "GELU",
};
const FAR = 6; // how far z goes
const FLAT = 0.01; // below this slope, next to nothing of a gradient passes: as nnlib.initializers has it
const LAYERS = 10;
const BARS = 62; // pixels, height of a bar for 1
const GRID = Array.from({ length: 241 }, (_, i) => -FAR + i / 20);

class ActivationFigure extends Figure {
  static tag = "activation";
  static controls = [
    choice("name", "Activation", { options: Object.entries(NAMES), value: "tanh" }),
    range("z", "z", { min: -FAR, max: FAR, step: 0.1, value: 0.5 }),
    button("Reset", "reset"),
  ];

  height(width) { return Math.round(width * 0.18) + 340; }

  draw({ name, z }, width, height) {
    const size = { left: 34, top: 24, width: width - 50, height: height - 210 };
    const plane = new Plane({ x: [-FAR, FAR], y: [-1.5, 3], ...size });
    this.plane = plane;
    return [
      ...flats(plane, name),
      ...plane.zeros(),
      ...plane.axes({ xticks: [-6, -4, -2, 0, 2, 4, 6], yticks: [-1, 0, 1, 2, 3], xname: "z" }),
      ...slopes(plane, name),
      plane.curve((v) => value(name, v), "forward thick", 480),
      ...names(plane, name),
      ...point(plane, name, z),
      ...bars(slope(name, z), { left: 34, bottom: height - 40, width: width - 50 }),
    ];
  }

  drag(held, where) {
    return { z: Math.round(10 * Math.min(FAR, Math.max(-FAR, this.plane.at(where).x))) / 10 };
  }

  say({ name, z }) {
    const factor = slope(name, z);
    const here = `${NAMES[name]} at z = ${fixed(z, 1)}: value ${fixed(value(name, z))}, slope ${short(factor)}.`;
    if (factor === 0) return `${here} No gradient passes.`;
    const passed = Math.abs(factor) < FLAT
      ? "Hardly any gradient passes" : `Of a gradient of 1, one unit passes on ${short(factor)}`;
    return `${here} ${passed}, and ten in a row leave ${short(factor ** LAYERS)}.`;
  }
}

/** Where the activation is saturated: from there to the edge, its slope is next to 0. */
function flats(plane, name) {
  const flat = GRID.map((z) => Math.abs(slope(name, z)) < FLAT);
  const [first, last] = [flat.indexOf(false), flat.lastIndexOf(false)];
  const ends = [[-FAR, GRID[first]], [GRID[last], FAR]].filter(([a, b]) => b - a > 0.1);
  return ends.flatMap(([a, b]) => {
    const ground = box(plane.x(a), plane.top, plane.x(b) - plane.x(a), plane.height, "faint fill");
    ground.setAttribute("opacity", 0.16);
    return [ground, label(plane.x((a + b) / 2), plane.top + plane.height - 8, "flat", "tick middle")];
  });
}

/** The slope, without a line where it jumps. */
function slopes(plane, name) {
  const parts = [[]];
  GRID.forEach((z, i) => {
    const now = slope(name, z);
    if (i && Math.abs(now - slope(name, GRID[i - 1])) > 0.2) parts.push([]);
    parts.at(-1).push([z, now]);
  });
  return parts.map((part) => plane.lineThrough(part, "backward dashed"));
}

/** Each curve has its name where it leaves the plane. */
function names(plane, name) {
  const end = GRID.findLast((z) => value(name, z) < 2.9);
  const aside = end < FAR ? 10 : 0;
  return [
    label(plane.x(end) - aside, plane.y(value(name, end)) + (aside ? 12 : -8), "value", "forward end"),
    label(plane.x(FAR), plane.y(slope(name, FAR)) - 8, "slope", "backward end"),
  ];
}

/** The value at z with its tangent, and the slope below or above it. */
function point(plane, name, z) {
  const [a, factor] = [value(name, z), slope(name, z)];
  const run = 1.1 / Math.hypot(1, factor);
  const [x, above] = [plane.x(z), a >= factor];
  const ends = [z - run, z + run].map((v) => [plane.x(v), plane.y(a + factor * (v - z))]);
  const side = z > FAR - 2 ? "end" : "";
  const beside = x + (side ? -14 : 14);
  return [
    line(x, plane.top, x, plane.top + plane.height, "grid dashed"),
    ...plane.clipped(line(...ends[0], ...ends[1], "third thick")),
    circle(x, plane.y(factor), 5, "backward fill outlined"),
    handle(x, Math.max(plane.top, plane.y(a)), "z"),
    label(beside, Math.max(plane.top, plane.y(a)) + (above ? -10 : 20), fixed(a), `forward strong ${side}`),
    label(beside, plane.y(factor) + (above ? 20 : -10), short(factor), `backward strong ${side}`),
  ];
}

/** What is left of a gradient of 1 behind 1, 2, ..., 10 units with this slope. */
function bars(factor, { left, bottom, width }) {
  const pitch = width / LAYERS;
  return [
    label(left, bottom - BARS - 20, "left of a gradient of 1", "strong"),
    line(left, bottom, left + width, bottom, "axis"),
    line(left, bottom - BARS, left + width, bottom - BARS, "grid"),
    label(left - 6, bottom - BARS + 4, "1", "tick end"),
    label(left + width, bottom + 32, "units in a row", "end"),
    ...Array.from({ length: LAYERS }, (_, i) => {
      const size = Math.min(1.15, Math.abs(factor) ** (i + 1)) * BARS;
      return box(left + (i + 0.15) * pitch, bottom - size, 0.7 * pitch, size, "backward fill");
    }),
    ...Array.from({ length: LAYERS }, (_, i) => label(left + (i + 0.5) * pitch, bottom + 16, i + 1, "tick middle")),
  ];
}

ActivationFigure.register();
