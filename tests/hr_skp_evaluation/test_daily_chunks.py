from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import freeze_time, tagged

from .distribution_case import CountedCase

CHUNKS = "odoo.addons.hr_skp.models.hr_skp_chunks"


@tagged("standard", "post_install", "-at_install")
class TestDailyChunks(CountedCase):
    """The daily jobs go on in chunks; what fails stops nobody else."""

    counted = "hr.skp.deviation"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.evaluations = cls.env["hr.skp.evaluation"]
        delivered = cls.evaluations
        for plan in cls.plans:
            delivered |= cls.rate(cls.open_evaluation(plan)).sudo()
        cls.as_user(delivered, cls.appraiser).action_deliver()
        cls.delivered = delivered.sorted("id")
        cls.after = delivered[0].objection_deadline + timedelta(days=2)

    def run_daily(self, limit=500, seconds=float("inf"), model="hr.skp.evaluation"):
        """Run a job; return [(how many it did, how many were left)] of its chunks."""
        chunks = []

        def commit_progress(_cron, processed=0, *, remaining=None, deactivate=False):
            self.flush_out()
            chunks.append((processed, remaining))
            return seconds

        with (
            freeze_time(f"{self.after} 12:00:00"),
            patch.object(
                self.env.registry["ir.cron"], "_commit_progress", commit_progress
            ),
        ):
            job = self.env[model]
            job._cron_daily(
                limit
            ) if model == "hr.skp.evaluation" else job._cron_daily()
        return chunks

    def fail_for(self, bad, name="_tell_final"):
        """Let a step of the job fail for some records."""
        registered = self.env.registry[bad._name]
        step = getattr(registered, name)

        def break_down(records, *args, **kwargs):
            if bad & records:
                raise ValueError("kaput")
            return step(records, *args, **kwargs)

        return patch.object(registered, name, break_down)

    def test_each_chunk_is_kept_and_a_second_run_finds_nothing(self):
        self.assertEqual(self.run_daily(limit=4), [(4, 5), (4, 1), (1, 0)])
        self.assertEqual(set(self.delivered.mapped("state")), {"final"})
        events = self.env["hr.skp.event"].search_count(
            [("res_id", "in", self.delivered.ids), ("kind", "=", "accept")]
        )
        self.assertEqual(events, 9)
        self.assertEqual(self.run_daily(limit=4), [])

    def test_where_the_time_is_over_the_rest_waits_for_the_next_run(self):
        self.assertEqual(self.run_daily(limit=4, seconds=0), [(4, 5)])
        self.assertEqual(
            self.delivered.mapped("state"), ["final"] * 4 + ["delivered"] * 5
        )
        self.assertEqual(self.run_daily(limit=4), [(4, 1), (1, 0)])

    def test_one_that_fails_stops_nobody(self):
        bad = self.delivered[2]
        with self.fail_for(bad), self.assertLogs(CHUNKS, "ERROR") as logged:
            self.assertEqual(self.run_daily(limit=4), [(3, 5), (4, 1), (1, 0)])
        self.assertEqual(len(logged.output), 1)
        self.assertIn(bad.name, logged.output[0])
        self.assertEqual(bad.state, "delivered")
        self.assertFalse(
            self.env["hr.skp.event"].search_count(
                [("res_id", "=", bad.id), ("kind", "=", "accept")]
            ),
            "nothing of it is left behind",
        )
        self.assertEqual(set((self.delivered - bad).mapped("state")), {"final"})
        self.assertEqual(self.run_daily(), [(1, 0)], "found again the next night")

    def test_what_was_answered_meanwhile_is_left(self):
        silent = self.evaluations
        with freeze_time(f"{self.after} 12:00:00"):
            silent = self.evaluations._get_silent()
            self.assertEqual(silent, self.delivered)
            self.delivered[0].state = "objected"
            self.delivered[1].objection_deadline = self.after
            self.flush_out()
            silent._finish_silent()
        self.assertEqual(
            self.delivered.mapped("state")[:3], ["objected", "delivered", "final"]
        )

    def test_the_number_of_people_costs_no_query(self):
        """Of people without a login; each of the others costs his own message."""

        def count(evaluations):
            self.flush_out()
            before = self.env.cr.sql_log_count
            with freeze_time(f"{self.after} 12:00:00"):
                evaluations._finish_silent()
                self.env.flush_all()
            return self.env.cr.sql_log_count - before

        count(self.delivered[:1])
        few = count(self.delivered[1:3])
        self.assertEqual(count(self.delivered[3:]), few)

    def test_a_year_that_fails_stops_no_other(self):
        today = fields.Date.today()
        periods = self.period | self.period2
        periods.sudo().evaluation_deadline = fields.Date.subtract(today, days=2)
        self.after = today
        good = self.period
        for model in ("hr.skp.deviation", "hr.skp.rating.pattern"):
            registered = self.env.registry[model]
            refresh = registered._refresh

            def break_down(rows, period, refresh=refresh):
                if period == self.period2:
                    raise ValueError("kaput")
                return refresh(rows, period)

            with (
                patch.object(registered, "_refresh", break_down),
                self.assertLogs(CHUNKS, "ERROR") as logged,
            ):
                self.run_daily(model=model)
            self.assertIn(self.period2.name, logged.output[0])
            rows = self.env[model].search([("company_id", "=", self.company.id)])
            self.assertEqual(rows.period_id, good)
