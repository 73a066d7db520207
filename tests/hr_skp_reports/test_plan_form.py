from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import PrintCase


@tagged("standard", "post_install", "-at_install")
class TestPlanForm(PrintCase):
    def test_staff_form_shows_every_line_in_its_group(self):
        pdf = self.render("action_report_hr_skp", self.make_printed_plan())
        self.assertPrinted(
            pdf,
            "SASARAN KINERJA PEGAWAI PENDEKATAN HASIL KERJA KUANTITATIF"
            " BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL",
            "Pemerintah Kota Uji",
            f"PERIODE PENILAIAN: 1 Januari {self.year} s.d. 31 Desember {self.year}",
            "PEGAWAI YANG DINILAI",
            "PEJABAT PENILAI KINERJA",
            "Ani Pegawai",
            "Budi Penilai",
            "NIP 198703122010011004",
            "NIP 197911052003121002",
            "Jabatan Ani Pegawai",
            "HASIL KERJA",
            "A. UTAMA",
            "Meningkatnya mutu layanan perizinan",
            "Terlaksananya verifikasi berkas perizinan",
            "Kuantitas",
            "Jumlah berkas diverifikasi",
            "900 berkas",
            "Waktu",
            "Rata-rata waktu verifikasi",
            "1 hari kerja",
            "Tersusunnya rancangan SOP yang ringkas",
            "Kualitas",
            "95%",
            "B. TAMBAHAN",
            "Terlaksananya klinik perizinan (Penugasan dari Kepala Dinas)",
            "Biaya",
            "Rp1.000.000",
            "PERILAKU KERJA",
            "Berorientasi Pelayanan",
            "Memahami dan memenuhi kebutuhan masyarakat",
            "Ekspektasi Khusus Pimpinan:",
            "Kolaboratif",
            "Menggerakkan pemanfaatan berbagai sumber daya untuk tujuan bersama",
            "Kota Uji, ",
            "Pejabat Penilai Kinerja",
        )
        self.assertIn("RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI", pdf.text)
        self.assertNotIn("PERSPEKTIF", pdf.text)
        self.assertNotIn("DRAF", pdf.text)
        self.assertEqual(pdf.get_pdfa(), ("3", "B", "/GTS_PDFA1"))
        self.assertTrue(all(pdf.get_fonts().values()))
        self.assertEqual(pdf.title, "SASARAN KINERJA PEGAWAI Ani Pegawai")
        self.assertIn(f"Halaman {len(pdf.pages)} dari {len(pdf.pages)}", pdf.pages[-1])
        width, height = pdf.reader.pages[0].mediabox[2:]
        self.assertEqual((round(width), round(height)), (842, 595))

    def test_leader_form_has_perspectives_and_no_aspect(self):
        perspective = self.env["hr.skp.perspective"].search([], limit=1)
        plan = self.make_printed_plan(approve=False, form="leader")
        plan.result_ids[0].perspective_id = perspective
        pdf = self.render("action_report_hr_skp", plan)
        self.assertPrinted(
            pdf,
            "BAGI PEJABAT PIMPINAN TINGGI DAN PIMPINAN UNIT KERJA MANDIRI",
            "PERSPEKTIF",
            "A. UTAMA",
            "900 berkas",
            perspective.name,
        )
        self.assertNotIn("ASPEK", pdf.text)
        self.assertNotIn("DIINTERVENSI", pdf.text)

    def test_qualitative_form_merges_indicator_and_target(self):
        plan = self.make_printed_plan(approve=False, approach="qualitative")
        pdf = self.render("action_report_hr_skp", plan)
        self.assertPrinted(
            pdf,
            "PENDEKATAN HASIL KERJA KUALITATIF",
            "Terlaksananya verifikasi berkas perizinan",
            "Ukuran keberhasilan/Indikator Kinerja Individu, dan Target:",
            "Jumlah berkas diverifikasi: 900 berkas",
            "Rata-rata waktu verifikasi: 1 hari kerja",
        )
        self.assertNotIn("ASPEK", pdf.text)

    def test_draft_is_marked_and_shows_living_identities(self):
        plan = self.make_printed_plan(approve=False)
        self.employee.name = "Ani Berganti Nama"
        pdf = self.render("action_report_hr_skp", plan)
        self.assertIn("DRAF", pdf.pages[0])
        self.assertIn("Ani Berganti Nama", pdf.text)
        self.assertIn("Belum ditetapkan", pdf.text)

    def test_approved_form_keeps_what_was_sealed(self):
        plan = self.make_printed_plan()
        before = self.render("action_report_hr_skp", plan).text
        self.as_user(plan, self.employee).action_revise("Penugasan baru")
        plan.result_ids[0].name = "Hasil yang belum disetujui"
        plan.result_ids.indicator_ids[0].target = "1 berkas"
        plan.behavior_ids[0].expectation = "Harapan baru"
        self.employee.write({"name": "Ani Berganti Nama", "nip": "198703122010011012"})
        self.assertEqual(self.render("action_report_hr_skp", plan).text, before)
        plan.action_submit()
        self.assertEqual(self.render("action_report_hr_skp", plan).text, before)
        self.as_user(plan, self.appraiser).action_approve()
        after = self.render("action_report_hr_skp", plan).text
        self.assertIn("Hasil yang belum disetujui", after)
        self.assertIn("penetapan ke-2", after)

    def test_taken_over_result_is_struck_with_its_note_and_dropped_one_left_out(self):
        plan = self.make_printed_plan()
        self.as_user(plan.result_ids[0], self.appraiser).action_take_over(
            "Sakit panjang"
        )
        self.assertPrinted(
            self.render("action_report_hr_skp", plan),
            "Terlaksananya verifikasi berkas perizinan",
            "Diambil alih oleh Pimpinan: Sakit panjang",
        )
        content = plan._get_printed_contents()[plan]
        form = self.env["report.hr_skp_reports.report_hr_skp"]._get_plan_body(content)
        first = form["groups"][0]["bodies"][0]["rows"][0]
        styles = {cell["key"]: cell["paragraphs"][0]["style"] for cell in first}
        self.assertEqual(styles["result"], "struck")
        self.as_user(plan, self.employee).action_revise("Hasil gugur")
        plan.result_ids[2].action_drop("Tidak lagi ditugaskan")
        plan.action_submit()
        self.as_user(plan, self.appraiser).action_approve()
        text = self.render("action_report_hr_skp", plan).text
        self.assertNotIn("Terlaksananya klinik perizinan", text)

    def test_many_plans_are_one_document(self):
        plans = self.make_printed_plan() | self.make_printed_plan(
            employee=self.colleague
        )
        pdf = self.render("action_report_hr_skp", plans)
        self.assertEqual(pdf.get_pdfa(), ("3", "B", "/GTS_PDFA1"))
        starts = [
            index for index, page in enumerate(pdf.pages) if "Halaman 1 dari" in page
        ]
        self.assertEqual(len(starts), 2)
        self.assertIn("Ani Pegawai", pdf.pages[starts[0]])
        self.assertIn("Tono Rekan", pdf.pages[starts[1]])

    def test_long_results_break_over_pages_without_loss(self):
        indicators = [
            (
                0,
                0,
                {
                    "aspect": "quantity",
                    "name": f"Ukuran nomor {n} dari hasil",
                    "target": f"{n} buah",
                },
            )
            for n in range(1, 41)
        ]
        result = {"name": "Hasil yang panjang " * 12, "indicator_ids": indicators}
        plan = self.make_plan(result_ids=[(0, 0, result)])
        pdf = self.render("action_report_hr_skp", plan)
        self.assertGreater(len(pdf.pages), 2)
        self.assertPrinted(pdf, *[f"Ukuran nomor {n} dari hasil" for n in range(1, 41)])
        for page in pdf.pages[:2]:
            self.assertIn("INDIKATOR KINERJA INDIVIDU", page)
        self.assertIn("(lanjutan)", pdf.text)

    def test_typed_markup_prints_as_text_and_fetches_nothing(self):
        plan = self.make_plan(results=("<img src='http://127.0.0.1:9/x'><b>Hasil</b>",))
        with patch("urllib.request.OpenerDirector.open") as opened:
            pdf = self.render("action_report_hr_skp", plan)
        opened.assert_not_called()
        self.assertIn(
            "<img src='http://127.0.0.1:9/x'><b>Hasil</b>",
            pdf.text.replace("9/x' >", "9/x'>"),
        )

    def test_signed_in_anothers_place_is_said(self):
        plan = self.make_plan()
        self.as_user(plan, self.officer).action_submit()
        self.as_user(plan, self.appraiser).action_approve()
        pdf = self.render("action_report_hr_skp", plan)
        self.assertPrinted(
            pdf, "Pegawai yang Dinilai", "a.n., oleh Rudi Pengelola", "Ani Pegawai"
        )

    def test_number_is_named_as_the_person_holds_it(self):
        self.employee.asn_status = "pppk"
        self.employee.nip = "199001012023211001"
        self.appraiser.write({"nip": False, "skp_identity_label": "nrp"})
        self.appraiser.skp_identity_number = "1150012345"
        pdf = self.render("action_report_hr_skp", self.make_printed_plan())
        self.assertIn("NI PPPK 199001012023211001", pdf.text)
        self.assertIn("NRP 1150012345", pdf.text)

    def test_cancelled_plan_is_marked(self):
        plan = self.make_plan()
        self.as_user(plan, self.officer).action_cancel("Pegawai pindah")
        self.assertIn("DIBATALKAN", self.render("action_report_hr_skp", plan).pages[0])

    def test_annex_prints_its_three_lists(self):
        plan = self.make_plan()
        self.as_user(self.env["hr.skp.annex"], self.employee).create(
            [
                {
                    "skp_id": plan.id,
                    "section": "resource",
                    "resource_kind": "budget",
                    "name": "Belanja alat tulis",
                    "result_id": plan.result_ids[0].id,
                },
                {
                    "skp_id": plan.id,
                    "section": "resource",
                    "resource_kind": "people",
                    "name": "Dua petugas",
                    "agreed": False,
                },
                {
                    "skp_id": plan.id,
                    "section": "consequence",
                    "effect": "positive",
                    "name": "Pujian",
                },
            ]
        )
        self.assertPrinted(
            self.render("action_report_hr_skp_annex", plan),
            "LAMPIRAN SASARAN KINERJA PEGAWAI",
            "Ani Pegawai",
            "DUKUNGAN SUMBER DAYA",
            "Anggaran: Belanja alat tulis",
            "(untuk rencana hasil kerja: Terlaksananya layanan)",
            "Sumber daya manusia: Dua petugas (tidak disepakati)",
            "SKEMA PERTANGGUNGJAWABAN",
            "KONSEKUENSI",
            "Positif: Pujian",
            "Pegawai yang Dinilai",
        )

    def test_paper_follows_the_agency(self):
        self.company.skp_paper_format = "f4"
        pdf = self.render("action_report_hr_skp", self.make_plan())
        width, height = pdf.reader.pages[0].mediabox[2:]
        self.assertEqual((round(width), round(height)), (935, 609))

    def test_printing_uses_the_persons_own_rights(self):
        plan = self.make_printed_plan()
        for person in (
            self.employee,
            self.appraiser,
            self.superior,
            self.officer,
            self.auditor,
        ):
            with self.subTest(person.name):
                self.assertIn(
                    "Ani Pegawai",
                    self.render("action_report_hr_skp", plan, person.user_id).text,
                )
        for person in (self.colleague, self.other_head, self.other_officer):
            for xmlid in ("action_report_hr_skp", "action_report_hr_skp_annex"):
                with (
                    self.subTest(person.name, form=xmlid),
                    self.assertRaises(AccessError),
                ):
                    self.render(xmlid, plan, person.user_id)

    def test_nothing_selected_is_refused_with_a_sentence(self):
        with self.assertRaises(UserError):
            self.render("action_report_hr_skp", self.env["hr.skp"])

    def test_erased_content_cannot_be_printed(self):
        plan = self.make_printed_plan()
        self.env["hr.skp.seal"].sudo()._get_chains(plan)[plan]._erase_payload("Putusan")
        with self.assertRaises(UserError):
            self.render("action_report_hr_skp", plan)
