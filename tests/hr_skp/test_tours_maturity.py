from odoo.tests import tagged

from ..common import SkpHttpCase
from .board_case import RunningYearMixin


@tagged("standard", "post_install", "-at_install")
class TestMaturityTour(RunningYearMixin, SkpHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_running_year()
        cls.env["hr.skp.maturity"].sudo()._count(cls.cycle)

    def test_what_lacks_and_a_declaration(self):
        self.start_tour(
            "/odoo", "hr_skp_maturity", login=self.officer.user_id.login, timeout=120
        )

        held = self.env["hr.skp.maturity.declaration"].sudo()
        held = held.search([("company_id", "=", self.company.id)])
        self.assertEqual((held.kind, held.name), ("job_analysis", "Perwali 12"))
        self.assertEqual(held.department_id, self.unit)
