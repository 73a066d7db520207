from odoo.exceptions import AccessError
from odoo.tests import tagged

from .test_evaluation_form import EvaluationPrintCase

NAME = "report_hr_skp_evaluation_why"


@tagged("standard", "post_install", "-at_install")
class TestEvaluationWhy(EvaluationPrintCase):
    """The page “Why this predicate”, printed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.set_organization_predicate()
        cls.evaluation = cls.make_evaluation()
        line = cls.evaluation.result_line_ids[0]
        target = cls.env["hr.skp.target"].search(
            [("result_id", "=", line.result_id.id)], limit=1
        )
        cls.evidence = cls.as_user(cls.env["hr.skp.evidence"], cls.employee).create(
            {
                "skp_id": cls.evaluation.skp_id.id,
                "name": "Rekap berkas",
                "kind": "link",
                "url": "https://contoh.go.id/rekap",
                "target_ids": [(4, target.id)],
            }
        )
        line.rating = "above"

    def rate_twice(self):
        self.evaluation.note = "Pertahankan."
        self.rate(self.evaluation, "meets", "below", deliver=False)
        self.evaluation.action_reset_rating("Salah sel")
        self.evaluation.result_line_ids[0].rating = "meets"
        self.rate(self.evaluation, "meets", "meets")

    def test_from_the_predicate_to_its_sources(self):
        self.rate_twice()
        own = self.as_user(self.evaluation, self.employee)
        own.action_object("Perilaku saya melebihi harapan.")
        objection = self.env["hr.skp.objection"].search([])
        self.as_user(objection, self.appraiser).action_explain("Sesuai catatan harian.")
        pdf = self.render(f"action_{NAME}", self.evaluation, user=self.employee.user_id)
        self.assertPrinted(
            pdf,
            "DASAR PREDIKAT KINERJA PEGAWAI",
            "Ani Pegawai",
            "RATING HASIL KERJA:",
            "HASIL KERJA ↓ / PERILAKU KERJA →",
            "bersama-sama menghasilkan predikat BAIK",
            "SIAPA MENETAPKAN, KAPAN, DAN MENGAPA",
            "Dinilai Budi Penilai",
            "Penilaian dibuka kembali Budi Penilai Salah sel",
            "RATING PERILAKU KERJA: DI BAWAH EKSPEKTASI → SESUAI EKSPEKTASI",
            "KURANG/ MISCONDUCT → BAIK",
            "Disampaikan Budi Penilai",
            "Keberatan diajukan Ani Pegawai Perilaku saya melebihi harapan.",
            "Penjelasan pejabat penilai",
            "A. UTAMA",
            "900 berkas",
            "Rekap berkas",
            "Pertahankan ketelitian",
            "SESUAI EKSPEKTASI",
            "Berorientasi Pelayanan",
            "Ramah kepada pemohon",
            "CATATAN PEJABAT PENILAI KINERJA Pertahankan.",
            "KEBERATAN Perilaku saya melebihi harapan.",
            "PENJELASAN PEJABAT PENILAI ATAS KEBERATAN Sesuai catatan harian.",
        )
        self.assertIn("Tercapai: Jumlah berkas diverifikasi", pdf.text)
        self.assertEqual(pdf.get_pdfa(), ("3", "B", "/GTS_PDFA1"))

    def test_steps_tell_what_was_before_once(self):
        self.rate_twice()
        self.as_user(self.evaluation, self.employee).action_object("Alasan")
        steps = self.get_form(self.evaluation, NAME)["steps"]
        self.assertEqual(
            [step[1] for step in steps],
            [
                "Dinilai",
                "Penilaian dibuka kembali",
                "Dinilai",
                "Disampaikan",
                "Keberatan diajukan",
            ],
        )
        name = self.evaluation.result_line_ids[0].name
        self.assertIn(f"{name}: DI ATAS EKSPEKTASI", steps[0][4])
        self.assertIn(f"{name}: DI ATAS EKSPEKTASI → SESUAI EKSPEKTASI", steps[2][4])
        self.assertEqual([step[4] for step in steps[3:]], ["-", "-"])

    def test_a_decision_tells_whether_the_predicate_changed(self):
        self.rate_twice()
        self.as_user(self.evaluation, self.employee).action_object("Alasan")
        objection = self.env["hr.skp.objection"].search([])
        self.as_user(objection, self.appraiser).action_explain("Penjelasan")
        decider = self.as_user(objection, self.superior)
        for behavior, told in (
            ("above", "Keberatan diputus: rating diubah, predikat tetap"),
            ("below", "Keberatan diputus: predikat diubah"),
        ):
            with self.subTest(behavior), self.env.cr.savepoint() as savepoint:
                decider.action_change("meets", behavior, "Putusan")
                steps = self.get_form(self.evaluation, NAME)["steps"]
                self.assertEqual(steps[-1][1], told)
                savepoint.rollback()
                self.env.invalidate_all(flush=False)

    def test_without_a_predicate_it_says_so(self):
        form = self.get_form(self.evaluation, NAME)
        self.assertIn("Belum ada predikat", form["sentence"])
        self.assertFalse(form["steps"])
        cells = [cell for row in form["quadrant"]["rows"] for cell in row["cells"]]
        self.assertFalse([cell for cell in cells if cell["style"]])

    def test_wrong_persons_before_and_after_delivery(self):
        self.rate(self.evaluation, deliver=False)
        action = f"action_{NAME}"
        for person in (self.employee, self.colleague, self.other_head):
            with self.assertRaises(AccessError):
                self.render(action, self.evaluation, user=person.user_id)
        self.evaluation.action_deliver()
        for person in (self.colleague, self.other_head):
            with self.assertRaises(AccessError):
                self.render(action, self.evaluation, user=person.user_id)
        for person in (self.employee, self.appraiser, self.superior):
            self.render(action, self.evaluation, user=person.user_id)

    def test_the_longest_texts_tear_no_row_apart(self):
        """A text longer than a page goes on; nothing of it is lost."""
        self.evaluation.note = " ".join(f"kata{number}" for number in range(1500))
        self.rate(self.evaluation)
        pdf = self.render(f"action_{NAME}", self.evaluation)
        self.assertIn("kata1499", pdf.text)
        self.assertGreater(len(pdf.pages), 2)
