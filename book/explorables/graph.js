// Chapter 6: a computation graph, stepped forward and backward.

import { button, choice, hidden, range } from "./base/controls.js";
import { Figure } from "./base/figure.js";
import { short } from "./base/powers.js";
import { circle, label, path } from "./base/svg.js";
import { GRAPHS, backward, forward, localDerivatives } from "./numerics/graph.js";

const INPUTS = 3;
const LONGEST = 13; // steps: every operation of the larger graph twice, and the 1 at the end
const PLACES = { // of the nodes, between 0 and 1
  product: [[0, 0], [0, 0.5], [0, 1], [0.5, 0.2], [0.5, 0.8], [1, 0.5]],
  neuron: [[0, 0], [0, 0.45], [0.33, 0.5], [0.33, 0.14], [0.67, 0.22], [1, 1], [0.67, 1], [0.33, 1], [0, 1]],
  narrow: [[0, 0], [0, 0.3], [0.5, 0.35], [0.5, 0.12], [1, 0.2], [1, 0.65], [0.5, 0.65], [0, 0.65], [0.5, 1]],
};
const NARROW = 480;
const HABITS = { "+": "+ distributes", "×": "× switches", max: "max routes" };

const slider = (name, value) => range(name, name, { min: -3, max: 3, step: 0.5, value });
const operations = (graph) => GRAPHS[graph].length - INPUTS;
const stepsOf = (graph) => 2 * operations(graph) + 1;

/** How far the state is: operations computed, whether the sweep back has begun, operations that have handed down. */
function progress({ graph, step }) {
  const [all, done] = [operations(graph), Math.min(Math.round(step), stepsOf(graph))];
  return { computed: Math.min(done, all), begun: done > all, handed: Math.max(0, done - all - 1) };
}

/** Values, gradients that have arrived, and the operation that the last step was about. */
function seen(state) {
  const { computed, begun, handed } = progress(state);
  const { graph } = state;
  const values = forward(graph, [state.x, state.y, state.z]);
  const gradients = begun ? backward(graph, values, handed) : values.map(() => null);
  const last = values.length - 1;
  const current = handed ? last - handed + 1 : begun || !computed ? null : INPUTS + computed - 1;
  const pending = begun ? last - handed : null;
  return { graph, values, gradients, current, begun, known: INPUTS + computed, pending, last };
}

class GraphFigure extends Figure {
  static tag = "graph";
  static controls = [
    choice("graph", "f =", {
      options: [["product", "(x + y)·max(y, z)"], ["neuron", "σ(xy + z)"]], value: "product",
    }),
    slider("x", 1), slider("y", 2), slider("z", 0),
    hidden("step", { min: 0, max: LONGEST, value: 5 }),
    button("Step back", "stepBack", ({ step }) => step <= 0),
    button("Step forward", "stepForward", ({ graph, step }) => step >= stepsOf(graph)),
    button("Reset", "reset"),
  ];

  height(width) {
    if (this.state.graph === "neuron") return width < NARROW ? 500 : 400;
    return width < NARROW ? 300 : 340;
  }

  stepBack() { this.move(-1); }

  stepForward() { this.move(1); }

  move(by) {
    const { graph, step } = this.state;
    this.set({ step: Math.min(Math.round(step), stepsOf(graph)) + by });
  }

  draw(state, width, height) {
    const now = seen(state);
    const narrow = width < NARROW;
    const margin = { x: narrow ? 34 : 60, y: 52 };
    const places = PLACES[narrow && state.graph === "neuron" ? "narrow" : state.graph].map(([x, y]) =>
      [margin.x + x * (width - 2 * margin.x), margin.y + y * (height - 2 * margin.y)]);
    const nodes = GRAPHS[state.graph];
    return [
      ...nodes.flatMap(({ inputs }, k) => inputs.flatMap((i, n) => edge(now, k, n, places[i], places[k]))),
      ...nodes.flatMap(({ name, operation }, k) => unit(now, k, operation ?? name, places[k])),
    ];
  }

