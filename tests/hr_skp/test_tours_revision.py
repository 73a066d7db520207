from odoo.tests import tagged

from ..common import SkpHttpCase


@tagged("standard", "post_install", "-at_install")
class TestRevisionTours(SkpHttpCase):
    """A revision in a real browser, person by person."""

    def play(self, tour, person):
        self.start_tour("/odoo", tour, login=person.user_id.login, timeout=120)
        self.env.invalidate_all()

    def test_a_revision_is_seen_before_it_is_approved(self):
        plan = self.make_approved_plan()
        self.play("hr_skp_employee_revises", self.employee)
        self.assertEqual((plan.state, plan.revision), ("submitted", 1))
        expectation = plan.behavior_ids[0].expectation
        self.assertEqual(expectation, "Menjawab pada hari yang sama")

        self.play("hr_skp_superior_asks", self.appraiser)
        self.assertEqual(plan.open_point_count, 1)
        self.play("hr_skp_employee_answers", self.employee)
        self.assertEqual(plan.point_ids.resolved_by_id, self.employee.user_id)

        plan.action_withdraw()
        plan.result_ids.indicator_ids.target = "24 laporan"
        plan.action_submit()
        self.play("hr_skp_superior_approves_revision", self.appraiser)
        self.assertEqual((plan.state, plan.revision), ("approved", 2))
