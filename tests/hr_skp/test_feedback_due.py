from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged

from ..common import SkpCase


@tagged("standard", "post_install", "-at_install")
class TestFeedbackDue(SkpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["hr.skp.cycle"].sudo().search([("state", "=", "open")]).action_close()
        cls.company.skp_remind_working_days = False
        cls.today = cls.company._get_skp_today()
        cls.cycle = cls.env["hr.skp.cycle"].create(
            {
                "name": "Tahun uji",
                "company_id": cls.company.id,
                "date_from": cls.today - timedelta(days=60),
                "date_to": cls.today + timedelta(days=200),
                # Nobody is reminded of planning in these tests.
                "draft_deadline": cls.today + timedelta(days=150),
                "planning_deadline": cls.today + timedelta(days=160),
            }
        )
        cls.cycle.action_open()
        cls.plan = cls.make_approved_plan(feedback_interval="monthly")
        cls.begin_days_ago(40)

    @classmethod
    def begin_days_ago(cls, days):
        cls.plan.sudo().approved_on = fields.Datetime.now() - timedelta(days=days)
        cls.env.flush_all()
        cls.env.invalidate_all()

    def give(self, days_ago, **vals):
        feedback = self.as_user(self.env["hr.skp.feedback"], self.appraiser).create(
            {"skp_id": self.plan.id, "content": "Baik", **vals}
        )
        feedback.sudo().given_on = fields.Datetime.now() - timedelta(days=days_ago)
        self.env.invalidate_all()
        return feedback

    def is_due(self):
        plan = self.as_user(self.plan, self.appraiser)
        found = plan.search([("is_feedback_due", "=", True)])
        self.assertEqual(plan in found, plan.is_feedback_due)
        other = plan.search([("is_feedback_due", "=", False)])
        self.assertEqual(plan in other, not plan.is_feedback_due)
        return plan.is_feedback_due

    def test_the_interval_counts_from_the_last_periodic_one(self):
        self.assertTrue(self.is_due())
        incidental = self.give(1, occasion="incidental")
        self.assertTrue(self.is_due(), "what comes besides does not count")
        incidental.occasion = "periodic"
        self.assertFalse(self.is_due())
        incidental.sudo().given_on = fields.Datetime.now() - timedelta(days=35)
        self.assertTrue(self.is_due())
        self.plan.sudo().feedback_interval = "quarterly"
        self.assertFalse(self.is_due())
        self.plan.sudo().feedback_interval = False
        self.assertFalse(self.is_due())

    def test_a_plan_that_is_over_owes_nothing(self):
        self.as_user(self.plan, self.officer).action_close("Mutasi")
        self.assertFalse(self.is_due())

    def run_job(self):
        """Let the daily job run without its commits; return the people told, each once."""
        before = self.env["mail.message"].search([], order="id desc", limit=1).id

        def commit_progress(cron, processed=0, *, remaining=None, deactivate=False):
            return float("inf")

        cron = self.env.registry["ir.cron"]
        with patch.object(cron, "_commit_progress", commit_progress):
            self.env["hr.skp.reminder"]._cron_send()
        messages = self.env["mail.message"].search(
            [("id", ">", before), ("subject", "like", "feedback is due")]
        )
        people = messages.partner_ids
        self.assertEqual(len(messages), len(people))
        return people, messages

    def test_one_digest_for_all_who_are_owed(self):
        self.make_approved_plan(self.colleague).sudo().approved_on = (
            fields.Datetime.now() - timedelta(days=50)
        )
        people, messages = self.run_job()
        self.assertEqual(people, self.appraiser.user_id.partner_id)
        self.assertIn("Ani Pegawai", messages.body)
        self.assertIn("Tono Rekan", messages.body)
        self.assertIn("skp-feedback-due", messages.body)
        self.assertFalse(self.run_job()[0], "not twice a day")

    def test_nobody_is_told_of_nothing(self):
        self.give(1)
        self.assertFalse(self.run_job()[0])
        self.company.sudo().skp_reminder_repeat_days = 0
        self.begin_days_ago(90)
        self.assertFalse(self.run_job()[0])

    def test_the_list_asks_as_often_for_many(self):
        def read(count):
            plans = self.env["hr.skp"].browse()
            for person in self.make_staff(count):
                plans |= (
                    self.env["hr.skp"]
                    .sudo()
                    .create({"employee_id": person.id, "cycle_id": self.cycle.id})
                )
            plans.write({"state": "approved", "revision": 1})
            self.env.flush_all()
            self.env.invalidate_all()
            seen = self.as_user(plans, self.appraiser)
            # Looked up once for each environment, as long as that lives.
            self.assertTrue(seen.env.tz)
            before = self.env.cr.sql_log_count
            seen.read(["feedback_due_date", "is_feedback_due"])
            return self.env.cr.sql_log_count - before

        read(1)
        self.assertEqual(read(5), read(30))
