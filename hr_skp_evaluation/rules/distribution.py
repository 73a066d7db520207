"""The guide to the distribution of predicates in a team (SE MenPANRB, PermenPANRB 6/2022).

What the guide asks for each predicate of the organisation is dated data: a list of
``Rule``. Here stands what such rules mean for a team of any size.

=========  ===================================================================
kind       how many people, of all, have one of the predicates
=========  ===================================================================
majority   more than this share
minimum    at least this share, rounded up to whole people
maximum    at most this share, rounded down to whole people
present    at least one
=========  ===================================================================

The official text gives no rounding, and a share cannot hold for three people. So teams
below a size are not checked, and a tolerance in people may be given; both are the
caller's configuration. A tolerance never lets in what is forbidden altogether.

Sets of predicates in the rules of one guide are disjoint or contain each other. That is
so in the official text, and makes the smallest change a sum instead of a search.
"""

from collections import namedtuple
from fractions import Fraction
from math import ceil, floor

from .quadrant import PREDICATES

# The pictures of the printed form, for drawing only: sample points of 24 people from the
# spreadsheet that agencies fill. The circular (SE 3/2023) has shares and no numbers; these
# points do not meet them, so nothing is checked against them.
CURVES = {
    organization: dict(zip(PREDICATES, points, strict=True))
    for organization, points in {
        "excellent": (13, 7, 3, 1, 0),
        "good": (2, 11, 6, 3, 2),
        "needs_improvement": (3, 4, 10, 4, 3),
        "poor": (2, 3, 6, 11, 2),
        "very_poor": (0, 1, 3, 7, 13),
    }.items()
}
KINDS = ("majority", "minimum", "maximum", "present")

# kind: one of KINDS; predicates: tuple of keys; share: percent, unused where present.
Rule = namedtuple("Rule", "kind predicates share", defaults=(0,))
# rule; count: people who have one of its predicates; bound: how many there should be at
# least or at most; gap: people too few (below 0) or too many (above 0).
Failure = namedtuple("Failure", "rule count bound gap")
# counts: {predicate: people} after the change; moves: {(from, to): people}.
Change = namedtuple("Change", "counts moves size")


def get_bounds(rule, total, tolerance=0):
    """Return how many people of ``total`` a rule asks for: (at least, at most).

    :raises ValueError: for an unknown kind or predicate

    Ten people: more than half are six, at most 70 % seven; a minimum is rounded up, a
    maximum down:

    >>> get_bounds(Rule("majority", ("good",), 50), 10)
    (6, 10)
    >>> get_bounds(Rule("maximum", ("good",), 70), 13)
    (0, 9)
    >>> get_bounds(Rule("minimum", ("poor",), 60), 13)
    (8, 13)
    >>> get_bounds(Rule("present", ("needs_improvement", "poor")), 13)
    (1, 13)

    One person of tolerance, which lets in nobody where nobody may be:

    >>> get_bounds(Rule("maximum", ("good",), 70), 13, tolerance=1)
    (0, 10)
    >>> get_bounds(Rule("maximum", ("very_good",), 0), 13, tolerance=1)
    (0, 0)
    >>> get_bounds(Rule("most", ("good",), 50), 10)
    Traceback (most recent call last):
    ...
    ValueError: Not a rule of distribution: 'most', ('good',)
    """
    if rule.kind not in KINDS or not set(rule.predicates) <= set(PREDICATES):
        raise ValueError(
            f"Not a rule of distribution: {rule.kind!r}, {rule.predicates!r}"
        )
    share = Fraction(str(rule.share)) / 100 * total
    if rule.kind == "present":
        return min(1, total), total
    if rule.kind == "maximum":
        slack = tolerance if rule.share else 0
        return 0, min(floor(share) + slack, total)
    least = floor(share) + 1 if rule.kind == "majority" else ceil(share)
    return max(min(least, total) - tolerance, 0), total


def check(counts, rules, smallest=5, tolerance=0):
    """Return the rules that a team does not meet, by how many people each.

    :param dict counts: {predicate: people}; one that is missing counts 0
    :param rules: the guide for the organisation's predicate
    :param int smallest: teams of fewer people are not checked
    :param int tolerance: people by which a share may be missed
    :return: list of ``Failure``, in the order of the rules

    Thirteen people of a good organisation: most are good but not more than 70 %, and
    somebody needs improvement or is poor:

    >>> guide = [Rule("majority", ("good",), 50), Rule("maximum", ("good",), 70),
    ...          Rule("present", ("needs_improvement", "poor"))]
    >>> team = {"very_good": 3, "good": 7, "needs_improvement": 1, "poor": 1, "very_poor": 1}
    >>> check(team, guide)
    []

    Nobody is left below good any more, and one too many are good:

    >>> for failure in check({"very_good": 3, "good": 10}, guide):
    ...     print(failure.rule.kind, failure.count, failure.bound, failure.gap)
    maximum 10 9 1
    present 0 1 -1
    >>> check({"good": 4}, guide)
    []
    """
    total = sum(counts.values())
    if total < smallest:
        return []
    failures = []
    for rule in rules:
        count = sum(counts.get(predicate, 0) for predicate in rule.predicates)
        least, most = get_bounds(rule, total, tolerance)
        if count < least:
            failures.append(Failure(rule, count, least, count - least))
        elif count > most:
            failures.append(Failure(rule, count, most, count - most))
    return failures


