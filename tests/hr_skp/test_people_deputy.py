from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import SkpCase

LINES = ("hr.skp.result", "hr.skp.indicator", "hr.skp.behavior", "hr.skp.event")


@tagged("standard", "post_install", "-at_install")
class TestDeputyReads(SkpCase):
    """A deputy reads as long as he acts, not until the daily job clears his name."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan = cls.make_plan()
        cls.plan.action_submit()
        cls.today = fields.Date.context_today(cls.plan)

    def set_last_day(self, date):
        self.plan.sudo()._write_people(
            {"deputy_user_id": self.other_head.user_id.id, "deputy_date_to": date}
        )
        self.env.flush_all()
        self.env.invalidate_all()

    def count(self, model):
        lines = self.as_user(self.env[model], self.other_head)
        name = "id" if model == "hr.skp" else "skp_id"
        return lines.search_count([(name, "=", self.plan.id)])

    def test_within_his_days(self):
        for date in (False, self.today, self.today + timedelta(days=1)):
            self.set_last_day(date)
            for model in ("hr.skp", *LINES):
                self.assertTrue(self.count(model), (date, model))
            self.assertEqual(
                self.as_user(self.plan, self.other_head).state, "submitted"
            )

    def test_named_from_the_beginning(self):
        """A row without a first day is in force, for the daily job as for everybody."""
        row = self.env["hr.skp.appraiser"].create(
            {
                "employee_id": self.employee.id,
                "appraiser_id": self.other_head.id,
                "kind": "delegate",
            }
        )
        self.assertFalse(row.date_from)
        self.env["hr.skp"]._update_all_deputies()
        self.assertEqual(self.plan.sudo().deputy_user_id, self.other_head.user_id)

    def test_after_them_and_before_the_job(self):
        # Two days: whatever the zone of the agency, the last day is over.
        self.set_last_day(self.today - timedelta(days=2))
        for model in ("hr.skp", *LINES):
            self.assertFalse(self.count(model), model)
        deputy = self.as_user(self.plan, self.other_head)
        for call in (
            lambda: deputy.read(["state"]),
            lambda: deputy.result_ids.read(["name"]),
            deputy.action_approve,
        ):
            with (
                self.assertRaises(AccessError),
                mute_logger("odoo.addons.base.models.ir_rule"),
            ):
                call()
        results = self.as_user(self.env["hr.skp.result"], self.other_head)
        self.assertFalse(
            results.formatted_read_group(
                [("skp_id", "=", self.plan.id)], ["name"], ["__count"]
            )
        )

    def test_the_zone_is_the_agencys(self):
        """The caller's own zone wins him no day."""
        self.set_last_day(
            self.plan._get_company_today(self.company) - timedelta(days=1)
        )
        self.other_head.user_id.tz = "Etc/GMT+12"
        self.assertFalse(self.count("hr.skp"))
        self.set_last_day(self.plan._get_company_today(self.company))
        self.other_head.user_id.tz = "Etc/GMT-14"
        self.assertTrue(self.count("hr.skp"))

    def test_nothing_is_cached_with_the_rule(self):
        self.set_last_day(self.today + timedelta(days=1))
        self.assertTrue(self.count("hr.skp"))
        self.set_last_day(self.today - timedelta(days=2))
        self.assertFalse(self.count("hr.skp"))

    def test_what_comes_later_carries_the_day(self):
        self.set_last_day(self.today - timedelta(days=2))
        result = self.env["hr.skp.result"].create(
            {"skp_id": self.plan.id, "name": "Susulan"}
        )
        self.assertEqual(result.deputy_date_to, self.today - timedelta(days=2))
        self.assertFalse(
            self.as_user(self.env["hr.skp.result"], self.other_head).search(
                [("id", "=", result.id)]
            )
        )
