from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import SkpCase


@tagged("standard", "post_install", "-at_install")
class TestApproval(SkpCase):
    def make_submitted(self, count):
        """Return plans of people without a login, which wait for the appraiser."""
        employees = self.make_staff(count)
        indicator = {"name": "Jumlah laporan", "target": "12 laporan"}
        result = {"name": "Tersusunnya laporan", "indicator_ids": [(0, 0, indicator)]}
        plans = (
            self.env["hr.skp"]
            .sudo()
            .create(
                [
                    {
                        "employee_id": employee.id,
                        "cycle_id": self.cycle.id,
                        "result_ids": [(0, 0, result)],
                    }
                    for employee in employees
                ]
            )
        )
        plans.action_submit()
        return self.as_user(plans, self.appraiser)

    def test_the_ready_ones_are_approved_and_the_others_named(self):
        plans = self.make_submitted(4)
        ready, ready_too, talked, returned = plans
        self.as_user(self.env["hr.skp.point"], self.appraiser).create(
            {"skp_id": talked.id, "text": "Perjelas"}
        )
        returned.action_return("Target")
        own = self.as_user(self.make_plan(self.appraiser), self.appraiser)
        action = (plans | own).action_approve_ready()
        self.assertEqual((ready | ready_too).mapped("state"), ["approved"] * 2)
        self.assertEqual((talked.state, returned.state), ("submitted", "draft"))
        left = {line["id"]: line for line in action["params"]["left"]}
        self.assertEqual(set(left), {talked.id, returned.id, own.id})
        self.assertIn("open points: 1", left[talked.id]["reason"])
        self.assertIn("Draft", left[returned.id]["reason"])
        self.assertIn("never oneself", left[own.id]["reason"])
        self.assertIn("Pegawai 2", left[talked.id]["name"])

    def test_points_keep_no_single_plan_from_approval(self):
        [plan] = self.make_submitted(1)
        self.as_user(self.env["hr.skp.point"], self.appraiser).create(
            {"skp_id": plan.id, "text": "Perjelas"}
        )
        with self.assertRaisesRegex(UserError, "Pegawai 0.*open points: 1"):
            plan.action_approve_ready()
        plan.action_approve()
        self.assertEqual(plan.state, "approved")

    def test_others_approve_nothing(self):
        plans = self.make_submitted(2)
        for person in (self.employee, self.superior, self.officer, self.auditor):
            with self.subTest(person=person.name), self.assertRaises(AccessError):
                self.as_user(plans, person).action_approve_ready()
        self.assertEqual(plans.mapped("state"), ["submitted"] * 2)

    def test_all_ready_is_a_short_message(self):
        plans = self.make_submitted(2)
        action = plans.action_approve_ready()
        self.assertEqual(action["tag"], "display_notification")
        with self.assertRaises(UserError):
            plans.action_approve_ready()
        with self.assertRaises(UserError):
            plans.browse().action_approve_ready()

    def test_approving_takes_the_same_queries_for_10_and_100(self):
        counts = []
        for count in (3, 10, 100):  # the first ones fill caches
            plans = self.make_submitted(count)
            point = {"skp_id": plans[0].id, "text": "Perjelas"}
            self.as_user(self.env["hr.skp.point"], self.appraiser).create(point)
            self.env.flush_all()
            self.env.invalidate_all()
            plans = plans.browse(plans.ids)
            before = self.cr.sql_log_count
            plans.action_approve_ready()
            self.env.flush_all()
            counts.append(self.cr.sql_log_count - before)
            self.assertEqual(plans.mapped("state").count("approved"), count - 1)
        self.assertEqual(counts[1], counts[2], counts)
