"""To wait for what another process does."""

import time

PATIENCE = 240  # seconds: a process may start slowly on a busy machine


def awaited(look):
    """What a callable returns, as soon as it is not empty."""
    end = time.monotonic() + PATIENCE
    while not (found := look()):
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)
    return found
