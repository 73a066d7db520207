"""Suggested ratings: a hint to the appraiser, never written for him.

The rule (PermenPANRB 6/2022) has criteria in words and no formula: the leader judges.
"Most" is read as more than half of what was rated.

=======  ==================================================================
rating   criterion
=======  ==================================================================
above    most or all exceed expectation and no main one is below
meets    most or all meet expectation and few main ones are below
below    most or all are below expectation
=======  ==================================================================
"""

from collections import namedtuple

# rating: below, meets, above, or None where nothing was rated; reason: a key that says
# why; above, meets, below: how many of each; total: how many were rated.
Suggestion = namedtuple("Suggestion", "rating reason above meets below total")


def suggest_work_rating(items):
    """Return what the ratings of single results suggest for all of them.

    :param items: pairs (rating or None, whether it is a main result); None is left out
    :return: a ``Suggestion``; its reason is ``nothing_rated``, ``most_above``,
        ``main_below`` (most exceed, but a main result is below), ``most_below`` or
        ``most_meet``

    >>> suggest_work_rating([("above", True), ("above", True), ("meets", False)])
    Suggestion(rating='above', reason='most_above', above=2, meets=1, below=0, total=3)

    One main result below keeps it from being above; an additional one does not:

    >>> suggest_work_rating([("above", True)] * 3 + [("below", True)])[:2]
    ('meets', 'main_below')
    >>> suggest_work_rating([("above", True)] * 3 + [("below", False)])[:2]
    ('above', 'most_above')

    Half is not most:

    >>> suggest_work_rating([("above", True), ("meets", True)])[:2]
    ('meets', 'most_meet')
    >>> suggest_work_rating([("below", True), ("meets", True)])[:2]
    ('meets', 'most_meet')
    >>> suggest_work_rating([("below", False), ("below", True), ("meets", True)])[:2]
    ('below', 'most_below')
    >>> suggest_work_rating([(None, True), ("above", True)])[:2]
    ('above', 'most_above')
    >>> suggest_work_rating([(None, True)])
    Suggestion(rating=None, reason='nothing_rated', above=0, meets=0, below=0, total=0)
    """
    rated = [(rating, is_main) for rating, is_main in items if rating]
    counts = {key: 0 for key in ("above", "meets", "below")}
    for rating, _is_main in rated:
        counts[rating] += 1
    total = len(rated)
    main_below = any(is_main and rating == "below" for rating, is_main in rated)
    if not total:
        found = None, "nothing_rated"
    elif counts["above"] * 2 > total:
        found = ("meets", "main_below") if main_below else ("above", "most_above")
    elif counts["below"] * 2 > total:
        found = "below", "most_below"
    else:
        found = "meets", "most_meet"
    return Suggestion(*found, **counts, total=total)


def suggest_behavior_rating(ratings):
    """Return what the ratings of single core values suggest for all of them.

    The wording of the criteria for behaviour is read by analogy with that for work: a
    value weighs as a main result does.

    >>> suggest_behavior_rating(["above"] * 4 + ["meets"] * 3)[:2]
    ('above', 'most_above')
    >>> suggest_behavior_rating(["above"] * 6 + ["below"])[:2]
    ('meets', 'main_below')
    >>> suggest_behavior_rating([])[:2]
    (None, 'nothing_rated')
    """
    return suggest_work_rating((rating, True) for rating in ratings)


# Predicates of an organisation, from the lowest to the highest.
ORGANIZATION_ORDER = ("very_poor", "poor", "needs_improvement", "good", "excellent")


def suggest_head_rating(predicate, above_from, meets_from):
    """Return what an organisation's predicate suggests for the work results of its head.

    The circular says that the achievement of the organisation is its head's own, and has
    no table from its five predicates to three ratings. From which predicate on a rating
    is suggested, is therefore for the agency to say.

    :param predicate: of the organisation, or None
    :param above_from: the lowest predicate that suggests ``above``, or None for never
    :param meets_from: the lowest predicate that suggests ``meets``, or None for never
    :return: ``above``, ``meets``, ``below``, or None where the agency suggests nothing

    >>> [suggest_head_rating(name, "excellent", "good") for name in ORGANIZATION_ORDER]
    ['below', 'below', 'below', 'meets', 'above']
    >>> suggest_head_rating("good", "good", "needs_improvement")
    'above'
    >>> suggest_head_rating("good", "excellent", None)
    >>> suggest_head_rating("poor", None, "good")
    'below'
    >>> suggest_head_rating("excellent", None, None)
    >>> suggest_head_rating(None, "excellent", "good")
    """
    if not predicate:
        return None
    rank = ORGANIZATION_ORDER.index(predicate)
    if above_from and rank >= ORGANIZATION_ORDER.index(above_from):
        return "above"
    if not meets_from:
        return None
    return "meets" if rank >= ORGANIZATION_ORDER.index(meets_from) else "below"
