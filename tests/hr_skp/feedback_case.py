"""What the tests of feedback share."""

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tools import mute_logger

from ..common import SkpCase

MUTED = ("odoo.addons.base.models.ir_rule", "odoo.http")


class FeedbackMixin:
    @classmethod
    def build_feedback(cls):
        cls.plan = cls.make_approved_plan(results=("Laporan", "Arsip"))
        cls.result, cls.other_result = cls.plan.sudo().result_ids
        cls.today = fields.Date.context_today(cls.env["hr.skp"])
        cls.peer = cls.colleague
        cls.stranger = cls.make_person("stranger", "Ida Lain", cls.other_unit)

    def give(self, person=None, **vals):
        """Let the appraiser, or another person, write feedback on the plan."""
        feedback = self.as_user(
            self.env["hr.skp.feedback"], person or self.appraiser
        ).create({"skp_id": self.plan.id, "content": "Sesuai rencana", **vals})
        return feedback.sudo()

    def ask(self, giver, asker=None, **kwargs):
        """Let the employee, or another person, ask somebody; return the request."""
        self.as_user(self.plan, asker or self.employee).action_request_feedback(
            giver.ids, **kwargs
        )
        return (
            self.env["hr.skp.feedback"]
            .sudo()
            .search(
                [("author_user_id", "=", giver.user_id.id)], order="id desc", limit=1
            )
        )

    def told(self, person):
        """Return what was written to a person, the newest first."""
        return (
            self.env["mail.message"]
            .sudo()
            .search(
                [
                    ("message_type", "=", "user_notification"),
                    ("notified_partner_ids", "in", person.user_id.partner_id.ids),
                ],
                order="id desc",
            )
        )


class FeedbackCase(FeedbackMixin, SkpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_feedback()

    def refuse(self, call, error=AccessError):
        with self.assertRaises(error) as caught, mute_logger(*MUTED):
            with self.env.cr.savepoint():
                call()
        return str(caught.exception)
