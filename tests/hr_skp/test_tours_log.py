from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from ..common import SkpHttpCase


class LogTourCase(SkpHttpCase):
    """A plan of the present year, so that today can be logged."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = fields.Date.context_today(cls.env["hr.skp"])
        cycle = cls.env["hr.skp.cycle"].create(
            {
                "name": "Tahun ini",
                "company_id": cls.company.id,
                "date_from": f"{cls.today.year}-01-01",
                "date_to": f"{cls.today.year}-12-31",
            }
        )
        cycle.action_open()
        cls.last_plan = cls.make_plan()
        cls.plan = cls.as_user(cls.env["hr.skp"], cls.employee).create(
            {"employee_id": cls.employee.id, "cycle_id": cycle.id}
        )

    def log(self, name, days_ago=0):
        return self.as_user(self.env["hr.skp.activity"], self.employee).create(
            {
                "date": self.today - timedelta(days=days_ago),
                "name": name,
                "quantity": 3,
                "uom": "orang",
            }
        )

    def play(self, tour, employee):
        self.start_tour("/odoo", tour, login=employee.user_id.login, timeout=120)
        self.env.invalidate_all()


@tagged("standard", "post_install", "-at_install")
class TestLogTours(LogTourCase):
    def test_in_the_list(self):
        self.play("hr_skp_logs_in_list", self.employee)

        entry = self.env["hr.skp.activity"].search([("skp_id", "=", self.plan.id)])
        self.assertRecordValues(
            entry,
            [
                {
                    "name": "Memeriksa 4 berkas",
                    "date": self.today,
                    "quantity": 4,
                    "uom": "berkas",
                    "state": "submitted",
                }
            ],
        )

    def test_a_block_of_rows_is_pasted_and_undone(self):
        self.play("hr_skp_pastes_month", self.employee)

        table = self.env["hr.skp.activity.import"].search(
            [("user_id", "=", self.employee.user_id.id)]
        )
        self.assertEqual((table.state, len(table.activity_ids)), ("undone", 0))
        self.assertEqual(table.row_ids.mapped("time_from"), [8, 9.5])

    def test_times_as_people_write_them(self):
        self.play("hr_skp_types_times", self.employee)

        entry = self.env["hr.skp.activity"].search([("skp_id", "=", self.plan.id)])
        self.assertEqual((entry.time_from, entry.time_to), (9.5, 11))

    def test_the_appraiser_verifies_many(self):
        entries = (
            self.log("Rapat") | self.log("Melayani") | self.log("Rapat yang keliru")
        )
        entries.action_submit()

        self.play("hr_skp_verifies_log", self.appraiser)

        self.assertEqual(entries.mapped("state"), ["verified", "verified", "rejected"])
        self.assertEqual(entries[2].review_note, "Rapat itu hari lain")


@tagged("standard", "post_install", "-at_install")
class TestLogPhoneTours(LogTourCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_a_block_of_rows_is_pasted_and_undone(self):
        self.play("hr_skp_pastes_month_by_phone", self.employee)

        table = self.env["hr.skp.activity.import"].search(
            [("user_id", "=", self.employee.user_id.id)]
        )
        self.assertEqual((table.state, len(table.activity_ids)), ("undone", 0))
        self.assertEqual(table.row_ids.mapped("time_from"), [8, 9.5])

    def test_three_taps(self):
        self.log("Melayani pemohon", days_ago=1)

        self.play("hr_skp_logs_by_phone", self.employee)

        entry = self.env["hr.skp.activity"].search(
            [("employee_id", "=", self.employee.id), ("date", "=", self.today)]
        )
        self.assertEqual(
            (entry.name, entry.quantity, entry.uom), ("Melayani pemohon", 3, "orang")
        )

    def test_the_same_twice_is_asked_about(self):
        entry = self.log("Melayani pemohon")

        self.play("hr_skp_logs_twice_by_phone", self.employee)

        entries = self.env["hr.skp.activity"].search(
            [("employee_id", "=", self.employee.id), ("date", "=", self.today)]
        )
        self.assertEqual(len(entries), 2, "refused once, saved once")
        self.assertEqual(set(entries.mapped("name")), {entry.name})

    def test_a_photo_that_did_not_arrive_is_sent_again(self):
        self.play("hr_skp_photographs_by_phone", self.employee)

        evidence = self.env["hr.skp.evidence"].search([("skp_id", "=", self.plan.id)])
        self.assertEqual(evidence.name, "Photo: Memeriksa berkas")
        self.assertEqual(evidence.activity_ids.name, "Memeriksa berkas")
