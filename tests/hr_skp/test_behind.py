"""Which periods stay behind: a year's target is not asked for in its first months."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import TransactionCase, tagged

from odoo.addons.hr_skp.rules import measure

from ..common import SkpCase


@tagged("standard", "post_install", "-at_install")
class TestBehind(SkpCase):
    """Last year in quarters; a year's target of 12 reports that is not divided."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan = cls.make_approved_plan().sudo()
        cls.indicator = cls.plan.result_ids.indicator_ids
        cls.quarters = cls.cycle.period_ids.filtered(
            lambda period: period.kind == "periodic"
        ).sorted("date_from")

    def tell(self, number, quarter=0, **vals):
        """Return whether a quarter stays behind with what was realised in it."""
        line = self.env["hr.skp.target"].sudo()
        line = line.create(
            {
                "indicator_id": self.indicator.id,
                "period_id": self.quarters[quarter].id,
                "realized_value": number,
                **vals,
            }
        )
        behind = line.is_behind
        line.unlink()
        return behind

    def test_an_amount_is_expected_by_the_days(self):
        self.assertFalse(self.tell(3))
        self.assertFalse(self.tell(2.5))
        self.assertTrue(self.tell(2))
        self.assertTrue(self.tell(2, -1))
        self.assertFalse(self.tell(3, -1))

    def test_what_is_no_amount_is_due_at_the_end(self):
        for vals in (
            {"aspect": "quality", "uom": "%", "target_value": 95},
            {"uom": "persen", "target_value": 95},
            {"aspect": "time", "polarity": "lower", "target_value": 3},
            {"aspect": "cost", "polarity": "exact", "target_value": 100},
        ):
            with self.subTest(**vals):
                self.indicator.write(vals)
                far = 9 if vals.get("polarity") == "lower" else 10
                self.assertFalse(self.tell(far))
                self.assertTrue(self.tell(far, -1))

    def test_a_target_of_the_period_itself_counts_at_once(self):
        self.assertTrue(self.tell(3, target_value=12))
        self.indicator.write({"aspect": "quality", "uom": "%", "target_value": 95})
        self.assertTrue(self.tell(10, target_value=80))
        self.assertFalse(self.tell(70, target_value=80))

    def test_a_plan_that_begins_later_has_fewer_days(self):
        # Three months of the year's last six: half of the target.
        self.plan.date_from = date(self.year, 7, 1)
        self.assertTrue(self.tell(4, 2))
        self.assertFalse(self.tell(5, 2))

    def test_it_follows_what_is_changed_later(self):
        line = (
            self.env["hr.skp.target"]
            .sudo()
            .create(
                {
                    "indicator_id": self.indicator.id,
                    "period_id": self.quarters[0].id,
                    "realized_value": 1,
                }
            )
        )
        self.assertTrue(line.is_behind)
        self.indicator.aspect = "quality"
        self.assertFalse(line.is_behind)
        self.indicator.aspect = "quantity"
        line.realized_value = 3
        self.assertFalse(line.is_behind)


@tagged("standard", "post_install", "-at_install")
class TestExpected(TransactionCase):
    @settings(deadline=None)
    @given(
        st.integers(1, 10**6), st.lists(st.integers(1, 184), min_size=1, max_size=12)
    )
    def test_the_parts_of_an_amount_are_the_whole(self, aim, days):
        parts = [
            measure.get_expected(aim, None, part / sum(days), True, False)[0]
            for part in days
        ]
        self.assertAlmostEqual(sum(parts), aim, places=3)
        # Who does his share of each part is never told to be behind.
        self.assertFalse(any(measure.is_behind(part, part) for part in parts))
