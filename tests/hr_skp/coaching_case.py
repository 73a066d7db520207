"""What the tests of coaching and counselling share."""

from odoo import fields

from ..common import SkpCase


class CoachingCase(SkpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan = cls.make_approved_plan()
        cls.today = fields.Date.context_today(cls.plan)

    def session(self, person=None, **values):
        sessions = self.as_user(self.env["hr.skp.coaching"], person or self.appraiser)
        return sessions.create({"skp_id": self.plan.id, **values})

    def counselling(self, **values):
        """Counselling that the employee asks for, with a colleague he trusts."""
        return self.session(
            self.employee,
            kind="counselling",
            coach_user_id=self.other_head.user_id.id,
            **values,
        )

    def held(self, **values):
        said = {"content": "Cara menyusun laporan", "agreement": "Konsep pekan depan"}
        session = self.session(**said, **values)
        session.action_hold()
        return session
