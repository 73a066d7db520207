import base64

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .case import EvaluationCase

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n"


@tagged("standard", "post_install", "-at_install")
class TestEvidenceKept(EvaluationCase):
    """What supported a delivered evaluation once stays, whatever becomes of the rest."""

    def setUp(self):
        super().setUp()
        self.evidence = self.as_user(self.env["hr.skp.evidence"], self.employee).create(
            {
                "skp_id": self.plan.id,
                "name": "Laporan",
                "file": base64.b64encode(PDF),
                "file_name": "laporan.pdf",
            }
        )

    def deliver(self):
        lines = self.tell()
        self.as_user(lines, self.employee).evidence_ids = self.evidence
        evaluation = self.open_evaluation()
        self.rate(evaluation)
        evaluation.action_deliver()
        return evaluation, self.as_user(lines, self.employee)

    def test_no_way_to_delete_it_is_left(self):
        evaluation, lines = self.deliver()
        self.assertTrue(self.evidence.is_kept)
        evaluation.action_take_back("Keliru")
        evaluation.action_reset_rating("Keliru")
        # The period is open again, so the realisation may change; its evidence stays.
        lines.evidence_ids = [(5,)]

        for person in (self.employee, self.officer, self.manager):
            with self.subTest(person=person.name), self.assertRaises(UserError):
                self.as_user(self.evidence, person).unlink()
        with self.assertRaisesRegex(UserError, "never deleted"):
            self.evidence.sudo().unlink()
        attachment = self.env["ir.attachment"].search(
            [
                ("res_model", "=", "hr.skp.evidence"),
                ("res_field", "=", "file"),
                ("res_id", "=", self.evidence.id),
            ]
        )
        for person in (self.employee, self.manager):
            with self.subTest(person=person.name), self.assertRaises(AccessError):
                self.as_user(attachment, person).unlink()
        self.assertEqual(
            self.evidence.with_context(bin_size=False).file, base64.b64encode(PDF)
        )

    def test_its_content_stays_and_a_new_version_is_the_way(self):
        _evaluation, lines = self.deliver()

        for vals in (
            {"file": base64.b64encode(PDF + b"2")},
            {"name": "Lain"},
            {"file": False, "kind": "link", "url": "https://example.com"},
            {"target_ids": [(5,)]},
            {"is_kept": False},
        ):
            with self.subTest(vals=list(vals)), self.assertRaises(UserError):
                self.evidence.write(vals)
        self.assertFalse(self.evidence.can_edit)
        newer = self.evidence.create(
            {
                "skp_id": self.plan.id,
                "name": "Laporan",
                "file": base64.b64encode(PDF + b"2"),
                "file_name": "laporan.pdf",
                "replaces_id": self.evidence.id,
            }
        )
        self.assertEqual(lines.evidence_ids, self.evidence)
        self.assertFalse(newer.target_ids)

    def test_nothing_is_added_to_a_rated_period(self):
        _evaluation, lines = self.deliver()

        with self.assertRaisesRegex(UserError, "rated"):
            self.evidence.create(
                {
                    "skp_id": self.plan.id,
                    "name": "Susulan",
                    "kind": "link",
                    "url": "https://example.com",
                    "target_ids": lines.ids,
                }
            )

    def test_it_may_support_another_period_too(self):
        self.deliver()
        later = self.as_user(self.tell(period=self.period2), self.employee)

        self.evidence.target_ids = [(4, line.id) for line in later]

        self.assertEqual(later.evidence_ids, self.evidence)
