from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import SkpCase


@tagged("standard", "post_install", "-at_install")
class TestHistory(SkpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan = cls.make_approved_plan()
        cls.indicator = cls.plan.result_ids.indicator_ids
        cls.quarters = cls.cycle.period_ids.filtered(
            lambda period: period.kind == "periodic"
        ).sorted("date_from")
        targets = cls.as_user(cls.env["hr.skp.target"], cls.employee)
        targets.create(
            [
                {
                    "indicator_id": cls.indicator.id,
                    "period_id": quarter.id,
                    "realized_value": number,
                }
                for number, quarter in enumerate(cls.quarters[:3])
            ]
        )

    def test_every_period_stands_beside_its_target(self):
        history = self.indicator.history

        self.assertEqual(history["uom"], "laporan")
        self.assertEqual(
            [
                (period["name"], period["target"], period["realized"])
                for period in history["periods"]
            ],
            [
                (self.quarters[0].name, 12, None),
                (self.quarters[1].name, 12, 1),
                (self.quarters[2].name, 12, 2),
            ],
        )

    def test_months_are_short_below_a_chart(self):
        months = self.cycle.period_ids.filtered(
            lambda period: period.kind == "documentation"
        ).sorted("date_from")
        self.assertEqual(months[0]._get_short_name(), "Jan")
        self.assertEqual(self.quarters[0]._get_short_name(), self.quarters[0].name)

    def test_the_plans_people_open_it_and_nobody_else(self):
        line = self.indicator.target_ids[0]
        action = self.as_user(line, self.appraiser).action_open_history()
        self.assertEqual(action["res_id"], self.indicator.id)

        self.env.invalidate_all()
        for person in (self.colleague, self.other_head):
            with self.subTest(person=person.name), self.assertRaises(AccessError):
                self.as_user(self.indicator, person).action_open_history()
            with self.subTest(person=person.name), self.assertRaises(AccessError):
                self.as_user(self.indicator, person).read(["history"])
