from datetime import timedelta

from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import SkpCase


@tagged("standard", "post_install", "-at_install")
class TestSeveralPosts(SkpCase):
    """Definitive, acting, interim and additional plans in one year."""

    def add(self, person, maker=None, **vals):
        wizard = self.as_user(self.env["hr.skp.another"], maker or self.officer).create(
            {
                "employee_id": person.id,
                "cycle_id": self.cycle.id,
                "department_id": self.other_unit.id,
                "date_from": f"{self.year}-03-01",
                "date_to": f"{self.year}-08-31",
                **vals,
            }
        )
        wizard.action_create_plan()
        return (
            self.env["hr.skp"]
            .sudo()
            .search([("employee_id", "=", person.id)], order="id desc", limit=1)
        )

    def name_stand_in(self, person, kind="acting", unit=None):
        return self.env["hr.skp.appraiser"].create(
            {
                "department_id": (unit or self.other_unit).id,
                "appraiser_id": person.id,
                "kind": kind,
                "date_from": f"{self.year}-03-01",
                "date_to": f"{self.year}-08-31",
            }
        )

    def finish(self, plan):
        self.env["hr.skp.result"].create(
            {
                "skp_id": plan.id,
                "name": "Terlaksananya tugas",
                "indicator_ids": [(0, 0, {"name": "Jumlah", "target": "6 laporan"})],
            }
        )
        self.as_user(plan, plan.employee_id).action_submit()
        self.as_user(plan, plan.appraiser_id).action_approve()

    def test_acting_head(self):
        """Plt. of another unit: whoever stands above that unit appraises it."""
        definitive = self.make_approved_plan()
        self.other_unit.manager_id = False
        self.name_stand_in(self.employee)
        plan = self.add(
            self.employee, self.employee, post_name="Plt. Kepala Sekretariat"
        )
        self.assertRecordValues(
            plan,
            [
                {
                    "position_kind": "acting",
                    "department_id": self.other_unit.id,
                    "appraiser_id": self.superior.id,
                    "superior_id": self.mayor.id,
                    "is_reported": False,
                }
            ],
        )
        self.finish(plan)
        self.assertEqual(plan.employee_position, "Plt. Kepala Sekretariat")
        self.assertEqual(plan.employee_unit, "Sekretariat")
        # It lies beside the definitive one, which stays the reported one.
        self.assertEqual(definitive.sudo().state, "approved")
        self.assertTrue(definitive.sudo().is_reported)
        # A handover without a name finds the appraiser of that post again.
        self.env["hr.skp.appraiser"].create(
            {"department_id": self.agency.id, "appraiser_id": self.mayor.id}
        )
        self.as_user(plan, self.manager).action_handover(False, "Pejabat baru")
        self.assertEqual(plan.appraiser_id, self.mayor)

    def test_daily_acting_and_interim(self):
        self.make_approved_plan()
        for kind in ("daily_acting", "interim"):
            plan = self.add(self.employee, position_kind=kind)
            self.assertEqual(plan.appraiser_id, self.superior, kind)
            self.finish(plan)
        plans = self.env["hr.skp"].search([("employee_id", "=", self.employee.id)])
        self.assertEqual(len(plans.filtered("is_reported")), 1)

    def test_additional_task(self):
        """In another unit its head appraises, not whoever stands above."""
        plan = self.add(self.employee, position_kind="additional")
        self.assertEqual(plan.appraiser_id, self.other_head)
        own = self.add(
            self.colleague,
            self.colleague,
            position_kind="additional",
            department_id=self.unit.id,
        )
        self.assertEqual(own.appraiser_id, self.appraiser)

    def test_leader_form_of_an_independent_unit(self):
        self.other_unit.is_skp_independent = True
        self.assertEqual(self.add(self.employee).form, "leader")
        self.assertEqual(
            self.add(self.employee, position_kind="additional").form, "staff"
        )

    def test_named_stand_in_of_the_employee_is_not_that_posts(self):
        self.env["hr.skp.appraiser"].create(
            {
                "employee_id": self.employee.id,
                "appraiser_id": self.colleague.id,
                "kind": "delegate",
            }
        )
        definitive = self.make_plan()
        acting = self.add(self.employee)
        (definitive.sudo() | acting)._update_deputies()
        self.assertEqual(definitive.sudo().deputy_user_id, self.colleague.user_id)
        self.assertFalse(acting.deputy_user_id)

    def test_who_may(self):
        with self.assertRaisesRegex(UserError, "No row names you"):
            self.add(self.employee, self.employee)
        for maker in (self.appraiser, self.colleague, self.other_officer):
            with self.subTest(maker.name), self.assertRaises(AccessError):
                self.add(self.employee, maker)
        with self.assertRaises(AccessError):
            self.as_user(self.env["hr.skp"], self.employee).create(
                {
                    "employee_id": self.employee.id,
                    "cycle_id": self.cycle.id,
                    "post_department_id": self.other_unit.id,
                }
            )

    def test_the_database_knows_what_is_lawful(self):
        """The same kind of post never twice in the same days, two kinds always may."""
        self.make_approved_plan()
        for kind in ("acting", "daily_acting", "interim", "additional"):
            first = self.add(self.employee, position_kind=kind)
            self.finish(first)
            second = self.add(
                self.employee, position_kind=kind, date_from=f"{self.year}-08-31"
            )
            with (
                self.subTest(kind),
                self.assertRaises(IntegrityError),
                mute_logger("odoo.sql_db"),
                self.env.cr.savepoint(),
            ):
                second.write({"state": "approved"})
                self.env.flush_all()
            second.write(
                {
                    "date_from": fields.Date.to_date(f"{self.year}-09-01"),
                    "date_to": f"{self.year}-12-31",
                }
            )
            second.write({"state": "approved"})
            self.env.flush_all()
        other = self.make_plan()
        with (
            self.assertRaises(IntegrityError),
            mute_logger("odoo.sql_db"),
            self.env.cr.savepoint(),
        ):
            other.sudo().write({"state": "approved"})
            self.env.flush_all()
        plans = self.env["hr.skp"].search([("employee_id", "=", self.employee.id)])
        self.assertEqual(len(plans.filtered("is_reported")), 1)
        self.assertEqual(plans.filtered("is_reported").position_kind, "definitive")

    def test_days_outside_the_rows(self):
        row = self.name_stand_in(self.employee)
        row.date_to = fields.Date.to_date(f"{self.year}-03-31")
        with self.assertRaisesRegex(UserError, "No row names you"):
            self.add(
                self.employee, self.employee, date_from=row.date_to + timedelta(days=1)
            )
