// Optimizers on surfaces over the plane: as in nnlib.optimizers and chapter 10.

const CURVATURES = [1, 25];
const HALF = Math.SQRT1_2;

// Each takes the place, the slope there and what it remembers; it returns the next place and what it remembers then.
const RULES = {
  sgd: (theta, g, state, rate) => [theta.map((x, i) => x - rate * g[i]), state],
  momentum(theta, g, { v = [0, 0] }, rate) {
    const next = v.map((value, i) => 0.9 * value - rate * g[i]);
    return [theta.map((x, i) => x + next[i]), { v: next }];
  },
  rmsprop(theta, g, { v = [0, 0] }, rate) {
    const next = v.map((value, i) => 0.9 * value + 0.1 * g[i] ** 2);
    return [theta.map((x, i) => x - (rate * g[i]) / (Math.sqrt(next[i]) + 1e-8)), { v: next }];
  },
  adam(theta, g, { t = 0, m = [0, 0], v = [0, 0] }, rate) {
    const mean = m.map((value, i) => 0.9 * value + (1 - 0.9) * g[i]);
    const square = v.map((value, i) => 0.999 * value + (1 - 0.999) * g[i] ** 2);
    const [a, b] = [1 - 0.9 ** (t + 1), 1 - 0.999 ** (t + 1)];
    const next = theta.map((x, i) => x - (rate * (mean[i] / a)) / (Math.sqrt(square[i] / b) + 1e-8));
    return [next, { t: t + 1, m: mean, v: square }];
  },
};

/** A place in the directions of the turned ravine: along it, and across. */
const turnedBack = ([x, y]) => [HALF * (x + y), HALF * (y - x)];
const turned = ([along, across]) => [HALF * (along - across), HALF * (along + across)];

const SURFACES = {
  ravine: {
    height: (theta) => theta.reduce((sum, x, i) => sum + 0.5 * CURVATURES[i] * x ** 2, 0),
    slope: (theta) => theta.map((x, i) => CURVATURES[i] * x),
  },
  turned: {
    height: (theta) => SURFACES.ravine.height(turnedBack(theta)),
    slope: (theta) => turned(SURFACES.ravine.slope(turnedBack(theta))),
  },
  saddle: {
    height: ([x, y]) => x ** 2 / 2 - y ** 2 / 2 + y ** 4 / 4,
    slope: ([x, y]) => [x, y ** 3 - y],
  },
};

/** Where a race begins, and where it should end. */
export const START = { ravine: [-8, 1.2], turned: turned([-8, 1.2]), saddle: [-1, 0.001] };
export const GOAL = { ravine: [0, 0], turned: [0, 0], saddle: [0, 1] };

/** J(θ) of a surface. */
export const height = (surface, theta) => SURFACES[surface].height(theta);

/** ∂J/∂θ. */
export const slope = (surface, theta) => SURFACES[surface].slope(theta);

/** The places that an optimizer visits: the beginning, and one for each step. */
export function walk(optimizer, surface, rate, steps) {
  const places = [START[surface]];
  for (let i = 0, state = {}; i < steps; i++) {
    const theta = places[i];
    const [next, remembered] = RULES[optimizer](theta, slope(surface, theta), state, rate);
    places.push(next);
    state = remembered;
  }
  return places;
}
