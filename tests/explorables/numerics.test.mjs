// Every function behind the interactive figures returns what nnlib returns: node --test, with the cases in $CASES.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

const { module, cases } = JSON.parse(readFileSync(process.env.CASES, "utf8"));
const functions = await import(module);
const TOLERANCE = 1e-12;

function same(found, wanted, where = "value") {
  if (typeof wanted === "number") {
    const error = Math.abs(found - wanted) / Math.max(1, Math.abs(wanted));
    assert.ok(error <= TOLERANCE, `${where} is ${found}, but should be ${wanted}`);
  } else if (wanted !== null && typeof wanted === "object") {
    assert.deepEqual(Object.keys(found), Object.keys(wanted), where);
    for (const key of Object.keys(wanted)) same(found[key], wanted[key], `${where}.${key}`);
  } else {
    assert.equal(found, wanted, where);
  }
}

for (const [name, calls] of Object.entries(Object.groupBy(cases, (c) => c.name))) {
  test(name, () => calls.forEach(({ args, value }) => same(functions[name](...args), value)));
}

test("every function has cases", () => {
  const named = new Set(cases.map((c) => c.name));
  const without = Object.keys(functions).filter((name) => typeof functions[name] === "function" && !named.has(name));
  assert.deepEqual(without, []);
});
