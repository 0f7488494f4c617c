// Chapter 2: a small network learns XOR, or gets stuck.

import { button, range } from "./base/controls.js";
import { contour, field } from "./base/field.js";
import { Figure } from "./base/figure.js";
import { Plane, fixed } from "./base/plane.js";
import { circle, label, line, path, square } from "./base/svg.js";
import { CORNERS, STEPS, TARGETS, features, nearest, probability, run } from "./numerics/xor.js";

const NAMES = ["00", "01", "10", "11"];
const GUESS = Math.LN2; // what one half for every corner costs
const LOSS = 96; // pixels, height of the curve
const MERGED = 0.01;

class XorFigure extends Figure {
  static tag = "xor";
  static controls = [
    range("seed", "Start", { min: 0, max: 9, step: 1, value: 2 }),
    range("step", "Steps", { min: 0, max: STEPS, step: 1, value: STEPS }),
    button("Train", "train"),
    button("Pause", "pause"),
    button("One step", "forward", ({ step }) => step === STEPS),
    button("Reset", "reset"),
  ];

  train() {
    if (this.state.step === STEPS) this.set({ step: 0 });
    this.play(() => {
      this.set({ step: Math.min(STEPS, this.state.step + 1) });
      return this.state.step < STEPS;
    });
  }

  forward() {
    this.pause();
    this.set({ step: Math.min(STEPS, this.state.step + 1) });
  }

  height(width) { return side(width) + LOSS + 140; }

  draw({ seed, step }, width) {
    const states = run(seed);
    const { theta } = states[step];
    const size = { top: 28, width: side(width), height: side(width) };
    const inputs = new Plane({ x: [-0.6, 1.6], y: [-0.6, 1.6], left: 28, ...size });
    const inside = new Plane({ x: [-1.45, 1.45], y: [-1.45, 1.45], left: width - side(width) - 8, ...size });
    const below = { top: size.height + 98, width: width - 60, height: LOSS };
    const curve = new Plane({ x: [0, STEPS], y: [0, 0.9], left: 40, ...below });
    return [
      ...ofInputs(inputs, theta),
      ...ofHidden(inside, states.slice(0, step + 1).map((state) => state.theta)),
      ...ofLoss(curve, states, step),
    ];
  }

  say({ seed, step }) {
    const { theta, loss } = run(seed)[step];
    const { pair: [yes, no], gap } = nearest(theta);
    const answers = CORNERS.map((x) => probability(theta, features(theta, x)));
    const right = answers.filter((p, n) => p > 0.5 === TARGETS[n] > 0.5).length;
    const after = `Start ${seed}, ${step} steps, loss ${fixed(loss, 3)}`;
    if (gap < MERGED && step > 0) {
      return `${after}: stuck. The hidden units have put ${NAMES[yes]} and ${NAMES[no]} on one spot, `
        + `and the network answers ${fixed(answers[yes])} to both.`;
    }
    return `${after}: ${right} of 4 corners are right. `
      + `In the hidden space a circle and a square are at least ${fixed(gap)} apart.`;
  }
}

const side = (width) => Math.min(250, (width - 80) / 2);

/** What goes in, and the answer of the whole network to it. */
function ofInputs(plane, theta) {
  const answer = (x1, x2) => probability(theta, features(theta, [x1, x2]));
  return [
    ...field(plane, answer, 20),
    contour(plane, (x1, x2) => answer(x1, x2) - 0.5, 40, "ink thick"),
    ...plane.axes({ xticks: [0, 1], yticks: [0, 1], xname: "x₁", yname: "" }),
    label(plane.left - 6, plane.top + 2, "x₂", "end"),
    label(plane.left, 18, "inputs", "strong"),
    ...CORNERS.flatMap(([x1, x2], n) => {
      const [x, y] = [plane.x(x1), plane.y(x2)];
      return [...point(x, y, n), label(x, y + (x2 ? -14 : 24), fixed(answer(x1, x2)), "middle")];
    }),
  ];
}

/** What the last unit sees: where each corner is, and where it came from. */
function ofHidden(plane, thetas) {
  const theta = thetas.at(-1);
  const answer = (h1, h2) => probability(theta, [h1, h2]);
  const place = (h) => [plane.x(h[0]), plane.y(h[1])];
  return [
    ...field(plane, answer, 16),
    contour(plane, (h1, h2) => answer(h1, h2) - 0.5, 16, "ink thick"),
    ...plane.axes({ xticks: [-1, 0, 1], yticks: [-1, 0, 1], xname: "h₁", yname: "" }),
    label(plane.left - 6, plane.top + 2, "h₂", "end"),
    label(plane.left, 18, "hidden space", "strong"),
    ...CORNERS.map((x, n) => path(thetas.map((then) => place(features(then, x))), `${style(n)} thin`)),
    ...[0, 3, 1, 2].flatMap((n) => point(...place(features(theta, CORNERS[n])), n)),
    ...CORNERS.map((x, n) => {
      const [a, b] = place(features(theta, x));
      return label(a + (x[0] ? 10 : -10), b + (x[1] ? -9 : 19), NAMES[n], x[0] ? "" : "end");
    }),
  ];
}

/** The loss so far. */
function ofLoss(plane, states, step) {
  const top = Math.max(plane.ys[1], ...states.map((state) => state.loss));
  const scaled = Object.assign(plane, { ys: [0, top] });
  const now = [scaled.x(step), scaled.y(states[step].loss)];
  return [
    line(scaled.left, scaled.y(GUESS), scaled.left + scaled.width, scaled.y(GUESS), "grid"),
    ...scaled.axes({ xticks: [0, 50, 100, 150, 200], yticks: [0], xname: "steps", yname: "loss" }),
    label(scaled.left + scaled.width, scaled.y(GUESS) - 6, `${fixed(GUESS)}: ½ for every corner`, "tick end"),
    scaled.lineThrough(states.slice(0, step + 1).map(({ loss }, t) => [t, loss]), "fourth thick"),
    circle(...now, 4, "fourth fill"),
  ];
}

const style = (n) => (TARGETS[n] ? "forward" : "backward");

/** Circles belong to class 1; they are smaller than the squares, so that both are seen on one spot. */
const point = (x, y, n) =>
  [TARGETS[n] ? circle(x, y, 6, "forward fill outlined") : square(x, y, 7.5, "backward fill outlined")];

XorFigure.register();
