"""The tasks of each problem set: a package for each, named like its chapter."""

import importlib


def tasks_of(problem_set):
    """Tasks of a problem set by the name of the function.

    Parameters
    ----------
    problem_set : str
        Such as ``"06_backprop"``.

    Returns
    -------
    tasks : dict of str to Task
        In the order of the notebook.
    """
    return {task.name: task for task in importlib.import_module(f"{__name__}.{problem_set}").TASKS}


def find_task(name):
    """Task of a full name such as ``"06_backprop.affine_backward"``.

    Parameters
    ----------
    name : str
        Problem set and function.

    Returns
    -------
    task : Task
        What the function is asked.

    Raises
    ------
    ValueError
        If there is no such problem set or no such function in it.
    """
    problem_set, _, function = name.partition(".")
    try:
        return tasks_of(problem_set)[function]
    except (ModuleNotFoundError, KeyError):
        raise ValueError(f"name is {name!r}, but should be a problem set and a function of it") from None
