import base64
import hashlib

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import SkpCase


@tagged("standard", "post_install", "-at_install")
class TestWorkingYear(SkpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan = cls.make_approved_plan()
        cls.lines = cls.as_user(cls.env["hr.skp.target"], cls.employee)._get_or_create(
            cls.plan, cls.period
        )

    def test_lines_are_made_once(self):
        again = self.env["hr.skp.target"]._get_or_create(self.plan, self.period)
        self.assertEqual(again.ids, self.lines.ids)
        self.assertEqual(self.lines.sudo().employee_user_id, self.employee.user_id)
        self.assertEqual(self.lines.sudo().result_id, self.plan.sudo().result_ids)

    def test_employee_records_realisation_with_evidence(self):
        content = b"isi bukti"
        evidence = self.as_user(self.env["hr.skp.evidence"], self.employee).create(
            {
                "skp_id": self.plan.id,
                "name": "Laporan",
                "file": base64.b64encode(content),
                "file_name": "laporan.txt",
            }
        )
        self.assertEqual(evidence.checksum, hashlib.sha256(content).hexdigest())
        self.lines.write(
            {"realization": "11 laporan", "evidence_ids": [(4, evidence.id)]}
        )
        self.assertEqual(
            self.as_user(self.lines, self.appraiser).realization, "11 laporan"
        )
        attachment = (
            self.env["ir.attachment"]
            .sudo()
            .search(
                [
                    ("res_model", "=", "hr.skp.evidence"),
                    ("res_id", "=", evidence.id),
                    ("res_field", "=", "file"),
                ]
            )
        )
        self.assertTrue(self.as_user(attachment, self.appraiser).read(["name"]))
        with (
            self.assertRaises(AccessError),
            mute_logger("odoo.addons.base.models.ir_rule"),
        ):
            self.as_user(attachment, self.colleague).read(["name", "raw"])
        with self.assertRaises(UserError):
            evidence.unlink()

    def test_wrong_persons_record_nothing(self):
        for person in (self.appraiser, self.superior):
            with self.subTest(person=person.name), self.assertRaises(AccessError):
                self.as_user(self.lines, person).write({"realization": "x"})
        with (
            self.assertRaises(AccessError),
            mute_logger("odoo.addons.base.models.ir_rule"),
        ):
            self.as_user(self.lines, self.colleague).write({"realization": "x"})
        with self.assertRaises(AccessError):
            self.as_user(self.env["hr.skp.evidence"], self.appraiser).create(
                {
                    "skp_id": self.plan.id,
                    "name": "x",
                    "kind": "link",
                    "url": "https://x.example",
                }
            )

    def test_a_draft_takes_no_realisation(self):
        plan = self.make_plan(self.colleague)
        with self.assertRaises(UserError):
            self.as_user(self.env["hr.skp.target"], self.colleague).create(
                {
                    "indicator_id": plan.result_ids.indicator_ids.id,
                    "period_id": self.period.id,
                    "realization": "x",
                }
            )

    def test_bad_evidence_is_refused(self):
        evidences = self.as_user(self.env["hr.skp.evidence"], self.employee)
        for values in (
            {"kind": "link", "url": "javascript:alert(1)"},
            {"kind": "link"},
            {"kind": "file"},
        ):
            with self.subTest(values=values), self.assertRaises(ValidationError):
                evidences.create({"skp_id": self.plan.id, "name": "Bukti", **values})

    def test_feedback_is_seen_at_once_by_the_people_of_the_plan(self):
        feedback = self.as_user(self.env["hr.skp.feedback"], self.appraiser).create(
            {
                "skp_id": self.plan.id,
                "period_id": self.period.id,
                "result_id": self.plan.sudo().result_ids.id,
                "rating": "meets",
                "content": "Sesuai rencana",
            }
        )
        self.assertRecordValues(
            feedback.sudo(),
            [
                {
                    "author_user_id": self.appraiser.user_id.id,
                    "author_name": "Budi Penilai",
                    "giver_role": "leader",
                    "state": "given",
                    "employee_user_id": self.employee.user_id.id,
                }
            ],
        )
        self.assertEqual(
            self.as_user(feedback, self.employee).content, "Sesuai rencana"
        )
        self.assertFalse(
            self.as_user(self.env["hr.skp.feedback"], self.colleague).search(
                [("id", "=", feedback.id)]
            )
        )
        for person in (self.employee, self.superior):
            with self.subTest(person=person.name), self.assertRaises(AccessError):
                with mute_logger("odoo.addons.base.models.ir_rule"):
                    self.as_user(feedback, person).write({"content": "Luar biasa"})

    def test_feedback_of_wrong_persons_is_refused(self):
        for person in (self.employee, self.colleague, self.officer, self.other_head):
            with self.subTest(person=person.name), self.assertRaises(AccessError):
                with mute_logger("odoo.addons.base.models.ir_rule"):
                    self.as_user(self.env["hr.skp.feedback"], person).create(
                        {"skp_id": self.plan.id, "content": "x"}
                    )
        with self.assertRaises(AccessError):
            self.as_user(self.env["hr.skp.feedback"], self.appraiser).create(
                {
                    "skp_id": self.plan.id,
                    "content": "x",
                    "author_user_id": self.superior.user_id.id,
                }
            )

    def test_points_are_between_both_sides(self):
        point = self.as_user(self.env["hr.skp.point"], self.appraiser).create(
            {"skp_id": self.plan.id, "text": "Apa ukurannya?"}
        )
        with self.assertRaises(AccessError):
            self.as_user(point, self.employee).write({"text": "Bukan"})
        with (
            self.assertRaises(AccessError),
            mute_logger("odoo.addons.base.models.ir_rule"),
        ):
            self.as_user(point, self.colleague).action_resolve()
        self.as_user(point, self.employee).action_resolve()
        self.assertEqual(point.sudo().state, "resolved")

    def test_cycle_makes_its_periods_once(self):
        kinds = self.cycle.period_ids.mapped("kind")
        self.assertEqual(kinds.count("periodic"), 4)
        self.assertEqual(kinds.count("annual"), 1)
        self.assertEqual(kinds.count("documentation"), 12)
        self.assertEqual(self.period.name, f"Triwulan I {self.year}")
        self.cycle.action_open()
        self.assertEqual(len(self.cycle.period_ids), 17)
        with self.assertRaises(AccessError):
            self.as_user(self.cycle, self.employee).action_close()
