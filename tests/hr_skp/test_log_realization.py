from odoo.exceptions import AccessError
from odoo.tests import tagged

from .log_case import LogCase


@tagged("standard", "post_install", "-at_install")
class TestLogRealization(LogCase):
    def setUp(self):
        super().setUp()
        self.indicator.counts_log = True

    def get_line(self):
        month = self.cycle._get_finest_periods().sorted("date_from")[0]
        return self.env["hr.skp.target"].search(
            [("indicator_id", "=", self.indicator.id), ("period_id", "=", month.id)]
        )

    def test_quantities_add_up_into_the_month_once_submitted(self):
        entries = self.log(quantity=3, result_id=self.result.id) | self.log(
            day=4, quantity=4, result_id=self.result.id
        )
        self.assertFalse(self.get_line().realized_value)

        entries.action_submit()

        self.assertEqual(self.get_line().realized_value, 7)
        self.assertEqual(entries[0].indicator_id, self.indicator)
        self.as_user(entries[1], self.appraiser).action_reject("Keliru")
        self.assertEqual(self.get_line().realized_value, 3)
        entries[0].action_withdraw()
        self.assertFalse(self.get_line().has_realized_value)

    def test_another_unit_does_not_count_and_says_so(self):
        self.indicator.sudo().uom = "laporan"
        entry = self.log(quantity=3, uom="lembar", result_id=self.result.id)
        self.log(quantity=2, uom=" Laporan", result_id=self.result.id).action_submit()
        entry.action_submit()

        self.assertIn("laporan", entry.not_counted)
        self.assertEqual(self.get_line().realized_value, 2)

    def test_a_running_target_is_met_by_all_since_the_beginning(self):
        self.indicator.sudo().division = "cumulative"
        months = self.cycle._get_finest_periods().sorted("date_from")
        february = self.as_user(self.env["hr.skp.activity"], self.employee).create(
            {
                "date": months[1].date_from,
                "name": "Menyusun laporan",
                "quantity": 4,
                "result_id": self.result.id,
            }
        )
        january = self.log(quantity=3, result_id=self.result.id)
        (january | february).action_submit()

        def get_numbers():
            lines = self.env["hr.skp.target"].search(
                [("indicator_id", "=", self.indicator.id)]
            )
            numbers = {line.period_id: line.realized_value for line in lines}
            return [numbers.get(period, 0) for period in (*months[:3], self.period)]

        self.assertEqual(get_numbers(), [3, 7, 0, 7])
        # What goes in January is missing in February, too.
        january.action_withdraw()
        self.assertEqual(get_numbers(), [0, 4, 0, 4])
        february.action_withdraw()
        self.assertEqual(get_numbers(), [0, 0, 0, 0])

    def test_a_number_typed_there_stays(self):
        month = self.cycle._get_finest_periods().sorted("date_from")[0]
        self.as_user(self.env["hr.skp.target"], self.employee).create(
            {
                "indicator_id": self.indicator.id,
                "period_id": month.id,
                "realized_value": 11,
            }
        )

        self.log(quantity=3, result_id=self.result.id).action_submit()

        self.assertEqual(self.get_line().realized_value, 11)

    def test_a_number_that_is_emptied_is_counted_again(self):
        self.log(quantity=3, result_id=self.result.id).action_submit()
        line = self.as_user(self.get_line(), self.employee)
        line.realized_value = 11
        self.assertEqual(line.realized_value, 11)

        line.realized_value = 0

        self.assertEqual(line.realized_value, 3)

    def test_the_quarter_follows(self):
        self.log(quantity=3, result_id=self.result.id).action_submit()
        self.log(day=28, quantity=2, result_id=self.result.id).action_submit()

        quarter = self.env["hr.skp.target"].search(
            [
                ("indicator_id", "=", self.indicator.id),
                ("period_id", "=", self.period.id),
            ]
        )
        self.assertEqual(quarter.realized_value, 5)

    def test_counting_is_switched_on_later_without_a_revision(self):
        self.indicator.sudo().counts_log = False
        entry = self.log(
            quantity=3, result_id=self.result.id, indicator_id=self.indicator.id
        )
        entry.action_submit()
        self.assertFalse(self.get_line())

        self.as_user(self.indicator, self.employee).counts_log = True

        self.assertEqual(self.get_line().realized_value, 3)
        with self.assertRaises(AccessError):
            self.as_user(self.indicator, self.appraiser).counts_log = False

    def test_what_was_logged_before_the_approval_counts_from_then_on(self):
        plan = self.make_plan(self.colleague)
        indicator = plan.result_ids.indicator_ids
        indicator.counts_log = True
        entry = self.log(
            employee=self.colleague, quantity=6, result_id=plan.result_ids.id
        )
        entry.action_submit()
        plan.action_submit()
        self.as_user(plan, self.appraiser).action_approve()

        month = self.cycle._get_finest_periods().sorted("date_from")[0]
        line = self.env["hr.skp.target"].search(
            [("indicator_id", "=", indicator.id), ("period_id", "=", month.id)]
        )
        self.assertEqual(line.realized_value, 6)
