// What readers need beyond the theme: with the keyboard, and on paper.

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

// The theme takes the focus from its buttons when they are pressed, to hide their tooltips. Who pressed with the
// keyboard would have to begin again at the top of the page.
for (const button of document.querySelectorAll(".theme-switch-button, .search-button, .sidebar-toggle")) {
  button.blur = () => {
    if (!button.matches(":focus-visible")) HTMLElement.prototype.blur.call(button);
  };
}

// Paper is white.
const paper = window.matchMedia("print");
const root = document.documentElement;
let onScreen = null;

const choosePaper = () => {
  if (paper.matches) {
    onScreen = root.dataset.theme;
    root.dataset.theme = "light";
  } else if (onScreen) {
    root.dataset.theme = onScreen;
  }
};

paper.addEventListener("change", choosePaper);
window.addEventListener("load", () => paper.matches && choosePaper());
