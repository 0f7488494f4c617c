// Nodes of SVG, and numbers in it: two digits behind the point are less than a pixel, and the same everywhere.

const SVG = "http://www.w3.org/2000/svg";

export const rounded = (value) => (typeof value === "number" ? String(Math.round(value * 100) / 100 || 0) : value);

/** A node with attributes and children; a string becomes text. */
export function node(name, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, rounded(value));
  made.append(...children);
  return made;
}

export const line = (x1, y1, x2, y2, style) => node("line", { x1, y1, x2, y2, class: style });

export const circle = (cx, cy, r, style) => node("circle", { cx, cy, r, class: style });

export const box = (x, y, width, height, style) => node("rect", { x, y, width, height, class: style });

export const square = (x, y, r, style) => box(x - r, y - r, 2 * r, 2 * r, style);

/** Text; `style` may hold start, middle or end. */
export const label = (x, y, words, style = "") => node("text", { x, y, class: style }, words);

export function path(points, style) {
  const steps = points.map(([x, y], i) => `${i ? "L" : "M"}${rounded(x)} ${rounded(y)}`);
  return node("path", { d: steps.join(""), class: style });
}

/** What a reader can take hold of and drag: a large, unseen disc around a small one that is seen. */
export const handle = (cx, cy, name, style = "forward") =>
  node("g", { class: "handle", "data-handle": name }, circle(cx, cy, 18, "reach"), circle(cx, cy, 7, `${style} grip`));
