from datetime import timedelta

from odoo.tests import tagged

from ..common import SkpCase


@tagged("standard", "post_install", "-at_install")
class TestDivisionKept(SkpCase):
    """What dividing again leaves as it is, and what giving up brings back."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan = cls.make_plan()
        cls.indicator = cls.plan.result_ids.indicator_ids
        cls.indicator.write(
            {"target": "10 laporan", "target_value": 10, "uom": "laporan"}
        )

    def get_lines(self):
        lines = self.indicator.period_target_ids
        return lines.sorted(lambda line: line.period_id.date_from)

    def values(self):
        return self.get_lines().mapped("target_value")

    def texts(self):
        return self.get_lines().mapped("target")

    def test_what_was_typed_before_dividing_comes_back(self):
        self.plan.action_submit()
        self.as_user(self.plan, self.appraiser).action_approve()
        lines = self.as_user(self.env["hr.skp.target"], self.employee)._get_or_create(
            self.plan, self.period
        )
        lines.write({"target": "4 laporan", "target_value": 4})
        self.plan.action_revise("Target berubah")
        self.indicator.action_divide("equal")
        self.indicator.action_divide("cumulative")
        self.assertEqual(self.values(), [2, 5, 7, 10])
        self.plan.action_revise_cancel()
        self.assertFalse(self.indicator.division)
        self.assertEqual((self.values(), self.texts()), ([4], ["4 laporan"]))
        events = self.plan.event_ids.filtered(lambda event: event.kind == "divide")
        self.assertEqual(len(events), 2)
        # What was approved divided goes back to its seal, not to what stood before it.
        self.plan.action_revise("Dibagi")
        self.indicator.action_divide("equal")
        self.plan.action_submit()
        self.as_user(self.plan, self.appraiser).action_approve()
        self.plan.action_revise("Tidak dibagi lagi")
        self.indicator.division = False
        self.plan.action_revise_cancel()
        self.assertEqual(self.values(), [2, 3, 2, 3])

    def test_a_part_that_stays_says_why(self):
        self.indicator.action_divide("equal")
        lines = self.indicator.period_target_ids.sorted("period_id")
        self.assertFalse(any(lines.mapped("kept_reason")))
        self.plan.action_submit()
        self.as_user(self.plan, self.appraiser).action_approve()
        lines[0].write({"realization": "Selesai", "realized_value": 2})
        self.plan.action_revise("Masuk bulan April")
        self.plan.date_from = self.period.date_to + timedelta(days=1)
        said = self.indicator.action_divide("equal")
        self.assertIn(self.period.name, said["params"]["message"])
        self.assertIn("outside the days", lines[0].kept_reason)
        self.assertFalse(any(lines[1:].mapped("kept_reason")))
        self.assertEqual(sum(lines[1:].mapped("target_value")), 10)
        found = self.as_user(lines, self.appraiser).read(["kept_reason"])
        self.assertTrue(found[0]["kept_reason"])

    def test_the_reasons_take_the_same_queries_for_many(self):
        counts = []
        for number, kind in ((1, "daily_acting"), (10, "acting"), (100, "interim")):
            plan = self.make_plan(
                self.colleague,
                results=tuple(f"Hasil {place}" for place in range(number)),
                position_kind=kind,
            )
            indicators = plan.result_ids.indicator_ids
            indicators.action_divide("same")
            self.env.flush_all()
            self.env.invalidate_all()
            # As a screen finds them: all at once.
            lines = self.as_user(self.env["hr.skp.target"], self.colleague).search(
                [("skp_id", "=", plan.id)]
            )
            self.env.invalidate_all()
            start = self.env.cr.sql_log_count
            lines.web_read({"target": {}, "kept_reason": {}})
            counts.append(self.env.cr.sql_log_count - start)
        self.assertEqual(counts[1], counts[2], counts)
