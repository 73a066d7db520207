from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import SkpHttpCase


class DraftingTourCase(SkpHttpCase):
    """An employee without a plan, in a year that a new plan finds by itself."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # The year is last year, so a new plan does not find it by today's date.
        cls.env["ir.default"].set(
            "hr.skp", "cycle_id", cls.cycle.id, company_id=cls.company.id
        )

    def draft(self, tour):
        """Play ``tour`` as the employee and return the plan that he made."""
        self.start_tour("/odoo", tour, login=self.employee.user_id.login, timeout=120)
        self.env.invalidate_all()
        return self.env["hr.skp"].search([("employee_id", "=", self.employee.id)])


@tagged("standard", "post_install", "-at_install")
class TestDraftingTours(DraftingTourCase):
    def test_keyboard(self):
        plan = self.draft("hr_skp_drafts_by_keyboard")
        self.assertEqual(plan.state, "submitted")
        first, second = plan.result_ids
        self.assertRecordValues(
            plan.result_ids,
            [
                {"name": "Terlaksananya verifikasi berkas", "kind": "main"},
                {"name": "Tersusunnya standar pelayanan", "kind": "main"},
            ],
        )
        self.assertRecordValues(
            first.indicator_ids,
            [
                {
                    "name": "Jumlah berkas yang diverifikasi",
                    "target": "900 berkas",
                    "aspect": "quantity",
                },
                {
                    "name": "Hasil tanpa pengembalian",
                    "target": "97%",
                    "aspect": "quality",
                },
            ],
        )
        self.assertEqual(
            second.indicator_ids.mapped("target"), ["paling lambat Juni", "2 rancangan"]
        )

    def test_no_letter_lands_in_the_wrong_line(self):
        plan = self.draft("hr_skp_drafts_without_waiting")
        self.assertEqual(
            [
                (result.name, result.indicator_ids.mapped(lambda i: (i.name, i.target)))
                for result in plan.result_ids
            ],
            [
                (
                    "Terlaksananya verifikasi berkas",
                    [
                        ("Jumlah berkas", "900 berkas"),
                        ("Waktu verifikasi", "2 hari"),
                        ("Hasil tanpa pengembalian", "97%"),
                    ],
                ),
                (
                    "Tersusunnya standar pelayanan",
                    [("Jumlah rancangan", "2 rancangan")],
                ),
            ],
        )

    def test_nothing_typed_is_lost(self):
        plan = self.draft("hr_skp_drafts_and_loses_nothing")
        self.assertEqual(
            plan.result_ids.indicator_ids.mapped(lambda i: (i.name, i.target)),
            [
                ("Jumlah berkas", "900 berkas per tahun, lengkap"),
                ("Waktu verifikasi berkas", "2 hari kerja"),
            ],
        )

    def test_refused_save(self):
        with mute_logger("odoo.http"):
            plan = self.draft("hr_skp_drafts_wrongly")
        self.assertEqual(plan.state, "draft")
        self.assertEqual(plan.result_ids[0].indicator_ids.target, "900 berkas")


@tagged("standard", "post_install", "-at_install")
class TestDraftingOnPhone(DraftingTourCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_phone(self):
        plan = self.draft("hr_skp_drafts_on_phone")
        self.assertEqual(plan.state, "submitted")
        self.assertEqual(plan.result_ids.indicator_ids.target, "900 berkas")
