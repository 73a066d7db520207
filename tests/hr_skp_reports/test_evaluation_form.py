from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.hr_skp_reports.terms import PREDICATES, get_date

from .common import PrintCase


class EvaluationPrintCase(PrintCase):
    @classmethod
    def make_evaluation(cls, employee=None, period=None, **values):
        """Return a draft evaluation of an approved plan, with realisation and feedback."""
        employee = employee or cls.employee
        plan = cls.make_printed_plan(employee=employee, **values)
        period = period or cls.period
        targets = cls.as_user(cls.env["hr.skp.target"], employee)
        for target in targets._get_or_create(plan, period):
            target.realization = f"Tercapai: {target.indicator_id.name}"
        appraiser = plan.sudo().appraiser_id
        cls.as_user(cls.env["hr.skp.feedback"], appraiser).create(
            [
                {
                    "skp_id": plan.id,
                    "period_id": period.id,
                    "result_id": plan.result_ids[0].id,
                    "content": "Pertahankan ketelitian",
                },
                {
                    "skp_id": plan.id,
                    "period_id": period.id,
                    "behavior_id": plan.behavior_ids[0].id,
                    "content": "Ramah kepada pemohon",
                },
            ]
        )
        return cls.as_user(cls.env["hr.skp.evaluation"], appraiser).create(
            {"skp_id": plan.id, "period_id": period.id}
        )

    @classmethod
    def set_organization_predicate(cls, predicate="good", period=None):
        cls.env["hr.skp.organization.predicate"].sudo().create(
            {
                "department_id": cls.agency.id,
                "period_id": (period or cls.period).id,
                "predicate": predicate,
            }
        )

    def rate(self, evaluation, work="above", behavior="meets", deliver=True):
        """Rate as the appraiser, and deliver."""
        evaluation.write({"work_rating": work, "behavior_rating": behavior})
        evaluation.action_rate()
        if deliver:
            evaluation.action_deliver()

    def get_form(self, evaluation, name="report_evaluation"):
        """Return the values that the template prints."""
        report = self.env[f"report.hr_skp_reports.{name}"]
        return report._get_report_values(evaluation.ids)["forms"][0]

    def get_chosen(self, rating):
        return [
            option["text"]
            for option in rating["options"]
            if option["style"] == "chosen"
        ]


