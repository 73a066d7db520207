import io

from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .test_evaluation_form import EvaluationPrintCase


@tagged("standard", "post_install", "-at_install")
class TestSpreadsheets(EvaluationPrintCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.set_organization_predicate()

    def open_sheets(self, xmlid, records, user=None):
        """Return the workbook of ``records``, made with the person's own rights."""
        reports = self.env["ir.actions.report"].with_context(
            allowed_company_ids=self.company.ids
        )
        if user:
            reports = reports.with_user(user)
        content, kind = reports._render_xlsx(f"hr_skp_reports.{xmlid}", records.ids, {})
        self.assertEqual(kind, "xlsx")
        return load_workbook(io.BytesIO(content))

    def get_rows(self, sheet):
        return [list(row) for row in sheet.iter_rows(values_only=True)]

    def test_recap_is_the_sheet_of_e_kinerja(self):
        self.company.company_registry = "7512"
        evaluations = self.make_evaluation() | self.make_evaluation(self.colleague)
        self.rate(evaluations[0], "above", "meets")
        self.rate(evaluations[1], "below", "below")
        book = self.open_sheets("action_report_recap_xlsx", evaluations)
        self.assertEqual(book.sheetnames, ["Rekap Penilaian"])
        empty = [None] * 6
        self.assertEqual(
            self.get_rows(book.active),
            [
                ["7512 - Pemerintah Kota Uji", *empty],
                ["Bidang", *empty],
                [f"Periode Triwulanan 1 Tahun {self.year}", *empty],
                [None, *empty],
                [
                    "No",
                    "NIP",
                    "Nama",
                    "Jabatan",
                    "Rating Hasil Kinerja",
                    "Rating Perilaku Kerja",
                    "Predikat Kinerja Periodik",
                ],
                [
                    1,
                    "198703122010011004",
                    "Ani Pegawai",
                    "Jabatan Ani Pegawai",
                    "Diatas Ekspektasi",
                    "Sesuai Ekspektasi",
                    "Baik",
                ],
                [
                    2,
                    None,
                    "Tono Rekan",
                    "Jabatan Tono Rekan",
                    "Dibawah Ekspektasi",
                    "Dibawah Ekspektasi",
                    "Sangat Kurang",
                ],
            ],
        )
        self.assertEqual(book.active["B6"].data_type, "s")

    def test_recap_names_the_unit_that_holds_all(self):
        evaluations = self.make_evaluation() | self.make_evaluation(self.other_head)
        rows = self.get_rows(
            self.open_sheets("action_report_recap_xlsx", evaluations).active
        )
        self.assertEqual(rows[1][0], "Dinas")
        self.assertEqual(rows[0][0], "Pemerintah Kota Uji")
        self.assertEqual(rows[5][4:], [None, None, None])

    def test_recap_of_several_periods_has_a_sheet_for_each(self):
        first = self.make_evaluation()
        annual = self.cycle.period_ids.filtered(lambda period: period.kind == "annual")
        second = first.create({"skp_id": first.skp_id.id, "period_id": annual.id})
        book = self.open_sheets("action_report_recap_xlsx", first | second)
        self.assertEqual(book.sheetnames, ["Rekap Penilaian", "Rekap Penilaian 2"])
        self.assertEqual(book.worksheets[1]["A3"].value, f"Periode Tahunan {self.year}")

    def test_recap_uses_the_persons_own_rights(self):
        evaluation = self.make_evaluation()
        evaluation.write({"work_rating": "above", "behavior_rating": "above"})
        for person in (self.employee, self.colleague):
            with self.subTest(person.name), self.assertRaises(AccessError):
                self.open_sheets("action_report_recap_xlsx", evaluation, person.user_id)
        with self.assertRaises(UserError):
            self.open_sheets("action_report_recap_xlsx", evaluation.browse())

    def test_no_text_becomes_a_formula(self):
        self.employee.name = '=HYPERLINK("http://127.0.0.1";"x")'
        evaluation = self.make_evaluation()
        self.rate(evaluation)
        for xmlid in ("action_report_recap_xlsx", "action_report_evaluation_xlsx"):
            for sheet in self.open_sheets(xmlid, evaluation).worksheets:
                types = {cell.data_type for row in sheet.iter_rows() for cell in row}
                self.assertNotIn("f", types, xmlid)

    def test_plan_sheet_holds_every_line(self):
        plans = self.make_printed_plan() | self.make_printed_plan(
            employee=self.colleague
        )
        book = self.open_sheets("action_report_hr_skp_xlsx", plans)
        self.assertEqual(book.sheetnames, ["Ani Pegawai", "Tono Rekan"])
        rows = self.get_rows(book["Ani Pegawai"])
        header = next(row for row in rows if row[0] == "NO")
        self.assertEqual(
            header[2:],
            ["RENCANA HASIL KERJA", "ASPEK", "INDIKATOR KINERJA INDIVIDU", "TARGET"],
        )
        first = next(
            row for row in rows if row[2] == "Terlaksananya verifikasi berkas perizinan"
        )
        self.assertEqual(
            first[3:], ["Kuantitas", "Jumlah berkas diverifikasi", "900 berkas"]
        )
        second = rows[rows.index(first) + 1]
        self.assertEqual(
            second,
            [None, None, None, "Waktu", "Rata-rata waktu verifikasi", "1 hari kerja"],
        )

    def test_evaluation_sheet_holds_realization_and_ratings(self):
        evaluation = self.make_evaluation()
        self.rate(evaluation)
        book = self.open_sheets("action_report_evaluation_xlsx", evaluation)
        rows = self.get_rows(book.active)
        texts = [row[0] for row in rows]
        self.assertIn("RATING HASIL KERJA: DI ATAS EKSPEKTASI", texts)
        self.assertIn("PREDIKAT KINERJA PEGAWAI: BAIK", texts)
        first = next(row for row in rows if row[4] == "Jumlah berkas diverifikasi")
        self.assertEqual(
            first[6:],
            [
                "Tercapai: Jumlah berkas diverifikasi",
                "Budi Penilai: Pertahankan ketelitian",
            ],
        )

    def test_sheets_are_refused_to_others(self):
        plan = self.make_printed_plan()
        for xmlid in ("action_report_hr_skp_xlsx", "action_report_hr_skp_annex_xlsx"):
            with self.subTest(xmlid), self.assertRaises(AccessError):
                self.open_sheets(xmlid, plan, self.colleague.user_id)
