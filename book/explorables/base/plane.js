// A rectangle of the drawing with coordinates of its own.

import { line, label, node, path } from "./svg.js";

export class Plane {
  /** x and y are [smallest, largest]; left, top, width and height are pixels. */
  constructor({ x, y, left, top, width, height }) {
    Object.assign(this, { xs: x, ys: y, left, top, width, height });
  }

  x(value) { return this.left + ((value - this.xs[0]) / (this.xs[1] - this.xs[0])) * this.width; }
  y(value) { return this.top + ((this.ys[1] - value) / (this.ys[1] - this.ys[0])) * this.height; }

  /** The coordinates of a pixel. */
  at({ x, y }) {
    return {
      x: this.xs[0] + ((x - this.left) / this.width) * (this.xs[1] - this.xs[0]),
      y: this.ys[1] - ((y - this.top) / this.height) * (this.ys[1] - this.ys[0]),
    };
  }

  /** Axes along the left and the lower edge, with ticks and names. */
  axes({ xticks = [], yticks = [], xname = "", yname = "" }) {
    const [left, right, top, bottom] = [this.left, this.left + this.width, this.top, this.top + this.height];
    return [
      line(left, bottom, right, bottom, "axis"),
      line(left, top, left, bottom, "axis"),
      ...xticks.map((t) => label(this.x(t), bottom + 16, minus(t), "tick middle")),
      ...yticks.map((t) => label(left - 6, this.y(t) + 4, minus(t), "tick end")),
      label(right, bottom + 32, xname, "name end"),
      label(left, top - 8, yname, "name"),
    ];
  }

  /** Drawings, cut off at the edge of the plane. */
  clipped(...drawings) {
    const inner = node("svg", {
      x: this.left, y: this.top, width: this.width, height: this.height,
      viewBox: [this.left, this.top, this.width, this.height].join(" "),
    });
    inner.append(...drawings);
    return [inner];
  }

  /** The lines x = 0 and y = 0, thin. */
  zeros() {
    return [
      line(this.x(0), this.top, this.x(0), this.top + this.height, "grid"),
      line(this.left, this.y(0), this.left + this.width, this.y(0), "grid"),
    ];
  }

  /** A function's curve; where it leaves the plane the line stops. */
  curve(f, style, pieces = 200) {
    const [low, high] = this.xs;
    const points = Array.from({ length: pieces + 1 }, (_, i) => low + ((high - low) * i) / pieces);
    return this.lineThrough(points.map((x) => [x, f(x)]), style);
  }

  lineThrough(points, style) {
    const inside = ([, y]) => y >= this.ys[0] - 1e-9 && y <= this.ys[1] + 1e-9;
    return path(points.filter(inside).map(([x, y]) => [this.x(x), this.y(y)]), style);
  }
}

/** A number with a true minus sign. */
export const minus = (value) => String(value).replace("-", "−");

/** A number with so many digits behind the point, and a true minus sign; no minus before zero. */
export function fixed(value, digits = 2) {
  const text = value.toFixed(digits);
  return Number(text) === 0 ? text.replace("-", "") : minus(text);
}
