"""What the tests of reminders share: a running year, and its daily job."""

from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tools import html2plaintext
from odoo.tools.safe_eval import safe_eval

from ..common.common import SkpCase

TAGS = ("standard", "post_install", "-at_install")


class ReminderCase(SkpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["hr.skp.cycle"].sudo().search([("state", "=", "open")]).action_close()
        cls.company.skp_remind_working_days = False
        cls.today = cls.company._get_skp_today()
        cls.reminders = cls.env["hr.skp.reminder"]
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
        # Nor of the ends of these periods, unless a test moves them.
        cls.cycle.period_ids.employee_deadline = cls.today + timedelta(days=100)
        cls.plan = cls.make_approved_plan(feedback_interval=False)
        cls.plan.sudo().approved_on = fields.Datetime.now() - timedelta(days=50)

    def day(self, days):
        return self.today + timedelta(days=days)

    def run_job(self):
        """Let the daily job run without its commits; return {login: text of the digest}."""
        before = self.env["mail.message"].search([], order="id desc", limit=1).id
        self.env.flush_all()
        self.env.invalidate_all()
        with patch.object(
            self.env.registry["ir.cron"],
            "_commit_progress",
            lambda *_args, **_kwargs: float("inf"),
        ):
            self.reminders._cron_send()
        self.env.flush_all()
        messages = self.env["mail.message"].search(
            [("id", ">", before), ("message_type", "=", "user_notification")]
        )
        self.bodies, texts = {}, {}
        for message in messages:
            [partner] = message.partner_ids
            login = partner.user_ids.login.removeprefix("uji_")
            self.assertNotIn(login, texts, "one digest for each person")
            self.bodies[login] = message.body
            texts[login] = html2plaintext(message.body)
        return texts

    def count_listed(self, action, person, **context):
        """Return how many rows the list behind a link shows to a person."""
        action = self.env.ref(f"hr_skp.{action}")
        rows = self.as_user(self.env[action.res_model], person)
        values = {"uid": person.user_id.id, **context}
        return rows.search_count(safe_eval(action.domain, values))

    def add_entries(self, *days, submitted=False, plan=None):
        plan = plan or self.plan
        entries = self.as_user(
            self.env["hr.skp.activity"], plan.sudo().employee_id
        ).create(
            [
                {"skp_id": plan.id, "date": self.day(day), "name": f"Kerja {number}"}
                for number, day in enumerate(days)
            ]
        )
        if submitted:
            entries.action_submit()
        return entries

    def add_step(self, deadline, plan=None, **vals):
        plan = plan or self.plan
        steps = self.as_user(self.env["hr.skp.action"], plan.sudo().employee_id)
        return steps.create(
            {
                "result_id": plan.result_ids[0].id,
                "period_id": plan._get_current_period().id,
                "name": "Menyusun konsep",
                "date_deadline": self.day(deadline),
                **vals,
            }
        )

    def set_deputy(self, first=-1, last=1):
        """Let the other head stand in for the appraiser, as the daily job sets it."""
        self.env["hr.skp.appraiser"].create(
            {
                "department_id": self.unit.id,
                "appraiser_id": self.other_head.id,
                "kind": "daily_acting",
                "date_from": self.day(first),
                "date_to": self.day(last),
            }
        )
        self.env["hr.skp"]._update_all_deputies()

    def set_leave(self, person):
        now = fields.Datetime.now()
        self.env["resource.calendar.leaves"].create(
            {
                "resource_id": person.resource_id.id,
                "calendar_id": person.resource_calendar_id.id,
                "date_from": now - timedelta(days=30),
                "date_to": now + timedelta(days=30),
                "time_type": "leave",
            }
        )
