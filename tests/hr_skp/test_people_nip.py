from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .people_case import PeopleCase

NIP = "198503152010012004"


@tagged("standard", "post_install", "-at_install")
class TestNip(PeopleCase):
    def test_may_be_empty(self):
        self.budi.nip = ""
        self.citra.nip = False
        self.assertFalse(self.budi.nip)
        self.env.flush_all()

    def test_spaces_and_dots_are_taken_out(self):
        self.budi.nip = " 19900101 201501 1.001 "
        self.assertEqual(self.budi.nip, "199001012015011001")
        person = self.make_person(None, nip="19910101-201501-1-002", name="Dodi")
        self.assertEqual(person.nip, "199101012015011002")

    def test_eighteen_digits(self):
        for odd in ("1985031520100120", "19850315201001200X", "1985031520100120045"):
            with self.assertRaises(ValidationError) as caught:
                self.budi.nip = odd
            self.assertIn("18 digits", str(caught.exception))
            with self.assertRaises(ValidationError) as caught:
                self.make_person(None, nip=odd, name="Dodi")
            self.assertIn("18 digits", str(caught.exception))

    def test_unique_in_the_company_by_rpc_and_database(self):
        with self.assertRaises(ValidationError):
            self.budi.nip = "19850315 201001 2 004"
        with self.assertRaises(ValidationError):
            self.make_person(None, nip=NIP, name="Dodi")
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            with self.env.cr.savepoint():
                self.env.cr.execute(
                    "UPDATE hr_employee SET nip = %s WHERE id = %s", (NIP, self.budi.id)
                )

    def test_twice_in_one_batch(self):
        with self.assertRaises(ValidationError):
            self.env["hr.employee"].create(
                [
                    {"name": name, "nip": "199001012015011001"}
                    for name in ("Dodi", "Dedi")
                ]
            )
        with self.assertRaises(ValidationError):
            (self.budi | self.citra).nip = "199001012015011001"

    def test_the_same_in_another_company(self):
        other = self.env["res.company"].create({"name": "Kabupaten Lain"})
        person = self.make_person(None, name="Ani", nip=NIP, company_id=other.id)
        self.assertEqual(person.nip, self.ani.nip)

    def test_archived_people_keep_their_number(self):
        self.ani.action_archive()
        with self.assertRaises(ValidationError):
            self.budi.nip = NIP

    def test_the_other_person_is_named_to_hr_only(self):
        with self.assertRaisesRegex(ValidationError, "belongs to Ani"):
            self.budi.with_user(self.hr.user_id).nip = NIP
        defect = self.as_user(self.officer, "hr.skp.defect").browse(self.budi.id)
        with self.assertRaisesRegex(ValidationError, "another employee"):
            defect.nip = NIP

    def test_odd_digits_are_never_refused(self):
        # Born 31 December 9999, month 77, sex 9: odd, but HR may have it so in the decree.
        self.budi.write({"nip": "999912312010779004", "asn_status": "pns"})
        self.env.flush_all()
        self.assertEqual(self.budi.nip, "999912312010779004")


