// Chapter 9: activations and gradients through ten layers that have learned nothing.

import { button, choice, range } from "./base/controls.js";
import { Figure } from "./base/figure.js";
import { Plane, fixed } from "./base/plane.js";
import { powerOfTen, scientific } from "./base/powers.js";
import { box, circle, label, line, path } from "./base/svg.js";
import { histogram, layersOf, statistics } from "./numerics/init.js";

const LAST = 10; // layer
const PARTS = 21; // of a histogram
const FULL = 0.15; // the share of the activations that makes a bar as wide as its column
const RANGES = { tanh: [-1, 1], relu: [0, 3], sigmoid: [0, 1] };
const [LOWEST, HIGHEST] = [-6.5, 5]; // powers of ten

const digits = (size) => (size < 0.001 || size >= 1000 ? scientific(size) : String(Number(size.toPrecision(2))));
const settings = ({ init, factor, activation }) => [init, factor, activation];

class InitFigure extends Figure {
  static tag = "init";
  static controls = [
    choice("activation", "Activation", {
      options: [["relu", "ReLU"], ["tanh", "tanh"], ["sigmoid", "sigmoid"]], value: "relu",
    }),
    choice("init", "Weights", { options: [["xavier", "Xavier"], ["he", "He"]], value: "xavier" }),
    range("factor", "times", { min: 0.1, max: 3, step: 0.1, value: 1 }),
    button("Reset", "reset"),
  ];

  height(width) { return width < 480 ? 410 : 430; }

  draw(state, width, height) {
    const shared = { x: [0.4, LAST + 0.6], left: 46, width: width - 56 };
    const above = new Plane({ ...shared, y: RANGES[state.activation], top: 30, height: 130 });
    const below = new Plane({ ...shared, y: [LOWEST, HIGHEST], top: 204, height: height - 250 });
    return [...histograms(state, above), ...spreads(statistics(...settings(state)), below)];
  }

  say(state) {
    const layers = statistics(...settings(state));
    const [first, last] = [layers[0], layers[LAST - 1]];
    const saturated = state.activation !== "relu" && last.flat >= 0.005;
    const flat = saturated ? `, ${fixed(100 * last.flat, 0)}\u00a0% of them flat` : "";
    return `Activations ${fate(first.std, last.std)}: ` +
      `${digits(first.std)} in layer 1, ${digits(last.std)} in layer ${LAST}${flat}. ` +
      `Gradients ${fate(last.gradientStd, first.gradientStd)} on their way down: ` +
      `${digits(last.gradientStd)} in layer ${LAST}, ${digits(first.gradientStd)} in layer 1.`;
  }
}

/** What became of a size. */
function fate(before, after) {
  if (after > 10 * before) return "explode";
  return after < before / 10 ? "die out" : "roughly keep their size";
}

/** For each layer, how its activations are spread. */
function histograms(state, plane) {
  const [low, high] = plane.ys;
  const thick = plane.height / PARTS;
  const column = plane.x(2) - plane.x(1);
  const bars = layersOf(...settings(state)).flatMap(({ activations }, k) =>
    histogram(activations, low, high, PARTS).map((count, part) => {
      const width = 0.9 * column * Math.min(1, count / activations.length / FULL);
      const y = plane.top + plane.height - (part + 1) * thick;
      return box(plane.x(k + 1) - width / 2, y, width, thick, "forward fill crisp");
    }));
  return [
    ...bars,
    ...plane.axes({ yticks: [low, (low + high) / 2], yname: "activations, layer by layer" }),
    label(plane.left - 6, plane.top + 4, `${state.activation === "relu" ? "≥ " : ""}${high}`, "tick end"),
  ];
}

/** Standard deviations: activations from left to right, gradients from right to left. */
function spreads(layers, plane) {
  const [values, gradients] = ["std", "gradientStd"].map((key) => layers.map((layer) => Math.log10(layer[key])));
  return [
    ...plane.axes({ xticks: layers.map((_, k) => k + 1), xname: "layer", yname: "standard deviations" }),
    ...[-6, -3, 0, 3].map((e) => label(plane.left - 6, plane.y(e) + 4, e ? powerOfTen(e) : "1", "tick end")),
    line(plane.left, plane.y(0), plane.left + plane.width, plane.y(0), "grid"),
    ...through(plane, values, "forward"), ...through(plane, gradients, "backward"),
    name(plane, LAST, values, gradients, "activations →", "end forward"),
    name(plane, 1, gradients, values, "← gradients", "backward"),
  ];
}

const inside = (exponent) => Math.max(LOWEST, Math.min(HIGHEST, exponent));

function through(plane, exponents, style) {
  const points = exponents.map((e, k) => [plane.x(k + 1), plane.y(e)]);
  const dots = points.map(([x, y]) => circle(x, y, 4, `${style} fill outlined`));
  return plane.clipped(path(points, `${style} thick`), ...dots);
}

/** Words at the end of a line, on the side where the other line is not, unless there is no room. */
function name(plane, layer, own, other, words, style) {
  const y = plane.y(inside(own[layer - 1]));
  const lead = own.map((e, k) => (Math.abs(k + 1 - layer) < 4 ? inside(e) - inside(other[k]) : 0));
  const higher = lead.reduce((sum, value) => sum + value, 0) >= 0;
  const above = higher ? y - plane.top > 24 : plane.top + plane.height - y < 30;
  return label(plane.x(layer), y + (above ? -12 : 22), words, style);
}

InitFigure.register();
