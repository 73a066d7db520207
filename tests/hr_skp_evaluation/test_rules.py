import doctest
import itertools
from datetime import date, timedelta

from odoo.tests import BaseCase, tagged

from odoo.addons.hr_skp_evaluation.rules import (
    deadline,
    distribution,
    honesty,
    quadrant,
    rating,
)


@tagged("standard", "post_install", "-at_install")
class TestRules(BaseCase):
    def test_doctests(self):
        for module in (deadline, distribution, honesty, quadrant, rating):
            result = doctest.testmod(module)
            self.assertGreater(result.attempted, 3, module.__name__)
            self.assertEqual(result.failed, 0, module.__name__)

    def test_quadrant_is_the_table_of_the_rule(self):
        # {(work, behaviour): quadrant} in the codes of the national record.
        table = {
            (1, 1): 1,
            (1, 2): 2,
            (1, 3): 4,
            (2, 1): 2,
            (2, 2): 2,
            (2, 3): 4,
            (3, 1): 3,
            (3, 2): 3,
            (3, 3): 5,
        }
        found = {}
        for work, behavior in itertools.product(quadrant.RATINGS, repeat=2):
            codes = quadrant.siasn_codes(work, behavior)
            found[codes[:2]] = codes[2]
        self.assertEqual(found, table)

    def test_no_other_word_is_a_rating(self):
        for pair in itertools.product(
            (*quadrant.RATINGS, None, "", False, 1), repeat=2
        ):
            if set(pair) <= set(quadrant.RATINGS):
                self.assertIn(quadrant.predicate(*pair), quadrant.PREDICATES)
            else:
                with self.assertRaises(ValueError):
                    quadrant.predicate(*pair)

    def test_suggestion_of_every_small_set(self):
        """Compare with the criterion read aloud, for every set of up to four results."""
        for count in range(1, 5):
            options = itertools.product(quadrant.RATINGS, (True, False))
            for items in itertools.combinations_with_replacement(list(options), count):
                ratings = [item[0] for item in items]
                main_below = ("below", True) in items
                if ratings.count("above") > count / 2 and not main_below:
                    expected = "above"
                elif ratings.count("below") > count / 2:
                    expected = "below"
                else:
                    expected = "meets"
                suggestion = rating.suggest_work_rating(items)
                self.assertEqual(suggestion.rating, expected, items)
                self.assertEqual(suggestion.total, count)

    def test_deadline_skips_what_is_not_worked(self):
        start = date(2026, 3, 2)
        holidays = {date(2026, 3, 19), date(2026, 3, 20)}
        end = deadline.add_days(start, 14, "working", holidays)
        days = [start + timedelta(days=n + 1) for n in range((end - start).days)]
        worked = [day for day in days if day.weekday() < 5 and day not in holidays]
        self.assertEqual(len(worked), 14)
        self.assertEqual(worked[-1], end)

    def test_deadline_refuses_a_week_without_work(self):
        with self.assertRaises(ValueError):
            deadline.add_days(date(2026, 3, 2), 1, "working", weekend=range(7))
