from odoo.tests import tagged

from ..common import SkpHttpCase


@tagged("standard", "post_install", "-at_install")
class TestPointTours(SkpHttpCase):
    def test_a_point_is_asked_answered_and_settled(self):
        plan = self.make_plan()
        plan.action_submit()

        def play(tour, person):
            self.start_tour("/odoo", tour, login=person.user_id.login, timeout=120)
            self.env.invalidate_all()

        play("hr_skp_point_is_asked", self.appraiser)
        play("hr_skp_point_is_answered", self.employee)
        point = plan.point_ids
        self.assertEqual(point.indicator_id, plan.result_ids.indicator_ids)
        self.assertRecordValues(
            point.reply_ids,
            [
                {
                    "text": "Satu laporan setiap bulan",
                    "author_id": self.employee.user_id.id,
                    "state": "open",
                }
            ],
        )
        play("hr_skp_point_is_settled", self.appraiser)
        self.assertEqual((point | point.reply_ids).mapped("state"), ["resolved"] * 2)
