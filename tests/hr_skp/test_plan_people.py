from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import SkpCase


@tagged("standard", "post_install", "-at_install")
class TestPlanPeople(SkpCase):
    """Who stands behind a plan as people, heads, deputies and logins change."""

    def test_handover(self):
        plan = self.make_approved_plan()
        with self.assertRaises(AccessError):
            self.as_user(plan, self.appraiser).action_handover(
                self.other_head.id, "Pindah"
            )
        self.as_user(plan, self.officer).action_handover(
            self.other_head.id, "Pindah bidang"
        )
        self.assertEqual(plan.sudo().appraiser_user_id, self.other_head.user_id)
        self.assertEqual(
            plan.sudo().result_ids.appraiser_user_id, self.other_head.user_id
        )
        self.env.invalidate_all()
        # He still heads the unit; take that away and he is only a former appraiser.
        self.unit.manager_id = False
        former = self.as_user(self.env["hr.skp"], self.appraiser)
        self.assertFalse(former.search([("id", "=", plan.id)]))
        with (
            self.assertRaises(AccessError),
            mute_logger("odoo.addons.base.models.ir_rule"),
        ):
            former.browse(plan.id).read(["name"])
        sealed = self.as_user(self.env["hr.skp.seal"], self.appraiser).search([])
        self.assertEqual(sealed.mapped("res_id"), plan.ids)
        new = self.as_user(self.env["hr.skp"], self.other_head)
        self.assertTrue(new.search([("id", "=", plan.id)]))

    def test_head_of_unit_changes_at_once(self):
        plan = self.make_plan()
        heads = self.as_user(self.env["hr.skp"], self.other_head)
        self.assertFalse(heads.search([("id", "=", plan.id)]))
        self.agency.manager_id = self.other_head
        self.assertTrue(heads.search([("id", "=", plan.id)]))
        self.agency.manager_id = self.superior
        self.assertFalse(heads.search([("id", "=", plan.id)]))
        self.assertFalse(heads.search_count([("id", "=", plan.id)]))

    def test_login_change_moves_the_columns(self):
        plan = self.make_plan()
        user = self.colleague.user_id
        self.colleague.user_id = False
        self.employee.user_id = user
        self.assertEqual(plan.sudo().employee_user_id, user)
        self.assertEqual(plan.sudo().result_ids.employee_user_id, user)

    def test_copy_is_a_fresh_draft(self):
        plan = self.make_approved_plan()
        copied = plan.copy({"date_from": f"{self.year}-07-01"})
        self.assertRecordValues(
            copied.sudo(),
            [
                {
                    "state": "draft",
                    "revision": 0,
                    "employee_name": False,
                    "approved_on": False,
                }
            ],
        )
        self.assertEqual(
            copied.result_ids.mapped("name"), plan.result_ids.mapped("name")
        )
        self.assertEqual(
            copied.result_ids.indicator_ids.mapped("target"), ["12 laporan"]
        )
        self.assertFalse(copied.sudo().result_ids.sealed_revision)
        self.assertNotEqual(copied.name, plan.name)

    def test_nobody_of_the_team_runs_his_own_plan(self):
        plan = self.make_approved_plan(self.officer)
        for call in (
            lambda: plan.action_handover(self.colleague.id, "x"),
            lambda: plan.action_close("x"),
        ):
            with self.assertRaises(AccessError):
                call()

    def test_screens_do_not_send_guarded_fields(self):
        described = self.as_user(self.env["hr.skp"], self.employee).fields_get()
        self.assertTrue(described["state"]["readonly"])
        self.assertFalse(described["date_from"]["readonly"])

    def test_daily_job_closes_ended_plans(self):
        plan = self.make_approved_plan()
        self.assertEqual(self.env["hr.skp"]._close_ended(limit=10), 1)
        self.assertEqual(plan.state, "closed")
        self.assertEqual(self.env["hr.skp"]._close_ended(limit=10), 0)

    def test_a_deputy_acts_within_his_days(self):
        plan = self.make_plan()
        today = fields.Date.today()
        row = self.env["hr.skp.appraiser"].create(
            {
                "department_id": self.unit.id,
                "appraiser_id": self.other_head.id,
                "kind": "daily_acting",
                "date_from": today,
                "date_to": today,
            }
        )
        self.env["hr.skp"]._update_all_deputies()
        self.assertEqual(plan.sudo().deputy_user_id, self.other_head.user_id)
        plan.action_submit()
        deputy = self.as_user(plan, self.other_head)
        plan.sudo().deputy_date_to = today - timedelta(days=1)
        with self.assertRaises(AccessError):
            deputy.action_approve()
        plan.sudo().deputy_date_to = today
        deputy.action_approve()
        event = plan.sudo().event_ids[0]
        self.assertEqual(event.user_id, self.other_head.user_id)
        self.assertEqual(event.on_behalf_of_id, self.appraiser.user_id)
        row.unlink()
        self.env["hr.skp"]._update_all_deputies()
        self.assertFalse(plan.sudo().deputy_user_id)

    def test_queries_do_not_grow(self):
        people = [
            self.env["hr.employee"].create(
                {
                    "name": f"Orang {number}",
                    "company_id": self.company.id,
                    "department_id": self.unit.id,
                    "parent_id": self.appraiser.id,
                }
            )
            for number in range(40)
        ]
        plans = self.as_user(self.env["hr.skp"], self.officer)

        def count(employees):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            plans.create(
                [
                    {"employee_id": person.id, "cycle_id": self.cycle.id}
                    for person in employees
                ]
            )
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        count(people[:2])
        few, many = count(people[2:7]), count(people[7:40])
        self.assertLessEqual(many, few + 3)

        def read(limit):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            plans.web_search_read(
                [],
                {
                    "name": {},
                    "employee_id": {"fields": {"display_name": {}}},
                    "state": {},
                    "waiting_text": {},
                    "can_approve": {},
                },
                limit=limit,
            )
            return self.env.cr.sql_log_count - before

        read(2)
        self.assertEqual(read(10), read(40))
