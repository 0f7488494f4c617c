// Chapter 7: the error of a difference against its step, on two logarithmic axes.

import { button, choice, range } from "./base/controls.js";
import { Figure } from "./base/figure.js";
import { Plane } from "./base/plane.js";
import { powerOfTen, scientific } from "./base/powers.js";
import { circle, handle, label, line, path } from "./base/svg.js";
import { measuredError, predictedErrors } from "./numerics/ucurve.js";

const SMALLEST = -14; // powers of ten
const [LOWEST, HIGHEST] = [-13, 3];
const STYLES = { "one-sided": "backward", centred: "forward" };
const DIFFERENCES = Object.keys(STYLES);

const logarithm = (error) => Math.max(LOWEST, Math.min(HIGHEST, Math.log10(error)));
const halves = (exponent) => Math.round(2 * Math.min(0, Math.max(SMALLEST, exponent))) / 2;
const tenTo = (exponent) => (exponent ? powerOfTen(exponent) : "1");
const written = (exponent) => (exponent % 1 ? scientific(10 ** exponent) : tenTo(exponent));

class StepFigure extends Figure {
  static tag = "ucurve";
  static controls = [
    range("h", "Step h", { min: SMALLEST, max: 0, step: 0.5, value: -12, show: written }),
    choice("f", "f(x) =", {
      options: [["cube", "x³"], ["shifted", "x³ + 1000"], ["narrow", "1/(1 + (100x)²)"]], value: "cube",
    }),
    choice("precision", "Numbers", { options: [["float64", "float64"], ["float32", "float32"]], value: "float64" }),
    button("Reset", "reset"),
  ];

  height(width) { return Math.min(400, 280 + width / 6); }

  draw(state, width, height) {
    const plane = this.plane = new Plane({
      x: [SMALLEST, 0], y: [LOWEST, HIGHEST], left: 46, top: 34, width: width - 60, height: height - 82,
    });
    const every = width < 480 ? 4 : 2;
    return [
      ...plane.axes({ yname: "relative error of the slope", xname: "step h" }),
      ...ticks(plane, every),
      ...DIFFERENCES.flatMap((name) => [...predicted(plane, name, state), measured(plane, name, state)]),
      ...this.names(state),
      ...this.chosen(state),
    ];
  }

  /** The step that the reader has chosen, and what comes of it. */
  chosen(state) {
    const { plane } = this;
    const x = plane.x(state.h);
    const places = DIFFERENCES.map((name) => [plane.y(logarithm(errorOf(name, state))), STYLES[name]]);
    return [
      line(x, plane.top, x, plane.top + plane.height, "ink thin"),
      ...places.map(([y, style]) => circle(x, y, 5, `${style} fill outlined`)),
      handle(x, plane.top + plane.height, "h", "ink"),
    ];
  }

  /** Words beside the lines of the theory: where the rounding begins, and where the two truncations part. */
  names({ f, precision }) {
    const { plane } = this;
    const error = (difference, part, h) => predictedErrors(difference, f, 10 ** h, precision)[part];
    const beside = (h, difference, part, dx, dy, words, style) =>
      label(plane.x(h) + dx, plane.y(logarithm(error(difference, part, h))) + dy, words, style);
    const top = Math.max(SMALLEST + 1, Math.log10(error("centred", "rounding", 0)) - 1);
    const room = SMALLEST * (100 / plane.width); // for the last name, at the right edge
    return [
      beside(top, "centred", "rounding", 12, 0, "rounding, ∝ 1/h", "tick"),
      beside(-2, "one-sided", "truncation", -10, -4, "one-sided, ∝ h", "end backward"),
      beside(room, "centred", "truncation", 8, 10, "centred, ∝ h²", "forward"),
    ];
  }

  drag(held, point) { return { h: halves(this.plane.at(point).x) }; }

  say(state) {
    const found = DIFFERENCES.map((difference) => {
      const { truncation, rounding } = predictedErrors(difference, state.f, 10 ** state.h, state.precision);
      const part = truncation > 10 * rounding ? "mostly truncation" : rounding > 10 * truncation ? "mostly rounding" :
        "near its best step";
      return `${difference} ${scientific(errorOf(difference, state))}, ${part}`;
    });
    return `Errors at h = ${written(state.h)}: ${found.join("; ")}.`;
  }
}

const errorOf = (difference, { f, h, precision }) => measuredError(difference, f, 10 ** h, precision);

/** Powers of ten along both axes. */
function ticks(plane, every) {
  const [bottom, exponents] = [plane.top + plane.height, Array.from({ length: 20 }, (_, i) => -14 + i)];
  return [
    ...exponents.filter((e) => e <= 0 && e % every === 0)
      .map((e) => label(plane.x(e), bottom + 20, tenTo(e), "tick middle")),
    ...exponents.filter((e) => e > LOWEST && e < HIGHEST && e % 4 === 0)
      .map((e) => label(plane.left - 6, plane.y(e) + 4, tenTo(e), "tick end")),
  ];
}

/** What theory says, dashed: two straight lines. */
function predicted(plane, difference, { f, precision }) {
  const ends = [SMALLEST, 0];
  return ["truncation", "rounding"].flatMap((part) => plane.clipped(path(ends.map((h) => {
    const error = predictedErrors(difference, f, 10 ** h, precision)[part];
    return [plane.x(h), plane.y(Math.log10(error))];
  }), `dashed ${part === "rounding" ? "faint" : STYLES[difference]} thin`)));
}

/** What happens: ten steps for each power of ten. */
function measured(plane, difference, { f, precision }) {
  const exponents = Array.from({ length: -10 * SMALLEST + 1 }, (_, i) => SMALLEST + i / 10);
  const points = exponents.map((h) => [plane.x(h), plane.y(logarithm(errorOf(difference, { f, h, precision })))]);
  return path(points, STYLES[difference]);
}

StepFigure.register();
