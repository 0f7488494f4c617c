"""The class report as one HTML file that names nobody."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from grading.classroom.shares import FEW, SMALL_CLASS
from grading.classroom.summary import figures, returning

HERE = Path(__file__).parent


def page(problem_sets, day):
    """Text of the page.

    Parameters
    ----------
    problem_sets : list of ProblemSet
        Records of the class; what the page says follows from their figures alone.
    day : date
        Of the report.

    Returns
    -------
    html : str
        Self-contained: style inside, no script, nothing from another host.
    """
    loader = FileSystemLoader(HERE, encoding="utf-8")
    jinja = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    sets = [figures(one) for one in problem_sets]
    told = [one for one in sets if one.known >= SMALL_CLASS]
    return jinja.get_template("page.html.j2").render(
        sets=sets,
        told=told,
        returning=returning(told),
        class_size=max(one.students for one in sets),
        day=day.isoformat(),
        style=Markup((HERE / "page.css").read_text("utf-8")),
        small_class=SMALL_CLASS,
        few=FEW,
    )
