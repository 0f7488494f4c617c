// Chapter 11: a window slides over a sentence; its words come from rows of E, and their gradients go back there.

import { button, choice, range, text } from "./base/controls.js";
import { Figure } from "./base/figure.js";
import { box, label, node, rounded } from "./base/svg.js";
import { buildVocabulary, encode, scatterAdd, windows } from "./numerics/tagging.js";

const MOST = 10; // words
const LETTER = 7.8; // pixels, about
const ROW = 22;


/** A word, or its beginning, in so many pixels. */
function cut(word, width) {
  const letters = Math.max(1, Math.floor(width / LETTER));
  return word.length <= letters ? word : `${word.slice(0, letters - 1)}…`;
}

const times = (n) => (n === 1 ? "once" : n === 2 ? "twice" : `${n} times`);

/** All that is drawn and said, from the state. */
function read({ sentence, width, position }) {
  const words = sentence.trim().split(/\s+/).slice(0, MOST);
  const vocabulary = buildVocabulary(words);
  const n = Math.min(position, words.length) - 1;
  const row = windows(encode(words, vocabulary), Number(width))[n];
  const counts = scatterAdd(row.map(() => 1), row, vocabulary.length);
  return { words, vocabulary, n, row, counts, reach: (Number(width) - 1) / 2 };
}

class WindowFigure extends Figure {
  static tag = "window";
  static controls = [
    text("sentence", "Sentence", { value: "the mayor of Rome met the mayor of Oslo", longest: 60 }),
    range("position", "Word", { min: 1, max: MOST, step: 1, value: 5 }),
    choice("width", "Window", { options: ["1", "3", "5", "7"].map((w) => [w, w]), value: "7" }),
    choice("way", "Way", { options: [["forward", "forward: look up"], ["backward", "backward: add"]], value: "backward" }),
    button("Slide", "slide"), button("Reset", "reset"),
  ];

  height(width) {
    const rows = read(this.state).vocabulary.length * ROW;
    return width < 500 ? 200 + rows : Math.max(210, 70 + rows);
  }

  draw(state, width) {
    const seen = read(state);
    const wide = width >= 500;
    const left = wide ? width - 215 : width - 195;
    const top = wide ? 64 : 195;
    const slots = this.slots(seen, wide ? left - 50 : width);
    return [
      ...this.sentence(seen, width),
      ...this.links(seen, slots, left, top, state.way, wide),
      ...this.window(seen, slots),
      ...this.table(seen, left, top, state.way),
    ];
  }

  /** The words one after the other; those of the window are boxed. */
  sentence({ words, n, reach }, room) {
    let [x, y] = [4, 20];
    return words.flatMap((word, i) => {
      const width = word.length * LETTER + 12;
      if (x + width > room && x > 4) [x, y] = [4, y + 30];
      const style = i === n ? "forward thick" : "forward";
      const drawn = [
        ...(Math.abs(i - n) <= reach ? [box(x, y - 16, width, 24, style)] : []),
        label(x + width / 2, y, word, i === n ? "middle strong" : "middle"),
      ];
      x += width + 4;
      return drawn;
    });
  }

  slots({ row }, room) {
    const width = Math.min(88, (room - 8) / row.length);
    return row.map((_, k) => ({ x: 4 + k * width, y: 112, width: width - 6 }));
  }

  /** What the network gets: L rows of E, side by side. */
  window({ row, vocabulary, reach }, slots) {
    return slots.flatMap(({ x, y, width }, k) => [
      box(x, y, width, 26, "paper fill"),
      box(x, y, width, 26, k === reach ? "forward thick" : "forward"),
      label(x + width / 2, y + 17, cut(vocabulary[row[k]], width), k === reach ? "middle strong" : "middle"),
    ]);
  }

  /** An arrow between each slot and its row: forward from the table, backward to it. */
  links({ row }, slots, left, top, way, wide) {
    return slots.map(({ x, y, width }, k) => {
      const [u, v] = [x + width / 2, y + 26];
      const [s, t] = [left + 40, top + ROW * row[k] + ROW / 2];
      const deep = wide ? v + 20 + 14 * (row.length - k) : t;
      const bend = [u, v, u, deep, s - 60, t, s, t].map(rounded);
      return node("path", { d: `M${bend.slice(0, 2)}C${bend.slice(2)}`, class: `${way} thin` });
    });
  }

  /** The rows of E, with their numbers, and how many gradients come to each. */
  table({ vocabulary, counts }, left, top, way) {
    return [
      label(left + 48, top - 10, "rows of E", "tick"),
      ...vocabulary.flatMap((word, v) => {
        const y = top + ROW * v;
        const told = way === "backward" ? `+ ${counts[v]}` : "";
        return [
          box(left + 42, y + 2, 102, ROW - 4, "paper fill"),
          box(left + 42, y + 2, 102, ROW - 4, counts[v] ? way : "grid"),
          label(left + 50, y + 16, String(v), "tick"),
          label(left + 100, y + 16, cut(word, 78), counts[v] ? "middle" : "tick middle"),
          ...(counts[v] ? [label(left + 152, y + 16, told, counts[v] > 1 ? `${way} strong` : way)] : []),
        ];
      }),
    ];
  }

  slide() {
    const last = read(this.state).words.length;
    this.set({ position: 1 });
    this.play(() => {
      this.set({ position: this.state.position + 1 });
      return this.state.position < last;
    }, 900);
  }

  say(state) {
    const { words, vocabulary, n, row, counts } = read(state);
    const where = `Word ${n + 1} of ${words.length}, “${words[n]}”: its window is ${row.join(" ")}.`;
    const most = Math.max(...counts);
    const often = vocabulary.filter((_, v) => counts[v] === most).map((word) => `“${word}”`).join(" and ");
    if (state.way === "forward") return `${where} Each number picks a row of E.`;
    return `${where} ${most > 1 ? `The row of ${often} gets a gradient ${times(most)}: they are added.` : "No row gets more than one gradient."}`;
  }
}

WindowFigure.register();
