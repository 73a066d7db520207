"""Scores: what an agency suggests that gives numbers before the rating of three levels.

PermenPANRB 6/2022 has no number and no formula. Agencies that count use scales and
thresholds of their own, so all of them come from the caller: the Ministry of Finance,
for one, reads over 100 as above expectation, 90 to 100 as meeting it, and less as below
(KMK 127/2026). Every score weighs the same.

Numbers are compared as they are shown, with two decimals and half a cent rounded up:
what a person reads is what counts. A mean of 89.995 reads 90.00, and so it is 90.
"""

from collections import namedtuple
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")

# rating: below, meets, above, or None where there is no score; mean: a Decimal of two
# places, or None; count: how many scores were given.
ScoreSuggestion = namedtuple("ScoreSuggestion", "rating mean count")
NO_SCORE = ScoreSuggestion(None, None, 0)


def to_shown(number):
    """Return a number as it is shown: a Decimal of two places.

    >>> to_shown(96.5), to_shown(0.1 + 0.2), to_shown(89.995), to_shown(89.994999)
    (Decimal('96.50'), Decimal('0.30'), Decimal('90.00'), Decimal('89.99'))
    """
    return Decimal(str(number)).quantize(CENT, ROUND_HALF_UP)


def suggest_by_scores(scores, above_over, meets_from):
    """Return what the mean of scores suggests.

    :param scores: the numbers that were given; 0 is a score like any other
    :param above_over: a mean over this one suggests ``above``
    :param meets_from: a mean from this one on suggests ``meets``, a lower one ``below``
    :return: a ``ScoreSuggestion``

    >>> suggest_by_scores([95, 98], 100, 90)
    ScoreSuggestion(rating='meets', mean=Decimal('96.50'), count=2)

    The upper threshold itself still meets expectation, and so does the lower one:

    >>> [suggest_by_scores([n], 100, 90).rating for n in (100.01, 100, 90, 89.99)]
    ['above', 'meets', 'meets', 'below']

    What is shown counts, not what lies behind it:

    >>> suggest_by_scores([89.99, 90, 90], 100, 90)[:2]
    ('meets', Decimal('90.00'))
    >>> suggest_by_scores([89.99, 89.99, 90], 100, 90)[:2]
    ('below', Decimal('89.99'))

    >>> suggest_by_scores([0], 100, 90)[:2]
    ('below', Decimal('0.00'))
    >>> suggest_by_scores([], 100, 90)
    ScoreSuggestion(rating=None, mean=None, count=0)
    """
    shown = [to_shown(score) for score in scores]
    if not shown:
        return NO_SCORE
    mean = to_shown(sum(shown) / len(shown))
    if mean > to_shown(above_over):
        rating = "above"
    elif mean >= to_shown(meets_from):
        rating = "meets"
    else:
        rating = "below"
    return ScoreSuggestion(rating, mean, len(shown))
