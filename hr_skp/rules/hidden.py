"""When answers whose authors are hidden may be shown. Plain Python."""

# Below this many answers somebody who knows the people could guess who said what.
LEAST = 4


def may_show(answers, shown_from):
    """Return whether so many answers are shown, all of them at once.

    No setting goes below ``LEAST``.

    >>> [may_show(count, 4) for count in (0, 3, 4, 5)]
    [False, False, True, True]
    >>> may_show(4, 6), may_show(3, 1), may_show(4, 1)
    (False, False, True)
    """
    return answers >= max(LEAST, shown_from or 0)


def is_over(due_date, today, asked, answered):
    """Return whether a round ends: its last day is over, or everybody answered.

    Answers of today are not in ``answered``: a round that ended with the last of them
    would tell who gave it.

    >>> from datetime import date
    >>> day = date(2026, 5, 1)
    >>> is_over(day, day, 6, 5), is_over(day, day, 6, 6)
    (False, True)
    >>> is_over(day, date(2026, 5, 2), 6, 0)
    True
    """
    return today > due_date or answered >= asked
