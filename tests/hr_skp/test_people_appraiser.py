from psycopg2 import IntegrityError

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .people_case import PeopleCase


@tagged("standard", "post_install", "-at_install")
class TestAppraiser(PeopleCase):
    """The order: row naming the employee, manager, row naming the unit, head, units above."""

    def test_order(self):
        self.assertEqual(self.appraiser_of(self.ani), self.head)
        row = self.add_row(employee_id=self.ani, appraiser_id=self.citra)
        self.assertEqual(
            self.appraiser_of(self.ani), self.citra, "a row goes before the manager"
        )
        row.unlink()
        self.ani.parent_id = False
        self.bidang.manager_id = False
        self.env["hr.skp.appraiser"].search([]).unlink()
        self.assertEqual(self.appraiser_of(self.ani), self.boss, "the unit above")
        self.bidang.manager_id = self.head
        self.ani.parent_id = False
        self.assertEqual(self.appraiser_of(self.ani), self.head, "the head of the unit")
        self.add_row(department_id=self.bidang, appraiser_id=self.citra)
        self.assertEqual(
            self.appraiser_of(self.ani), self.citra, "a row naming the unit"
        )
        self.ani.parent_id = self.budi
        self.assertEqual(
            self.appraiser_of(self.ani), self.budi, "the manager goes before it"
        )

    def test_never_oneself(self):
        self.head.parent_id = False
        self.assertEqual(self.appraiser_of(self.head), self.boss)
        self.head.parent_id = self.head
        self.assertEqual(self.appraiser_of(self.head), self.boss)
        self.add_row(department_id=self.bidang, appraiser_id=self.ani)
        self.ani.parent_id = False
        self.assertEqual(self.appraiser_of(self.ani), self.head)

    def test_nobody(self):
        self.assertFalse(self.appraiser_of(self.boss))
        self.assertFalse(self.appraiser_of(self.make_person(None, name="Tanpa Unit")))
        self.assertEqual(self.env["hr.employee"]._get_skp_appraiser(), {})

    def test_the_head_above_twice_removed(self):
        top = self.make_unit("Kota")
        self.dinas.parent_id = top
        walikota = self.make_person(None, top, name="Wali Kota")
        top.manager_id = walikota
        self.boss.parent_id = False
        self.assertEqual(self.appraiser_of(self.boss), walikota)
        # The head of two levels is not his own appraiser on the upper one.
        self.bidang.manager_id = self.boss
        person = self.make_person(None, self.bidang, name="Baru")
        self.assertEqual(self.appraiser_of(person), self.boss)
        self.boss.department_id = self.bidang
        self.assertEqual(self.appraiser_of(self.boss), walikota)

    def test_within_dates(self):
        self.add_row(
            employee_id=self.ani,
            appraiser_id=self.citra,
            date_from=self.day(-10),
            date_to=self.day(-5),
        )
        for days, expected in (
            (-11, self.head),
            (-10, self.citra),
            (-5, self.citra),
            (-4, self.head),
        ):
            self.assertEqual(self.appraiser_of(self.ani, days), expected, days)

    def test_those_who_left_do_not_count(self):
        self.add_row(employee_id=self.budi, appraiser_id=self.citra)
        self.citra.action_archive()
        self.assertEqual(self.appraiser_of(self.budi), self.head)
        self.head.action_archive()
        self.assertEqual(self.appraiser_of(self.ani), self.boss)
        self.assertEqual(
            self.appraiser_of(self.ani, -1), self.head, "until yesterday he did"
        )
        # Nothing cleared the manager: archived without Odoo's own action.
        self.other.write({"active": False})
        self.assertEqual(self.hr.parent_id, self.other)
        self.assertEqual(self.appraiser_of(self.hr), self.boss)
        self.assertEqual(self.appraiser_of(self.hr, -1), self.other)

    def test_the_unit_of_the_day(self):
        self.ani.parent_id = False
        self.env["hr.skp.appraiser"].search([]).unlink()
        self.ani.create_version(
            {"date_version": self.day(-20), "department_id": self.sekretariat.id}
        )
        self.assertEqual(self.appraiser_of(self.ani, -21), self.head)
        self.assertEqual(self.appraiser_of(self.ani), self.other)

    def test_many_cost_one_query(self):
        people = self.env["hr.employee"]
        for number in range(100):
            people |= self.make_person(
                None,
                self.bidang,
                self.head if number % 2 else None,
                name=f"Orang {number}",
            )
        self.env.flush_all()

        def count(group, method):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            found = getattr(group, method)(self.today)
            for values in found.values():
                values = values if isinstance(values, tuple) else (values,)
                self.assertTrue(values[0].display_name)
            return self.env.cr.sql_log_count - before

        self.add_row("acting", department_id=self.bidang, appraiser_id=self.ani)
        self.env.flush_all()
        for method in ("_get_skp_appraiser", "_get_skp_plan_deputy", "_get_skp_deputy"):
            self.assertEqual(count(people[:10], method), count(people, method), method)
        before = self.env.cr.sql_log_count
        people._get_skp_appraiser(self.today)
        self.assertEqual(self.env.cr.sql_log_count - before, 1)


