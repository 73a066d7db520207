import random

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .import_case import FIELDS, OPTIONS, ImportCase, make_list, make_nip


@tagged("standard", "post_install", "-at_install")
class TestImport(ImportCase):
    def test_a_thousand_in_any_order_and_again(self):
        rows = make_list()
        random.Random(1).shuffle(rows)
        result = self.load(rows)
        self.assertEqual(result["messages"], [])
        self.assertEqual(len(set(result["ids"])), 1000)
        self.assertEqual(result["nextrow"], 0)
        employees = self.env["hr.employee"].browse(result["ids"])
        self.assertEqual(employees.mapped("nip"), [row[0] for row in rows])
        by_nip = {employee.nip: employee for employee in employees}
        for row in rows:
            employee = by_nip[row[0]]
            self.assertEqual(employee.parent_id.nip or "", row[8] or "")
            self.assertEqual(employee.department_id.complete_name, row[7])
            self.assertEqual(employee.rank_id.code, row[3])
            self.assertEqual(employee.job_title, row[4])
            self.assertEqual(employee.asn_status, row[2].lower())
        self.assertEqual(len(employees.department_id), 11)

        before = self.count_all()
        stamps = self.env["hr.version"].search([], order="id").mapped("write_date")
        updates = []
        execute = type(self.env.cr).execute

        def watch(cursor, query, *args, **kwargs):
            text = str(getattr(query, "code", query)).strip().upper()
            if text.startswith(("INSERT", "UPDATE", "DELETE")):
                updates.append(text[:80])
            return execute(cursor, query, *args, **kwargs)

        self.patch(type(self.env.cr), "execute", watch)
        random.Random(2).shuffle(rows)
        again = self.load(rows)
        self.assertEqual(updates, [], "the same list writes nothing")
        self.assertEqual(set(again["ids"]), set(result["ids"]))
        self.assertEqual(self.count_all(), before)
        self.assertEqual(
            self.env["hr.version"].search([], order="id").mapped("write_date"), stamps
        )

    def test_every_error_of_every_row(self):
        nip = make_nip
        messages = dict(
            self.refused(
                self.row(nip=nip(1), nama="Satu", golongan="III/x", status="PNS"),
                self.row(nip=nip(2), nama="Dua", golongan="IX", status="PNS"),
                self.row(nip=nip(3), nama="Tiga"),
                self.row(nip=nip(3), nama="Tiga Lagi"),
                self.row(nip=nip(4), nama="Empat", nip_atasan=nip(99)),
                self.row(nip=nip(5), nama="Lima", nip_atasan=nip(5)),
                self.row(nip="123", nama="Enam"),
                self.row(nip="198501012010011000", nama="Tujuh"),
                self.row(nip=nip(8), nama=""),
                self.row(nip=nip(9), nama="Sembilan", status="Honorer"),
                self.row(nip=nip(10), nama="Sepuluh", email="bukan alamat"),
                self.row(nip=self.ani.nip, nama="Orang Lain"),
                self.row(nip=nip(12), nama="Dua Belas", jenjang="Ahli Hebat"),
                self.row(nip=nip(13), nama="Tiga Belas"),
            )
        )
        for index, text in {
            0: "III/x",
            1: "IX",
            2: "2 times",
            3: "2 times",
            4: "neither in the list",
            5: "his own superior",
            6: "18 digits",
            7: "rounded",
            8: "name is missing",
            9: "Honorer",
            10: "no e-mail address",
            11: "belongs to Ani",
            12: "Ahli Hebat",
        }.items():
            self.assertIn(text, messages[index])
        self.assertNotIn(13, messages, "a good row is not listed")
        self.assertTrue(messages[4].startswith("Empat: "), "the person is named")

    def test_circles(self):
        nip = make_nip
        messages = self.refused(
            self.row(nip=nip(1), nama="Satu", nip_atasan=nip(2)),
            self.row(nip=nip(2), nama="Dua", nip_atasan=nip(3)),
            self.row(nip=nip(3), nama="Tiga", nip_atasan=nip(1)),
            self.row(nip=nip(4), nama="Empat", nip_atasan=nip(1)),
        )
        self.assertEqual([index for index, _text in messages], [0, 1, 2])
        self.assertIn("Satu → Dua → Tiga → Satu", messages[0][1])
        # A circle through people who are not in the list: Ani reports to Head.
        self.head.nip = nip(50)
        messages = self.refused(
            self.row(nip=nip(50), nama="Head", nip_atasan=self.ani.nip)
        )
        self.assertEqual(len(messages), 1)
        self.assertIn("circle", messages[0][1])

    def test_units(self):
        self.load(
            [
                self.row(nip=make_nip(1), nama="Satu", unit="Bidang"),
                self.row(nip=make_nip(2), nama="Dua", unit="dinas / BIDANG"),
                self.row(nip=make_nip(3), nama="Tiga", unit="Bidang / Seksi Baru"),
                self.row(nip=make_nip(4), nama="Empat", unit="Badan > Sekretariat"),
                self.row(nip=make_nip(5), nama="Lima", unit="Seksi Baru"),
            ]
        )
        self.assertEqual(self.by_nip(make_nip(1)).department_id, self.bidang)
        self.assertEqual(self.by_nip(make_nip(2)).department_id, self.bidang)
        new = self.by_nip(make_nip(3)).department_id
        self.assertEqual(new.complete_name, "Dinas / Bidang / Seksi Baru")
        self.assertEqual(new.company_id, self.company)
        self.assertEqual(
            self.by_nip(make_nip(4)).department_id.complete_name, "Badan / Sekretariat"
        )
        self.assertEqual(self.by_nip(make_nip(5)).department_id, new)
        messages = self.refused(
            self.row(nip=make_nip(6), nama="Enam", unit="Sekretariat")
        )
        self.assertIn("Several units", messages[0][1])

    def test_known_people(self):
        """By NIP; without one by e-mail, or by name and unit. A missing NIP is filled in."""
        self.budi.work_email = "budi@example.id"
        before = self.count_all()
        result = self.load(
            [
                self.row(
                    nip="19850315 201001 2 004", nama="Ani, S.Sos.", golongan="IV/a"
                ),
                self.row(
                    nama="Budi Santoso", email="BUDI@example.id", jabatan="Analis"
                ),
                self.row(nip=make_nip(7), nama="Citra", unit="Sekretariat"),
            ]
        )
        self.assertEqual(result["ids"], [self.ani.id, self.budi.id, self.citra.id])
        after = self.count_all()
        self.assertEqual(after["hr.employee"], before["hr.employee"])
        self.assertEqual(self.ani.name, "Ani, S.Sos.")
        self.assertEqual(self.budi.name, "Budi Santoso")
        self.assertEqual(self.budi.job_title, "Analis")
        self.assertEqual(self.citra.nip, make_nip(7))
        self.assertEqual(
            self.citra.parent_id, self.other, "an empty cell changes nothing"
        )

    def test_a_change_keeps_the_past(self):
        """A new rank opens a version; a missing position is filled in where it was missing."""
        self.assertEqual(len(self.ani.version_ids), 1)
        row = self.row(nip=self.ani.nip, nama="Ani", golongan="III/d", jabatan="Analis")
        self.load([row])
        self.assertEqual(len(self.ani.version_ids), 1)
        row[3] = "IV/a"
        self.load([row])
        self.assertEqual(len(self.ani.version_ids), 2)
        self.assertEqual(self.ani.rank_id.code, "IV/a")
        self.assertEqual(
            self.ani._get_skp_identity(self.day(-1))[self.ani]["rank"],
            "Penata Tingkat I (III/d)",
        )
        self.load([row])
        self.assertEqual(len(self.ani.version_ids), 2)

    def test_a_custom_title_is_replaced_once(self):
        self.load([self.row(nip=self.ani.nip, nama="Ani", jabatan="Analis")])
        self.ani.job_title = "Analis Kebijakan"
        self.load([self.row(nip=self.ani.nip, nama="Ani", jabatan="Analis")])
        self.assertEqual(self.ani.job_title, "Analis")

    def test_superiors_from_the_base_by_nip_or_mail(self):
        self.head.work_email = "head@example.id"
        self.load(
            [
                self.row(nip=make_nip(1), nama="Satu", nip_atasan=self.ani.nip),
                self.row(nip=make_nip(2), nama="Dua", nip_atasan="Head@example.id"),
                self.row(nip=make_nip(3), nama="Tiga", nip_atasan="wali@example.id"),
                self.row(
                    nama="Wali Kota",
                    status="Non ASN",
                    golongan="Pejabat Negara",
                    email="wali@example.id",
                ),
            ]
        )
        self.assertEqual(self.by_nip(make_nip(1)).parent_id, self.ani)
        self.assertEqual(self.by_nip(make_nip(2)).parent_id, self.head)
        mayor = self.by_nip(make_nip(3)).parent_id
        self.assertEqual(mayor.name, "Wali Kota")
        self.assertEqual(mayor._get_skp_identity()[mayor]["rank"], "Pejabat Negara")

    def test_a_changed_superior_is_history(self):
        self.load([self.row(nip=self.ani.nip, nama="Ani", nip_atasan="")])
        self.assertEqual(self.ani.parent_id, self.head)
        self.citra.nip = make_nip(7)
        self.load([self.row(nip=self.ani.nip, nama="Ani", nip_atasan=make_nip(7))])
        self.assertEqual(self.rows_of(self.ani)[0], (self.head, False, self.day(-1)))

    def test_people_who_left(self):
        self.ani.action_archive()
        messages = self.refused(self.row(nip=self.ani.nip, nama="Ani"))
        self.assertIn("archived", messages[0][1])
        messages = self.refused(
            self.row(nip=make_nip(1), nama="Satu", nip_atasan=self.ani.nip)
        )
        self.assertIn("has left", messages[0][1])

    def test_twice_without_a_number(self):
        messages = self.refused(
            self.row(nama="Wali", unit="Bidang"),
            self.row(nama="wali", unit="Dinas / Bidang"),
            self.row(nama="Budi"),
            self.row(nama="Budi", email=""),
        )
        self.assertEqual({index for index, _text in messages}, {0, 1, 2, 3})

    def test_the_name_column_is_needed(self):
        result = self.load([["198501012010011001"]], fields=["nip"])
        self.assertFalse(result["ids"])
        self.assertIn("name", result["messages"][0]["message"])

    def test_a_database_error_leaves_nothing(self):
        self.patch(
            type(self.env["hr.skp.employee.import"]),
            "_write_superiors",
            lambda model, people: model.env.cr.execute("SELECT 1/0"),
        )
        with self.assertLogs("odoo.sql_db", "ERROR"):
            self.refused_global = self.load(
                [self.row(nip=make_nip(1), nama="Satu", unit="Baru")]
            )
        self.assertFalse(self.refused_global["ids"])
        self.assertFalse(self.by_nip(make_nip(1)))
        self.assertFalse(self.env["hr.department"].search([("name", "=", "Baru")]))

    def test_rights(self):
        rows = [self.row(nip=make_nip(1), nama="Satu")]
        for name in ("ani", "head", "officer", "auditor", "hr"):
            model = self.as_user(getattr(self, name), "hr.skp.employee.import")
            with self.assertRaises(AccessError, msg=name):
                model.load(FIELDS, rows)
            with self.assertRaises(AccessError, msg=name):
                model.search([])
            wizard = self.env["base_import.import"].with_user(
                getattr(self, name).user_id
            )
            wizard = wizard.create(
                {
                    "res_model": "hr.skp.employee.import",
                    "file": b"NIP,Nama\n1,Satu\n",
                    "file_type": "text/csv",
                }
            )
            with self.assertRaises(AccessError, msg=name):
                wizard.execute_import(["nip", "nama"], ["nip", "nama"], OPTIONS.copy())
        for name in ("manager", "hr_manager"):
            self.assertTrue(self.load(rows, getattr(self, name))["ids"], name)
        with self.assertRaises(AccessError):
            self.as_user(self.manager, "hr.skp.employee.import").create({"nama": "x"})

    def test_the_list_reads_back(self):
        """What the list shows is what an import takes: exported and imported, no change."""
        rows = make_list(30)
        ids = self.load(rows)["ids"]
        lines = self.as_user(self.manager, "hr.skp.employee.import").browse(ids)
        read = [[line[name] or "" for name in FIELDS] for line in lines]
        self.assertEqual(read, [[cell or "" for cell in row] for row in rows])
