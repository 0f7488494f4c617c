// Chapter 12: the nearest words, and analogies, in vectors that nnlib has trained.

import { button, text } from "./base/controls.js";
import { Figure } from "./base/figure.js";
import { fixed } from "./base/plane.js";
import { label, line, node, path, rounded } from "./base/svg.js";
import { BYTES, DIMENSIONS, WORDS } from "./data/vectors.js";
import { analogy, decode, nearest } from "./numerics/word_vectors.js";

const SHOWN = 7;
const ROW = 27;
const EXAMPLES = ["france paris norway", "oslo", "man woman king", "cat cats dog", "king", "turkey", "france paris turkey"];

const E = decode(BYTES, DIMENSIONS);

/** What is asked, and the answers with their cosines; or what cannot be asked, and why. */
function answer(asked) {
  const names = asked.trim().toLowerCase().split(/\s+/);
  const unknown = names.find((name) => !WORDS.includes(name));
  if (unknown !== undefined) return { problem: `“${unknown}” is none of the ${WORDS.length} words of the text.` };
  if (names.length !== 1 && names.length !== 3) return { problem: "Write one word, or three for an analogy." };
  const ids = names.map((name) => WORDS.indexOf(name));
  const found = ids.length === 1 ? nearest(ids[0], E, SHOWN) : analogy(E, ...ids, SHOWN);
  return { names, found: found.map(([word, cosine]) => [WORDS[word], cosine]) };
}

class Neighbours extends Figure {
  static tag = "neighbours";
  static controls = [
    text("words", "One word, or three", { value: EXAMPLES[0] }), button("Another example", "next"),
  ];

  height() { return 60 + ROW * SHOWN; }

  draw({ words }, width) {
    const { problem, names, found } = answer(words);
    if (problem) return [label(8, 40, "?", "strong")];
    const radius = Math.min(180, width / 2 - 50);
    const [x, y] = [Math.max(12, (width - radius - 162) / 2), 34];
    return [
      ...this.quarter(x, y, radius),
      line(x, y, x + radius, y, "ink thick"),
      label(x, y - 14, names.length === 1 ? names[0] : `${names[1]} − ${names[0]} + ${names[2]}`, "strong"),
      ...found.flatMap((word, i) => this.ray(word, i, x, y, radius)),
    ];
  }

  /** Angles of 30, 60 and 90 degrees. */
  quarter(x, y, radius) {
    const arc = [x + radius, y, radius, radius, x, y + radius].map(rounded);
    const ticks = [30, 60, 90].map((degrees) => {
      const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
      return label(x + (radius + 6) * c - (degrees === 90 ? 6 : 0), y + (radius + 12) * s + 4, `${degrees}°`, "tick");
    });
    return [node("path", { d: `M${arc[0]} ${arc[1]}A${arc[2]} ${arc[3]} 0 0 1 ${arc[4]} ${arc[5]}`, class: "grid" }), ...ticks];
  }

  /** A word at its angle, led to its place in the list. */
  ray([word, cosine], i, x, y, radius) {
    const sine = Math.sqrt(1 - cosine ** 2);
    const [u, v] = [x + radius * cosine, y + radius * sine];
    const [list, row] = [x + radius + 50, y + 8 + ROW * i];
    const style = i ? "faint" : "forward";
    return [
      path([[x, y], [u, v]], `${style}${i ? " thin" : " thick"}`),
      path([[u, v], [list - 14, row], [list - 4, row]], "grid"),
      label(list, row + 4, word, i ? "" : "forward strong"),
      label(list + 112, row + 4, fixed(cosine), "tick end"),
    ];
  }

  next() {
    const place = EXAMPLES.indexOf(this.state.words.trim().toLowerCase());
    this.set({ words: EXAMPLES[(place + 1) % EXAMPLES.length] });
  }

  say({ words }) {
    const { problem, names, found } = answer(words);
    if (problem) return problem;
    const [[best, cosine]] = found;
    if (names.length === 3) {
      return `${names[0]} is to ${names[1]} as ${names[2]} is to ${best}, say the vectors (cosine ${fixed(cosine)}).`;
    }
    const others = found.slice(1, 4).map(([word]) => word).join(", ");
    return `Nearest to ${names[0]} is ${best}, ${Math.round((Math.acos(cosine) * 180) / Math.PI)}° away; then ${others}.`;
  }
}

Neighbours.register();