@tagged("standard", "post_install", "-at_install")
class TestDeputy(PeopleCase):
    def deputy_of(self, person, days=0):
        return person._get_skp_deputy(self.day(days)).get(person)

    def test_stands_in_within_dates(self):
        self.add_row(
            "daily_acting",
            department_id=self.bidang,
            appraiser_id=self.citra,
            date_from=self.day(-2),
            date_to=self.day(3),
        )
        self.assertEqual(
            self.appraiser_of(self.ani), self.head, "the post is not vacant"
        )
        self.assertEqual(self.deputy_of(self.head), (self.citra.user_id, self.day(3)))
        self.assertIsNone(self.deputy_of(self.head, -3))
        self.assertIsNone(self.deputy_of(self.head, 4))
        self.assertIsNone(self.deputy_of(self.boss), "he leads another unit")
        self.assertIsNone(self.deputy_of(self.other))
        self.assertEqual(
            self.ani._get_skp_plan_deputy(),
            {self.ani: (self.citra.user_id, self.day(3))},
        )
        self.assertEqual(
            self.head._get_skp_plan_deputy(), {}, "his own appraiser is present"
        )

    def test_one_person_in_particular(self):
        self.add_row("delegate", employee_id=self.ani, appraiser_id=self.citra)
        self.assertEqual(self.appraiser_of(self.ani), self.head)
        found = (self.ani | self.budi)._get_skp_plan_deputy()
        self.assertEqual(found, {self.ani: (self.citra.user_id, False)})

    def test_of_several_the_acting_one(self):
        self.add_row("delegate", department_id=self.bidang, appraiser_id=self.other)
        self.add_row("acting", department_id=self.bidang, appraiser_id=self.citra)
        nobody = self.make_person(None, self.bidang, name="Tanpa Login")
        self.add_row("acting", department_id=self.bidang, appraiser_id=nobody)
        self.assertEqual(self.deputy_of(self.head)[0], self.citra.user_id)

    def test_never_for_oneself(self):
        self.add_row("acting", department_id=self.bidang, appraiser_id=self.ani)
        found = (self.ani | self.budi)._get_skp_plan_deputy()
        self.assertEqual(found, {self.budi: (self.ani.user_id, False)})

    def test_a_vacant_post_makes_him_the_appraiser(self):
        self.head.action_archive()
        self.bidang.manager_id = False
        self.assertEqual(self.appraiser_of(self.ani), self.boss)
        self.add_row("acting", department_id=self.bidang, appraiser_id=self.citra)
        self.assertEqual(self.appraiser_of(self.ani), self.citra)
        self.assertEqual(self.ani._get_skp_plan_deputy(), {})
        # Acting from within the unit: whoever acts is appraised from above.
        self.env["hr.skp.appraiser"].search(
            [("kind", "=", "acting")]
        ).appraiser_id = self.budi
        self.assertEqual(self.appraiser_of(self.ani), self.budi)
        self.assertEqual(self.appraiser_of(self.budi), self.boss)

    def test_a_stand_in_never_appraises_the_absent_head(self):
        self.head.parent_id = False
        self.add_row("daily_acting", department_id=self.bidang, appraiser_id=self.citra)
        self.assertEqual(self.appraiser_of(self.head), self.boss)


