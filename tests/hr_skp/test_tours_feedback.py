from odoo.tests import tagged

from ..common import SkpHttpCase
from .feedback_case import FeedbackMixin


class FeedbackTourCase(FeedbackMixin, SkpHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_feedback()

    def play(self, tour, person):
        self.start_tour("/odoo", tour, login=person.user_id.login, timeout=120)
        self.env.invalidate_all()


@tagged("standard", "post_install", "-at_install")
class TestFeedbackTours(FeedbackTourCase):
    def test_asked_inside_and_outside(self):
        self.play("hr_skp_asks_for_feedback", self.employee)

        asked = self.plan.sudo().feedback_ids
        self.assertEqual(set(asked.mapped("author_name")), {"Ida Lain", "Ibu Warga"})
        self.assertEqual(set(asked.mapped("subject")), {"Bagaimana layanannya?"})

    def test_an_assignment_is_proposed_and_taken_in(self):
        self.give(content="Cepat dan ramah")

        self.play("hr_skp_proposes_assignment", self.appraiser)
        self.play("hr_skp_takes_assignment_in", self.employee)

        result = self.plan.sudo().result_ids.filtered(lambda one: one.assigned_by)
        self.assertEqual(
            (result.name, result.kind), ("Terselenggaranya klinik", "additional")
        )

    def test_answered(self):
        self.give(content="Cepat dan ramah")

        self.play("hr_skp_answers_feedback", self.employee)

        self.assertEqual(self.plan.sudo().feedback_ids.answer, "Terima kasih")


@tagged("standard", "post_install", "-at_install")
class TestFeedbackPhoneTour(FeedbackTourCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_given_by_phone(self):
        asked = self.ask(self.stranger)

        self.play("hr_skp_gives_asked_feedback", self.stranger)

        self.assertRecordValues(
            asked, [{"state": "given", "content": "Cepat dan ramah", "rating": "above"}]
        )
