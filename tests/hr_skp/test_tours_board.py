from odoo.tests import tagged

from ..common import SkpHttpCase
from .board_case import RunningYearMixin


class BoardTourCase(RunningYearMixin, SkpHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_running_year()
        cls.as_user(cls.env["hr.skp.evidence"], cls.employee).create(
            {
                "skp_id": cls.plan.id,
                "name": "Foto kegiatan",
                "kind": "link",
                "url": "https://bukti.example.com/1",
            }
        )

    def play(self, tour, person):
        self.start_tour("/odoo", tour, login=person.user_id.login, timeout=120)
        self.env.invalidate_all()


@tagged("standard", "post_install", "-at_install")
class TestBoardTours(BoardTourCase):
    def test_three_clicks_to_evidence(self):
        self.play("hr_skp_unit_to_evidence", self.superior)

    def test_feedback_without_leaving(self):
        self.play("hr_skp_feedback_on_the_board", self.appraiser)

        self.assertEqual(self.plan.sudo().feedback_ids.content, "Lengkapi realisasi")


@tagged("standard", "post_install", "-at_install")
class TestBoardPhoneTours(BoardTourCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_units_by_phone(self):
        self.tell(6)
        entries = self.as_user(self.env["hr.skp.activity"], self.employee)
        entries.create({"name": "Rapat"}).action_submit()

        self.play("hr_skp_units_by_phone", self.superior)

    def test_feedback_by_phone(self):
        self.play("hr_skp_feedback_on_the_board_by_phone", self.appraiser)

        self.assertEqual(self.plan.sudo().feedback_ids.content, "Lengkapi realisasi")
