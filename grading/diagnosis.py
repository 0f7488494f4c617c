"""Name the mistake: a submission has a misconception if it answers every probe as that wrong implementation does."""

from grading.answers import same
from grading.delegation import REFUSAL
from grading.raised import Raised
from grading.task import Names, Wrong

MISSING = Raised("WrongForm", "this part is missing")
GENERIC = ("wrong-sign", "factor-two")


def diagnose(task, probes, part, outcomes, remembered=()):
    """Misconceptions that answer one part of a task as the submission did, on every probe.

    Parameters
    ----------
    task : Task
        What was asked.
    probes : list of Probe
        The questions of one group.
    part : str
        The part that is wrong.
    outcomes : list
        The submission's value of that part for each probe, or why there is none.
    remembered : list
        Right values of that part for the visible check's probes, which a submission may have copied.

    Returns
    -------
    names : list of str
        Usually one; none for a mistake that the table does not know.
    """
    by_behaviour = _by_behaviour(outcomes)
    if by_behaviour:
        return [by_behaviour]
    if _hard_coded(outcomes, remembered, task.tolerance):
        return ["hard-coded"]
    return _names(task, task.wrong, probes, part, outcomes) or _names(task, _generic(task), probes, part, outcomes)


def answer_of(wrong, probe):
    """Parts that a wrong implementation answers; where it raises, none."""
    try:
        return wrong.answer(probe)
    except Exception as error:
        return {"": Raised(type(error).__name__, str(error))}


def outcome(answer, part):
    """One part of an answer, or why there is no answer."""
    return answer[""] if "" in answer else answer.get(part, MISSING)


def _names(task, entries, probes, part, outcomes):
    names = [w.name for w in entries if _acts_alike(w, probes, part, outcomes, task.tolerance)]
    return list(dict.fromkeys(names))


def _acts_alike(wrong, probes, part, outcomes, tolerance):
    """Whether all answers are the same, and one of them tells something; after one that is not, no more are asked."""
    telling = False
    for probe, theirs in zip(probes, outcomes):
        answer = outcome(answer_of(wrong, probe.copies(writable=True)), part)
        if not same(answer, theirs, tolerance):
            return False
        telling = telling or not isinstance(answer, Raised) or answer.kind == "RecursionError"
    return telling


def _by_behaviour(outcomes):
    """Mistakes that show in what a function does, not in what it returns."""
    raised = [o for o in outcomes if isinstance(o, Raised)]
    if any(r.kind == "Delegated" or r.message.endswith(REFUSAL) for r in raised):
        return "delegated"
    if any(r.kind == "Damaged" for r in raised):
        return "writes-to-its-arguments"
    return None


def _hard_coded(outcomes, remembered, tolerance):
    """Every answer is the right one to some visible probe, whatever was asked."""
    return bool(remembered) and all(any(same(o, r, tolerance) for r in remembered) for o in outcomes)


def _generic(task):
    """Mistakes that can be made in every gradient; a task may have its own name for one, which then tells more."""
    own = {w.name for w in task.wrong}
    factors = {"wrong-sign": -1, "factor-two": 2}
    return [Wrong(n, lambda p, k=factors[n]: _scaled(task.truth(p), k)) for n in GENERIC if n not in own]


def _scaled(parts, k):
    return {name: value if isinstance(value, Names) else k * value for name, value in parts.items()}
