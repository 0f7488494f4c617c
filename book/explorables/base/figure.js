// An interactive figure: labelled controls, a drawing, one status line. It takes the place of a picture, which stands
// where there are no scripts, and on paper.

import { stateFromAddress, writeAddress } from "./address.js";
import { made } from "./controls.js";
import { node } from "./svg.js";

const WIDEST = 640; // pixels, and the width of the picture
const QUIET = 250; // milliseconds without a change, after which the status line is read out

/**
 * A subclass has `static tag`, `static controls`, and
 *   draw(state, width, height)  nodes of SVG,
 *   say(state)                  one or two sentences: what is to be seen now,
 *   height(width)               pixels,
 *   drag(handle, point, state)  changes of the state, if it has handles (optional).
 */
export class Figure extends HTMLElement {
  connectedCallback() {
    if (this.drawing) return;
    this.controls = this.constructor.controls;
    this.state = stateFromAddress(this.constructor.tag, this.kept());
    this.built = this.controls.map((control) => control.build(this));
    const alt = this.querySelector("img").alt;
    this.drawing = node("svg", { class: "drawing", role: "img", "aria-label": alt });
    this.status = made("p", { role: "status" });
    const controls = made("div", { class: "controls" }, ...this.built.flatMap((b) => b.nodes));
    this.append(made("div", { class: "live" }, this.drawing, controls, this.status));
    this.classList.add("is-live");
    this.followPointer();
    new ResizeObserver(() => this.width() === this.drawn || this.redraw()).observe(this);
    this.redraw();
  }

  kept() { return this.controls.filter((control) => control.name); }

  /** Change the state, and all that shows it; the address when it rests, as browsers refuse to write it too often. */
  set(changes) {
    Object.assign(this.state, changes);
    clearTimeout(this.writing);
    this.writing = setTimeout(() => writeAddress(this.constructor.tag, this.kept(), this.state), QUIET);
    this.redraw();
  }

  /** Back to the beginning. */
  reset() {
    this.pause();
    this.set(Object.fromEntries(this.kept().map(({ name, value }) => [name, value])));
  }

  width() { return Math.min(WIDEST, this.clientWidth || WIDEST); }

  redraw() {
    const width = (this.drawn = this.width());
    const height = this.height(width);
    this.drawing.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.drawing.setAttribute("width", width);
    this.drawing.setAttribute("height", height);
    this.drawing.replaceChildren(...this.draw(this.state, width, height));
    for (const control of this.built) control.refresh(this.state);
    clearTimeout(this.speaking);
    this.speaking = setTimeout(() => { this.status.textContent = this.say(this.state); }, this.status.textContent ? QUIET : 0);
  }

  /** Call `step` again and again until it returns false; at once, where the reader wants nothing to move. */
  play(step, milliseconds = 40) {
    this.pause();
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      for (let i = 0; i < 100000 && step() !== false; i++);
      return;
    }
    this.playing = setInterval(() => step() === false && this.pause(), milliseconds);
  }

  pause() { clearInterval(this.playing); }

  disconnectedCallback() { this.pause(); }

  followPointer() {
    let held = null;
    const point = (event) => {
      const edge = this.drawing.getBoundingClientRect();
      return { x: event.clientX - edge.left, y: event.clientY - edge.top };
    };
    this.drawing.addEventListener("pointerdown", (event) => {
      held = event.target.closest(".handle")?.dataset.handle ?? null;
      if (held === null) return;
      this.drawing.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    this.drawing.addEventListener("pointermove", (event) => {
      if (held !== null) this.set(this.drag(held, point(event), this.state));
    });
    for (const end of ["pointerup", "pointercancel"]) this.drawing.addEventListener(end, () => { held = null; });
  }

  static register() {
    customElements.define(`explore-${this.tag}`, this);
  }
}
