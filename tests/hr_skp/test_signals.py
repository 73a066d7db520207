"""What the form of a plan tells at a glance, and what follows an approval."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..common.common import SkpCase


@tagged("standard", "post_install", "-at_install")
class TestSignals(SkpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = fields.Date.context_today(cls.cycle)
        cls.cycle = cls.env["hr.skp.cycle"].create(
            {
                "name": "Tahun berjalan",
                "company_id": cls.company.id,
                "date_from": cls.today - timedelta(days=100),
                "date_to": cls.today + timedelta(days=200),
            }
        )

    # Returned

    def test_why_it_came_back(self):
        plan = self.make_plan()
        self.assertFalse(plan.return_text)
        plan.action_submit()
        self.as_user(plan, self.appraiser).action_return("Target kurang jelas")
        self.assertIn("Returned by Budi Penilai on", plan.return_text)
        self.assertEqual(plan.return_reason, "Target kurang jelas")
        # Other entries of the history do not hide it.
        self.as_user(plan, self.officer).action_handover(self.other_head.id, "Penataan")
        self.assertEqual(plan.return_reason, "Target kurang jelas")
        plan.action_submit()
        self.assertFalse(plan.return_text)
        plan.action_withdraw()
        self.assertFalse(plan.return_text, "he took it back himself")
        plan.action_submit()
        self.as_user(plan, self.other_head).action_return("Belum")
        self.assertEqual(plan.return_reason, "Belum")

    def test_a_revision_that_came_back(self):
        plan = self.make_approved_plan()
        plan.action_revise("Perubahan target")
        self.assertFalse(plan.return_text)
        plan.action_submit()
        self.as_user(plan, self.appraiser).action_return("Terlalu rendah")
        self.assertEqual(plan.return_reason, "Terlalu rendah")
        plan.action_revise_cancel()
        self.assertFalse(plan.return_text)
        plan.action_revise("Sekali lagi")
        self.assertFalse(plan.return_text, "the former return is history")

    def test_returned_by_a_deputy(self):
        self.env["hr.skp.appraiser"].create(
            {
                "department_id": self.unit.id,
                "appraiser_id": self.colleague.id,
                "kind": "daily_acting",
                "date_from": self.today - timedelta(days=1),
            }
        )
        plan = self.make_plan()
        plan.action_submit()
        self.as_user(plan, self.colleague).action_return("Lengkapi")
        self.assertIn("Tono Rekan on behalf of Budi Penilai", plan.return_text)

    def test_same_number_of_queries_for_any_number_of_plans(self):
        plans = self.env["hr.skp"].create(
            [
                {"employee_id": employee.id, "cycle_id": self.cycle.id}
                for employee in self.make_staff(110)
            ]
        )
        self.env["hr.skp.event"]._record(plans, "return", reason="Lengkapi")
        names = [
            "return_text",
            "return_reason",
            "reported_text",
            "handover_text",
            "claim_text",
            "previous_text",
            "next_text",
            "can_transfer",
            "is_planning_late",
            "next_waiting_count",
        ]

        def count(batch):
            self.env.flush_all()
            self.env.invalidate_all()
            batch = self.as_user(batch, self.officer)
            batch.env.user.has_group("base.group_user")
            before = self.env.cr.sql_log_count
            values = batch.read(names)
            self.assertTrue(all(row["return_text"] for row in values))
            return self.env.cr.sql_log_count - before

        count(plans[:10])
        few, many = count(plans[:10]), count(plans[10:])
        self.assertEqual(many, few)
        self.assertLess(many, 30)

    # Approving one after the other

    def test_approve_and_go_on(self):
        plans = [self.make_plan(who) for who in (self.employee, self.colleague)]
        plans.append(self.make_plan(self.officer))
        for days, plan in zip((3, 9, 6), plans, strict=True):
            plan.action_submit()
            since = fields.Datetime.now() - timedelta(days=days)
            plan.sudo().write({"state_date": since})
        mine = [self.as_user(plan, self.appraiser) for plan in plans]
        self.assertEqual(mine[0].next_waiting_count, 2)
        self.assertEqual(plans[0].next_waiting_count, 0, "the employee approves nobody")
        action = mine[0].action_approve_next()
        self.assertEqual(plans[0].state, "approved")
        self.assertEqual(action["tag"], "hr_skp_approved")
        params = action["params"]
        self.assertIn(f"{plans[0].name} approved. 2 more wait", params["message"])
        self.assertEqual(params["next"]["res_id"], plans[1].id, "waits longest")
        opened = mine[0].action_open_next_waiting()
        self.assertEqual(opened["res_id"], plans[1].id)
        params = mine[1].action_approve_next()["params"]
        self.assertIn("1 more waits for you", params["message"])
        params = mine[2].action_approve_next()["params"]
        self.assertIn("No other waits", params["message"])
        self.assertFalse(params["next"])
        with self.assertRaisesRegex(UserError, "No other plan waits"):
            mine[2].action_open_next_waiting()

    def test_approving_itself_returns_no_action(self):
        plan = self.make_plan()
        plan.action_submit()
        self.assertIs(self.as_user(plan, self.appraiser).action_approve(), True)

    def test_the_button_opens_nothing_to_others(self):
        plan = self.make_plan()
        with self.assertRaises(UserError):
            self.as_user(plan, self.appraiser).action_approve_next()
        plan.action_submit()
        for person in (self.employee, self.superior, self.officer, self.manager):
            with self.subTest(person.name), self.assertRaises(AccessError):
                self.as_user(plan, person).action_approve_next()
        with (
            self.assertRaises(AccessError),
            mute_logger("odoo.addons.base.models.ir_rule"),
        ):
            self.as_user(plan, self.colleague).action_approve_next()
        self.assertEqual(plan.state, "submitted")
        # One's own plan never waits for oneself.
        own = self.make_plan(self.appraiser)
        own.action_submit()
        self.assertNotIn(own, self.as_user(own, self.appraiser)._search_waiting())

    # One line each

    def test_a_new_plan_says_nothing(self):
        form = Form(self.as_user(self.env["hr.skp"], self.employee))
        for name in ("return_text", "reported_text", "handover_text", "next_text"):
            self.assertFalse(form[name], name)

    def test_reported_or_not(self):
        plan = self.make_plan()
        self.assertIn("This plan is the one", plan.reported_text)
        acting = self.make_plan(position_kind="acting")
        self.assertIn(f"Not this plan but {plan.name}", acting.reported_text)
        alone = self.make_plan(self.colleague, position_kind="acting")
        self.assertIn("No plan of this year is the reported one", alone.reported_text)
        self.as_user(plan, self.officer).action_cancel("Keliru")
        self.assertFalse(plan.reported_text)

    def test_a_handover_to_come(self):
        plan = self.make_plan()
        self.assertFalse(plan.handover_text)
        day = self.today + timedelta(days=5)
        self.as_user(plan, self.officer).action_handover(
            self.other_head.id, "Penataan", day
        )
        self.env.invalidate_all()
        for person in (self.employee, self.appraiser, self.officer):
            text = self.as_user(plan, person).handover_text
            self.assertIn("Lina Sekretaris appraises this plan", text)
        acting = self.make_plan(position_kind="acting", date_to=self.today)
        self.assertFalse(acting.handover_text, "it ends before")
        self.env["hr.skp.appraiser"].search([("is_pending", "=", True)]).write(
            {"date_from": self.today}
        )
        self.env["hr.skp.appraiser"]._hand_over_due()
        self.env.invalidate_all()
        self.assertFalse(plan.handover_text, "done")

    def test_a_report_of_a_wrong_superior(self):
        plan = self.make_plan()
        self.as_user(self.env["hr.skp.appraiser.claim"], self.employee).create(
            {
                "skp_id": plan.id,
                "proposed_id": self.other_head.id,
                "reason": "SK penempatan",
            }
        )
        for person in (self.employee, self.officer):
            text = self.as_user(plan, person).claim_text
            self.assertIn("that Lina Sekretaris is the superior, not Budi", text)
        self.assertFalse(self.as_user(plan, self.appraiser).claim_text)
        self.assertFalse(plan.can_claim)
