"""Printing in tests: real PDFs through Odoo's own print path, as the person who asks."""

from ..common import SkpCase
from .pdf import PrintedPdf

RESULTS = [
    {
        "name": "Terlaksananya verifikasi berkas perizinan",
        "parent_name": "Meningkatnya mutu layanan perizinan",
        "sequence": 1,
        "indicator_ids": [
            (
                0,
                0,
                {
                    "aspect": "quantity",
                    "name": "Jumlah berkas diverifikasi",
                    "target": "900 berkas",
                },
            ),
            (
                0,
                0,
                {
                    "aspect": "time",
                    "name": "Rata-rata waktu verifikasi",
                    "target": "1 hari kerja",
                },
            ),
        ],
    },
    {
        "name": "Tersusunnya rancangan SOP yang ringkas",
        "sequence": 2,
        "indicator_ids": [
            (
                0,
                0,
                {
                    "aspect": "quality",
                    "name": "Persentase rancangan diterima",
                    "target": "95%",
                },
            ),
        ],
    },
    {
        "name": "Terlaksananya klinik perizinan",
        "kind": "additional",
        "assigned_by": "Kepala Dinas",
        "indicator_ids": [
            (
                0,
                0,
                {
                    "aspect": "cost",
                    "name": "Biaya setiap sesi",
                    "target": "Rp1.000.000",
                },
            ),
        ],
    },
]


class PrintMixin:
    def render(self, xmlid, records, user=None):
        """Return the printed PDF of ``records``, rendered with the person's own rights."""
        reports = self.env["ir.actions.report"].with_context(
            force_report_rendering=True, allowed_company_ids=self.company.ids
        )
        if user:
            reports = reports.with_user(user)
        content, kind = reports._render_qweb_pdf(f"hr_skp_reports.{xmlid}", records.ids)
        self.assertEqual(kind, "pdf")
        return PrintedPdf(content)

    def assertPrinted(self, pdf, *texts):
        """Assert that the texts stand in the document, in this order."""
        position = 0
        for text in texts:
            found = pdf.text.find(text, position)
            self.assertGreaterEqual(found, 0, f"{text!r} after {pdf.text[:position]!r}")
            position = found + len(text)


class PrintCase(PrintMixin, SkpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.city = "Kota Uji"
        cls.employee.nip = "198703122010011004"
        cls.appraiser.nip = "197911052003121002"

    @classmethod
    def make_printed_plan(cls, approve=True, **values):
        """Return a plan with three results; its lines are made anew for each call."""
        lines = [(0, 0, dict(result)) for result in RESULTS]
        make = cls.make_approved_plan if approve else cls.make_plan
        return make(result_ids=lines, **values)
