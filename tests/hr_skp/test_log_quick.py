from datetime import date

from odoo.tests import Form, tagged

from .log_case import LogCase


@tagged("standard", "post_install", "-at_install")
class TestLogQuick(LogCase):
    def form(self):
        entries = self.as_user(self.env["hr.skp.activity"], self.employee)
        return Form(
            entries.with_context(
                default_date=date(self.year, 1, 5), default_skp_id=self.plan.id
            )
        )

    def test_a_known_activity_brings_its_result_and_unit(self):
        self.log(name="Melayani 50% pemohon", result_id=self.result.id, uom="orang")

        form = self.form()
        form.name = "melayani 50% pemohon"

        self.assertEqual((form.result_id, form.uom), (self.result, "orang"))
        other = self.form()
        other.name = "Melayani"
        self.assertFalse(other.result_id)

    def test_work_goes_on_where_the_one_before_ended(self):
        self.log(day=4, time_from=7.5, time_to=9)
        form = self.form()
        form.time_to = 10
        self.assertEqual(form.time_from, 7.5)
        form.name = "Apel"
        form.save()

        form = self.form()
        form.time_to = 12
        self.assertEqual(form.time_from, 10)

    def test_ones_own_names_are_offered_the_latest_first(self):
        self.log(day=4, name="Rapat")
        self.log(day=3, name="Apel")
        self.log(day=2, name="Rapat")

        for person, names in ((self.employee, ["Rapat", "Apel"]), (self.appraiser, [])):
            activities = self.as_user(self.env["hr.skp.activity"], person)
            self.assertEqual(activities.get_names(), names)


@tagged("standard", "post_install", "-at_install")
class TestLogDays(LogCase):
    def test_a_day_or_a_week_is_submitted_at_once(self):
        entries = self.log(day=3) | self.log(day=3) | self.log(day=4) | self.log(day=20)
        activities = self.as_user(self.env["hr.skp.activity"], self.employee)

        count = activities.action_submit_days(
            f"{self.year}-01-03", f"{self.year}-01-05"
        )

        self.assertEqual(count, 3)
        self.assertEqual(
            entries.mapped("state"), ["submitted", "submitted", "submitted", "draft"]
        )

    def test_only_ones_own_days_are_submitted(self):
        entry = self.log()

        for person in (self.appraiser, self.officer, self.manager):
            self.as_user(self.env["hr.skp.activity"], person).action_submit_days(
                f"{self.year}-01-01", f"{self.year}-12-31"
            )

        self.assertEqual(entry.state, "draft")
