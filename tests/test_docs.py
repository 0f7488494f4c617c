"""What README and CONTRIBUTING tell people to type exists."""

import re
import subprocess
import sys

import pytest

DOCUMENTS = ("README.md", "CONTRIBUTING.md")


@pytest.fixture(params=DOCUMENTS)
def document(root, request):
    """The text of each."""
    return (root / request.param).read_text(encoding="utf-8")


def test_every_target_exists_and_is_documented(root):
    """A reader would type a target that is not there, or never hear of one that is."""
    makefile = (root / "Makefile").read_text()
    targets = set(re.search(r"^\.PHONY: (.+)$", makefile, re.M)[1].split())
    told = {t for name in DOCUMENTS for t in re.findall(r"\bmake ([a-z-]+)", (root / name).read_text())}
    assert told - {"and", "or"} <= targets
    assert {t for t in targets if not re.search(rf"^{t}:.*##", makefile, re.M)} == set()


def test_every_link_and_path_exists(document, root):
    """A link would lead nowhere."""
    links = [link for link in re.findall(r"\]\(([^)]+)\)", document) if "://" not in link]
    paths = re.findall(r"`((?:book|nnlib|grading|tests|tools)/[\w./-]*)`", document)
    paths = [path for path in paths if not re.search("NN_|NAME", path)]  # which stand for many
    assert links or paths
    assert [p for p in links + paths if not (root / p).exists()] == []


def test_nbgrader_has_the_commands_that_readme_names(root):
    """An instructor would type a command that nbgrader does not have."""
    sentence = re.search(r"nbgrader's own commands work here too: (.+?)\.\n", (root / "README.md").read_text(), re.S)[1]
    known = subprocess.run([sys.executable, "-m", "nbgrader", "--help"], capture_output=True, text=True).stdout
    assert [c for c in re.findall(r"`(\w+)`", sentence) if not re.search(rf"^{c}$", known, re.M)] == []
