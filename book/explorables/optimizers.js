// Chapter 10: optimizers race on three surfaces, each with a learning rate of its own.

import { button, choice, range } from "./base/controls.js";
import { contour } from "./base/field.js";
import { Figure } from "./base/figure.js";
import { Plane } from "./base/plane.js";
import { short } from "./base/powers.js";
import { circle, label, node, rounded, square } from "./base/svg.js";
import { GOAL, START, height, walk } from "./numerics/optimizers.js";

const LONGEST = 300;
const FRAMES = {
  ravine: { x: [-9, 3], y: [-2.4, 2.4], levels: [0.5, 4, 12, 25, 45] },
  turned: { x: [-9, 3], y: [-8, 4], levels: [0.5, 8, 40, 120, 300] },
  saddle: { x: [-1.3, 0.7], y: [-0.5, 1.5], levels: [-0.2, -0.1, 0, 0.1, 0.25, 0.5] },
};

const corners = (points, style) => node("polygon", { points: points.flat().map(rounded).join(" "), class: style });
const triangle = (x, y, r, style) => corners([[x, y - r], [x + r, y + r], [x - r, y + r]], style);
const diamond = (x, y, r, style) => corners([[x, y - r - 1], [x + r + 1, y], [x, y + r + 1], [x - r - 1, y]], style);

const RACERS = [
  { key: "sgd", name: "SGD", style: "forward", exponent: -1.25, mark: circle },
  { key: "momentum", name: "Momentum", style: "backward", exponent: -1.75, mark: square },
  { key: "rmsprop", name: "RMSProp", style: "third", exponent: -1, mark: triangle },
  { key: "adam", name: "Adam", style: "fourth", exponent: -0.5, mark: diamond },
];

class OptimizersFigure extends Figure {
  static tag = "optimizers";
  static controls = [
    choice("surface", "Surface", {
      options: [["ravine", "Ravine"], ["turned", "Ravine, turned"], ["saddle", "Saddle"]], value: "ravine",
    }),
    range("steps", "Steps", { min: 0, max: LONGEST, step: 1, value: 12 }),
    ...RACERS.map(({ key, name, exponent }) => range(key, `${name}: rate`, {
      min: -3, max: 0.5, step: 0.25, value: exponent, show: (e) => short(10 ** e),
    })),
    button("Race", "race"), button("Reset", "reset"),
  ];

  height(width) { return width < 500 ? 380 : 300; }

  draw({ surface, steps, ...rates }, width, height_) {
    const wide = width >= 500;
    const frame = FRAMES[surface];
    this.plane = new Plane({
      ...frame, left: 8, top: 8, width: wide ? width - 210 : width - 16, height: wide ? height_ - 16 : height_ - 130,
    });
    const paths = RACERS.map(({ key }) => walk(key, surface, 10 ** rates[key], steps));
    return [
      ...this.ground(surface, width),
      ...RACERS.flatMap((racer, i) => this.path(racer, paths[i])),
      ...this.standings(surface, paths, wide ? [width - 185, 60] : [16, height_ - 100]),
    ];
  }

  /** Lines of equal height, drawn once, and the goal. */
  ground(surface, width) {
    const drawn = `${surface} ${width}`;
    if (this.drawnGround !== drawn) {
      this.drawnGround = drawn;
      this.lines = FRAMES[surface].levels.map((level) =>
        contour(this.plane, (x, y) => height(surface, [x, y]) - level, 60, "grid"));
    }
    const [x, y] = GOAL[surface];
    return [...this.plane.clipped(...this.lines), label(this.plane.x(x), this.plane.y(y) + 6, "★", "goal middle")];
  }

  path({ style, mark }, places) {
    const { plane } = this;
    const finite = places.filter((place) => place.every((x) => Math.abs(x) < 1e4));
    const [x, y] = finite.at(-1);
    const line = node("path", {
      d: finite.map(([u, v], i) => `${i ? "L" : "M"}${rounded(plane.x(u))} ${rounded(plane.y(v))}`).join(""),
      class: `${style}`,
    });
    return plane.clipped(line, mark(plane.x(x), plane.y(y), 6, `${style} fill outlined`));
  }

  /** What each has reached. */
  standings(surface, paths, [left, top]) {
    return [
      label(left, top - 24, "height above the goal", "tick"),
      ...RACERS.flatMap(({ name, style, mark }, i) => {
        const y = top + 24 * i;
        return [
          mark(left + 6, y - 4, 5, `${style} fill`),
          label(left + 22, y, name, style),
          label(left + 165, y, above(surface, paths[i]), "end"),
        ];
      }),
    ];
  }

  race() {
    if (this.state.steps >= LONGEST) this.set({ steps: 0 });
    this.play(() => {
      this.set({ steps: Math.min(LONGEST, this.state.steps + 1) });
      return this.state.steps < LONGEST;
    }, 50);
  }

  say({ surface, steps, ...rates }) {
    const heights = RACERS.map(({ key }) => aboveGoal(surface, walk(key, surface, 10 ** rates[key], steps)));
    const best = heights.indexOf(Math.min(...heights.filter(Number.isFinite)));
    const gone = RACERS.filter((_, i) => !(heights[i] < 1e4)).map(({ name }) => name);
    const lowest = `After ${steps} steps ${RACERS[best].name} is lowest, ${short(heights[best])} above the goal.`;
    return gone.length ? `${lowest} Out of bounds: ${gone.join(", ")}.` : lowest;
  }
}

const aboveGoal = (surface, places) => height(surface, places.at(-1)) - height(surface, GOAL[surface]);

function above(surface, places) {
  const found = aboveGoal(surface, places);
  return found < 1e4 ? short(found) : "out of bounds";
}

OptimizersFigure.register();
