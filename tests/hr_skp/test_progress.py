"""Who has not: one row per employee and year, seen by those whose people they are."""

from datetime import timedelta

from psycopg2.errors import CheckViolation

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common.common import SkpCase


@tagged("standard", "post_install", "-at_install")
class TestProgress(SkpCase):
    def rows(self, person=None, *domain):
        """Return {employee: row} of the year, as a person sees them."""
        model = self.env["hr.skp.progress"]
        model = self.as_user(model, person) if person else model
        found = model.search([("cycle_id", "=", self.cycle.id), *domain])
        return {row.employee_id.id: row for row in found.sudo()}

    def row(self, employee):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.rows()[employee.id]

    def test_steps_of_a_plan(self):
        self.assertEqual(self.row(self.employee).state, "none")
        self.assertEqual(self.row(self.employee).appraiser_id, self.appraiser)
        plan = self.make_plan()
        self.assertEqual(self.row(self.employee).state, "draft")
        plan.action_submit()
        self.assertEqual(self.row(self.employee).state, "submitted")
        self.as_user(plan, self.appraiser).action_approve()
        self.assertEqual(self.row(self.employee).state, "approved")
        plan.action_revise("Perubahan target")
        plan.action_submit()
        row = self.row(self.employee)
        self.assertEqual(row.state, "approved", "the seal is in force meanwhile")
        self.assertEqual(row.skp_id, plan.sudo())
        self.assertFalse(row.is_late)

    def test_a_cancelled_plan_and_an_acting_one_do_not_count(self):
        self.make_plan(position_kind="acting")
        plan = self.make_plan()
        self.as_user(plan, self.officer).action_cancel("Keliru")
        self.assertEqual(self.row(self.employee).state, "none")

    def test_shares_leave_out_the_exempt(self):
        self.make_approved_plan()
        self.make_plan(self.colleague)
        self.env["hr.skp.exemption"].create(
            {
                "employee_id": self.officer.id,
                "cycle_id": self.cycle.id,
                "reason": "study",
            }
        )
        self.env.flush_all()
        [group] = self.env["hr.skp.progress"].formatted_read_group(
            [("cycle_id", "=", self.cycle.id), ("department_id", "=", self.unit.id)],
            ["department_id"],
            [
                "people_count:sum",
                "exempt_count:sum",
                "none_count:sum",
                "issued_share:avg",
                "approved_share:avg",
            ],
        )
        self.assertEqual(group["people_count:sum"], 4)
        self.assertEqual(group["exempt_count:sum"], 1)
        self.assertEqual(group["none_count:sum"], 1, "the head himself")
        self.assertAlmostEqual(group["issued_share:avg"], 2 / 3)
        self.assertAlmostEqual(group["approved_share:avg"], 1 / 3)

    def test_an_exemption_of_one_period_exempts_from_no_plan(self):
        self.env["hr.skp.exemption"].create(
            {
                "employee_id": self.employee.id,
                "cycle_id": self.cycle.id,
                "period_id": self.period.id,
            }
        )
        self.assertEqual(self.row(self.employee).state, "none")

    def test_the_reason_is_for_those_who_may_read_it(self):
        self.env["hr.skp.exemption"].create(
            {
                "employee_id": self.employee.id,
                "cycle_id": self.cycle.id,
                "reason": "suspended",
            }
        )
        row = self.row(self.employee)
        self.colleague.parent_id = self.superior
        self.unit.manager_id = self.colleague
        self.env.invalidate_all()
        self.assertEqual(self.as_user(row, self.officer).exemption_reason, "Suspended")
        self.assertEqual(self.row(self.employee).state, "exempt")
        self.assertFalse(
            self.as_user(row, self.appraiser).exemption_reason,
            "an appraiser who does not head the unit",
        )

    def test_late_by_the_deadline_of_the_step(self):
        today = fields.Date.context_today(self.cycle)
        year = {"date_from": today.replace(month=1, day=1)}
        cycle = self.env["hr.skp.cycle"].create(
            {
                "name": "Tahun ini",
                "company_id": self.company.id,
                "planning_deadline": today,
                "draft_deadline": today - timedelta(days=1),
                "date_to": today.replace(month=12, day=31),
                **year,
            }
        )
        self.cycle = cycle
        plan = self.make_plan(cycle_id=cycle.id)
        self.assertTrue(self.row(self.employee).is_late, "not submitted in time")
        plan.action_submit()
        self.assertFalse(self.row(self.employee).is_late, "the appraiser has today")
        cycle.write({"draft_deadline": today, "planning_deadline": today})
        self.assertFalse(self.row(self.colleague).is_late, "today is in time")
        cycle.write(
            {
                "draft_deadline": today - timedelta(days=9),
                "planning_deadline": today - timedelta(days=1),
            }
        )
        self.assertTrue(self.row(self.employee).is_late, "not approved in time")

    def test_whose_rows_who_sees(self):
        self.make_plan()
        self.env.flush_all()
        everybody = set(self.rows())
        unit = {self.appraiser, self.employee, self.colleague, self.officer}
        beside = {self.other_head, self.other_officer, self.manager, self.auditor}
        for person, expected in (
            (self.employee, {self.employee}),
            (self.appraiser, unit),
            (self.superior, {self.superior} | unit | beside),
            (self.officer, unit),
            (self.other_officer, beside),
        ):
            with self.subTest(person.name):
                self.assertEqual(
                    set(self.rows(person)), {employee.id for employee in expected}
                )
        self.assertEqual(set(self.rows(self.manager)), everybody)
        self.assertEqual(set(self.rows(self.auditor)), everybody)

    def test_people_outside_the_civil_service(self):
        self.mayor.asn_status = "non_asn"
        self.env.flush_all()
        self.assertNotIn(self.mayor.id, self.rows())
        self.make_plan(self.mayor)
        self.env.flush_all()
        self.assertIn(self.mayor.id, self.rows())

    def test_a_closed_year_shows_who_had_a_plan(self):
        self.make_plan()
        self.cycle.action_close()
        self.env.flush_all()
        self.assertEqual(set(self.rows()), {self.employee.id})

    def test_a_row_opens_the_plan(self):
        row = self.row(self.employee)
        with self.assertRaisesRegex(UserError, "performance team"):
            self.as_user(row, self.appraiser).action_open()
        made = self.as_user(row, self.officer).action_open()
        self.assertEqual(made["context"]["default_employee_id"], self.employee.id)
        plan = self.make_plan()
        row = self.row(self.employee)
        opened = self.as_user(row, self.appraiser).action_open()
        self.assertEqual((opened["res_model"], opened["res_id"]), ("hr.skp", plan.id))
        issue = self.as_user(row, self.officer).action_issue_plans()
        self.assertEqual(issue["context"]["default_employee_ids"], self.employee.ids)

    # Deadlines of the year

    def test_deadlines_have_an_order(self):
        cycle = self.env["hr.skp.cycle"].create(
            {
                "name": "2031",
                "company_id": self.company.id,
                "date_from": "2031-01-01",
                "date_to": "2031-12-31",
            }
        )
        self.assertEqual(str(cycle.planning_deadline), "2031-01-31")
        self.assertEqual(str(cycle.draft_deadline), "2031-01-17")
        cycle.planning_deadline = "2031-02-28"
        self.assertEqual(str(cycle.draft_deadline), "2031-02-14")
        for vals in (
            {"draft_deadline": "2031-03-01"},
            {"planning_deadline": "2032-01-31", "draft_deadline": "2031-01-10"},
        ):
            with (
                self.subTest(vals),
                mute_logger("odoo.sql_db"),
                self.assertRaises(CheckViolation),
                self.env.cr.savepoint(),
            ):
                cycle.write(vals)
                self.env.flush_all()

    def test_the_employee_reads_his_own_deadline(self):
        plan = self.make_plan().with_context(lang="en_US")
        self.cycle.write(
            {
                "draft_deadline": f"{self.year}-01-20",
                "planning_deadline": f"{self.year}-01-31",
            }
        )
        self.env.invalidate_all()
        self.assertIn("01/20", plan.waiting_text)
        # Neither a plan that begins later nor a revision is measured by it.
        plan.date_from = f"{self.year}-06-01"
        self.env.invalidate_all()
        self.assertIn("Your turn", plan.waiting_text)
        self.assertNotIn("01/20", plan.waiting_text)

    # On behalf

    def test_submitted_on_behalf_is_visible(self):
        plan = self.make_plan()
        own = self.make_plan(self.colleague)
        self.as_user(plan, self.officer).action_submit()
        own.action_submit()
        text = self.as_user(plan, self.appraiser).on_behalf_text
        self.assertEqual(text, "Submitted by Rudi Pengelola on behalf of Ani Pegawai")
        self.assertFalse(own.on_behalf_text)
        found = self.env["hr.skp"].search([("is_on_behalf", "=", True)])
        self.assertIn(plan.sudo(), found.sudo())
        self.assertNotIn(own.sudo(), found.sudo())
        plan.action_withdraw()
        self.assertFalse(plan.on_behalf_text)
