"""Links to NumPy's documentation: types of arguments in the reference, names of NumPy's functions in the text.

intersphinx would fetch NumPy's list of addresses at every build, and a build must not need a network. The addresses of
NumPy's functions follow one rule, and only two types occur.
"""

import re

import numpy as np
from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.transforms import SphinxTransform

DOCUMENTATION = "https://numpy.org/doc/stable/reference/"
TYPES = {
    "ndarray": "generated/numpy.ndarray.html",
    "numpy.random.Generator": "random/generator.html#numpy.random.Generator",
}
TYPE = re.compile(rf"\b({'|'.join(map(re.escape, TYPES))})\b")
FUNCTION = re.compile(r"np\.((?:linalg\.)?\w+)(?:\(\))?")
NOT_LINKED = (nodes.title, nodes.reference, pending_xref)


def link(address, *content):
    """A link into NumPy's reference."""
    return nodes.reference("", "", *content, internal=False, refuri=DOCUMENTATION + address)


def function_address(name):
    """Where a function is described, None if NumPy has no function of this name."""
    found = FUNCTION.fullmatch(name)
    member = found and getattr(np.linalg if "linalg." in name else np, found[1].rpartition(".")[2], None)
    is_function = callable(member) and not isinstance(member, type)
    return f"generated/numpy.{found[1]}.html" if is_function else None


class NumpyLinks(SphinxTransform):
    """Link what one page says about NumPy."""

    default_priority = 400

    def apply(self):
        """Types, then functions."""
        for classifier in list(self.document.findall(nodes.classifier)):
            words = TYPE.split(classifier.astext())
            classifier.children.clear()
            classifier += [link(TYPES[word], nodes.Text(word)) if word in TYPES else nodes.Text(word) for word in words]
        for code in list(self.document.findall(nodes.literal)):
            address = function_address(code.astext())
            if address and not any(isinstance(parent, NOT_LINKED) for parent in parents(code)):
                code.replace_self(link(address, code.deepcopy()))


def parents(node):
    """Yield what a node is in."""
    while node.parent is not None:
        node = node.parent
        yield node


def setup(app):
    """Link while pages are read."""
    app.add_transform(NumpyLinks)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
