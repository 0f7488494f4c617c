// Renders formulas with KaTeX: one JSON request per line in, one JSON answer per line out.
// Usage: node katex_lines.js path/to/katex.min.js     It ends when its input ends.
const katex = require(process.argv[2]);

const answer = ({ latex, options }) => {
  try {
    return { html: katex.renderToString(latex, options) };
  } catch (error) {
    return { error: error.message };
  }
};

require("readline")
  .createInterface({ input: process.stdin })
  .on("line", (line) => console.log(JSON.stringify(answer(JSON.parse(line)))));
