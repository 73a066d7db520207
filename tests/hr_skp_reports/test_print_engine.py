from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import TransactionCase, new_test_user, tagged

from .pdf import PrintedPdf

PAGE = """
<t t-name="test_skp_print.page">
    <html lang="id">
        <head><title>Lembar uji</title></head>
        <body>
            <div t-foreach="docs" t-as="doc" class="form a4-landscape">
                <p t-out="doc.name"/>
                <p t-out="doc.comment"/>
                <img t-if="doc.ref" t-att-src="doc.ref"/>
                <p t-if="doc.ref" t-attf-style="background: url({{ doc.ref }})">x</p>
                <p t-foreach="range(doc.color)" t-as="line" style="height: 60mm" t-out="line"/>
            </div>
        </body>
    </html>
</t>
"""


@tagged("standard", "post_install", "-at_install")
class TestPrintEngine(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.ui.view"].create(
            {"name": "page", "type": "qweb", "key": "test_skp_print.page", "arch": PAGE}
        )
        cls.report = cls.env["ir.actions.report"].create(
            {
                "name": "Test sheet",
                "model": "res.partner",
                "report_type": "qweb-pdf",
                "report_name": "test_skp_print.page",
                "is_weasyprint": True,
            }
        )
        cls.partners = cls.env["res.partner"].create(
            [{"name": "Satu"}, {"name": "Dua", "color": 8}, {"name": "Tiga"}]
        )

    def _print(self, ids, **context):
        reports = self.env["ir.actions.report"].with_context(
            force_report_rendering=True, **context
        )
        content, kind = reports._render_qweb_pdf(self.report.report_name, ids)
        self.assertEqual(kind, "pdf")
        return PrintedPdf(content)

    def test_prints_pdfa_without_wkhtmltopdf(self):
        target = "odoo.addons.base.models.ir_actions_report._run_wkhtmltopdf"
        with patch(target, side_effect=AssertionError("wkhtmltopdf was called")):
            pdf = self._print(self.partners[0].ids)
        self.assertEqual(pdf.get_pdfa(), ("3", "B", "/GTS_PDFA1"))
        self.assertEqual(pdf.root["/Lang"], "id")
        self.assertEqual(pdf.title, "Lembar uji")

    def test_embeds_its_own_fonts_as_subsets(self):
        # Ticks, arrows and emoji print alike on a machine without any fonts; a
        # character that no font draws would break PDF/A and is replaced.
        self.partners[
            0
        ].name = "Baik 👍 😊 ✓ → □ \N{MELTING FACE}\N{NON-BREAKING HYPHEN}x"
        with self.assertNoLogs("weasyprint", "WARNING"):
            pdf = self._print(self.partners[0].ids)
        self.assertIn("Baik 👍 😊 ✓ → □ □-x", pdf.text)
        fonts = pdf.get_fonts()
        self.assertTrue(fonts)
        for name, embedded in fonts.items():
            self.assertRegex(name, r"^/[A-Z]{6}\+(SKP-Sans|emoji)")
            self.assertTrue(embedded, name)

    def test_other_reports_keep_odoos_engine(self):
        self.report.is_weasyprint = False
        with patch.object(type(self.report), "_prepare_weasyprint_streams") as engine:
            self.env["ir.actions.report"]._render_qweb_pdf(
                self.report.report_name, self.partners[0].ids
            )
        engine.assert_not_called()

    def test_client_is_told_of_the_engine(self):
        self.assertTrue(self.report._get_action_dict()["is_weasyprint"])

    def test_records_become_one_document_and_count_their_own_pages(self):
        pdf = self._print(self.partners.ids)
        self.assertEqual(pdf.get_pdfa(), ("3", "B", "/GTS_PDFA1"))
        self.assertEqual(len(pdf.pages), 5)
        counters = ["1 dari 1", "1 dari 3", "2 dari 3", "3 dari 3", "1 dari 1"]
        for page, counter in zip(pdf.pages, counters, strict=True):
            self.assertIn(f"Halaman {counter}", page)
        self.assertTrue(pdf.find_in_order("Satu", "Dua", "Tiga"))
        self.assertEqual(pdf.title, "Lembar uji (+2)")

    def test_records_print_in_the_order_asked_for(self):
        self.assertTrue(
            self._print(self.partners[::-1].ids).find_in_order("Tiga", "Dua", "Satu")
        )

    def test_doubled_records_print_as_often_as_asked(self):
        first, second = self.partners[0].id, self.partners[2].id
        self.report.attachment = "'%s.pdf' % object.name"
        pdf = self._print([first, second, first])
        self.assertEqual(len(pdf.pages), 3)
        self.assertTrue(pdf.find_in_order("Satu", "Tiga", "Satu"))
        self.assertFalse(self._get_attachments())

    def test_no_records_print_one_document(self):
        for ids in ([], None):
            self.assertEqual(len(self._print(ids).pages), 1)

    def test_each_record_gets_its_own_attachment(self):
        self.report.attachment = "'%s.pdf' % object.name"
        self._print(self.partners.ids)
        attachments = self._get_attachments()
        self.assertEqual(
            set(attachments.mapped("name")), {"Satu.pdf", "Dua.pdf", "Tiga.pdf"}
        )
        for attachment in attachments:
            pdf = PrintedPdf(attachment.raw)
            self.assertEqual(pdf.get_pdfa(), ("3", "B", "/GTS_PDFA1"))
            self.assertIn(attachment.name.removesuffix(".pdf"), pdf.text)

    def test_saved_print_is_used_again(self):
        self.report.write(
            {"attachment": "'%s.pdf' % object.name", "attachment_use": True}
        )
        self._print(self.partners[0].ids)
        self.partners[0].name = "Berubah"
        self.partners[0].comment = "Berubah"
        attachment = self._get_attachments()
        attachment.name = "Berubah.pdf"
        self.assertIn("Satu", self._print(self.partners[0].ids).text)
        self.assertEqual(self._get_attachments(), attachment)
        self.assertIn(
            "Berubah",
            self._print(self.partners[0].ids, report_pdf_no_attachment=1).text,
        )

    def _get_attachments(self):
        return self.env["ir.attachment"].search(
            [("res_model", "=", "res.partner"), ("res_id", "in", self.partners.ids)]
        )

    def test_typed_markup_stays_text(self):
        self.partners[0].name = "<img src='file:///etc/passwd'> {{ 7 * 7 }} ${7*7}"
        with self.assertNoLogs("weasyprint", "WARNING"):
            text = self._print(self.partners[0].ids).text
        self.assertIn("<img src='file:///etc/passwd'> {{ 7 * 7 }} ${7*7}", text)

    def test_fetcher_refuses_network_and_files(self):
        addresses = (
            "http://127.0.0.1:9/x.png",
            "https://example.com/x.png",
            "file:///etc/passwd",
            "ftp://127.0.0.1/x",
        )
        for address in addresses:
            self.partners[0].ref = address
            with (
                self.subTest(address),
                patch("urllib.request.OpenerDirector.open") as opened,
                self.assertLogs("weasyprint", "ERROR") as logs,
            ):
                self.assertIn("Satu", self._print(self.partners[0].ids).text)
            opened.assert_not_called()
            self.assertIn("disallowed", "".join(logs.output))

    def test_fetcher_gives_data_and_own_fonts_only(self):
        from odoo.addons.hr_skp_reports.print_engine import STATIC, ClosedFetcher

        fetcher = ClosedFetcher()
        self.assertEqual(fetcher.fetch("data:text/plain,ya").read(), b"ya")
        font = STATIC / "fonts" / "LiberationSans-Regular.ttf"
        self.assertEqual(fetcher.fetch(font.as_uri()).read()[:4], b"\x00\x01\x00\x00")
        for address in (
            f"{font.parent.as_uri()}/../src/print/print.css",
            f"{font.as_uri()}/../../../__manifest__.py",
            (STATIC / "src" / "print" / "print.css").as_uri(),
            "hr_skp_reports/static/fonts/LiberationSans-Regular.ttf",
        ):
            with self.subTest(address), self.assertRaises(ValueError):
                fetcher.fetch(address)

    def test_a_record_that_may_not_be_read_is_refused(self):
        user = new_test_user(self.env, "skp_print_outsider", groups="base.group_user")
        self.env["ir.rule"].create(
            {
                "name": "test",
                "model_id": self.env["ir.model"]._get_id("res.partner"),
                "domain_force": [("id", "!=", self.partners[0].id)],
            }
        )
        reports = self.env["ir.actions.report"].with_user(user)
        reports = reports.with_context(force_report_rendering=True)
        with self.assertRaises(AccessError):
            reports._render_qweb_pdf(self.report.report_name, self.partners[0].ids)
