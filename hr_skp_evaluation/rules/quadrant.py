"""The nine-cell quadrant: two ratings give one predicate (PermenPANRB 6/2022, evaluation).

Rows are the rating of work results, columns that of behaviour. There is no sum, no
weight and no score: the table is the rule. The numbers are the codes of the national
record (SIASN) for the ratings and for the quadrant.
"""

RATINGS = ("below", "meets", "above")
PREDICATES = ("very_good", "good", "needs_improvement", "poor", "very_poor")

# {work rating: {behaviour rating: predicate}}
CELLS = {
    "above": {"below": "poor", "meets": "good", "above": "very_good"},
    "meets": {"below": "poor", "meets": "good", "above": "good"},
    "below": {
        "below": "very_poor",
        "meets": "needs_improvement",
        "above": "needs_improvement",
    },
}

SIASN_RATINGS = {"above": 1, "meets": 2, "below": 3}
SIASN_PREDICATES = {
    "very_good": 1,
    "good": 2,
    "needs_improvement": 3,
    "poor": 4,
    "very_poor": 5,
}


def predicate(work, behavior):
    """Return the predicate for a rating of work results and one of behaviour.

    :param str work: ``below``, ``meets`` or ``above``
    :param str behavior: ``below``, ``meets`` or ``above``
    :raises ValueError: for any other value

    >>> predicate("above", "below")
    'poor'
    >>> predicate("above", "meets")
    'good'
    >>> predicate("above", "above")
    'very_good'
    >>> predicate("meets", "below")
    'poor'
    >>> predicate("meets", "meets")
    'good'
    >>> predicate("meets", "above")
    'good'
    >>> predicate("below", "below")
    'very_poor'
    >>> predicate("below", "meets")
    'needs_improvement'
    >>> predicate("below", "above")
    'needs_improvement'
    >>> predicate("excellent", "above")
    Traceback (most recent call last):
    ...
    ValueError: Not a pair of ratings: 'excellent', 'above'
    """
    try:
        return CELLS[work][behavior]
    except KeyError:
        raise ValueError(f"Not a pair of ratings: {work!r}, {behavior!r}") from None


def siasn_codes(work, behavior):
    """Return the three numbers of the national record: work, behaviour, quadrant.

    >>> siasn_codes("above", "above")
    (1, 1, 1)
    >>> siasn_codes("meets", "below")
    (2, 3, 4)
    >>> siasn_codes("below", "below")
    (3, 3, 5)
    """
    found = predicate(work, behavior)
    return SIASN_RATINGS[work], SIASN_RATINGS[behavior], SIASN_PREDICATES[found]
