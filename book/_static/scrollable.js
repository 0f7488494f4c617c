// Formulas wider than the page scroll sideways: give those, and only those, to the keyboard.
// (The theme does the same for code and tables.)
const KEYBOARD = { tabindex: "0", role: "group", "aria-label": "Wide formula: scrolls sideways" };

const markScrollable = () => {
  for (const formula of document.querySelectorAll("div.formula")) {
    const scrolls = formula.scrollWidth > formula.clientWidth;
    for (const [name, value] of Object.entries(KEYBOARD)) {
      if (scrolls) formula.setAttribute(name, value);
      else formula.removeAttribute(name);
    }
  }
};

window.addEventListener("load", markScrollable);
window.addEventListener("resize", markScrollable);
document.addEventListener("toggle", markScrollable, true); // a formula may be inside <details>
