// Differences of functions of one number, in double and in single precision: as in nnlib.differences. Only sums,
// products and quotients, which are rounded alike everywhere, so that even rounding errors are the same.

const ROUND = { float64: (value) => value, float32: Math.fround };
const EPSILON = { float64: Number.EPSILON, float32: 2 ** -23 };

/** Functions of x, each with a place, and rounded by r after every operation. */
const cube = (x, r) => r(r(x * x) * x);
const FUNCTIONS = {
  cube: { at: 1.1, f: cube },
  shifted: { at: 1.1, f: (x, r) => r(cube(x, r) + 1000) },
  narrow: {
    at: 0.005,
    f(x, r) {
      const u = r(100 * x);
      return r(1 / r(1 + r(u * u)));
    },
  },
};

/** The value of the function and its first three derivatives at its place. */
export function derivatives(name) {
  const x = FUNCTIONS[name].at;
  const value = FUNCTIONS[name].f(x, ROUND.float64);
  if (name !== "narrow") return [value, 3 * x * x, 6 * x, 6];
  const [u, g] = [100 * x, value];
  return [g, -200 * u * g ** 2, 1e4 * (6 * u * u - 2) * g ** 3, 1e6 * 24 * u * (1 - u * u) * g ** 4];
}

/** (f(x + h) − f(x)) / h */
export function oneSided(name, h, precision) {
  const { at, f } = FUNCTIONS[name];
  const r = ROUND[precision];
  return r(r(f(r(at + h), r) - f(r(at), r)) / r(h));
}

/** (f(x + h) − f(x − h)) / 2h */
export function centred(name, h, precision) {
  const { at, f } = FUNCTIONS[name];
  const r = ROUND[precision];
  return r(r(f(r(at + h), r) - f(r(at - h), r)) / r(2 * h));
}

const QUOTIENTS = { "one-sided": oneSided, centred };

/** By how much a difference is off, as a share of the slope. */
export function measuredError(difference, name, h, precision) {
  const slope = derivatives(name)[1];
  return Math.abs(QUOTIENTS[difference](name, h, precision) - slope) / Math.abs(slope);
}

/** The two parts of that error: what Taylor's series leaves over, and what a float leaves out. */
export function predictedErrors(difference, name, h, precision) {
  const [f, slope, second, third] = derivatives(name).map(Math.abs);
  const truncation = difference === "centred" ? (h * h * third) / 6 : (h * second) / 2;
  return { truncation: truncation / slope, rounding: (EPSILON[precision] * f) / h / slope };
}
