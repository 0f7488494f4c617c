"""The student's kernel, as the referee uses it: whatever a cell does, there is an end, and the next cell runs."""


import pytest

from grading.referee.kernel import ENDED, TOO_LONG, StudentKernel
from grading.referee.limits import Limits
from grading.referee.manager import new_manager
from grading.referee.student import NoAnswer, Student

pytestmark = pytest.mark.grades

LIMITS = Limits(call=1.5, cell=1.5, notebook=60, shown=20_000)
DEAF = "import signal, time\nwhile True:\n    try:\n        time.sleep(1)\n    except BaseException:\n        pass\n"


@pytest.fixture
def kernel(tmp_path):
    """A kernel that has run one cell."""
    kernel = StudentKernel(lambda: new_manager("06_backprop", jailed=False), str(tmp_path), LIMITS)
    kernel.run("import os, sys, time\ndef f(x): return 2 * x")
    yield kernel
    kernel.stop()


def text_of(outputs):
    """All that was shown, as one text."""
    return "".join(str(o.get("text", "")) + str(o.get("data", "")) + o.get("evalue", "") for o in outputs)


def works(kernel):
    """Whether what the first cell defined can still be called."""
    return Student(kernel.ask).function("f")(21) == 42


def test_what_a_cell_shows_is_kept(kernel):
    """If this fails, a student's figures and prints are lost to those who grade by hand."""
    outputs = kernel.run("print('hello'); print('careful', file=sys.stderr); 1 + 1")
    assert "hello" in text_of(outputs) and "careful" in text_of(outputs) and "'2'" in text_of(outputs)


def test_nothing_that_a_browser_would_run_is_kept(kernel):
    """If this fails, a submission runs scripts in the browser of whoever grades it."""
    outputs = kernel.run("from IPython.display import HTML, Javascript, display\n"
                         "display(HTML('<script>1</script>')); display(Javascript('1'))")
    assert "script>" not in text_of(outputs) and "javascript" not in text_of(outputs)


def test_a_figure_is_drawn_once(kernel):
    """If this fails, pyplot draws every figure for nobody, before it is shown."""
    kernel.limits = Limits()
    outputs = kernel.run("import matplotlib.pyplot as plt\n"
                         "plt.plot([1])[0].figure.canvas.draw = lambda: print('for nobody')")
    assert "image/png" in text_of(outputs) and "for nobody" not in text_of(outputs)


def test_one_cell_cannot_change_what_another_showed(kernel):
    """If this fails, a later cell rewrites an output that was graded."""
    kernel.run("h = display(1, display_id=True)")
    assert text_of(kernel.run("h.update(2)")) == ""


ENDS = {
    "exit": "os._exit(0)",
    "a signal": "os.kill(os.getpid(), 9)",
    "quit": "os.kill(os.getpid(), 15); time.sleep(5)",
}


@pytest.mark.parametrize("source", ENDS.values(), ids=ENDS)
def test_a_cell_that_ends_the_process_costs_itself_only(kernel, source):
    """If this fails, one bad cell costs the points of all others."""
    assert ENDED in text_of(kernel.run(source))
    assert works(kernel)


LOOPS = {"a loop": "while True: pass", "a sleep": "time.sleep(60)", "a loop that ignores interrupts": DEAF}


@pytest.mark.parametrize("source", LOOPS.values(), ids=LOOPS)
def test_a_cell_that_does_not_end_is_ended(kernel, source):
    """If this fails, one endless loop stops the grading of everybody."""
    outputs = kernel.run(source)
    assert TOO_LONG in text_of(outputs)
    assert "KeyboardInterrupt" not in str(outputs)
    assert works(kernel)


@pytest.mark.parametrize("source", ["while True: pass", "os._exit(3)", DEAF], ids=["loop", "exit", "deaf"])
def test_a_call_that_gives_no_answer_costs_itself_only(kernel, source):
    """If this fails, a function that hangs or ends the process costs the points of all others."""
    body = source.replace("\n", "\n    ")
    kernel.run(f"def bad():\n    import os\n    {body}")
    with pytest.raises(NoAnswer, match=ENDED if "exit" in source else TOO_LONG):
        Student(kernel.ask).function("bad")()
    assert works(kernel)


def test_a_new_kernel_has_run_the_same_cells(kernel):
    """If this fails, a crash costs the functions of earlier cells."""
    kernel.run("def f(x): return 2 * x + 0")
    kernel.run("os._exit(0)")
    assert works(kernel)
    assert kernel.run("f(3)")[0].data == {"text/plain": "6"}


def test_asking_for_input_is_refused(kernel):
    """If this fails, a cell waits for somebody to type."""
    assert "input" in text_of(kernel.run("input('name?')"))


def test_too_much_output_is_cut(kernel):
    """If this fails, a submission fills the disk of whoever grades it."""
    outputs = kernel.run("for i in range(20000): print('x' * 100)")
    assert len(text_of(outputs)) < 10 * LIMITS.shown and "too much to keep" in text_of(outputs)
    assert works(kernel)


def test_a_flood_is_survived(kernel):
    """If this fails, a submission that prints for ever uses up the grader's memory or time."""
    assert TOO_LONG in text_of(kernel.run("while True: print('x' * 1000)"))
    assert works(kernel)


def test_a_message_of_any_form_is_survived(kernel):
    """If this fails, a forged message crashes the referee."""
    forged = """
k = get_ipython().kernel
for content in [{}, {"data": 5}, {"name": "stdout", "text": 5}, {"execution_state": "idle"}]:
    for kind in ["stream", "display_data", "execute_result", "error", "status"]:
        k.session.send(k.iopub_socket, kind, content=content, parent=k.get_parent(), ident=b"x")
k.session.send(k.iopub_socket, "stream", content={"name": "stdout", "text": "ok"}, parent={}, ident=b"x")
"""
    kernel.run(forged)
    assert works(kernel)


def test_all_cells_together_have_a_limit(tmp_path):
    """If this fails, a hundred slow cells stop the grading of everybody."""
    kernel = StudentKernel(lambda: new_manager("06_backprop", jailed=False), str(tmp_path), Limits(notebook=0))
    with pytest.raises(NoAnswer, match="longer than"):
        kernel.run("1")
