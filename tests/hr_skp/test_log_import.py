import base64
import io
import zipfile
from datetime import date, datetime, time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .log_import_case import LogImportCase

ODS = """<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>
<office:spreadsheet><table:table><table:table-row>
<table:table-cell><text:p>Tanggal</text:p></table:table-cell>
<table:table-cell><text:p>Kegiatan</text:p></table:table-cell>
<table:table-cell><text:p>Durasi</text:p></table:table-cell></table:table-row>
<table:table-row>
<table:table-cell office:value-type="date" office:date-value="{year}-01-03"/>
<table:table-cell office:value-type="string"><text:p>Rapat</text:p></table:table-cell>
<table:table-cell office:value-type="time" office:time-value="PT01H30M00S"/>
<table:table-cell table:number-columns-repeated="16000"/></table:table-row>
<table:table-row table:number-rows-repeated="1048570"/></table:table>
</office:spreadsheet></office:body></office:document-content>"""


@tagged("standard", "post_install", "-at_install")
class TestLogImport(LogImportCase):
    def test_a_workbook_is_read_and_taken_over(self):
        table = self.read(
            [
                self.row(action=self.result.name, evidence="https://example.com/3"),
                [
                    None,
                    datetime(self.year, 1, 4),
                    time(8, 0),
                    time(10, 15),
                    "Rapat",
                    2,
                    None,
                    None,
                ],
            ]
        )
        self.assertEqual(table.row_ids.mapped("status"), ["ready", "ready"])
        self.assertEqual(table.row_ids.mapped("number"), [4, 5])

        table.action_import()

        self.assertRecordValues(
            table.activity_ids.sorted("date"),
            [
                {
                    "date": date(self.year, 1, 3),
                    "time_from": 8,
                    "time_to": 9.5,
                    "name": "Memeriksa berkas",
                    "quantity": 3,
                    "uom": "berkas",
                    "result_id": self.result.id,
                    "state": "draft",
                },
                {
                    "date": date(self.year, 1, 4),
                    "time_from": 8,
                    "time_to": 10.25,
                    "name": "Rapat",
                    "quantity": 2,
                    "uom": False,
                    "result_id": False,
                    "state": "draft",
                },
            ],
        )
        evidence = table.activity_ids.sorted("date")[0].evidence_ids
        self.assertEqual(evidence.mapped("url"), ["https://example.com/3"])

    def test_pasted_rows_need_no_heads(self):
        text = "\n".join("\t".join(self.row(day=day)) for day in (3, 4))
        table = self.as_user(self.env["hr.skp.activity.import"], self.employee).create(
            {"text": text}
        )
        table.action_read()
        table.action_import()

        self.assertEqual(len(table.activity_ids), 2)

    def test_a_sheet_as_offices_keep_it(self):
        table = self.paste(
            f"LAPORAN KEGIATAN HARIAN BULAN JANUARI {self.year}",
            "Nama : Ani Pegawai",
            "",
            "No\tHari\tTgl\tUraian Tugas\tWaktu\tVolume\tSatuan\tKet",
            "1\t2\t3\t4\t5\t6\t7\t8",
            "1\tSelasa\t3\tMemeriksa berkas\t08.00 - 09.30\t3\tberkas\t",
            "2\t\t\tRapat\t09.30 s.d. 11.00 WIB\t1 (satu) kali\t\t",
            "3\tRabu\t4\tMenyusun konsep\t0800-0930\t-\t\t",
            "\t\t\tJumlah\t\t5\t\t",
            "",
            "\t\t\tMengetahui,\t\t\t\t",
        )

        self.assertRecordValues(
            table.row_ids,
            [
                {
                    "date": date(self.year, 1, day),
                    "time_from": start,
                    "time_to": end,
                    "name": name,
                    "quantity": quantity,
                    "uom": uom,
                    "status": "ready",
                }
                for day, start, end, name, quantity, uom in (
                    (3, 8, 9.5, "Memeriksa berkas", 3, "berkas"),
                    (3, 9.5, 11, "Rapat", 1, "kali"),
                    (4, 8, 9.5, "Menyusun konsep", 0, False),
                )
            ]
            + [
                {
                    "date": False,
                    "time_from": 0,
                    "time_to": 0,
                    "name": "Mengetahui,",
                    "quantity": 0,
                    "uom": False,
                    "status": "error",
                }
            ],
        )

    def test_other_files_are_read_too(self):
        csv = f"Tanggal;Kegiatan;Durasi\n3/1/{self.year};Rapat;1,5 jam".encode("cp1252")
        ods = io.BytesIO()
        with zipfile.ZipFile(ods, "w") as archive:
            archive.writestr("content.xml", ODS.format(year=self.year))
        for content, name in ((csv, "log.csv"), (ods.getvalue(), "log.ods")):
            with self.subTest(name=name):
                table = self.as_user(
                    self.env["hr.skp.activity.import"], self.employee
                ).create({"file": base64.b64encode(content), "file_name": name})
                table.action_read()
                self.assertRecordValues(
                    table.row_ids,
                    [
                        {
                            "date": date(self.year, 1, 3),
                            "name": "Rapat",
                            "duration": 1.5,
                            "status": "ready",
                        }
                    ],
                )

    def test_links_and_known_evidence_are_attached(self):
        evidence = self.as_user(self.env["hr.skp.evidence"], self.employee).create(
            {
                "skp_id": self.plan.id,
                "name": "Notula",
                "kind": "link",
                "url": "https://example.com/notula",
            }
        )
        table = self.paste(
            "\t".join(
                self.row(day=3, evidence="notulen.go.id/a https://example.com/b")
            ),
            "\t".join(self.row(day=4, evidence="Notula")),
            "\t".join(self.row(day=5, evidence="https://notulen.go.id/a")),
        )
        table.action_import()

        first, second, third = table.activity_ids.sorted("date")
        self.assertEqual(len(first.evidence_ids), 2)
        self.assertEqual(second.evidence_ids, evidence)
        self.assertLess(third.evidence_ids, first.evidence_ids)

    def test_closed_days_say_so_before_anything_is_taken_over(self):
        self.cycle.log_lock_days = 10
        table = self.paste("\t".join(self.row()))

        self.assertEqual(table.row_ids.status, "error")
        self.assertIn("closed on", table.row_ids.message)

    def test_each_bad_row_says_why_and_the_others_go_on(self):
        self.log(day=5, time_from=8, time_to=9, name="Apel")
        table = self.read(
            [
                self.row(day=3),
                self.row(day=45),
                self.row(day=4, start="pagi"),
                self.row(day=4, start="10.00", end="09.00"),
                self.row(day=4, name=""),
                self.row(day=5, start="08.30", end="09.30"),
                self.row(day=6),
                self.row(day=6, start="09.00", end="10.00", name="Rapat"),
                [None, f"3/1/{self.year + 5}", None, None, "Nanti", None, None, None],
                [None, f"3/1/{self.year - 5}", None, None, "Dulu", None, None, None],
            ]
        )

        found = {row.number - 3: (row.status, row.message) for row in table.row_ids}
        self.assertEqual(found[1][0], "ready")
        self.assertEqual(found[7][0], "ready")
        for number, word in {
            2: "no date",
            3: "no time",
            4: "ends before",
            5: "missing",
            6: "Apel",
            8: "Memeriksa berkas",
            9: "still to come",
            10: "no plan",
        }.items():
            with self.subTest(row=number):
                self.assertEqual(found[number][0], "error")
                self.assertIn(word, found[number][1])
        self.assertEqual(table.error_count, 8)
        table.action_import()
        self.assertEqual(len(table.activity_ids), 2)

    def test_the_same_file_twice_adds_nothing(self):
        rows = [self.row(day=3), self.row(day=4), self.row(day=4, start="", end="")]
        self.read(rows).action_import()

        again = self.read(rows)

        self.assertEqual(set(again.row_ids.mapped("status")), {"known"})
        with self.assertRaisesRegex(UserError, "at least one"):
            again.action_import()

    def test_what_is_no_workbook_says_so(self):
        tables = self.as_user(self.env["hr.skp.activity.import"], self.employee)
        with self.assertRaisesRegex(UserError, "Excel"):
            tables.create(
                {"file": base64.b64encode(b"nama;tanggal"), "file_name": "a.xlsx"}
            ).action_read()
        with self.assertRaisesRegex(UserError, "no row"):
            tables.create({"text": "  "}).action_read()

    def test_an_import_belongs_to_who_made_it(self):
        table = self.read([self.row()])

        for person in (self.appraiser, self.officer, self.manager):
            with self.subTest(person=person.name), self.assertRaises(AccessError):
                self.as_user(table, person).action_import()
        with self.assertRaises(AccessError):
            self.as_user(table.row_ids, self.officer).read(["name"])

    def test_nobody_imports_into_the_log_of_another(self):
        table = self.read([self.row()], self.colleague, employee_id=self.employee.id)

        # He does not read the plan, so he finds none.
        self.assertIn("no plan", table.row_ids.message)

        own = self.read([self.row()], self.appraiser, employee_id=self.employee.id)
        with self.assertRaises(AccessError):
            own.action_import()

    def test_rows_cost_the_same_for_10_and_100(self):
        counts = []
        for number in (1, 10, 100):
            table = self.read(
                [
                    self.row(
                        day=1 + index % 28,
                        start="",
                        end="",
                        name=f"Kerja {number} {index}",
                        action=self.result.name,
                    )
                    for index in range(number)
                ]
            )
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            table.action_import()
            self.env.flush_all()
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(*counts[1:])
