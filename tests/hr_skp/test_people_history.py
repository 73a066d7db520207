from odoo.tests import tagged

from .people_case import PeopleCase


@tagged("standard", "post_install", "-at_install")
class TestHistory(PeopleCase):
    def test_the_first_change_opens_the_past(self):
        self.assertEqual(self.rows_of(self.ani), [])
        self.ani.parent_id = self.citra
        self.assertEqual(
            self.rows_of(self.ani),
            [(self.head, False, self.day(-1)), (self.citra, self.day(), False)],
        )
        self.assertEqual(self.appraiser_of(self.ani, -400), self.head)
        self.assertEqual(self.appraiser_of(self.ani, -1), self.head)
        self.assertEqual(self.appraiser_of(self.ani), self.citra)
        self.assertEqual(self.appraiser_of(self.ani, 400), self.citra)

    def test_a_first_manager_leaves_no_row(self):
        person = self.make_person(None, self.bidang, name="Baru")
        person.parent_id = self.citra
        self.assertEqual(self.rows_of(person), [])
        self.assertEqual(self.appraiser_of(person, -400), self.citra)

    def test_changes_of_one_day(self):
        self.ani.parent_id = self.citra
        self.ani.parent_id = self.budi
        self.assertEqual(
            self.rows_of(self.ani),
            [(self.head, False, self.day(-1)), (self.budi, self.day(), False)],
        )
        self.ani.parent_id = self.head
        self.assertEqual(self.rows_of(self.ani), [(self.head, False, False)])

    def shift(self, person, days):
        """Let days go by: move what history has written into the past."""
        rows = self.env["hr.skp.appraiser"].search([("employee_id", "=", person.id)])
        for row in rows.sorted(lambda row: row.date_from or self.day(-9999)):
            row.write(
                {
                    "date_from": row.date_from
                    and self.day((row.date_from - self.today).days - days),
                    "date_to": row.date_to
                    and self.day((row.date_to - self.today).days - days),
                }
            )
            row.flush_recordset()

    def test_a_gap_belongs_to_the_unit(self):
        self.ani.parent_id = False
        self.assertEqual(self.rows_of(self.ani), [(self.head, False, self.day(-1))])
        self.shift(self.ani, 30)
        self.bidang.manager_id = self.other
        self.ani.parent_id = self.citra
        self.assertEqual(
            self.rows_of(self.ani),
            [(self.head, False, self.day(-31)), (self.citra, self.day(), False)],
        )
        self.assertEqual(self.appraiser_of(self.ani, -31), self.head)
        self.assertEqual(
            self.appraiser_of(self.ani, -10), self.head, "head of the unit then"
        )
        self.assertEqual(self.appraiser_of(self.ani), self.citra)

    def test_three_managers(self):
        self.ani.parent_id = self.citra
        self.shift(self.ani, 100)
        self.ani.parent_id = self.budi
        self.assertEqual(
            self.rows_of(self.ani),
            [
                (self.head, False, self.day(-101)),
                (self.citra, self.day(-100), self.day(-1)),
                (self.budi, self.day(), False),
            ],
        )

    def test_rows_by_hand_stay_and_go_first(self):
        row = self.add_row(
            employee_id=self.ani, appraiser_id=self.other, date_from=self.day(-50)
        )
        self.ani.parent_id = self.citra
        self.assertEqual(self.appraiser_of(self.ani), self.other)
        self.assertEqual((row.date_from, row.date_to), (self.day(-50), False))
        row.date_to = self.day(-20)
        self.assertEqual(self.appraiser_of(self.ani, -10), self.head)
        self.assertEqual(self.appraiser_of(self.ani), self.citra)

    def test_a_corrected_day_holds(self):
        """The decree is older than the day it was typed: the rows are edited."""
        self.ani.parent_id = self.citra
        former, new = (
            self.env["hr.skp.appraiser"]
            .search([("employee_id", "=", self.ani.id)], order="date_from desc")
            .sorted(lambda row: bool(row.date_from))
        )
        former.date_to = self.day(-8)
        new.date_from = self.day(-7)
        self.assertEqual(self.appraiser_of(self.ani, -8), self.head)
        self.assertEqual(self.appraiser_of(self.ani, -7), self.citra)
        self.ani.parent_id = self.budi
        self.assertEqual(
            self.rows_of(self.ani)[1], (self.citra, self.day(-7), self.day(-1))
        )

    def test_the_head_of_a_unit(self):
        """Odoo moves the members of the unit along; both histories are kept."""
        self.bidang.manager_id = self.citra
        self.assertEqual(
            self.rows_of(unit=self.bidang),
            [(self.head, False, self.day(-1)), (self.citra, self.day(), False)],
        )
        self.assertEqual(self.ani.parent_id, self.citra)
        self.assertEqual(self.appraiser_of(self.ani, -1), self.head)
        self.assertEqual(self.appraiser_of(self.ani), self.citra)
        person = self.make_person(None, self.bidang, name="Baru")
        self.assertEqual(self.appraiser_of(person, -1), self.head)
        self.assertEqual(self.appraiser_of(person), self.citra)

    def test_many_at_once(self):
        people = self.env["hr.employee"]
        for number in range(100):
            people |= self.make_person(
                None, self.sekretariat, self.other, name=f"Orang {number}"
            )
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        self.env["hr.skp.appraiser"]._record_history(
            "employee_id",
            {person.id: (self.other.id, self.citra.id) for person in people[:10]},
        )
        few = self.env.cr.sql_log_count - before
        self.env["hr.skp.appraiser"].search([]).unlink()
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        self.env["hr.skp.appraiser"]._record_history(
            "employee_id",
            {person.id: (self.other.id, self.citra.id) for person in people},
        )
        self.assertLessEqual(self.env.cr.sql_log_count - before, few + 2)
        self.assertEqual(len(self.env["hr.skp.appraiser"].search([])), 200)
