// Chapter 1: a neuron whose boundary is dragged.

import { button, choice, range } from "./base/controls.js";
import { field } from "./base/field.js";
import { Figure } from "./base/figure.js";
import { Plane, fixed } from "./base/plane.js";
import { circle, handle, label, line, square } from "./base/svg.js";
import { neuron, weightedSum } from "./numerics/neuron.js";

const CORNERS = [[0, 0], [0, 1], [1, 0], [1, 1]];
const GATES = { and: [0, 0, 0, 1], or: [0, 1, 1, 1], nand: [1, 1, 1, 0], xor: [0, 1, 1, 0] };
const LARGEST = 8;
const ARROW = 0.08; // length of the arrow in the plane for a weight of 1
const CELLS = 22; // in each direction

const weight = (name, label, value) => range(name, label, { min: -LARGEST, max: LARGEST, step: 0.1, value });
const tenths = (value) => Math.round(10 * Math.min(LARGEST, Math.max(-LARGEST, value))) / 10;
const near = (value) => value > -0.55 && value < 1.55;

/** The point of the boundary that is nearest to the middle of the four corners. */
function foot(w, b) {
  const steps = weightedSum([0.5, 0.5], w, b) / (w[0] ** 2 + w[1] ** 2);
  return w.map((value) => 0.5 - steps * value);
}

class NeuronFigure extends Figure {
  static tag = "neuron";
  static controls = [
    choice("gate", "Target", { options: Object.keys(GATES).map((gate) => [gate, gate.toUpperCase()]), value: "and" }),
    weight("w1", "w₁", 4), weight("w2", "w₂", 2), weight("b", "b", -3),
    button("Reset", "reset"),
  ];

  height(width) { return Math.min(width, 400); }

  draw({ gate, w1, w2, b }, width, height) {
    const [w, side] = [[w1, w2], height - 60];
    const plane = new Plane({ x: [-0.6, 1.6], y: [-0.6, 1.6], left: (width - side) / 2, top: 20, width: side, height: side });
    this.plane = plane;
    return [
      ...field(plane, (x, y) => neuron([x, y], w, b), CELLS),
      ...plane.axes({ xticks: [0, 1], yticks: [0, 1], xname: "x₁", yname: "x₂" }),
      ...(w1 || w2 ? this.boundary(w, b) : []),
      ...CORNERS.flatMap((corner, i) => this.corner(corner, GATES[gate][i], neuron(corner, w, b))),
    ];
  }

  boundary(w, b) {
    const { plane } = this;
    const [p, q] = foot(w, b);
    const along = 3 / Math.hypot(...w);
    const tip = [p + ARROW * w[0], q + ARROW * w[1]];
    const cut = line(plane.x(p - along * w[1]), plane.y(q + along * w[0]),
      plane.x(p + along * w[1]), plane.y(q - along * w[0]), "ink thick");
    const seen = plane.clipped(cut);
    if (!near(p) || !near(q)) return seen;
    return [
      ...seen,
      line(plane.x(p), plane.y(q), plane.x(tip[0]), plane.y(tip[1]), "ink"),
      label(plane.x(tip[0]) + 10, plane.y(tip[1]) - 8, "w", "name"),
      handle(plane.x(tip[0]), plane.y(tip[1]), "turn", "ink"),
      handle(plane.x(p), plane.y(q), "shift", "ink"),
    ];
  }

  /** A corner as the target wants it, circle for 1 and square for 0, and the neuron's output beside it. */
  corner([x1, x2], target, a) {
    const [x, y] = [this.plane.x(x1), this.plane.y(x2)];
    const wrong = a > 0.5 !== target > 0.5;
    return [
      target ? circle(x, y, 8, "forward fill outlined") : square(x, y, 7, "backward fill outlined"),
      ...(wrong ? [circle(x, y, 15, "ink hollow")] : []),
      label(x + (x1 ? 18 : -18), y + (x2 ? -12 : 22), `${fixed(a)}${wrong ? " ✗" : ""}`, x1 ? "tick" : "tick end"),
    ];
  }

  drag(held, point, { w1, w2, b }) {
    const { x, y } = this.plane.at(point);
    if (held === "shift") return { b: tenths(-weightedSum([x, y], [w1, w2], 0)) };
    const [p, q] = foot([w1, w2], b);
    const w = [tenths((x - p) / ARROW), tenths((y - q) / ARROW)];
    return w[0] || w[1] ? { w1: w[0], w2: w[1], b: tenths(-weightedSum([p, q], w, 0)) } : {};
  }

  say({ gate, w1, w2, b }) {
    const right = CORNERS.filter((corner, i) => neuron(corner, [w1, w2], b) > 0.5 === GATES[gate][i] > 0.5).length;
    const verdict = right === 4 ? `This neuron computes ${gate.toUpperCase()}.` : `${right} of 4 corners are on the right side.`;
    return `${verdict} z = ${fixed(w1, 1)} x₁ + ${fixed(w2, 1)} x₂ + ${fixed(b, 1)}`.replace(/\+ −/g, "− ");
  }
}

NeuronFigure.register();
