from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from ..common import SkpHttpCase


@tagged("standard", "post_install", "-at_install")
class TestTransferTours(SkpHttpCase):
    """A transfer in a real browser: the performance team does it, the employee goes on."""

    def test_transfer(self):
        today = fields.Date.context_today(self.env["hr.skp"])
        type(self).cycle = self.env["hr.skp.cycle"].create(
            {
                "name": "Tahun berjalan",
                "company_id": self.company.id,
                "date_from": today - timedelta(days=100),
                "date_to": today + timedelta(days=200),
            }
        )
        plan = self.make_approved_plan(results=("Verifikasi berkas", "Arsip"))
        self.start_tour(
            f"/odoo/skp/{plan.id}",
            "hr_skp_officer_transfers",
            login=self.officer.user_id.login,
            timeout=120,
        )
        self.env.invalidate_all()
        following = plan.sudo().next_ids
        self.assertRecordValues(
            plan.sudo() | following,
            [
                {"state": "closed", "date_to": today - timedelta(days=1)},
                {"state": "draft", "date_to": today + timedelta(days=200)},
            ],
        )
        self.assertEqual(following.appraiser_id, self.other_head)
        self.assertEqual(following.result_ids.mapped("name"), ["Verifikasi berkas"])
        self.start_tour(
            "/odoo/my-skp",
            "hr_skp_employee_goes_on",
            login=self.employee.user_id.login,
            timeout=120,
        )
