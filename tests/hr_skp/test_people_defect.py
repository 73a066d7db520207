from odoo.exceptions import AccessError
from odoo.tests import tagged

from .people_case import PeopleCase


@tagged("standard", "post_install", "-at_install")
class TestDefect(PeopleCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pppk = cls.env.ref("hr_skp.rank_pppk_ix")
        people = cls.env["hr.employee"].search([("company_id", "=", cls.company.id)])
        # Everyone is complete at first.
        for number, person in enumerate(people - cls.ani):
            person.write(
                {
                    "nip": f"19900101201501{1:01d}{number:03d}",
                    "asn_status": "pns",
                    "rank_id": cls.rank.id,
                    "birthday": "1990-01-01",
                    "sex": "male",
                }
            )
        people.write({"job_title": "Analis"})
        cls.boss.write({"asn_status": "non_asn", "nip": False, "rank_id": False})
        cls.env.flush_all()

    def defects(self, person):
        """Return the names of the defects of a person, and check them against the list."""
        self.env.invalidate_all()
        defect = self.env["hr.skp.defect"].browse(person.id)
        found = {
            name
            for name in self.env["hr.skp.defect"]._get_problem_texts()
            if defect[name]
        }
        listed = self.env["hr.skp.defect"].search([("has_defect", "=", True)])
        self.assertEqual(bool(found), defect in listed)
        self.assertEqual(len((defect.problems or "").splitlines()), len(found))
        self.assertEqual(bool(person.skp_problems), bool(found))
        return found

    def test_nothing_to_repair(self):
        self.assertFalse(
            self.env["hr.skp.defect"].search(
                [("has_defect", "=", True), ("company_id", "=", self.company.id)]
            )
        )

    def test_missing(self):
        self.ani.write(
            {"nip": False, "rank_id": False, "job_title": False, "department_id": False}
        )
        self.assertEqual(
            self.defects(self.ani), {"no_nip", "no_rank", "no_position", "no_unit"}
        )
        self.ani.parent_id = False
        self.assertIn("no_appraiser", self.defects(self.ani))
        self.ani.asn_status = False
        self.assertEqual(
            self.defects(self.ani),
            {"no_status", "no_position", "no_unit", "no_appraiser"},
        )
        self.ani.write(
            {
                "asn_status": "non_asn",
                "job_title": "Staf",
                "department_id": self.bidang.id,
            }
        )
        self.assertEqual(self.defects(self.ani), set(), "outside the civil service")

    def test_odd_nip(self):
        for nip, birthday, sex, status, expected in (
            ("198503152010012004", "1985-03-15", "female", "pns", set()),
            ("198503152010012004", False, False, "pns", set()),
            ("198503152010012004", "1985-03-16", "female", "pns", {"odd_birth"}),
            ("198513152010012004", False, "female", "pns", {"odd_birth"}),
            ("198503322010012004", False, "female", "pns", {"odd_birth"}),
            ("188503152010012004", False, "female", "pns", {"odd_birth"}),
            ("198503152010132004", False, "female", "pns", {"odd_month"}),
            ("198503152010002004", False, "female", "cpns", {"odd_month"}),
            ("198503152022212004", False, "female", "pppk", set()),
            ("198503152010012004", False, "male", "pns", {"odd_sex"}),
            ("198503152010011004", False, "female", "pns", {"odd_sex"}),
            ("198503152010013004", False, False, "pns", {"odd_sex"}),
            (
                "198513152010773004",
                False,
                False,
                "pns",
                {"odd_birth", "odd_month", "odd_sex"},
            ),
        ):
            self.ani.write(
                {
                    "nip": nip,
                    "birthday": birthday,
                    "sex": sex,
                    "asn_status": status,
                    "rank_id": (self.pppk if status == "pppk" else self.rank).id,
                }
            )
            self.assertEqual(
                self.defects(self.ani), expected, (nip, birthday, sex, status)
            )
        self.assertIn(
            self.ani.id, self.env["hr.skp.defect"].search([("odd_nip", "=", True)]).ids
        )

    def test_rank_of_another_status(self):
        self.ani.rank_id = self.pppk
        self.assertEqual(self.defects(self.ani), {"odd_rank"})
        self.ani.asn_status = "pppk"
        self.assertEqual(self.defects(self.ani), set())

    def test_superiors(self):
        self.ani.parent_id = self.ani
        self.assertEqual(self.defects(self.ani), {"own_superior"})
        self.ani.parent_id = self.budi
        self.budi.parent_id = self.citra
        self.citra.parent_id = self.ani
        self.assertEqual(self.defects(self.ani), {"in_circle"})
        self.assertEqual(self.defects(self.citra), {"in_circle"})
        below = self.make_person(None, self.bidang, self.ani, name="Di Bawah")
        self.assertNotIn("in_circle", self.defects(below), "below a circle, not in it")
        self.citra.parent_id = self.other
        self.assertEqual(self.defects(self.ani), set())
        self.citra.write({"active": False})
        self.assertEqual(self.defects(self.budi), {"superior_left"})
        self.budi.parent_id = self.head
        self.head.departure_date = self.day(-1)
        self.assertEqual(self.defects(self.budi), {"superior_left"})

    def test_an_appraiser_needs_a_login(self):
        nobody = self.make_person(
            None,
            self.bidang,
            self.head,
            name="Tanpa Login",
            asn_status="non_asn",
            job_title="x",
        )
        self.assertEqual(self.defects(nobody), set())
        self.ani.parent_id = nobody
        self.assertEqual(self.defects(nobody), {"no_login"})
        self.assertEqual(self.env["hr.skp.defect"].browse(nobody.id).appraised_count, 1)

    def test_the_team_repairs_in_the_row(self):
        self.ani.write({"nip": False, "rank_id": False, "parent_id": self.ani.id})
        self.env.flush_all()
        row = self.as_user(self.officer, "hr.skp.defect").browse(self.ani.id)
        self.assertTrue(row.has_defect)
        result = row.web_save(
            {
                "nip": "19850315 201001 2 004",
                "rank_id": self.rank.id,
                "parent_id": self.head.id,
                "job_title": "Penyuluh",
            },
            {"nip": {}, "problems": {}, "has_defect": {}, "appraiser_id": {}},
        )
        self.assertEqual(
            result,
            [
                {
                    "id": self.ani.id,
                    "nip": "198503152010012004",
                    "problems": "",
                    "has_defect": False,
                    "appraiser_id": self.head.id,
                }
            ],
        )
        self.assertEqual(self.ani.parent_id, self.head)
        self.assertEqual(self.ani.job_title, "Penyuluh")

    def test_who_sees_the_list(self):
        for name, people in {
            "officer": self.head | self.ani | self.budi | self.officer,
            "manager": None,
            "auditor": None,
            "hr": None,
            "hr_manager": None,
        }.items():
            found = self.as_user(getattr(self, name), "hr.skp.defect").search([]).ids
            if people is None:
                people = self.env["hr.employee"].search(
                    [("company_id", "=", self.company.id)]
                )
            self.assertEqual(set(found), set(people.ids), name)
        for name in ("ani", "head", "boss"):
            for call in (
                lambda model: model.search([]),
                lambda model: model.browse(self.ani.id).read(["nip"]),
                lambda model: model.formatted_read_group([], ["rank_id"], ["__count"]),
                lambda model: model.browse(self.ani.id).write({"nip": False}),
            ):
                with self.assertRaises(AccessError, msg=name):
                    call(self.as_user(getattr(self, name), "hr.skp.defect"))

    def test_what_the_team_may_not(self):
        defects = self.as_user(self.officer, "hr.skp.defect")
        with self.assertRaises(AccessError):
            defects.browse(self.citra.id).read(["nip"])
        with self.assertRaises(AccessError):
            defects.browse(self.citra.id).write({"nip": False})
        with self.assertRaises(AccessError):
            defects.browse((self.ani | self.citra).ids).write(
                {"parent_id": self.head.id}
            )
        with self.assertRaises(AccessError):
            defects.browse(self.ani.id).write({"department_id": self.sekretariat.id})
        for name, value in (
            ("company_id", 1),
            ("appraiser_id", self.ani.id),
            ("user_id", 1),
        ):
            with self.assertRaises(AccessError, msg=name):
                defects.browse(self.ani.id).write({name: value})
        with self.assertRaises(AccessError):
            defects.browse(self.ani.id).write({"department_id": False})
        with self.assertRaises(AccessError):
            self.as_user(self.auditor, "hr.skp.defect").browse(self.ani.id).nip = False
        with self.assertRaises(AccessError):
            defects.create({"name": "x"})
        with self.assertRaises(AccessError):
            defects.browse(self.ani.id).unlink()
        self.as_user(self.manager, "hr.skp.defect").browse(self.ani.id).write(
            {"department_id": self.sekretariat.id}
        )
        self.assertEqual(self.ani.department_id, self.sekretariat)

    def test_opens_the_card_that_one_may_read(self):
        defect = self.as_user(self.officer, "hr.skp.defect").browse(self.ani.id)
        self.assertEqual(
            defect.action_open_employee()["res_model"], "hr.employee.public"
        )
        defect = self.as_user(self.hr, "hr.skp.defect").browse(self.ani.id)
        self.assertEqual(defect.action_open_employee()["res_model"], "hr.employee")

    def test_a_longer_list_costs_no_more_queries(self):
        people = self.env["hr.employee"]
        for number in range(100):
            people |= self.make_person(
                None, self.bidang, self.head, name=f"Orang {number}"
            )
        self.env.flush_all()
        specification = {
            name: {} for name in ("name", "problems", "nip", "job_title", "no_nip")
        }
        specification["parent_id"] = {"fields": {"display_name": {}}}
        specification["rank_id"] = {"fields": {"display_name": {}}}

        def count(ids):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            found = self.as_user(self.officer, "hr.skp.defect").web_search_read(
                [("id", "in", ids), ("has_defect", "=", True)], specification
            )
            self.assertEqual(found["length"], len(ids))
            return self.env.cr.sql_log_count - before

        count(people.ids[:1])
        self.assertEqual(count(people.ids[:10]), count(people.ids))
