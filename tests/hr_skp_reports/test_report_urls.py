import json

from odoo.http import Request
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import SkpHttpCase
from ..common.common import PASSWORD
from .pdf import PrintedPdf

FORCE = json.dumps({"force_report_rendering": True})
PLAN_FORMS = ("report_hr_skp", "report_hr_skp_annex")
PLAN_SHEETS = ("hr_skp_xlsx", "hr_skp_annex_xlsx")
EVALUATION_ADDRESSES = (
    ("pdf", "report_evaluation"),
    ("html", "report_evaluation"),
    ("pdf", "report_evaluation_document"),
    ("html", "report_evaluation_document"),
    ("pdf", "report_hr_skp_evaluation_why"),
    ("html", "report_hr_skp_evaluation_why"),
    ("xlsx", "evaluation_xlsx"),
    ("xlsx", "recap_xlsx"),
)


@tagged("standard", "post_install", "-at_install")
class TestReportUrls(SkpHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan = cls.make_approved_plan()

    def open_report(self, person, converter, name, records):
        self.authenticate(person.user_id.login, PASSWORD)
        url = f"/report/{converter}/hr_skp_reports.{name}/{','.join(map(str, records.ids))}"
        return self.url_open(url, timeout=60, params={"context": FORCE})

    def download(self, person, name, records):
        """Ask for a form as the web client does."""
        self.authenticate(person.user_id.login, PASSWORD)
        url = f"/report/pdf/hr_skp_reports.{name}/{','.join(map(str, records.ids))}"
        values = {
            "data": json.dumps([url, "qweb-pdf"]),
            "context": FORCE,
            "csrf_token": Request.csrf_token(self),
        }
        return self.url_open("/report/download", data=values)

    def test_those_concerned_get_the_document(self):
        for person in (self.employee, self.appraiser, self.superior):
            for name in PLAN_FORMS:
                with self.subTest(person.name, form=name):
                    response = self.open_report(person, "pdf", name, self.plan)
                    self.assertEqual(response.status_code, 200)
                    self.assertEqual(
                        response.headers["Content-Type"], "application/pdf"
                    )
                    self.assertIn("Ani Pegawai", PrintedPdf(response.content).text)
            for name in PLAN_SHEETS:
                with self.subTest(person.name, sheet=name):
                    response = self.open_report(person, "xlsx", name, self.plan)
                    self.assertEqual(response.content[:2], b"PK")

    def test_others_are_refused_whatever_the_address(self):
        addresses = [
            (kind, name) for kind in ("pdf", "html", "text") for name in PLAN_FORMS
        ]
        addresses += [("xlsx", name) for name in PLAN_SHEETS]
        for person in (self.colleague, self.other_head, self.other_officer):
            for converter, name in addresses:
                with (
                    self.subTest(person.name, address=f"{converter}/{name}"),
                    mute_logger("odoo.http"),
                ):
                    response = self.open_report(person, converter, name, self.plan)
                    self.assertEqual(response.status_code, 403)
                    self.assertNotIn(b"Terlaksananya layanan", response.content)

    def test_download_is_refused_too(self):
        with mute_logger("odoo.http", "odoo.addons.web.controllers.report"):
            response = self.download(self.colleague, "report_hr_skp", self.plan)
        # Odoo answers a failed download with a message in place of the file.
        self.assertIn(b"AccessError", response.content)
        self.assertNotIn(b"%PDF", response.content)

    def test_download_has_a_speaking_name(self):
        response = self.download(self.employee, "report_hr_skp", self.plan)
        self.assertEqual(response.status_code, 200)
        self.assertIn("Ani%20Pegawai.pdf", response.headers["Content-Disposition"])
        self.assertIn("Ani Pegawai", PrintedPdf(response.content).text)

    def test_options_of_the_caller_do_not_reach_the_form(self):
        self.authenticate(self.employee.user_id.login, PASSWORD)
        options = {
            "forms": [{"title": "Palsu"}],
            "docs": [],
            "terms": {},
            "title": "Palsu",
        }
        response = self.url_open(
            f"/report/pdf/hr_skp_reports.report_hr_skp/{self.plan.id}",
            params={"context": FORCE, "options": json.dumps(options)},
        )
        text = PrintedPdf(response.content).text
        self.assertIn("Ani Pegawai", text)
        self.assertNotIn("Palsu", text)

    def test_rated_person_gets_nothing_before_delivery(self):
        evaluation = self.as_user(self.env["hr.skp.evaluation"], self.appraiser).create(
            {"skp_id": self.plan.id, "period_id": self.period.id}
        )
        evaluation.write({"work_rating": "below", "behavior_rating": "below"})
        for person in (self.employee, self.colleague):
            for converter, name in EVALUATION_ADDRESSES:
                with (
                    self.subTest(person.name, address=f"{converter}/{name}"),
                    mute_logger("odoo.http"),
                ):
                    response = self.open_report(person, converter, name, evaluation)
                    self.assertEqual(response.status_code, 403)
                    self.assertNotIn(b"EKSPEKTASI", response.content)
        for converter, name in EVALUATION_ADDRESSES:
            with self.subTest(address=f"{converter}/{name}"):
                response = self.open_report(self.appraiser, converter, name, evaluation)
                self.assertEqual(response.status_code, 200)