@tagged("standard", "post_install", "-at_install")
class TestNipVisibility(PeopleCase):
    """Who reads NIP, status and rank of Ani: a person with a reason, nobody else."""

    READERS = ("ani", "head", "officer", "manager", "auditor", "hr", "hr_manager")
    OTHERS = ("budi", "citra", "other", "boss")

    def test_profile(self):
        for name in self.READERS:
            row = self.as_user(getattr(self, name)).browse(self.ani.id)
            self.assertEqual(row.read(["nip"])[0]["nip"], self.ani.nip, name)
            self.assertEqual(row.rank_id.display_name, "Penata Tingkat I (III/d)", name)
            self.assertEqual(row.asn_status, "pns", name)
        for name in self.OTHERS:
            row = self.as_user(getattr(self, name)).browse(self.ani.id)
            values = row.read(
                ["name", "nip", "rank_id", "asn_status", "department_id"]
            )[0]
            self.assertEqual(values["name"], "Ani", name)
            self.assertEqual(values["department_id"][0], self.bidang.id, name)
            self.assertEqual(
                [values["nip"], values["rank_id"], values["asn_status"]],
                [False] * 3,
                name,
            )

    def test_export(self):
        for names, expected in ((self.READERS, self.ani.nip), (self.OTHERS, "")):
            for name in names:
                user = getattr(self, name)
                user.user_id.group_ids |= self.env.ref("base.group_allow_export")
                rows = (
                    self.as_user(user).browse(self.ani.id).export_data(["nip"])["datas"]
                )
                self.assertEqual(rows[0][0] or "", expected, name)

    def test_private_model_is_closed(self):
        for name in (*self.OTHERS, "ani", "head", "officer", "manager"):
            employee = self.as_user(getattr(self, name), "hr.employee").browse(
                self.ani.id
            )
            for field in ("nip", "rank_id", "asn_status", "skp_identity_number"):
                with self.assertRaises(AccessError, msg=f"{name} {field}"):
                    employee.read([field])

    def test_no_guessing_by_search_or_group(self):
        for name in self.OTHERS:
            user = getattr(self, name)
            for model, error in (
                ("hr.employee", AccessError),
                ("hr.employee.public", ValueError),
            ):
                records = self.as_user(user, model)
                for domain in (
                    [("nip", "=", self.ani.nip)],
                    [("rank_id", "=", self.rank.id)],
                ):
                    with self.assertRaises(ValueError, msg=f"{name} {domain}"):
                        records.search(domain)
                with self.assertRaises(error, msg=name):
                    records.formatted_read_group([], ["nip"], ["__count"])

    def test_many_profiles_cost_no_more_queries(self):
        people = self.ani | self.budi
        for number in range(100):
            people |= self.make_person(
                None, self.bidang, self.head, name=f"Orang {number}"
            )
        self.env.flush_all()
        user = self.head.user_id

        def count(ids):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.env["hr.employee.public"].with_user(user).browse(ids).read(
                ["nip", "rank_id"]
            )
            return self.env.cr.sql_log_count - before

        count(people.ids[:2])
        self.assertEqual(count(people.ids[:10]), count(people.ids[:100]))

    def test_hr_edits_and_others_do_not(self):
        self.ani.with_user(self.hr.user_id).write(
            {"rank_id": self.env.ref("hr_skp.rank_pns_iv_a").id}
        )
        self.assertEqual(self.ani.rank_id.code, "IV/a")
        for name in ("ani", "head", "officer", "manager", "budi"):
            with self.assertRaises(AccessError, msg=name):
                self.ani.with_user(getattr(self, name).user_id).write({"nip": False})

    def test_the_former_appraiser_sees_nothing(self):
        self.ani.parent_id = self.other
        self.env.flush_all()
        self.assertFalse(self.as_user(self.head).browse(self.ani.id).nip)
        self.assertTrue(self.as_user(self.other).browse(self.ani.id).nip)


@tagged("standard", "post_install", "-at_install")
class TestIdentity(PeopleCase):
    def identity(self, person, day=None):
        return person._get_skp_identity(day)[person]

    def test_as_it_stood_on_the_day(self):
        self.ani.write({"job_title": "Analis"})
        self.ani.create_version(
            {
                "date_version": "2024-07-01",
                "rank_id": self.env.ref("hr_skp.rank_pns_iv_a").id,
                "job_title": "Kepala Seksi",
                "department_id": self.sekretariat.id,
            }
        )
        self.assertEqual(
            self.identity(self.ani, "2024-06-30"),
            {
                "name": "Ani",
                "nip": "198503152010012004",
                "identity_label": "NIP",
                "rank": "Penata Tingkat I (III/d)",
                "position": "Analis",
                "unit": "Bidang",
            },
        )
        after = self.identity(self.ani, "2024-07-01")
        self.assertEqual(after["rank"], "Pembina (IV/a)")
        self.assertEqual(after["position"], "Kepala Seksi")
        self.assertEqual(after["unit"], "Sekretariat")

    def test_labels(self):
        self.budi.write(
            {"asn_status": "pppk", "rank_id": self.env.ref("hr_skp.rank_pppk_ix").id}
        )
        self.assertEqual(self.identity(self.budi)["identity_label"], "NI PPPK")
        self.assertEqual(self.identity(self.budi)["rank"], "IX")
        self.boss.write({"asn_status": "non_asn", "skp_grade_text": "Pejabat Negara"})
        self.assertEqual(self.boss.skp_identity_label, "none")
        self.assertEqual(
            [
                self.identity(self.boss)[part]
                for part in ("identity_label", "nip", "rank")
            ],
            ["", "", "Pejabat Negara"],
        )
        self.boss.write(
            {
                "skp_identity_label": "nrp",
                "skp_identity_number": "11020304",
                "skp_grade_text": "Kolonel Inf",
            }
        )
        self.assertEqual(
            [
                self.identity(self.boss)[part]
                for part in ("identity_label", "nip", "rank")
            ],
            ["NRP", "11020304", "Kolonel Inf"],
        )

    def test_the_same_queries_for_many(self):
        people = self.env["hr.employee"]
        for number in range(100):
            people |= self.make_person(
                None, self.bidang, name=f"Orang {number}", job_title="Staf"
            )
        self.env.flush_all()

        def count(group):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            group._get_skp_identity(self.today)
            return self.env.cr.sql_log_count - before

        self.assertEqual(count(people[:10]), count(people))
