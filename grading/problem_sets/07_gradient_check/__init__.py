"""Problem set 7: gradient checking, from one measured slope to a hunt for bugs."""

from . import checker, directions, errors, hunt, numerical, steps

TASKS = [*numerical.TASKS, *errors.TASKS, *steps.TASKS, *checker.TASKS, *directions.TASKS, *hunt.TASKS]

MAY_IMPORT = {"plotting": "*"}
