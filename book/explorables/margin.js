// Chapter 4: two scores under the hinge and under cross-entropy: what they cost, and how they are pushed.

import { button, range } from "./base/controls.js";
import { Figure } from "./base/figure.js";
import { Plane, fixed } from "./base/plane.js";
import { short } from "./base/powers.js";
import { circle, handle, label, line, path, square } from "./base/svg.js";
import { crossEntropy, hinge } from "./numerics/margin.js";

const [FAR, WRONG_FAR, HIGHEST] = [4, 2, 5];
const FLAGS = { wrong: 14, right: 40 }; // pixels from above, where the scores can be taken hold of
const ROWS = { hinge: 330, crossEntropy: 402 };
const NAMES = { hinge: "hinge", crossEntropy: "cross-entropy" };
const STYLES = { hinge: "forward", crossEntropy: "fourth" };
const tenths = (value, far) => Math.round(10 * Math.min(far, Math.max(-far, value))) / 10;

class MarginFigure extends Figure {
  static tag = "margin";
  static controls = [
    range("right", "Right class", { min: -FAR, max: FAR, step: 0.1, value: 0.2 }),
    range("wrong", "Wrong class", { min: -WRONG_FAR, max: WRONG_FAR, step: 0.1, value: 0 }),
    range("margin", "Margin Δ", { min: 0, max: 2, step: 0.1, value: 1 }),
    button("Reset", "reset"),
  ];

  height() { return 432; }

  draw(state, width) {
    const plane = new Plane({ x: [-FAR, FAR], y: [0, HIGHEST], left: 30, top: 66, width: width - 46, height: 180 });
    this.plane = plane;
    const costs = losses(state);
    return [
      ...plane.axes({ xticks: [-4, -2, 0, 2, 4], yticks: [0, 2, 4], xname: "score", yname: "loss" }),
      ...margin(plane, state),
      ...curves(plane, state),
      ...flag(plane, "wrong", state.wrong, "backward"),
      ...flag(plane, "right", state.right, "forward"),
      ...Object.keys(NAMES).flatMap((name) => [
        ...plane.clipped(circle(plane.x(state.right), plane.y(costs[name].loss), 5, `${STYLES[name]} fill outlined`)),
        ...row(plane, name, costs[name], state),
      ]),
    ];
  }

  drag(held, point) {
    return { [held]: tenths(this.plane.at(point).x, held === "right" ? FAR : WRONG_FAR) };
  }

  say(state) {
    const lead = state.right - state.wrong;
    const now = `The right class ${lead < 0 ? "is behind by" : "leads by"} ${fixed(Math.abs(lead), 1)}`;
    const costs = losses(state);
    const soft = short(costs.crossEntropy.dwrong);
    if (costs.hinge.dwrong) {
      return `${now}, and the margin asks for ${fixed(state.margin, 1)}: the hinge pushes both scores `
        + `with its full 1. Cross-entropy pushes with ${soft}.`;
    }
    return `${now}, and the margin of ${fixed(state.margin, 1)} is won: the hinge costs nothing and `
      + `pushes nobody. Cross-entropy still pushes, with ${soft}.`;
  }
}

/** Both losses with their gradients; the lead in whole tenths, so that a margin that is just won is won. */
function losses({ right, wrong, margin: lead }) {
  return { hinge: hinge(tenths(right - wrong, 2 * FAR), 0, lead), crossEntropy: crossEntropy(right, wrong) };
}

/** Both losses, whatever the score of the right class; each has its name beside it. */
function curves(plane, { wrong, margin: lead }) {
  const edge = wrong + lead;
  const soft = (score) => crossEntropy(score, wrong).loss;
  const level = Math.min(3, edge + FAR - 0.1);
  const tail = Math.min(plane.x(edge) + 14, plane.x(FAR) - 92);
  return [
    plane.curve((score) => hinge(score, wrong, lead).loss, "forward thick", 400),
    plane.curve(soft, "fourth thick dashed", 400),
    label(plane.x(edge - level) + 10, plane.y(level), "hinge", "forward strong"),
    label(tail, plane.y(soft(plane.at({ x: tail, y: 0 }).x)) - 10, "cross-entropy", "fourth strong"),
  ];
}

/** From the wrong score to where the right one has won. */
function margin(plane, { wrong, margin: lead }) {
  if (!lead) return [];
  const [from, to, y] = [plane.x(wrong), plane.x(wrong + lead), plane.top + 22];
  return [
    line(from, y, to, y, "ink"), line(to, y - 6, to, y + 6, "ink"),
    label((from + to) / 2, y - 7, "Δ", "middle"),
  ];
}

/** A score: a line through everything, to be held at its upper end. */
function flag(plane, name, score, style) {
  const [x, y, left] = [plane.x(score), FLAGS[name], score > 1];
  return [
    line(x, y, x, ROWS.crossEntropy, `${style} thin dashed`),
    label(x + (left ? -14 : 14), y + 5, `${name} class`, `${style} strong ${left ? "end" : ""}`),
    handle(x, y, name, style),
  ];
}

/** The gradients, and where a step of size 1 against them takes both scores. */
function row(plane, name, { loss, dright, dwrong }, { right, wrong }) {
  const y = ROWS[name];
  return [
    line(plane.left, y, plane.left + plane.width, y, "grid"),
    label(plane.left, y - 18, `${NAMES[name]}: loss ${short(loss)}`, `${STYLES[name]} strong`),
    label(plane.left, y + 24, `gradients: ${short(dright)} right, ${short(dwrong)} wrong`),
    ...arrow(plane.x(right), plane.x(right - dright), y),
    ...arrow(plane.x(wrong), plane.x(wrong - dwrong), y),
    circle(plane.x(right), y, 5, "forward fill outlined"),
    square(plane.x(wrong), y, 5, "backward fill outlined"),
  ];
}

function arrow(from, to, y) {
  const tip = Math.sign(to - from) * Math.min(7, Math.abs(to - from));
  const head = [[to - tip, y - 5], [to, y], [to - tip, y + 5]];
  return tip ? [line(from, y, to, y, "ink thick"), path(head, "ink thick")] : [];
}

MarginFigure.register();
