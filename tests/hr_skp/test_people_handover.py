from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import SkpCase


@tagged("standard", "post_install", "-at_install")
class TestHandover(SkpCase):
    """Plans change hands today, or by themselves on a day to come."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = fields.Date.context_today(cls.env["hr.skp"])
        cls.cycle = cls.env["hr.skp.cycle"].create(
            {
                "name": "Tahun berjalan",
                "company_id": cls.company.id,
                "date_from": cls.today - timedelta(days=100),
                "date_to": cls.today + timedelta(days=200),
            }
        )
        cls.plan = cls.make_plan()

    def day(self, days):
        return self.today + timedelta(days=days)

    def open_wizard(self, plans, person=None, **vals):
        wizards = self.as_user(self.env["hr.skp.handover"], person or self.officer)
        return wizards.with_context(active_model="hr.skp", active_ids=plans.ids).create(
            {"appraiser_id": self.other_head.id, "reason": "Penataan tugas", **vals}
        )

    def rows(self, employee=None):
        return self.env["hr.skp.appraiser"].search(
            [
                ("employee_id", "=", (employee or self.employee).id),
                ("is_automatic", "=", False),
            ],
            order="date_from",
        )

    def test_many_today(self):
        other = self.make_plan(self.colleague)
        self.open_wizard(self.plan | other).action_confirm()
        for plan in (self.plan | other).sudo():
            self.assertEqual(plan.appraiser_id, self.other_head)
            self.assertEqual(plan.event_ids[0].reason, "Penataan tugas")
            self.assertEqual(plan.event_ids[0].user_id, self.officer.user_id)
        # The dated row tells it, too: the next plan finds the same appraiser.
        found = self.employee._get_skp_appraiser()
        self.assertEqual(found[self.employee], self.other_head)

    def test_only_these_plans(self):
        self.open_wizard(self.plan, is_lasting=False).action_confirm()
        self.assertEqual(self.plan.sudo().appraiser_id, self.other_head)
        self.assertFalse(self.rows())

    def test_a_day_to_come(self):
        day = self.day(5)
        self.open_wizard(self.plan, date=day).action_confirm()
        self.assertEqual(self.plan.sudo().appraiser_id, self.appraiser)
        self.assertRecordValues(
            self.rows(),
            [
                {
                    "appraiser_id": self.other_head.id,
                    "date_from": day,
                    "is_pending": True,
                    "reason": "Penataan tugas",
                }
            ],
        )
        daily = self.env["hr.skp.appraiser"]
        self.assertFalse(daily._hand_over_due())
        self.rows().date_from = self.today
        # The job did not run for a day: it catches up, once.
        self.assertTrue(daily._hand_over_due())
        self.assertFalse(daily._hand_over_due())
        self.assertEqual(self.plan.sudo().appraiser_id, self.other_head)
        events = self.plan.sudo().event_ids
        for kind in ("handover_order", "handover"):
            event = events.filtered(lambda event, kind=kind: event.kind == kind)
            self.assertEqual(
                (event.user_id, event.reason), (self.officer.user_id, "Penataan tugas")
            )
        self.assertFalse(self.rows().is_pending)

    def test_the_row_before_ends(self):
        self.open_wizard(self.plan).action_confirm()
        self.open_wizard(
            self.plan, appraiser_id=self.superior.id, date=self.day(10)
        ).action_confirm()
        self.assertRecordValues(
            self.rows(),
            [
                {"appraiser_id": self.other_head.id, "date_to": self.day(9)},
                {"appraiser_id": self.superior.id, "date_to": False},
            ],
        )
        with self.assertRaisesRegex(UserError, "Sri Atasan is named from"):
            self.open_wizard(self.plan, date=self.day(3)).action_confirm()

    def test_a_day_to_come_for_these_plans_only(self):
        """The row ends with the plan; from then on the manager on the card counts."""
        day = self.day(5)
        self.open_wizard(self.plan, date=day, is_lasting=False).action_confirm()
        [row] = self.rows()
        self.assertEqual((row.date_from, row.date_to), (day, self.plan.date_to))
        found = self.employee._get_skp_appraiser(self.day(201))
        self.assertEqual(found[self.employee], self.appraiser)
        found = self.employee._get_skp_appraiser(day)
        self.assertEqual(found[self.employee], self.other_head)
        # Ordered anew for good, the same row stays on.
        self.open_wizard(self.plan, date=day).action_confirm()
        self.assertEqual(self.rows(), row)
        self.assertFalse(row.date_to)

    def test_rows_that_go_before_the_manager_are_found(self):
        rows = self.env["hr.skp.appraiser"]
        defects = self.as_user(self.env["hr.skp.defect"], self.officer)

        def overruling(person=self.officer):
            self.env.flush_all()
            self.env.invalidate_all()
            found = self.as_user(rows, person).search([("is_overruling", "=", True)])
            self.assertEqual(
                found.sudo(),
                rows.search([]).filtered("is_overruling") & found.sudo(),
            )
            return found.sudo()

        def old_rows():
            self.env.flush_all()
            self.env.invalidate_all()
            found = defects.search([("old_row", "=", True)])
            self.assertEqual(found, found.filtered("has_defect"))
            return found.employee_id.sudo()

        self.assertFalse(overruling())
        self.open_wizard(self.plan).action_confirm()
        self.rows().date_from = self.day(-3)
        self.assertEqual(overruling(), self.rows())
        self.assertFalse(old_rows(), "it was named in knowledge of the manager")
        self.employee.parent_id = self.superior
        self.assertEqual(
            self.employee._get_skp_appraiser()[self.employee],
            self.other_head,
            "a definitive row naming the employee goes first",
        )
        self.assertEqual(old_rows(), self.employee)
        [defect] = defects.search([("old_row", "=", True)])
        self.assertIn("goes before a manager who came later", defect.problems)
        self.assertFalse(
            self.as_user(self.env["hr.skp.defect"], self.other_officer).search(
                [("old_row", "=", True)]
            )
        )
        self.assertFalse(overruling(self.other_officer))
        # The way out: the row ends, or names the manager.
        self.rows().date_to = self.day(-1)
        self.assertFalse(old_rows())
        self.assertFalse(overruling(), "it is over")

    def test_refusals(self):
        cases = {
            "Nobody appraises himself": {"appraiser_id": self.employee.id},
            "Say who appraises": {"appraiser_id": False, "date": self.day(3)},
            "last day lies before": {"date": self.day(250)},
        }
        for message, vals in cases.items():
            with self.subTest(message), self.assertRaisesRegex(UserError, message):
                self.open_wizard(self.plan, **vals).action_confirm()
        self.assertFalse(self.rows())
        with self.assertRaisesRegex(AccessError, "settles his own case"):
            self.open_wizard(
                self.plan, appraiser_id=self.officer.id, is_lasting=False
            ).action_confirm()
        for person in (self.appraiser, self.employee, self.other_officer):
            with self.subTest(person.name), self.assertRaises(AccessError):
                self.as_user(self.plan, person).action_handover(
                    self.other_head.id, "x", self.day(3)
                )

    def test_two_who_would_appraise_each_other(self):
        plan = self.make_plan(self.appraiser)
        with self.assertRaisesRegex(UserError, "they would form a circle"):
            self.open_wizard(plan, appraiser_id=self.employee.id).action_confirm()
