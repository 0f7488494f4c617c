// What a reader can set: each control has a name in the state, a value at the beginning, and reads texts.

import { fixed } from "./plane.js";

const between = (low, value, high) => Math.min(high, Math.max(low, value));

function number(text, { min, max }) {
  const value = Number(text);
  return text.trim() !== "" && Number.isFinite(value) ? between(min, value, max) : undefined;
}

/** A slider. `show` writes its value; it gets the value and returns a text. */
export function range(name, label, { min, max, step, value, show }) {
  const digits = (String(step).split(".")[1] ?? "").length;
  const written = show ?? ((v) => fixed(v, digits));
  return {
    name, value,
    read: (text) => number(text, { min, max }),
    build(figure) {
      const input = made("input", { type: "range", min, max, step });
      const output = made("span", { class: "value" });
      input.addEventListener("input", () => figure.set({ [name]: Number(input.value) }));
      return {
        nodes: [row(figure, name, label, input, output)],
        refresh(state) {
          input.value = state[name];
          output.textContent = written(state[name]);
          input.setAttribute("aria-valuetext", output.textContent);
        },
      };
    },
  };
}

/** A list to choose from: options are [value, text]. Values are texts. */
export function choice(name, label, { options, value }) {
  return {
    name, value,
    read: (text) => options.map(([v]) => v).find((v) => v === text),
    build(figure) {
      const select = made("select");
      select.append(...options.map(([v, text]) => new Option(text, v)));
      select.addEventListener("change", () => figure.set({ [name]: select.value }));
      return { nodes: [row(figure, name, label, select)], refresh(state) { select.value = state[name]; } };
    },
  };
}

/** A box to write a text into, at most so many characters. */
export function text(name, label, { value, longest = 60 }) {
  return {
    name, value,
    read: (written) => written.slice(0, longest),
    build(figure) {
      const input = made("input", { type: "text", maxlength: longest, autocomplete: "off", spellcheck: "false" });
      input.addEventListener("input", () => figure.set({ [name]: input.value }));
      return {
        nodes: [row(figure, name, label, input)],
        refresh(state) { if (input.value !== state[name]) input.value = state[name]; },
      };
    },
  };
}

/** A number of the state without a control of its own: the position of what can be dragged, or a count of steps. */
export function hidden(name, { min, max, value }) {
  return { name, value, read: (written) => number(written, { min, max }), build: () => ({ nodes: [], refresh() {} }) };
}

/** A button that calls a method of the figure. `off` says in which state it can do nothing. */
export function button(label, method, off = () => false) {
  return {
    build(figure) {
      const pressed = made("button", { type: "button" }, label);
      pressed.addEventListener("click", () => pressed.getAttribute("aria-disabled") === "true" || figure[method]());
      return { nodes: [pressed], refresh(state) { pressed.setAttribute("aria-disabled", off(state)); } };
    },
  };
}

/** An element of the page. */
export function made(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** A label, what it labels, and perhaps its value. */
function row(figure, name, words, input, ...value) {
  input.id = `${figure.localName}-${name}`;
  return made("div", { class: "control" }, made("label", { for: input.id }, words), input, ...value);
}
