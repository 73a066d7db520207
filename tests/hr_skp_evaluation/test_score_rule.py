"""What scores suggest, against fractions and at the very thresholds."""

import doctest
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.hr_skp_evaluation.rules import score

CENTS = st.integers(0, 12000)


@tagged("standard", "post_install", "-at_install")
class TestScoreRule(BaseCase):
    def suggest(self, *scores, above=100, meets=90):
        return score.suggest_by_scores(scores, above, meets)

    def test_doctests(self):
        result = doctest.testmod(score)
        self.assertGreater(result.attempted, 5)
        self.assertEqual(result.failed, 0)

    def test_at_the_thresholds(self):
        for number, rating in (
            (0, "below"),
            (89.99, "below"),
            (90, "meets"),
            (90.01, "meets"),
            (99.99, "meets"),
            (100, "meets"),
            (100.01, "above"),
            (120, "above"),
        ):
            self.assertEqual(self.suggest(number).rating, rating, number)
            self.assertEqual(self.suggest(*[number] * 7).rating, rating, number)

    def test_what_is_shown_counts(self):
        # No number of two places lies behind these, but a computed one may.
        self.assertEqual(self.suggest(89.999999).rating, "meets")
        self.assertEqual(self.suggest(100.004999).rating, "meets")
        # Seven tenths, added up as floats, are not 0.7.
        found = self.suggest(*[90.1] * 7, meets=90.1)
        self.assertEqual((str(found.mean), found.rating), ("90.10", "meets"))
        # One threshold may stand upon the other.
        for number, rating in ((89.99, "below"), (90, "meets"), (90.01, "above")):
            found = self.suggest(number, above=90)
            self.assertEqual(found.rating, rating)

    def test_a_score_of_zero_counts(self):
        self.assertEqual(str(self.suggest(100, 0).mean), "50.00")
        self.assertEqual(self.suggest(), score.NO_SCORE)

    @settings(max_examples=200, deadline=None)
    @given(st.lists(CENTS, min_size=1, max_size=40), CENTS, CENTS)
    def test_like_fractions(self, cents, one, other):
        meets, above = sorted((one, other))
        found = score.suggest_by_scores(
            [cent / 100 for cent in cents], above / 100, meets / 100
        )
        # The mean in cents, half rounded up, without a float.
        mean = (Fraction(sum(cents), len(cents)) + Fraction(1, 2)).__floor__()
        self.assertEqual(int(found.mean * 100), mean)
        expected = "above" if mean > above else "meets" if mean >= meets else "below"
        self.assertEqual(found.rating, expected)
        self.assertEqual(found.count, len(cents))

    @settings(max_examples=100, deadline=None)
    @given(st.lists(CENTS, min_size=1, max_size=10), st.randoms(), st.integers(0, 5000))
    def test_order_is_nothing_and_more_is_never_less(self, cents, random, more):
        ranks = ("below", "meets", "above")
        scores = [cent / 100 for cent in cents]
        found = self.suggest(*scores)
        shuffled = sorted(scores, key=lambda _score: random.random())
        self.assertEqual(self.suggest(*shuffled), found)
        shuffled[0] += more / 100
        higher = self.suggest(*shuffled)
        self.assertGreaterEqual(ranks.index(higher.rating), ranks.index(found.rating))
