"""What the tests of the boards share: a plan in force in a year that runs today."""

from datetime import timedelta

from odoo import fields


class RunningYearMixin:
    @classmethod
    def build_running_year(cls):
        cls.today = fields.Date.context_today(cls.env["hr.skp"])
        cls.cycle = cls.env["hr.skp.cycle"].create(
            {
                "name": "Berjalan",
                "company_id": cls.company.id,
                "date_from": cls.today - timedelta(days=200),
                "date_to": cls.today + timedelta(days=100),
            }
        )
        cls.cycle.action_open()
        cls.plan = cls.make_approved_plan()
        cls.indicator = cls.plan.result_ids.indicator_ids
        # The last one that is over.
        cls.period = cls.cycle.period_ids.filtered(
            lambda period: period.kind == "periodic" and period.date_to < cls.today
        ).sorted("date_to")[-1]

    def tell(self, number):
        """Record what was realised in the period, of the 12 that it aims at."""
        self.as_user(self.env["hr.skp.target"], self.employee).create(
            {
                "indicator_id": self.indicator.id,
                "period_id": self.period.id,
                "realized_value": number,
                "target": "12 laporan",
                "target_value": 12,
            }
        )
