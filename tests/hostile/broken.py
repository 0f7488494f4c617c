"""Files that are hardly notebooks any more; what can be read of them counts."""

import io
import json
import zipfile

import nbformat

from .submission import FORWARD, MATMUL, Submission

SOURCES = {"affine_forward", "affine_backward", "MatMul"}  # grade_ids of the cells that hold the student's answers


def edited(edit):
    """Handed in after an edit of the notebook's JSON, which may make it invalid."""
    def raw(text):
        document = json.loads(text)
        edit(document)
        return json.dumps(document).encode()
    return raw


def in_every_cell(edit):
    """Handed in after an edit of each cell."""
    return edited(lambda document: [edit(cell) for cell in document["cells"]])


def cells(keep, *more):
    """Handed in with some of the cells, and some more."""
    return edited(lambda document: document.update(cells=[c for c in document["cells"] if keep(name(c))] + [*more]))


def name(cell):
    """What nbgrader calls a cell."""
    return cell["metadata"].get("nbgrader", {}).get("grade_id", "")


def oldest(text):
    """In nbformat 3, which knew no cell metadata that lasts, no ids, and worksheets."""
    return nbformat.writes(nbformat.reads(text, as_version=4), version=3).encode()


def zipped(*folders, cut=0):
    """In an archive, as a learning-management system hands it over, with what its system adds."""
    def raw(text):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("__MACOSX/._backprop.ipynb", b"\0\5\26\7")
            archive.writestr("/".join([*folders, "backprop.ipynb"]), text)
        return file.getvalue()[: len(file.getvalue()) - cut]
    return raw


def around(function, before=(), after=()):
    """Handed in with more cells around that of a function."""
    def edit(document):
        place = [name(cell) for cell in document["cells"]].index(function)
        document["cells"][place:place + 1] = [*before, document["cells"][place], *after]
    return edited(edit)


def no_names(cell):
    """Removes all that says which cell this is."""
    cell["metadata"] = {}
    cell.pop("id", None)


def with_outputs(document):
    """Saves 20 MB of output in a cell, and the wrong kind of output in another."""
    code = [cell for cell in document["cells"] if cell["cell_type"] == "code"]
    code[0]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x" * 20_000_000}]
    code[1].update(outputs={"output_type": 1}, execution_count="seven")


def with_wrong_types(document):
    """Puts what does not belong there wherever something is expected."""
    for cell in document["cells"]:
        cell["metadata"] |= {"tags": 1, "collapsed": "maybe", "jupyter": [None]}
        cell["attachments"] = {"a.png": "no", "b": None}
    document.update(cells=[None, 3, [], {}, {"cell_type": "code"}, *document["cells"]], metadata="none", nbformat="IV")


EXTRA = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": "1 + 1"}
HALF = """def matmul_forward(self, x, y):
    self.x, self.y = x, y
    return x @ y

class MatMul:
    forward = matmul_forward
"""
OTHER_HALF = EXTRA | {"source": "MatMul.backward = lambda self, dout: (dout @ self.y.T, self.x.T @ dout)"}
FIRST_ATTEMPT = EXTRA | {"source": MATMUL.replace("x @ y", "x + y"), "metadata": {"nbgrader": {
    "grade_id": "MatMul", "grade": False, "solution": True, "locked": False, "task": False, "schema_version": 3}}}
FOREIGN = {"kernelspec": {"name": "ir", "display_name": "R", "language": "R"}, "language_info": {"name": "R"}}

