"""Edit notebooks as MyST text, execute them, and keep them in canonical form.

``python -m tools.notebooks text book/06_backprop.ipynb`` writes ``_text/book/06_backprop.md``;
``python -m tools.notebooks make [NOTEBOOK ...]`` folds edited texts back, executes and normalises.
"""

import argparse
import re
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[1]
TEXT = ROOT / "_text"
KERNELSPEC = {"display_name": "Python 3", "language": "python", "name": "python3"}
SECONDS = 120  # for one cell


def committed_notebooks():
    """Chapters and solutions: the notebooks that are committed with their outputs."""
    return sorted([*ROOT.glob("book/*.ipynb"), *ROOT.glob("solutions/*/*.ipynb")])


def text_of(notebook):
    """Where the MyST text of a notebook lies while it is edited."""
    return TEXT / notebook.relative_to(ROOT).with_suffix(".md")


def write_text(notebook):
    """Write a notebook as MyST text, to be edited."""
    path = text_of(notebook)
    path.parent.mkdir(parents=True, exist_ok=True)
    nb = nbformat.read(notebook, as_version=4)
    jupytext.write(nb, path, fmt="md:myst")
    return path


def new_or_edited():
    """Notebooks whose text is newer than they are, or that exist as text only."""
    pairs = [(path, ROOT / path.relative_to(TEXT).with_suffix(".ipynb")) for path in TEXT.glob("**/*.md")]
    return [nb for text, nb in pairs if not nb.exists() or text.stat().st_mtime > nb.stat().st_mtime]


def make(notebook):
    """Fold in the edited text, execute, normalise; write the file only if it changed."""
    if notebook in new_or_edited():
        nb = jupytext.read(text_of(notebook), fmt="md:myst")
    else:
        nb = nbformat.read(notebook, as_version=4)
    execute(nb, notebook.parent)
    text = nbformat.writes(normalised(nb)) + "\n"
    changed = not notebook.exists() or notebook.read_text(encoding="utf-8") != text
    if changed:
        notebook.write_text(text, encoding="utf-8")
    return changed


def execute(nb, folder):
    """Run all cells in order, in a fresh kernel, in the notebook's own folder."""
    resources = {"metadata": {"path": str(folder)}}
    client = NotebookClient(nb, timeout=SECONDS, kernel_name="python3", resources=resources)
    client.extra_arguments = ["--HistoryManager.hist_file=:memory:", "--log-level=ERROR"]
    client.execute()


def normalised(nb):
    """Copy of a notebook in canonical form: what may differ from machine to machine is gone."""
    nb = nbformat.from_dict({**nb, "nbformat": 4, "nbformat_minor": 5})
    nb.metadata = nbformat.from_dict({"kernelspec": KERNELSPEC, "language_info": {"name": "python"}})
    taken = set()
    for cell in nb.cells:
        cell.id = _unique(_words_for(cell), taken)
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.outputs = _merged(cell.outputs)
    return nb


def _words_for(cell):
    """An id that says what the cell is: its grade_id, its figure, its heading, what it defines, how it begins."""
    figure = cell.metadata.get("mystnb", {}).get("figure", {})
    named = cell.metadata.get("nbgrader", {}).get("grade_id") or figure.get("name")
    heading = re.search(r"^#+ +(.+)$" if cell.cell_type == "markdown" else r"^(?:def|class) +(\w+)", cell.source, re.M)
    words = named or (heading.group(1) if heading else " ".join(cell.source.split()[:5]))
    return re.sub(r"[^A-Za-z0-9]+", "-", words).strip("-").lower()[:48].strip("-") or "empty"


def _unique(words, taken):
    candidates = [words, *(f"{words}-{n}" for n in range(2, 1000))]
    taken.add(chosen := next(c for c in candidates if c not in taken))
    return chosen


def _merged(outputs):
    """Consecutive prints as one output: how they were split depends on timing."""
    merged = []
    for output in outputs:
        last = merged[-1] if merged else None
        if last and output.output_type == last.output_type == "stream" and output.name == last.name:
            last.text += output.text
        else:
            merged.append(output)
    return merged


def main():
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=["text", "make"])
    parser.add_argument("notebooks", nargs="*", type=Path)
    args = parser.parse_args()
    chosen = [n.resolve() for n in args.notebooks] or sorted({*committed_notebooks(), *new_or_edited()})
    for notebook in chosen:
        if args.action == "text":
            print(write_text(notebook).relative_to(ROOT))
        else:
            print(f"{'changed  ' if make(notebook) else 'unchanged'} {notebook.relative_to(ROOT)}", flush=True)


if __name__ == "__main__":
    main()