@tagged("standard", "post_install", "-at_install")
class TestAppraiserRows(PeopleCase):
    """What the database refuses, and who reads and writes the rows."""

    def refuse(self, **vals):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.add_row(**vals)

    def test_overlap_is_refused_by_the_database(self):
        for target in ({"employee_id": self.ani}, {"department_id": self.bidang}):
            self.add_row(appraiser_id=self.citra, date_to=self.day(-1), **target)
            self.add_row(appraiser_id=self.other, date_from=self.day(), **target)
            self.refuse(appraiser_id=self.boss, **target)
            self.refuse(appraiser_id=self.boss, date_from=self.day(5), **target)
            self.refuse(appraiser_id=self.boss, date_to=self.day(-1), **target)
            # Stand-ins may overlap.
            self.add_row("acting", appraiser_id=self.boss, **target)
            self.add_row("delegate", appraiser_id=self.boss, **target)

    def test_one_target_in_order_and_not_oneself(self):
        self.refuse(appraiser_id=self.citra)
        self.refuse(
            appraiser_id=self.citra, employee_id=self.ani, department_id=self.bidang
        )
        self.refuse(appraiser_id=self.ani, employee_id=self.ani)
        self.refuse(
            appraiser_id=self.citra,
            employee_id=self.ani,
            date_from=self.day(),
            date_to=self.day(-1),
        )

    def test_who_reads(self):
        rows = self.env["hr.skp.appraiser"]
        of_ani = self.add_row(employee_id=self.ani, appraiser_id=self.citra)
        of_citra = self.add_row(employee_id=self.citra, appraiser_id=self.hr)
        of_unit = self.add_row(
            "acting", department_id=self.bidang, appraiser_id=self.other
        )
        for name, expected in {
            "ani": of_ani | of_unit,
            "budi": of_unit,
            "citra": of_ani | of_citra,
            "head": of_ani | of_unit,
            "other": of_citra | of_unit,
            "boss": of_ani | of_citra | of_unit,
            "officer": of_ani | of_unit,
            "manager": of_ani | of_citra | of_unit,
            "auditor": of_ani | of_citra | of_unit,
            "hr": of_citra,
            "hr_manager": rows,
        }.items():
            mine = self.as_user(getattr(self, name), "hr.skp.appraiser")
            self.assertEqual(mine.search([]).ids, (expected.sorted()).ids, name)
            hidden = (of_ani | of_citra | of_unit) - expected
            for row in hidden:
                with self.assertRaises(AccessError, msg=name):
                    mine.browse(row.id).read(["appraiser_id"])

    def test_a_new_head_reads_at_once(self):
        row = self.add_row(employee_id=self.ani, appraiser_id=self.citra)
        self.assertIn(
            row.id, self.as_user(self.head, "hr.skp.appraiser").search([]).ids
        )
        self.bidang.manager_id = self.other
        self.assertNotIn(
            row.id, self.as_user(self.head, "hr.skp.appraiser").search([]).ids
        )
        self.assertIn(
            row.id, self.as_user(self.other, "hr.skp.appraiser").search([]).ids
        )

    def test_who_writes(self):
        row = self.add_row(employee_id=self.ani, appraiser_id=self.citra)
        for name in ("ani", "citra", "head", "boss", "auditor", "hr", "hr_manager"):
            mine = self.as_user(getattr(self, name), "hr.skp.appraiser")
            with self.assertRaises(AccessError, msg=name):
                mine.browse(row.id).date_to = self.today
            with self.assertRaises(AccessError, msg=name):
                mine.create(
                    {"employee_id": self.budi.id, "appraiser_id": self.other.id}
                )
            with self.assertRaises(AccessError, msg=name):
                mine.browse(row.id).unlink()
        officer = self.as_user(self.officer, "hr.skp.appraiser")
        officer.browse(row.id).date_to = self.today
        officer.create({"employee_id": self.budi.id, "appraiser_id": self.other.id})
        with self.assertRaises(AccessError):
            officer.create(
                {"employee_id": self.citra.id, "appraiser_id": self.other.id}
            )
        with self.assertRaises(AccessError):
            officer.create(
                {"department_id": self.sekretariat.id, "appraiser_id": self.ani.id}
            )
        with self.assertRaises(AccessError):
            officer.browse(row.id).employee_id = self.hr.id
        self.as_user(self.manager, "hr.skp.appraiser").create(
            {"department_id": self.sekretariat.id, "appraiser_id": self.ani.id}
        )

    def test_history_is_not_typed(self):
        officer = self.as_user(self.officer, "hr.skp.appraiser")
        vals = {"employee_id": self.budi.id, "appraiser_id": self.other.id}
        with self.assertRaises(AccessError):
            officer.create({**vals, "is_automatic": True})
        with self.assertRaises(AccessError):
            officer.with_context(default_is_automatic=True).create(vals)
        row = officer.create(vals)
        with self.assertRaises(AccessError):
            row.is_automatic = True