SUBMISSIONS = {
    # the file
    "byte-order-mark": Submission("Begins with a byte-order mark.", raw=lambda text: b"\xef\xbb\xbf" + text.encode()),
    "utf-16": Submission("Was saved as Unicode by an old editor.", raw=lambda text: text.encode("utf-16")),
    "latin-1": Submission("Was saved in another encoding.", raw=lambda text: text.encode("latin-1"),
                          forward="# größer als gewöhnlich\n" + FORWARD),
    "crlf-file": Submission("Has been through Windows.", raw=lambda text: text.replace("\n", "\r\n").encode()),
    "empty": Submission("Has nothing in it.", raw=lambda text: b"", earns=()),
    "no-notebook": Submission("Is a text.", raw=lambda text: b"I could not do it.", earns=()),
    "truncated": Submission("Was cut off while uploading.", raw=lambda text: text[:-200].encode(), earns=()),
    "nested": Submission("Is nested too deeply to read.", raw=lambda text: b'{"cells": ' + 100_000 * b"[", earns=()),
    "web-page": Submission("Is the page of an error, saved under the notebook's name.", earns=(),
                           raw=lambda text: b"<!DOCTYPE html><title>502 Bad Gateway</title>"),
    "too-large": Submission("Is larger than any notebook.", earns=(),
                            raw=lambda text: text.encode() + 31_000_000 * b" "),
    # its name and place
    "renamed": Submission("Has the name that a browser gives to a second download.", name="backprop (1).ipynb"),
    "as-text": Submission("Has the name that a mail program gives it.", name="backprop.ipynb.txt"),
    "a-folder": Submission("Is a folder of the notebook's name, with the notebook in it.",
                           name="backprop.ipynb/backprop.ipynb"),
    "subfolder": Submission("Is in a folder in a folder.", name="homework/week 6/backprop.ipynb"),
    "zip": Submission("Is an archive, as a learning-management system hands it over.", raw=zipped("Anna Müller_1234"),
                      name="Anna Mueller_1234_assignsubmission_file.zip"),
    "broken-zip": Submission("Is an archive that was cut off.", raw=zipped(cut=30), name="backprop.zip", earns=()),
    "zip-in-disguise": Submission("Is an archive named as a notebook.", raw=zipped(), earns=()),
    "beside-a-broken-copy": Submission("Lies beside a broken copy, which has the right name.",
                                       name="backprop-Copy1.ipynb", files={"backprop.ipynb": '{"cells": [{"cell_'}),
    # the form of the notebook
    "nbformat-3": Submission("Is in the form of 2013.", raw=oldest),
    "nbformat-4.0": Submission("Was saved by a program that knows no cell ids.", raw=edited(
        lambda document: [document.update(nbformat_minor=0), [c.pop("id") for c in document["cells"]]])),
    "nbformat-99": Submission("Says that it is from the future.", raw=edited(
        lambda document: document.update(nbformat=99, nbformat_minor=-1))),
    "another-language": Submission("Asks for R.", raw=edited(lambda document: document.update(metadata=FOREIGN))),
    "no-metadata": Submission("Has lost the metadata of the notebook.", raw=edited(lambda d: d.pop("metadata"))),
    "source-as-text": Submission("Keeps sources as one text, with line ends of Windows.", raw=in_every_cell(
        lambda cell: cell.update(source="".join(cell["source"]).replace("\n", "\r\n")))),
    "outputs": Submission("Holds 20 MB of output, and output of no kind.", raw=edited(with_outputs)),
    "wrong-types": Submission("Has nonsense wherever something is expected.", raw=edited(with_wrong_types)),
    "half-a-character": Submission("Holds half of an emoji, and a null.", raw=lambda text: text.replace(
        "HALF", r"\ud83d \u0000").encode(), forward="# HALF\n" + FORWARD),
    # its cells
    "same-ids": Submission("Has one id for all cells.", raw=in_every_cell(lambda cell: cell.update(id="same"))),
    "same-names": Submission("Has the name of one solution cell on all of them.", raw=in_every_cell(
        lambda cell: name(cell) in SOURCES and cell["metadata"]["nbgrader"].update(grade_id="affine_forward"))),
    "no-names": Submission("Has been through a program that keeps sources only.", raw=in_every_cell(no_names)),
    "deleted": Submission("Has only the cells that were to be filled in.", raw=cells(SOURCES.__contains__)),
    "reordered": Submission("Has the cells in reverse order.", raw=edited(lambda d: d["cells"].reverse())),
    "retyped": Submission("Has code cells turned into text.", raw=in_every_cell(
        lambda cell: cell.update(cell_type="markdown") or cell.pop("outputs", None))),
    "split": Submission("Has a class in two cells.", matmul=HALF, raw=around("MatMul", after=[OTHER_HALF])),
    "copied": Submission("Has a first attempt, which is wrong, in a copy of the solution's cell above it.",
                         raw=around("MatMul", before=[FIRST_ATTEMPT])),
    "too-many-cells": Submission("Has thousands of cells.", raw=cells(lambda _: True, *(3_000 * [EXTRA])), earns=()),
    "no-cells": Submission("Has no cells.", raw=cells(lambda _: False), earns=()),
}
