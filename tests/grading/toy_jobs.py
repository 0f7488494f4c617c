"""Jobs that need no kernel: what a cluster makes of them depends on nothing else."""

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Toy:
    """Waits until a file is there, if one is named, and answers with its name."""

    name: str
    until: str = ""

    def key(self):
        """As that of a job."""
        return f"{self.name}-key"

    def execute(self):
        """Outputs."""
        while self.until and not Path(self.until).exists():
            time.sleep(0.01)
        return [self.name]


class Waiting(Toy):
    """Says which process it is in, and never ends."""

    def execute(self):
        """No outputs."""
        Path(self.name).write_text(f"{os.getpid()}.")
        time.sleep(3600)


class Deadly(Toy):
    """Ends every worker that it meets."""

    def execute(self):
        """No outputs."""
        os.kill(os.getpid(), signal.SIGKILL)


class Faulty(Toy):
    """Raises an error."""

    def execute(self):
        """No outputs."""
        raise ValueError("this is a fault")
