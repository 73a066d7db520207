from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import SkpCase


@tagged("standard", "post_install", "-at_install")
class TestDocumentation(SkpCase):
    """Months documented within a quarter that is evaluated."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan = cls.make_plan()
        cls.indicator = cls.plan.result_ids.indicator_ids
        cls.indicator.write(
            {"target": "12 laporan", "target_value": 12, "uom": "laporan"}
        )
        cls.months = cls.cycle.period_ids.filtered(
            lambda period: period.kind == "documentation"
        ).sorted("date_from")

    def approve(self, **values):
        self.indicator.write(values)
        self.plan.action_submit()
        self.as_user(self.plan, self.appraiser).action_approve()

    def line(self, period):
        targets = self.as_user(self.env["hr.skp.target"], self.employee)
        return targets._get_or_create(self.plan, period)

    def test_amounts_add_up_into_the_quarter(self):
        self.approve()
        for month, number in zip(self.months[:3], (1, 2, 3), strict=True):
            self.line(month).write(
                {"realized_value": number, "realization": f"{number} laporan selesai"}
            )
        quarter = self.line(self.period)
        self.assertEqual(quarter.realized_value, 6)
        self.assertIn("Februari", quarter.realization)
        self.assertEqual(quarter.achievement, 50)
        self.assertIn("2 laporan", quarter.documented_text)
        self.line(self.months[1]).realized_value = 4
        self.assertEqual(quarter.realized_value, 8)
        self.line(self.months[1]).unlink()
        self.assertEqual(quarter.realized_value, 4)
        self.line(self.months[3]).realized_value = 9
        self.assertEqual(quarter.realized_value, 4)

    def test_levels_take_the_last_month(self):
        self.approve(target="97 %", target_value=97, uom="%")
        for month, number in zip(self.months[:3], (90, 99, 95), strict=True):
            self.line(month).realized_value = number
        self.assertEqual(self.line(self.period).realized_value, 95)

    def test_running_totals_take_the_last_month(self):
        self.indicator.action_divide("cumulative")
        self.approve()
        for month, number in zip(self.months[:2], (1, 3), strict=True):
            self.line(month).realized_value = number
        self.assertEqual(self.line(self.period).realized_value, 3)

    def test_what_is_typed_on_the_quarter_stays(self):
        self.approve()
        month, quarter = self.line(self.months[0]), self.line(self.period)
        month.write({"realized_value": 1, "realization": "Satu"})
        quarter.realized_value = 5
        month.write({"realized_value": 2, "realization": "Dua"})
        self.assertEqual(quarter.realized_value, 5)
        self.assertIn("Dua", quarter.realization)
        quarter.realization = "Ringkasan sendiri"
        month.realization = "Tiga"
        self.assertEqual(quarter.realization, "Ringkasan sendiri")
        quarter.write({"realized_value": 0, "realization": False})
        self.assertEqual(quarter.realized_value, 2)
        self.assertIn("Tiga", quarter.realization)

    def test_a_documented_zero_is_a_number(self):
        self.approve(target="0 temuan", target_value=0, uom="temuan", polarity="lower")
        self.line(self.months[0]).realization = "Nihil"
        quarter = self.line(self.period)
        self.assertEqual((quarter.has_achievement, quarter.achievement), (True, 100))

    def test_the_month_opens_from_the_plan(self):
        self.approve()
        self.assertTrue(self.plan.has_documentation)
        action = self.plan.action_open_documentation()
        period = self.env["hr.skp.period"].browse(
            action["context"]["search_default_period_id"]
        )
        self.assertEqual(period, self.months[-1])
        self.plan.sudo().result_ids.indicator_ids.target_ids.unlink()
        self.months.unlink()
        self.plan.invalidate_recordset()
        self.assertFalse(self.plan.has_documentation)
        with self.assertRaises(UserError):
            self.plan.action_open_documentation()
