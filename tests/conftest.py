"""Shared by all tests."""

import importlib.util
import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # tools/ and tests/ are not installed


@pytest.fixture(scope="session")
def root():
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def sandbox():
    """What confines students' code; a machine that must have it says REQUIRE_SANDBOX=1."""
    from grading.referee import jail

    try:
        jail.require_bwrap()
    except jail.NoSandbox as error:
        if os.environ.get("REQUIRE_SANDBOX"):
            raise
        pytest.skip(str(error))


def load(path):
    """A module from a file whose name is no identifier."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
