from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .people_case import PeopleCase


@tagged("standard", "post_install", "-at_install")
class TestRepair(PeopleCase):
    """Defects of appraisers are listed, and repaired for many at once or for none."""

    def repair(self, people, person=None, **vals):
        vals = {
            name: value.id if hasattr(value, "_name") else value
            for name, value in vals.items()
        }
        wizard = (
            self.as_user(person or self.officer, "hr.skp.defect.repair")
            .with_context(active_model="hr.skp.defect", active_ids=people.ids)
            .create(vals)
        )
        return wizard.action_repair()

    def defect(self, person):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.env["hr.skp.defect"].browse(person.id)

    # The list

    def test_ones_own_manager(self):
        self.ani.parent_id = self.ani
        defect = self.defect(self.ani)
        self.assertTrue(defect.own_superior)
        self.assertFalse(defect.in_circle)
        self.assertIn("Is his own manager", defect.problems)

    def test_below_supervisor_level(self):
        self.budi.position_type = "operator"
        self.ani.parent_id = self.budi
        self.assertTrue(self.defect(self.ani).low_superior)
        self.assertTrue(self.defect(self.ani).has_defect)
        self.assertFalse(self.defect(self.budi).low_superior)
        row = self.add_row("delegate", employee_id=self.ani, appraiser_id=self.budi)
        self.assertFalse(self.defect(self.ani).low_superior)
        row.date_to = self.day(-1)
        self.assertTrue(self.defect(self.ani).low_superior)
        # The head of a unit leads by his post, as the head of a clinic or school does.
        self.bidang.manager_id = self.budi
        self.assertFalse(self.defect(self.ani).low_superior)
        self.bidang.manager_id = self.head
        # An unknown kind of post says nothing.
        self.budi.position_type = False
        self.assertFalse(self.defect(self.ani).low_superior)

    def test_all_kinds(self):
        """None, oneself, below the level, circle, left, without a login."""
        texts = self.env["hr.skp.defect"]._get_problem_texts()
        self.assertLessEqual(
            {
                "no_appraiser",
                "own_superior",
                "low_superior",
                "in_circle",
                "superior_left",
                "no_login",
            },
            texts.keys(),
        )

    # The repair

    def test_manager_of_many(self):
        people = self.ani | self.budi
        people.write({"parent_id": False})
        self.repair(people, repair="manager", manager_id=self.boss)
        self.assertEqual(people.parent_id, self.boss)

    def test_row_from_a_day(self):
        people = self.ani | self.budi
        self.repair(
            people,
            repair="appraiser",
            appraiser_id=self.other,
            date=self.day(3),
            reason="Surat tugas",
        )
        for person in people:
            self.assertEqual(self.appraiser_of(person), self.head)
            self.assertEqual(self.appraiser_of(person, 3), self.other)

    def test_unit_of_many(self):
        below = self.make_unit("Seksi", self.bidang)
        people = self.ani | self.budi
        self.repair(people, repair="unit", department_id=below)
        self.assertEqual(people.department_id, below)
        with self.assertRaises(AccessError):
            self.repair(people, repair="unit", department_id=self.sekretariat)
        self.assertEqual(people.department_id, below)

    def test_all_or_nothing(self):
        """One who refuses keeps all of them as they were, and is named with the reason."""
        cases = (
            (
                self.ani | self.citra,
                {"manager_id": self.boss},
                "Citra: he is not in a unit",
            ),
            (self.ani | self.budi, {"manager_id": self.budi}, "Budi: Nobody appraises"),
            (
                self.ani | self.officer,
                {"manager_id": self.boss},
                "Officer: Nobody settles",
            ),
        )
        for people, vals, message in cases:
            with self.subTest(message), self.assertRaisesRegex(UserError, message):
                self.repair(people, repair="manager", **vals)
            self.assertEqual(self.ani.parent_id, self.head)
        self.other.parent_id = self.budi
        with self.assertRaisesRegex(UserError, "Budi: he leads Other"):
            self.repair(self.ani | self.budi, repair="manager", manager_id=self.other)
        with self.assertRaisesRegex(UserError, "Citra: he is in a unit whose"):
            self.repair(
                self.ani | self.citra, repair="appraiser", appraiser_id=self.boss
            )
        self.assertFalse(
            self.env["hr.skp.appraiser"].search(
                [("is_automatic", "=", False), ("employee_id", "=", self.ani.id)]
            )
        )

    def test_who_may(self):
        self.repair(self.citra, self.manager, repair="manager", manager_id=self.boss)
        self.repair(self.citra, self.hr, repair="manager", manager_id=self.other)
        for person in (self.ani, self.auditor, self.head):
            with self.subTest(person.name), self.assertRaises(AccessError):
                self.repair(self.budi, person, repair="manager", manager_id=self.boss)
