// Chapter 8: dropout masks, one after the other, and the mean of what they leave.

import { button, choice, range } from "./base/controls.js";
import { Figure } from "./base/figure.js";
import { Plane, fixed } from "./base/plane.js";
import { circle, label, line, path } from "./base/svg.js";
import { ACTIVATIONS, dropout, expectation, masks, output, outputs, runningMeans } from "./numerics/dropout.js";

const MOST = 400; // masks
const AT_ONCE = 5; // while many are drawn
const HEIGHTS = { sum: [-3, 11.5], sigmoid: [0, 1.1] }; // of the plane
const TICKS = { sum: [0, 5, 10], sigmoid: [0, 0.5, 1] };

const settings = ({ keep, scaling, kind }) => [keep, scaling === "inverted", kind];
const whole = (kind) => output(ACTIVATIONS, kind);

class DropoutFigure extends Figure {
  static tag = "dropout";
  static controls = [
    choice("scaling", "Scaling", { options: [["inverted", "divide by p"], ["plain", "none"]], value: "inverted" }),
    choice("kind", "Output", { options: [["sum", "sum"], ["sigmoid", "sigmoid"]], value: "sum" }),
    range("keep", "p", { min: 0.5, max: 1, step: 0.1, value: 0.5 }),
    range("n", "Masks", { min: 0, max: MOST, step: 1, value: 100 }),
    button("Draw a mask", "drawOne", ({ n }) => n >= MOST),
    button("Draw 100 masks", "drawMany", ({ n }) => n >= MOST),
    button("Reset", "reset"),
  ];

  height(width) { return width < 480 ? 446 : 320; }

  drawOne() { this.set({ n: Math.min(MOST, this.state.n + 1) }); }

  drawMany() {
    const goal = Math.min(MOST, this.state.n + 100);
    this.play(() => {
      this.set({ n: Math.min(goal, this.state.n + AT_ONCE) });
      return this.state.n < goal;
    }, 80);
  }

  draw(state, width) {
    const stacked = width < 480;
    const plane = new Plane({
      x: [0, MOST], y: HEIGHTS[state.kind], left: stacked ? 34 : 250, top: stacked ? 246 : 34,
      width: width - (stacked ? 50 : 268), height: stacked ? 152 : 238,
    });
    return [...network(state, ...(stacked ? [(width - 220) / 2, 28] : [10, 76])), ...means(state, plane)];
  }

  say(state) {
    const [keep, inverted, kind] = settings(state);
    const [limit, wanted] = [expectation(keep, inverted, kind), whole(kind)];
    const same = Math.abs(limit - wanted) < 1e-9;
    const goal = `${fixed(limit)}, ${same ? "" : `not ${fixed(wanted)}, `}the output without dropout`;
    const n = Math.round(state.n);
    if (!n) return `No mask yet: all units are there, and the output is ${fixed(wanted)}.`;
    const found = outputs(n, keep, inverted, kind);
    const kept = masks(n, keep).at(-1).filter(Boolean).length;
    return `Mask ${n} keeps ${kept} of ${ACTIVATIONS.length} units: output ${fixed(found.at(-1))}. ` +
      `The mean so far is ${fixed(runningMeans(found).at(-1))}; more masks bring it to ${goal}.`;
  }
}

/** The last mask: what each unit hands on, and what comes out. */
function network(state, left, top) {
  const [keep, inverted, kind] = settings(state);
  const mask = masks(Math.round(state.n), keep).at(-1) ?? ACTIVATIONS.map(() => true);
  const y = state.n >= 1 ? dropout(ACTIVATIONS, mask, keep, inverted) : ACTIVATIONS;
  const [x, right, middle] = [left + 22, left + 178, top + 78];
  return [
    ...ACTIVATIONS.flatMap((value, i) => unit(x, top + 52 * i, value, mask[i], y[i], [right, middle])),
    circle(right, middle, 24, "paper fill"),
    circle(right, middle, 24, "third thick"),
    label(right, middle + 5, fixed(output(y, kind)), "middle third strong"),
    label(right, middle + 44, "output", "middle name"),
  ];
}

/** One unit, and its arrow if it is kept, with what it hands on. */
function unit(x, y, value, kept, handed, [right, middle]) {
  const [from, to] = [[x + 20, y], [right - 26, middle + (y - middle) / 6]];
  const at = (share) => from.map((start, i) => start + share * (to[i] - start));
  const [wordX, wordY] = at(0.42);
  return [
    ...(kept ? [line(...from, ...to, "forward"), label(wordX, wordY - 4, fixed(handed), "middle forward strong")] : []),
    circle(x, y, 18, "paper fill"),
    circle(x, y, 18, kept ? "forward thick" : "faint dashed thin"),
    label(x, y + 5, fixed(value, 1), kept ? "middle" : "middle tick"),
    ...(kept ? [] : [line(x - 14, y + 14, x + 14, y - 14, "backward thick")]),
  ];
}

/** Every output as a dot, their running mean, and where it should arrive. */
function means(state, plane) {
  const found = outputs(Math.round(state.n), ...settings(state));
  const [limit, wanted] = [expectation(...settings(state)), whole(state.kind)];
  const level = (value, style) => line(plane.left, plane.y(value), plane.left + plane.width, plane.y(value), style);
  const right = plane.left + plane.width;
  const below = limit < wanted - 1e-9;
  return [
    ...plane.axes({
      xticks: [0, 100, 200, 300, 400], yticks: TICKS[state.kind],
      xname: "masks drawn", yname: "outputs (dots) and their mean (line)",
    }),
    ...found.map((value, i) => circle(plane.x(i + 1), plane.y(value), 1.8, "faint fill")),
    level(wanted, "third dashed"),
    label(right, plane.y(wanted) - 8, "without dropout", "end third"),
    ...(below ? [level(limit, "forward dashed thin")] : []),
    ...(below ? [label(right, plane.y(limit) + 18, "mean over all masks", "end forward")] : []),
    ...(found.length ? trace(runningMeans(found), plane) : []),
  ];
}

function trace(values, plane) {
  const points = values.map((value, i) => [plane.x(i + 1), plane.y(value)]);
  return [path(points, "forward thick"), circle(...points.at(-1), 5, "forward fill outlined")];
}

DropoutFigure.register();