def find_change(counts, rules, smallest=5, tolerance=0):
    """Return the smallest change that meets all rules, None where there is none.

    It says how few predicates would be others, never whose: that is for the ratings.

    :return: ``Change``; nobody moves where the rules are met, or the team is too small
    :raises ValueError: where sets of predicates overlap without one containing the other

    >>> guide = [Rule("majority", ("good",), 50), Rule("maximum", ("good",), 70),
    ...          Rule("present", ("needs_improvement", "poor"))]
    >>> change = find_change({"very_good": 3, "good": 10}, guide)
    >>> change.size, change.moves
    (1, {('good', 'needs_improvement'): 1})

    >>> change = find_change({"good": 13}, [Rule("minimum", ("poor",), 60),
    ...     Rule("minimum", ("needs_improvement",), 10), Rule("maximum", ("good",), 10)])
    >>> change.size, change.counts["poor"], change.counts["good"]
    (12, 8, 1)

    A guide that contradicts itself is met by nobody:

    >>> find_change({"good": 10}, [Rule("minimum", ("good",), 60),
    ...     Rule("maximum", ("good",), 50)]) is None
    True
    """
    total = sum(counts.values())
    now = {predicate: counts.get(predicate, 0) for predicate in PREDICATES}
    if total < smallest:
        return Change(now, {}, 0)
    root = _build(now, _merge_bounds(rules, total, tolerance), total)
    cost = _get_cost(root)
    if cost is None:
        return None
    after = {}
    _share_out(root, total, after)
    after = {predicate: after[predicate] for predicate in PREDICATES}
    moves = _get_moves(now, after)
    return Change(after, moves, sum(moves.values()))


# Sets of predicates as a tree: what stays costs nothing, each one who leaves costs 1.
# The cost of a set for each number of people falls by 1 a person up to some number and
# is flat from there on, so three numbers hold it: where it begins, and how long it falls
# and stays flat.
_Node = namedtuple("_Node", "members bounds children count")
_Cost = namedtuple("_Cost", "least falling flat")


def _merge_bounds(rules, total, tolerance):
    """Return {set of predicates: (at least, at most)} of all rules together."""
    bounds = {frozenset([predicate]): (0, total) for predicate in PREDICATES}
    bounds[frozenset(PREDICATES)] = (total, total)
    for rule in rules:
        least, most = get_bounds(rule, total, tolerance)
        members = frozenset(rule.predicates)
        former_least, former_most = bounds.get(members, (0, total))
        bounds[members] = max(least, former_least), min(most, former_most)
    return bounds


def _build(counts, bounds, total):
    """Return the root of the tree of sets, each below the smallest that contains it."""
    nodes = []
    for members in sorted(bounds, key=len):
        children = []
        for node in list(nodes):
            if node.members < members:
                children.append(node)
                nodes.remove(node)
            elif node.members & members:
                raise ValueError(
                    "Sets of predicates overlap: one contains the other, or none"
                )
        count = 0 if children else counts[next(iter(members))]
        nodes.append(_Node(members, bounds[members], children, count))
    return nodes[0]


def _get_cost(node):
    """Return how the cost of a set runs within its bounds, None where nothing fits."""
    least, most = node.bounds
    if not node.children:
        falling = max(node.count - 0, 0)
        cost = _Cost(0, falling, max(most - falling, 0))
    else:
        parts = [_get_cost(child) for child in node.children]
        if None in parts:
            return None
        cost = _Cost(*(sum(part[place] for part in parts) for place in range(3)))
    top = cost.least + cost.falling + cost.flat
    if max(least, cost.least) > min(most, top):
        return None
    lead = max(least - cost.least, 0)
    falling, flat = cost.falling - lead, cost.flat
    if falling < 0:
        falling, flat = 0, flat + falling
    surplus = max(top - most, 0)
    flat -= surplus
    if flat < 0:
        falling, flat = falling + flat, 0
    return _Cost(cost.least + lead, falling, flat)


def _share_out(node, people, after):
    """Write into ``after`` how ``people`` are shared among the predicates of a set."""
    if not node.children:
        after[next(iter(node.members))] = people
        return
    costs = [_get_cost(child) for child in node.children]
    shares = [cost.least for cost in costs]
    left = people - sum(shares)
    for length in ("falling", "flat"):
        for place, cost in enumerate(costs):
            more = min(left, getattr(cost, length))
            shares[place] += more
            left -= more
    for child, share in zip(node.children, shares, strict=True):
        _share_out(child, share, after)


def _get_moves(now, after):
    """Return {(from, to): people}, each to the nearest predicate that has room."""
    leaving = {
        key: now[key] - after[key] for key in PREDICATES if now[key] > after[key]
    }
    room = {key: after[key] - now[key] for key in PREDICATES if after[key] > now[key]}
    moves = {}
    for source, people in leaving.items():
        place = PREDICATES.index(source)
        for target in sorted(room, key=lambda key: abs(PREDICATES.index(key) - place)):
            moved = min(people, room[target])
            if moved:
                moves[source, target] = moved
                people -= moved
                room[target] -= moved
    return moves
