from psycopg2 import IntegrityError

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .people_case import PeopleCase


@tagged("standard", "post_install", "-at_install")
class TestRank(PeopleCase):
    def test_the_law_knows_34_grades(self):
        ranks = self.env["hr.skp.rank"].search([("kind", "=", "pns")])
        self.assertEqual(len(ranks), 17)
        self.assertEqual(ranks[0].display_name, "Juru Muda (I/a)")
        self.assertEqual(ranks[-1].display_name, "Pembina Utama (IV/e)")
        self.assertEqual(self.rank.display_name, "Penata Tingkat I (III/d)")
        grades = self.env["hr.skp.rank"].search([("kind", "=", "pppk")])
        self.assertEqual(len(grades), 17)
        self.assertEqual(grades[6].display_name, "VII")
        self.assertEqual(grades[-1].display_name, "XVII")

    def test_found_by_grade_and_by_name(self):
        names = [name for _id, name in self.env["hr.skp.rank"].name_search("IV/b")]
        self.assertEqual(names, ["Pembina Tingkat I (IV/b)"])
        names = [
            name for _id, name in self.env["hr.skp.rank"].name_search("Penata Muda")
        ]
        self.assertEqual(
            names, ["Penata Muda (III/a)", "Penata Muda Tingkat I (III/b)"]
        )

    @mute_logger("odoo.sql_db")
    def test_a_grade_exists_once(self):
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self.env["hr.skp.rank"].create(
                {"code": "III/d", "name": "x", "kind": "pns"}
            )

    def test_only_the_administrator_changes_ranks(self):
        self.as_user(self.manager, "hr.skp.rank").browse(self.rank.id).sequence = 5
        for person in (self.ani, self.officer, self.hr, self.auditor):
            rank = self.as_user(person, "hr.skp.rank").browse(self.rank.id)
            self.assertEqual(rank.code, "III/d")
            with self.assertRaises(AccessError):
                rank.name = "Raja"
