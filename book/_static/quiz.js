// A quiz is Markdown that reads without scripts: a question in bold, and below it one <details> for each choice, or one
// that shows the answer to a number. On the screen each question becomes a form; on paper the Markdown stays.
(() => {
  const INTRODUCTION =
    "Answer and press Check. Every choice has its explanation, right or wrong; try as many as you like.";
  const NUMBER = /^(?:Yes|No): (−?[\d.]+)(?: \(± ([\d.]+)\))?[.,] /;
  const UNREADABLE = "Write a number, such as 0.25, 1/4 or 1e-3.";
  const UNKNOWN = "Not yet. This is neither the answer nor one of the usual mistakes. Try again.";
  const ROUNDING = 1e-9;

  const make = (tag, attributes, ...children) => {
    const element = Object.assign(document.createElement(tag), attributes);
    element.append(...children);
    return element;
  };
  const copies = (nodes) => [...nodes].map((node) => node.cloneNode(true)); // formulas stay rendered

  // What the page says: an option has the nodes that say it, whether it is right, and what there is to say about it.
  const detailsAfter = (paragraph) => {
    const next = paragraph.nextElementSibling;
    return next?.matches("details") ? [next, ...detailsAfter(next)] : [];
  };
  const choice = (details) => {
    const [summary, ...said] = details.children;
    return { nodes: summary.childNodes, said, isRight: /^Yes\b/.test(said[0]?.textContent) };
  };
  const numeric = (paragraph) => {
    const [, value, tolerance = 0] = NUMBER.exec(paragraph.textContent) ?? [];
    const isRight = paragraph.textContent.startsWith("Yes");
    return { value: toNumber(value ?? ""), tolerance: Number(tolerance), said: [paragraph], isRight };
  };
  const isNumeric = ([first]) => first.querySelector("summary").textContent === "Show the answer";
  const isWhole = (options) =>
    options.filter((option) => option.isRight).length === 1 &&
    options.every(({ said, value = 0 }) => said.length && !Number.isNaN(value));

  // What the reader types.
  const toNumber = (typed) => {
    const parts = typed.replace(/\s/g, "").replace(/[−–]/g, "-").replace(/,/g, ".").split("/");
    const readable = parts.length <= 2 && parts.every((part) => /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(part));
    const value = readable ? parts[0] / (parts[1] ?? 1) : NaN;
    return Number.isFinite(value) ? value : NaN;
  };
  const matching = (options, value) => {
    const { tolerance } = options.find((option) => option.isRight);
    const near = (option) => Math.abs(option.value - value) <= tolerance + ROUNDING * Math.max(1, Math.abs(value));
    return options.find((option) => option.isRight && near(option)) ?? options.find(near);
  };

  // The forms: each has the controls, and a function that says what to make of them.
  const choiceForm = (options, name) => {
    const radios = options.map((_, i) => make("input", { type: "radio", name, value: i }));
    const labels = options.map(({ nodes }, i) => make("label", {}, radios[i], make("span", {}, ...copies(nodes))));
    const answered = () => options[radios.findIndex((radio) => radio.checked)] ?? { said: ["Choose an answer first."] };
    return { controls: labels, answered };
  };
  const numberForm = (options) => {
    const input = make("input", { type: "text", inputMode: "decimal", autocomplete: "off", size: 10 });
    const answered = () => {
      const value = toNumber(input.value);
      if (Number.isNaN(value)) return { said: [UNREADABLE] };
      return matching(options, value) ?? { said: [UNKNOWN], isRight: false };
    };
    return { controls: [make("label", {}, "Your answer ", input)], answered };
  };

  const enhance = (paragraph) => {
    const details = detailsAfter(paragraph);
    const typed = isNumeric(details);
    const options = typed ? [...details[0].querySelectorAll("p")].map(numeric) : details.map(choice);
    if (!isWhole(options)) return; // it can be read as it is

    const name = `quiz-${parseInt(paragraph.textContent)}`;
    const { controls, answered } = typed ? numberForm(options) : choiceForm(options, name);
    const legend = make("legend", {}, ...copies(paragraph.querySelector("strong").childNodes));
    const status = make("div", { className: "said" });
    status.setAttribute("role", "status");
    const form = make("form", { id: name, className: "quiz" },
      make("fieldset", {}, legend, ...controls), make("button", { type: "submit" }, "Check"), status);
    const say = ({ said, isRight }) => {
      form.dataset.verdict = { true: "right", false: "wrong" }[isRight] ?? "";
      status.replaceChildren(...said.map((node) => node.cloneNode?.(true) ?? make("p", {}, node)));
    };

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      say(answered());
    });
    form.addEventListener("input", () => say({ said: [] }));
    paragraph.before(form);
    [paragraph, ...details].forEach((element) => element.classList.add("quiz-plain"));
  };

  const section = document.getElementById("quiz");
  const asked = [...(section?.querySelectorAll(":scope > p") ?? [])]
    .filter((p) => /^\d+\. /.test(p.textContent) && p.querySelector(":scope > strong") && detailsAfter(p).length);
  asked.forEach(enhance);
  const introduction = section?.querySelector(":scope > h2 + p:not(.quiz-plain)");
  if (introduction && section.querySelector("form.quiz")) {
    introduction.before(make("p", { className: "quiz-introduction" }, INTRODUCTION));
    introduction.classList.add("quiz-plain");
  }
})();
