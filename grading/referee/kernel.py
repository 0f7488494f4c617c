"""A student's kernel, as the referee uses it: run a cell, ask a question, and never wait for ever.

nbclient trusts the kernel that it talks to: it waits for its messages, keeps whatever it prints and lets one cell
change what another one showed. Here the kernel may be hostile, so the few messages that matter are read one by one.
"""

import time
from queue import Empty

from grading.referee.connect import connect
from grading.referee.line import Broken
from grading.referee.listening import ends, first, parent
from grading.referee.shown import dropped, output_of, size, stopped
from grading.referee.student import NoAnswer

SHOWN = {"stream", "display_data", "execute_result", "error"}
ENDED, TOO_LONG = "your code ended the Python process", "your code did not finish in time"


class StudentKernel:
    """A kernel with a memory: if it is lost, a new one runs the same cells before the next question.

    Parameters
    ----------
    new_manager : callable
        Returns a jupyter_client kernel manager.
    folder : str
        Where the student's helper files are.
    limits : Limits
        Of time and size.
    """

    def __init__(self, new_manager, folder, limits):
        self.new_manager, self.folder, self.limits = new_manager, folder, limits
        self.manager = self.client = self.line = None
        self.cells_run = []
        self.room = limits.shown_in_all
        self.end = time.monotonic() + limits.notebook

    def run(self, source):
        """Outputs of a student's cell; if it does not end, or ends the kernel, the last output says so."""
        self._ensure()
        outputs, finished = self._execute(source, self.limits.cell)
        self.room = max(0, self.room - sum(size(output) for output in outputs))
        if finished:
            self.cells_run.append(source)
        else:
            outputs.append(stopped(self._give_up()))
        return outputs

    def ask(self, text):
        """The guest's answer to a text."""
        self._ensure()
        try:
            answer = self.line.ask(text, self._deadline(self.limits.call))
        except Broken:
            raise NoAnswer(self._lost()) from None
        if answer is None:
            reason = self._reason()
            self.stop()  # interrupting is not enough: processes that the call has made would go on
            raise NoAnswer(reason)
        return answer

    def stop(self):
        """End the kernel."""
        if self.client:
            self.client.stop_channels()
        if self.line:
            self.line.close()
        if self.manager and self.manager.has_kernel:
            self.manager.shutdown_kernel(now=True)
        self.manager = self.client = self.line = None

    def _ensure(self):
        """Have a kernel that has run the student's cells so far."""
        if time.monotonic() > self.end:
            raise NoAnswer("this notebook took longer than all its cells together may")
        if self.client is None:
            self._start()
            for source in self.cells_run:
                _, finished = self._execute(source, self.limits.cell)
                if not finished:
                    self.stop()
                    raise NoAnswer("the cells of this notebook did not run a second time")

    def _start(self):
        self.manager = self.new_manager()
        self.manager.start_kernel(cwd=self.folder)
        self.client, self.line = connect(self.manager, self.limits.message)

    def _execute(self, source, seconds):
        """Outputs of a cell, and whether it came to its end in time, if need be after an interrupt."""
        room, outputs = min(self.limits.shown, self.room), []
        request = self.client.execute(source, stop_on_error=False, allow_stdin=False)

        def ended(message):
            nonlocal room
            if parent(message) == request and message["msg_type"] in SHOWN and room >= 0:
                room -= size(message["content"])
                outputs.append(output_of(message) if room >= 0 else dropped())
            idle = message["content"].get("execution_state") == "idle"
            return parent(message) == request and (idle or message["msg_type"] == "execute_reply")

        if self._wait(self._shown_or_reply, ended, seconds) is None and self.manager.is_alive():
            self.manager.interrupt_kernel()
            if self._wait(self._shown_or_reply, ended, 1):
                return [o for o in outputs if o.get("ename") != "KeyboardInterrupt"] + [stopped(TOO_LONG)], True
            return outputs, False
        return outputs, self.manager.is_alive()

    def _shown_or_reply(self, timeout):
        """Where so much is shown that some of it is lost, the end may be among it; the reply never is."""
        try:
            return self.client.get_iopub_msg(timeout=timeout)
        except Empty:
            return self.client.get_shell_msg(timeout=0)

    def _wait(self, get, wanted, seconds):
        """The first message that is wanted; None if the kernel ends, or the time."""
        return first(get, wanted, self._deadline(seconds), self.manager.is_alive)

    def _deadline(self, seconds):
        """In so many seconds, but not after the end of the notebook's time."""
        return min(time.monotonic() + seconds, self.end)

    def _give_up(self):
        """Why a cell did not end. A kernel that is only busy is interrupted; one that ignores that is ended."""
        reason = self._reason()
        if reason == TOO_LONG:
            self.manager.interrupt_kernel()
            if self._sign_of_life():
                return reason
        self.stop()
        return reason

    def _reason(self):
        return TOO_LONG if self.manager.is_alive() else ENDED

    def _sign_of_life(self):
        request = self.client.kernel_info()
        return self._wait(self.client.get_shell_msg, lambda message: parent(message) == request, 1)

    def _lost(self):
        """Why the line is broken."""
        ended = ends(self.manager.is_alive)
        self.stop()
        return ENDED if ended else "there is no answer"