  say(state) {
    const now = seen(state);
    const { graph, current, known, gradients } = now;
    const next = known <= now.last ? known : now.pending;
    const after = next === null || next < INPUTS ? "" : ` Next: ${GRAPHS[graph][next].operation}.`;
    const start = gradients[now.last] ? "The sweep back begins: if the end moves by 1, the end moves by 1." :
      "Three inputs, and nothing is computed yet.";
    return (current === null ? start : now.begun ? handsDown(now) : computes(now)) + after;
  }
}

/** The edge from an input of node k: a value runs up in blue; a gradient runs down in orange, times what is written. */
function edge({ graph, values, current, begun, known, pending }, k, n, start, end) {
  const way = k === current ? " thick" : "";
  const up = arrow(start, end, 4, k < known ? `forward${begun ? "" : way}` : "grid");
  if (!begun || k <= pending) return up;
  const local = localDerivatives(graph, values, k)[n];
  const middle = [(start[0] + end[0]) / 2, (start[1] + end[1]) / 2];
  const [x, y] = raised(middle, direction(start, end), -19);
  return [...up, ...arrow(end, start, -4, `backward${way}`), label(x, y + 4, `× ${short(local)}`, "middle backward")];
}

/** A node with its value above and its gradient below; a question mark where the next step will write something. */
function unit({ graph, values, gradients, current, known, pending }, k, symbol, [x, y]) {
  const shown = gradients[k] === null ? [] : [short(gradients[k])];
  if (pending >= INPUTS && GRAPHS[graph][pending].inputs.includes(k)) shown.push("?");
  return [
    circle(x, y, 19, "paper fill"),
    circle(x, y, 19, k === current ? "ink thick" : "faint"),
    label(x, y + 5, symbol, "middle"),
    label(x, y - 27, k < known ? short(values[k]) : k === known ? "?" : "", "middle forward strong"),
    label(x, y + 37, shown.join(" + "), "middle backward strong"),
  ];
}

/** A line between two nodes, raised by so many pixels, with a head. */
function arrow(start, end, lift, style) {
  const [u, v] = direction(start, end);
  const [from, to] = [raised(start, [u, v], lift), raised(end, [u, v], lift)];
  const tip = [to[0] - 24 * u, to[1] - 24 * v];
  const barb = (side) => [tip[0] - 7 * u - side * v, tip[1] - 7 * v + side * u];
  return [path([[from[0] + 24 * u, from[1] + 24 * v], tip], style), path([barb(4), tip, barb(-4)], style)];
}

function direction([x1, y1], [x2, y2]) {
  const long = Math.hypot(x2 - x1, y2 - y1);
  return [(x2 - x1) / long, (y2 - y1) / long];
}

/** A point, moved away from a line at a right angle: upwards, or downwards if `lift` is negative. */
function raised([x, y], [u, v], lift) {
  const up = (u || v) > 0 ? lift : -lift;
  return [x + v * up, y - u * up];
}

function computes({ graph, values, current }) {
  const { name, operation, inputs } = GRAPHS[graph][current];
  const [first, second] = inputs.map((i) => short(values[i]));
  const written = {
    "+": `${first} + ${second}`, "×": `${first} · ${second}`, max: `max(${first}, ${second})`,
    "× −1": `${first} · (−1)`, exp: `exp(${first})`, "+ 1": `${first} + 1`, "1 / ·": `1 / ${first}`,
  };
  const named = name === operation ? "" : `${name} = `;
  return `Forward, node ${operation}: ${named}${written[operation]} = ${short(values[current])}.`;
}

function handsDown({ graph, values, gradients, current }) {
  const { operation, inputs } = GRAPHS[graph][current];
  const before = backward(graph, values, values.length - 1 - current);
  const parts = localDerivatives(graph, values, current).map((local, n) => {
    const i = inputs[n];
    const part = `${short(gradients[current])} · ${bracketed(local)} = ${short(gradients[current] * local)}`;
    const sum = before[i] === null ? "" : ` and adds it to ${short(before[i])}: ${short(gradients[i])}`;
    return `${GRAPHS[graph][i].name} receives ${part}${sum}`;
  });
  return `${HABITS[operation] ?? operation}: ${parts.join("; ")}.`;
}

const bracketed = (value) => (value < 0 ? `(${short(value)})` : short(value));

GraphFigure.register();