@tagged("standard", "post_install", "-at_install")
class TestEvaluationForm(EvaluationPrintCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.set_organization_predicate()
        cls.evaluation = cls.make_evaluation()

    def test_staff_form_shows_every_block_in_order(self):
        self.rate(self.evaluation)
        pdf = self.render("action_report_evaluation", self.evaluation)
        self.assertPrinted(
            pdf,
            "EVALUASI KINERJA PEGAWAI PENDEKATAN HASIL KERJA KUANTITATIF",
            "Pemerintah Kota Uji",
            f"PERIODE: TRIWULAN I {self.year}",
            f"PERIODE PENILAIAN: 1 Januari {self.year} s.d. 31 Maret {self.year}",
            f"PERIODE SKP: 1 Januari {self.year} s.d. 31 Desember {self.year}",
            "Ani Pegawai",
            "Budi Penilai",
            "NIP 198703122010011004",
            "CAPAIAN KINERJA ORGANISASI: ISTIMEWA / BAIK / BUTUH PERBAIKAN / KURANG",
            "POLA DISTRIBUSI:",
            "HASIL KERJA",
            "A. UTAMA",
            "Terlaksananya verifikasi berkas perizinan",
            "Jumlah berkas diverifikasi",
            "900 berkas",
            "B. TAMBAHAN",
            "Terlaksananya klinik perizinan",
            "RATING HASIL KERJA: DI ATAS EKSPEKTASI / SESUAI EKSPEKTASI / DI BAWAH EKSPEKTASI",
            "PERILAKU KERJA",
            "Berorientasi Pelayanan",
            "Ramah kepada pemohon",
            "Kolaboratif",
            "RATING PERILAKU KERJA:",
            "PREDIKAT KINERJA PEGAWAI: SANGAT BAIK / BAIK / BUTUH PERBAIKAN",
            "Pegawai yang Dinilai",
            "Kota Uji, ",
            "Pejabat Penilai Kinerja",
        )
        for text in (
            "Tercapai: Jumlah berkas diverifikasi",
            "Tercapai: Rata-rata waktu verifikasi",
            "Tercapai: Persentase rancangan diterima",
            "Tercapai: Biaya setiap sesi",
            "Budi Penilai: Pertahankan ketelitian",
            "Sangat Kurang",
            "REALISASI BERDASARKAN BUKTI DUKUNG",
        ):
            self.assertIn(text, pdf.text)
        self.assertNotIn("DRAF", pdf.text)
        self.assertEqual(pdf.get_pdfa(), ("3", "B", "/GTS_PDFA1"))
        self.assertTrue(all(pdf.get_fonts().values()))

    def test_realization_stands_beside_its_indicator(self):
        columns = [
            column["key"] for column in self.get_form(self.evaluation)["columns"]
        ]
        body = self.get_form(self.evaluation)["groups"][0]["bodies"][0]
        first, second = body["rows"]
        texts = {cell["key"]: cell["paragraphs"][0]["text"] for cell in first}
        self.assertEqual(list(texts), columns)
        self.assertEqual(texts["indicator"], "Jumlah berkas diverifikasi")
        self.assertEqual(texts["realization"], "Tercapai: Jumlah berkas diverifikasi")
        second = {cell["key"]: cell["paragraphs"][0]["text"] for cell in second}
        self.assertEqual(second["indicator"], "Rata-rata waktu verifikasi")
        self.assertEqual(second["realization"], "Tercapai: Rata-rata waktu verifikasi")

    def test_a_number_without_words_is_printed(self):
        first, second = self.get_realized_targets()
        first.write({"realization": False, "realized_value": 870})
        second.write({"realization": "Menurut catatan", "realized_value": 4})
        told = ["870 berkas", "4 hari kerja. Menurut catatan"]
        self.assertEqual(self.get_realizations(), told)
        self.rate(self.evaluation)
        self.assertEqual(self.get_realizations(), told)

    def get_realized_targets(self):
        """Return the period's targets of the two indicators of the first result."""
        result = self.evaluation.result_line_ids[0].result_id
        return self.env["hr.skp.target"].search(
            [
                ("indicator_id", "in", result.indicator_ids[:2].ids),
                ("period_id", "=", self.evaluation.period_id.id),
            ],
            order="indicator_id",
        )

    def get_realizations(self):
        """Return what stands beside the first two indicators."""
        self.env.flush_all()
        self.env.invalidate_all()
        rows = self.get_form(self.evaluation)["groups"][0]["bodies"][0]["rows"]
        return [
            cell["paragraphs"][0]["text"]
            for row in rows[:2]
            for cell in row
            if cell["key"] == "realization"
        ]

    def test_choices_not_taken_are_struck(self):
        self.rate(self.evaluation)
        form = self.get_form(self.evaluation)
        self.assertEqual(self.get_chosen(form["organization"]), ["BAIK"])
        self.assertEqual(self.get_chosen(form["work_rating"]), ["DI ATAS EKSPEKTASI"])
        self.assertEqual(
            self.get_chosen(form["behavior_rating"]), ["SESUAI EKSPEKTASI"]
        )
        self.assertEqual(self.get_chosen(form["predicate"]), ["BAIK"])
        struck = [option["style"] for option in form["predicate"]["options"]]
        self.assertEqual(struck.count("struck"), 4)

    def test_before_delivery_it_is_a_draft(self):
        pdf = self.render("action_report_evaluation", self.evaluation)
        self.assertIn("DRAF", pdf.pages[0])
        self.assertIn("Belum disampaikan", pdf.text)
        styles = {
            option["style"]
            for option in self.get_form(self.evaluation)["predicate"]["options"]
        }
        self.assertEqual(styles, {""})

    def test_delivered_form_no_longer_changes(self):
        self.rate(self.evaluation)
        before = self.render("action_report_evaluation", self.evaluation).text
        plan = self.evaluation.skp_id
        self.as_user(plan, self.employee).action_revise("Penugasan baru")
        self.as_user(plan, self.employee).result_ids[0].name = "Hasil yang berubah"
        self.as_user(plan, self.employee).action_submit()
        self.as_user(plan, self.appraiser).action_approve()
        self.as_user(self.env["hr.skp.feedback"], self.appraiser).create(
            {
                "skp_id": plan.id,
                "period_id": self.period.id,
                "result_id": plan.result_ids[0].id,
                "content": "Umpan balik susulan",
            }
        )
        targets = self.env["hr.skp.target"].search([("skp_id", "=", plan.id)])
        targets.sudo().write({"realization": "Diubah kemudian"})
        self.employee.write({"name": "Ani Berganti Nama", "nip": "198703122010011012"})
        self.assertEqual(
            self.render("action_report_evaluation", self.evaluation).text, before
        )

    def test_taken_over_result_is_struck_only_in_its_time(self):
        # Taken over today, after the first quarter of last year.
        result = self.evaluation.skp_id.result_ids[0]
        self.as_user(result, self.appraiser).action_take_over("Sakit panjang")
        text = self.render("action_report_evaluation", self.evaluation).text
        self.assertNotIn("Sakit panjang", text)

    def test_annual_form_tells_the_parts_of_the_year(self):
        annual = self.cycle.period_ids.filtered(lambda period: period.kind == "annual")
        self.set_organization_predicate("excellent", annual)
        evaluation = self.evaluation.create(
            {"skp_id": self.evaluation.skp_id.id, "period_id": annual.id}
        )
        self.rate(evaluation, "above", "above")
        pdf = self.render("action_report_evaluation", evaluation)
        self.assertPrinted(
            pdf, "PERIODE: AKHIR", f"Triwulan I {self.year}: Tercapai: Jumlah berkas"
        )
        self.assertEqual(
            self.get_chosen(self.get_form(evaluation)["predicate"]), ["SANGAT BAIK"]
        )

    def test_leader_and_qualitative_forms(self):
        employee = self.colleague
        evaluation = self.make_evaluation(employee, form="leader")
        text = self.render("action_report_evaluation", evaluation).text
        self.assertIn("PERSPEKTIF", text)
        self.assertNotIn("ASPEK", text)
        evaluation = self.make_evaluation(self.other_head, approach="qualitative")
        pdf = self.render("action_report_evaluation", evaluation)
        self.assertPrinted(
            pdf,
            "PENDEKATAN HASIL KERJA KUALITATIF",
            "Ukuran keberhasilan/Indikator Kinerja Individu, dan Target:",
            "Jumlah berkas diverifikasi: 900 berkas",
        )
        self.assertIn("Tercapai: Jumlah berkas", pdf.text)

    def test_document_tells_an_objection_with_its_days(self):
        self.rate(self.evaluation, "meets", "below")
        self.as_user(self.evaluation, self.employee).action_object("Tidak ada teguran.")
        objection = self.env["hr.skp.objection"].search([])
        before = self.render("action_report_evaluation_document", self.evaluation)
        self.assertPrinted(before, "6", "KEBERATAN", "Tidak ada teguran.", "Diajukan")
        self.assertNotIn("KEPUTUSAN", before.text)
        self.as_user(objection, self.appraiser).action_explain("Dua keluhan.")
        decided = self.as_user(objection, self.superior)
        decided.action_change("meets", "meets", "Tidak terbukti.")
        pdf = self.render(
            "action_report_evaluation_document",
            self.evaluation,
            user=self.employee.user_id,
        )
        day = get_date(self.evaluation._get_printed_day(objection.sudo().decided_on))
        self.assertPrinted(
            pdf,
            "KEBERATAN",
            "PENJELASAN PEJABAT PENILAI ATAS KEBERATAN",
            "Dua keluhan.",
            "oleh Budi Penilai",
            "KEPUTUSAN ATASAN PEJABAT PENILAI KINERJA",
            f"Predikat semula {PREDICATES['poor']}, menjadi {PREDICATES['good']}",
            "Tidak terbukti.",
            f"Diputus tanggal {day} oleh Sri Atasan",
        )

    def test_document_names_three_persons_and_the_predicate(self):
        self.evaluation.write(
            {"note": "Kerja baik", "recommendation": "Pelatihan lanjutan"}
        )
        self.rate(self.evaluation)
        pdf = self.render("action_report_evaluation_document", self.evaluation)
        self.assertPrinted(
            pdf,
            "DOKUMEN EVALUASI KINERJA PEGAWAI",
            "PEGAWAI YANG DINILAI",
            "Ani Pegawai",
            "PEJABAT PENILAI KINERJA",
            "Budi Penilai",
            "ATASAN PEJABAT PENILAI KINERJA",
            "Sri Atasan",
            "EVALUASI KINERJA",
            "CAPAIAN KINERJA ORGANISASI",
            "BAIK",
            "PREDIKAT KINERJA PEGAWAI",
            "CATATAN/REKOMENDASI",
            "Catatan: Kerja baik",
            "Rekomendasi: Pelatihan lanjutan",
            "Diterima tanggal",
        )
        width, height = pdf.reader.pages[0].mediabox[2:]
        self.assertEqual((round(width), round(height)), (595, 842))

    def test_rated_person_prints_nothing_before_delivery(self):
        self.rate(self.evaluation, deliver=False)
        for xmlid in ("action_report_evaluation", "action_report_evaluation_document"):
            with self.subTest(xmlid), self.assertRaises(AccessError):
                self.render(xmlid, self.evaluation, self.employee.user_id)
        self.evaluation.action_deliver()
        self.assertIn(
            "PREDIKAT KINERJA PEGAWAI",
            self.render(
                "action_report_evaluation", self.evaluation, self.employee.user_id
            ).text,
        )

    def test_others_print_nothing(self):
        self.rate(self.evaluation)
        for person in (self.colleague, self.other_head, self.other_officer):
            with self.subTest(person.name), self.assertRaises(AccessError):
                self.render("action_report_evaluation", self.evaluation, person.user_id)

    def test_erased_content_cannot_be_printed(self):
        self.rate(self.evaluation)
        seals = (
            self.env["hr.skp.seal"].sudo()._get_chains(self.evaluation)[self.evaluation]
        )
        seals._erase_payload("Putusan")
        with self.assertRaises(UserError):
            self.render("action_report_evaluation", self.evaluation)
