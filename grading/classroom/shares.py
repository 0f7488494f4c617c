"""What may be told of a class without telling on one of its students.

The rule, for everything that may be shown to a class:

- of fewer than `SMALL_CLASS` students nothing is told but that there are so few;
- a count of one or two is told as "< 3", and so is one that all but one or two reach: "> 9 of 12". Nobody and everybody
  are told as they are: they say something of the class;
- how many are in the class and how many hand-ins have a grade is always told: every share is a share of it. What
  could be found by subtracting is withheld: a share of a group whose size is not told would tell the size;
- bars and colours are drawn from what is told, never from what is not.
"""

from dataclasses import dataclass

SMALL_CLASS, FEW = 5, 3


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    count: int
    of: int

    @property
    def withheld(self):
        """Whether the group is too small to tell anything."""
        return self.of < SMALL_CLASS

    @property
    def few(self):
        """Whether only one or two are in it."""
        return 0 < self.count < FEW

    @property
    def nearly_all(self):
        """Whether only one or two are not in it."""
        return 0 < self.of - self.count < FEW

    @property
    def exact(self):
        """Whether the count may be told."""
        return not (self.withheld or self.few or self.nearly_all)

    @property
    def bounds(self):
        """Percent between which it lies, as far as it is told: what a bar is drawn from."""
        if self.withheld:
            return 0, 0
        low, high = self.count, self.count
        if self.few:
            low, high = 1, FEW - 1
        elif self.nearly_all:
            low, high = self.of - FEW + 1, self.of - 1
        return round(100 * low / self.of), round(100 * high / self.of)

    @property
    def shown(self):
        """Percent that a colour or an order shows: the bound that is nearer to half."""
        return self.bounds[0] if self.nearly_all else self.bounds[1]

    @property
    def percent(self):
        """In words, ``"42 %"``."""
        if self.withheld:
            return "withheld"
        bound = "≤ " if self.few else "≥ " if self.nearly_all else ""
        return f"{bound}{self.shown} %"

    @property
    def number(self):
        """The count without what it is a count of, ``"5"`` or ``"< 3"``."""
        return str(self).split(" of ")[0]

    def __str__(self):
        if self.withheld:
            return "withheld"
        if self.few:
            return f"< {FEW} of {self.of}"
        return f"> {self.of - FEW} of {self.of}" if self.nearly_all else f"{self.count} of {self.of}"


@dataclass(frozen=True)
class Bin:
    """How many have at least `low` percent of the points, and less than `high`; the last bin holds 100 as well."""

    low: int
    high: int
    count: int

    @property
    def density(self):
        """Students for each percent: the height of a column whose area is their number."""
        return self.count / (self.high - self.low)

    def __str__(self):
        return f"{self.low} to {self.high} %"


def distribution(percents, width=10):
    """Bins that hold nobody or at least three.

    Parameters
    ----------
    percents : list of float
        Of the points, one for each student.
    width : int
        Of a bin, before neighbours are joined.

    Returns
    -------
    bins : list of Bin
        From 0 to 100 percent; none for a small class.
    """
    if len(percents) < SMALL_CLASS:
        return []
    bins = []
    for low in range(0, 100, width):
        bins.append(Bin(low, low + width, sum(low <= min(max(p, 0), 100 - 1e-9) < low + width for p in percents)))
        if len(bins) > 1 and 0 < bins[-2].count < FEW:
            _join_last_two(bins)
    while 0 < bins[-1].count < FEW:  # some bin before it holds three
        _join_last_two(bins)
    return bins


def _join_last_two(bins):
    last, before = bins.pop(), bins.pop()
    bins.append(Bin(before.low, last.high, before.count + last.count))
