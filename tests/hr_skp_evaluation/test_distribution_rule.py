"""The guide to distribution, compared with a count of every possible team."""

import itertools
from collections import deque

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.hr_skp_evaluation.rules.distribution import (
    Rule,
    check,
    find_change,
    get_bounds,
)
from odoo.addons.hr_skp_evaluation.rules.quadrant import PREDICATES

BELOW = ("needs_improvement", "poor")
# The five patterns as the circular words them (domain: organisation predicate).
GUIDES = {
    "excellent": [
        Rule("majority", ("very_good",), 50),
        Rule("maximum", ("very_good",), 70),
    ],
    "good": [
        Rule("majority", ("good",), 50),
        Rule("maximum", ("good",), 70),
        Rule("present", BELOW),
    ],
    "needs_improvement": [
        Rule("minimum", ("needs_improvement",), 60),
        Rule("maximum", ("very_good",), 10),
    ],
    "poor": [
        Rule("minimum", ("poor",), 60),
        Rule("minimum", ("needs_improvement",), 10),
        Rule("maximum", ("very_good",), 10),
    ],
    "very_poor": [
        Rule("minimum", ("very_poor",), 60),
        Rule("minimum", BELOW, 10),
        Rule("maximum", ("very_good",), 0),
    ],
}


def get_teams(total):
    """Return every way in which ``total`` people have the five predicates."""
    return [
        team
        for team in itertools.product(range(total + 1), repeat=len(PREDICATES))
        if sum(team) == total
    ]


def to_counts(team):
    return dict(zip(PREDICATES, team, strict=True))


def is_met(team, rules, tolerance=0):
    """Whether a team meets a guide, by percentages alone and in other words than the rule.

    A share that is missed is met where it would be with so many people more, or fewer.
    """
    total, counts = sum(team), to_counts(team)
    for rule in rules:
        people = sum(counts[predicate] for predicate in rule.predicates)
        more, fewer = (
            100 * (people + step) if rule.share else 100 * people
            for step in (tolerance, -tolerance)
        )
        if not {
            "majority": more > rule.share * total,
            "minimum": more >= rule.share * total,
            "maximum": fewer <= rule.share * total,
            "present": people > 0,
        }[rule.kind]:
            return False
    return True


def get_distances(meeting):
    """Return {team: how many people have to change until it is one of ``meeting``}.

    By walking: from what meets the guide one person at a time to everything else.
    """
    distances = dict.fromkeys(meeting, 0)
    waiting = deque(meeting)
    while waiting:
        team = waiting.popleft()
        for source, target in itertools.permutations(range(len(team)), 2):
            if team[source]:
                other = list(team)
                other[source] -= 1
                other[target] += 1
                if tuple(other) not in distances:
                    distances[tuple(other)] = distances[team] + 1
                    waiting.append(tuple(other))
    return distances


@tagged("standard", "post_install", "-at_install")
class TestDistributionRule(BaseCase):
    def test_every_team_of_up_to_twelve_against_all_guides(self):
        """What fails, and the smallest change, as counting every other team finds it."""
        for total in range(1, 13):
            teams = get_teams(total)
            for (name, rules), tolerance in itertools.product(GUIDES.items(), (0, 1)):
                meeting = [team for team in teams if is_met(team, rules, tolerance)]
                distances = get_distances(meeting)
                for team in teams:
                    with self.subTest(guide=name, team=team, tolerance=tolerance):
                        self.compare(team, rules, tolerance, distances)

    def compare(self, team, rules, tolerance, distances):
        counts = to_counts(team)
        options = {"smallest": 1, "tolerance": tolerance}
        failures = check(counts, rules, **options)
        self.assertEqual(not failures, distances.get(team) == 0)
        change = find_change(counts, rules, **options)
        if not distances:
            self.assertIsNone(change)
            return
        self.assertEqual(change.size, distances[team])
        after = tuple(change.counts[predicate] for predicate in PREDICATES)
        self.assertEqual(distances[after], 0)
        for (source, target), people in change.moves.items():
            counts[source] -= people
            counts[target] += people
        self.assertEqual(counts, change.counts)

    @settings(max_examples=200, deadline=None, database=None)
    @given(st.data())
    def test_agencies_of_any_size(self, data):
        """The change meets the guide, and nothing is changed where it is met."""
        numbers = st.integers(0, 100_000)
        team = tuple(data.draw(numbers) for _predicate in PREDICATES)
        tolerance = data.draw(st.integers(0, 2))
        for rules in GUIDES.values():
            counts = to_counts(team)
            change = find_change(counts, rules, tolerance=tolerance)
            if sum(team) < 5:
                self.assertEqual((change.size, change.counts), (0, counts))
            elif change is not None:
                self.assertFalse(check(change.counts, rules, tolerance=tolerance))
                self.assertEqual(sum(change.counts.values()), sum(team))
                is_met_now = not check(counts, rules, tolerance=tolerance)
                self.assertEqual(change.size == 0, is_met_now)

    def test_the_scenario_of_thirteen(self):
        """Sample plans C.7, before and after the objection, and the failing variant."""
        good = GUIDES["good"]
        self.assertFalse(check(to_counts((3, 7, 1, 1, 1)), good))
        self.assertFalse(check(to_counts((3, 8, 1, 0, 1)), good))
        [failure] = check(to_counts((3, 9, 0, 0, 1)), good)
        self.assertEqual((failure.rule.predicates, failure.gap), (BELOW, -1))
        self.assertEqual(find_change(to_counts((3, 9, 0, 0, 1)), good).size, 1)

    def test_small_teams_are_not_checked(self):
        for total in range(5):
            for team in get_teams(total):
                self.assertFalse(check(to_counts(team), GUIDES["good"]))
        self.assertTrue(check(to_counts((0, 5, 0, 0, 0)), GUIDES["good"]))

    def test_tolerance_never_lets_in_what_is_forbidden(self):
        rules = GUIDES["very_poor"]
        team = to_counts((1, 0, 2, 0, 7))
        self.assertEqual(
            [failure.rule.share for failure in check(team, rules, tolerance=3)], [0]
        )

    def test_wrong_guides(self):
        for rule in (Rule("most", ("good",)), Rule("minimum", ("fine",), 10)):
            with self.assertRaises(ValueError):
                get_bounds(rule, 10)
        overlapping = [
            Rule("minimum", ("good", "poor"), 10),
            Rule("minimum", ("poor", "very_poor"), 10),
        ]
        with self.assertRaises(ValueError):
            find_change(to_counts((2, 2, 2, 2, 2)), overlapping)
