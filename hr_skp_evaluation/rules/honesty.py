"""How an appraiser rates, beside how others of the unit do: signs, never proofs.

The rule asks for honest ratings and gives no measure; these are plain counts that anybody
can check by hand. Each has a bound that the agency sets, and none says anything of a
small team.

==============  ==============================================================
finding         sign
==============  ==============================================================
lenient         the mean of the team's ratings lies above that of the others
severe          it lies below
one_cell        nearly all people stand in one cell of the quadrant
straight_lines  the lines of a person nearly all have the same rating
equal_texts     the same note is given to several people
==============  ==============================================================
"""

from collections import Counter, namedtuple

SCORES = {"below": -1, "meets": 0, "above": 1}
# From so many rated lines on, equal ratings of one person are counted.
LEAST_LINES = 3

# work, behavior: both ratings; lines: ratings of single lines; texts: notes.
Rated = namedtuple("Rated", "work behavior lines texts", defaults=((), ()))
# value: what was found; other: what it is compared with, or the bound; count of total.
Finding = namedtuple("Finding", "kind value other count total")


def get_mean(rated):
    """Return the mean of both ratings of all people, from -1 (below) to 1 (above).

    >>> get_mean([Rated("above", "meets"), Rated("meets", "meets")])
    0.25
    >>> get_mean([])
    0.0
    """
    scores = [SCORES[one.work] + SCORES[one.behavior] for one in rated]
    return sum(scores) / (2 * len(scores)) if scores else 0.0


def count_one_cell(rated):
    """Return how many people stand in the cell where most stand.

    >>> count_one_cell([Rated("meets", "meets")] * 4 + [Rated("above", "meets")])
    4
    """
    cells = Counter((one.work, one.behavior) for one in rated)
    return max(cells.values(), default=0)


def count_straight_lines(rated):
    """Return of how many people all lines are rated alike, and of how many there are lines.

    >>> count_straight_lines([
    ...     Rated("meets", "meets", ("meets",) * 4),
    ...     Rated("meets", "meets", ("meets", "above", "meets")),
    ...     Rated("meets", "meets", ("meets",)),
    ... ])
    (1, 2)
    """
    lined = [one.lines for one in rated if len(one.lines) >= LEAST_LINES]
    return sum(len(set(lines)) == 1 for lines in lined), len(lined)


def count_equal_texts(rated):
    """Return how many people have a note that somebody else has too, and how many have one.

    Capitals and spaces do not make another text:

    >>> count_equal_texts([
    ...     Rated("meets", "meets", (), ("Kerja baik.",)),
    ...     Rated("meets", "meets", (), (" kerja  BAIK.",)),
    ...     Rated("meets", "meets", (), ("Laporan selalu tepat waktu.",)),
    ...     Rated("meets", "meets"),
    ... ])
    (2, 3)
    """
    texts = [
        {" ".join(text.split()).casefold() for text in one.texts if text.strip()}
        for one in rated
    ]
    people = Counter(text for told in texts for text in told)
    told = [words for words in texts if words]
    return sum(any(people[text] > 1 for text in words) for words in told), len(told)


def find_signs(team, others, smallest=5, gap=0.5, share=90):
    """Return what stands out in the ratings of one appraiser.

    :param team: ``Rated`` of the people whom he rated
    :param others: ``Rated`` of the other people of the unit
    :param int smallest: fewer people are not compared, nor compared with
    :param float gap: distance of the means, between 0 and 2, that stands out
    :param float share: percent of people that stands out
    :return: list of ``Finding``

    >>> good = [Rated("meets", "meets")] * 6
    >>> best = [Rated("above", "above")] * 3 + [Rated("above", "meets")] * 3
    >>> [finding.kind for finding in find_signs(best, good)]
    ['lenient']
    >>> [finding.kind for finding in find_signs(good, best)]
    ['severe', 'one_cell']
    >>> find_signs(best[:4], good)
    []
    """
    found = []
    if len(team) < smallest:
        return found
    if len(others) >= smallest:
        mean, other = get_mean(team), get_mean(others)
        if abs(mean - other) >= gap:
            kind = "lenient" if mean > other else "severe"
            found.append(Finding(kind, mean, other, len(team), len(others)))
    for kind, count, total in (
        ("one_cell", count_one_cell(team), len(team)),
        ("straight_lines", *count_straight_lines(team)),
        ("equal_texts", *count_equal_texts(team)),
    ):
        if total >= smallest and 100 * count >= share * total:
            found.append(Finding(kind, 100 * count / total, share, count, total))
    return found
