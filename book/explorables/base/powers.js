// Very large and very small numbers, as a book writes them.

import { minus } from "./plane.js";

/** Ten to a whole power: 10⁻⁵. */
export const powerOfTen = (exponent) =>
  `10${String(exponent).replace("-", "⁻").replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit])}`;

/** So many digits behind the point of the factor, times a power of ten: 6.1 · 10⁻⁶. */
export function scientific(value, digits = 0) {
  if (value === 0) return "0";
  const [factor, exponent] = value.toExponential(digits).split("e");
  return `${minus(factor)}\u00a0·\u00a0${powerOfTen(Number(exponent))}`;
}

/** Two decimals at most; two digits of a small number; a power of ten where that would be long. */
export function short(value) {
  const size = Math.abs(value);
  if (size && (size < 0.001 || size >= 1e4)) return scientific(value);
  return minus(size < 0.1 ? Number(value.toPrecision(2)) : Math.round(value * 100) / 100);
}
