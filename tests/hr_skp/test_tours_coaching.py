from odoo.tests import tagged

from ..common import SkpHttpCase


class CoachingTourCase(SkpHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan = cls.make_approved_plan()

    def play(self, tour, person):
        self.start_tour("/odoo", tour, login=person.user_id.login, timeout=120)
        self.env.invalidate_all()


@tagged("standard", "post_install", "-at_install")
class TestCoachingTours(CoachingTourCase):
    def test_the_coach(self):
        self.play("hr_skp_coaches", self.appraiser)

        session = self.env["hr.skp.coaching"].search([("skp_id", "=", self.plan.id)])
        self.assertEqual((session.kind, session.state), ("guidance", "held"))


@tagged("standard", "post_install", "-at_install")
class TestCoachingPhoneTour(CoachingTourCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_the_employee_and_the_superior(self):
        sessions = self.as_user(self.env["hr.skp.coaching"], self.appraiser)
        session = sessions.create(
            {
                "skp_id": self.plan.id,
                "topic": "Menyusun laporan",
                "content": "Contoh",
                "agreement": "Konsep pekan depan",
            }
        )
        session.action_hold()

        self.play("hr_skp_answers_coaching", self.employee)

        self.assertTrue(session.confirmed_on)
        sheet = self.env["hr.skp.coaching.questionnaire"].search(
            [("coaching_id", "=", session.id)]
        )
        self.assertEqual(sheet.state, "submitted")
        self.assertEqual(sheet.line_ids.mapped("score"), ["4"] * 9)
