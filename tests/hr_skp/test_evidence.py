import base64

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..common import SkpCase

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n"


@tagged("standard", "post_install", "-at_install")
class TestEvidence(SkpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan = cls.make_approved_plan()
        cls.target = cls.env["hr.skp.target"]._get_or_create(
            cls.as_user(cls.plan, cls.employee), cls.period
        )

    def add(self, content=PDF, person=None, **values):
        return self.as_user(
            self.env["hr.skp.evidence"], person or self.employee
        ).create(
            {
                "skp_id": self.plan.id,
                "name": "Laporan",
                "file": base64.b64encode(content),
                "file_name": "laporan.pdf",
                **values,
            }
        )

    def test_a_new_version_stands_where_the_old_one_stood(self):
        old = self.add(target_ids=[(6, 0, self.target.ids)])

        new = self.add(PDF + b"%2", replaces_id=old.id)

        self.assertEqual(self.target.sudo().evidence_ids, new)
        self.assertEqual(old.replaced_by_id, new)
        self.assertEqual(old.with_context(bin_size=False).file, base64.b64encode(PDF))
        with self.assertRaisesRegex(UserError, "newer version"):
            old.action_replace()
        with self.assertRaisesRegex(UserError, "rests on it"):
            old.unlink()

    def test_a_version_replaces_one_of_its_own_plan_and_once(self):
        other = self.as_user(self.make_approved_plan(self.colleague), self.colleague)
        foreign = self.as_user(self.env["hr.skp.evidence"], self.colleague).create(
            {
                "skp_id": other.id,
                "name": "Lain",
                "kind": "link",
                "url": "https://example.com",
            }
        )
        with self.assertRaises(UserError):
            self.add(replaces_id=foreign.id)
        old = self.add()
        with self.assertRaisesRegex(UserError, "anew"):
            self.add(PDF + b"%3").replaces_id = old

    def test_the_same_content_is_pointed_out_not_refused(self):
        first = self.add()
        again = self.add(name="Sekali lagi")

        self.assertEqual(again.same_as_id, first)
        self.assertFalse(first.same_as_id)

    def test_size_and_type_are_the_agencys_choice(self):
        self.company.skp_evidence_max_mb = 1
        with self.assertRaisesRegex(ValidationError, "MB at most"):
            self.add(PDF + b"0" * 2**20)
        with self.assertRaisesRegex(ValidationError, "exe"):
            self.add(file_name="alat.exe")
        self.company.write({"skp_evidence_max_mb": 0, "skp_evidence_extensions": False})
        self.assertTrue(self.add(PDF + b"0" * 2**20, file_name="besar.bin"))

    def test_a_web_page_is_no_document_whatever_its_name(self):
        with self.assertRaisesRegex(ValidationError, "whatever its name"):
            self.add(b"<!DOCTYPE html><html><script>1</script></html>")

    def test_the_type_is_read_from_the_content(self):
        evidence = self.add()

        self.assertEqual(
            (evidence.mimetype, evidence.preview, evidence.size),
            ("application/pdf", "pdf", len(PDF)),
        )
        with self.assertRaises(AccessError):
            evidence.mimetype = "image/png"

    def test_others_add_no_version(self):
        old = self.add()

        for person in (self.appraiser, self.colleague, self.other_officer):
            with self.subTest(person=person.name), self.assertRaises(AccessError):
                self.add(PDF + b"%4", person, replaces_id=old.id)

    def test_the_old_version_stays_as_it_was(self):
        old = self.add(target_ids=[(6, 0, self.target.ids)])
        self.add(PDF + b"%2", replaces_id=old.id)

        for vals in ({"file": base64.b64encode(PDF + b"%9")}, {"name": "Lain"}):
            with self.assertRaisesRegex(UserError, "stays as it was"):
                old.write(vals)
        self.assertFalse(old.can_edit)

    def test_work_names_its_evidence_not_the_other_way_round(self):
        evidence = self.add()
        entry = self.as_user(self.env["hr.skp.activity"], self.employee).create(
            {"skp_id": self.plan.id, "date": self.plan.date_from, "name": "Rapat"}
        )
        entry.action_submit()

        for name in ("activity_ids", "action_ids"):
            with self.assertRaises(AccessError):
                evidence.write({name: [(4, entry.id)]})
        with self.assertRaises(UserError):
            entry.evidence_ids = evidence

    def test_a_file_that_is_there_is_used_again(self):
        evidences = self.as_user(self.env["hr.skp.evidence"], self.employee)
        old = self.add()
        file = {"name": "Foto", "file_name": "foto.pdf", "file": base64.b64encode(PDF)}
        other = {**file, "file": base64.b64encode(PDF + b"%2")}

        found = evidences.action_add_files(self.plan.id, [file, other, other])

        self.assertEqual(found[0], old.id)
        self.assertEqual(found[1], found[2])
        self.assertEqual(evidences.browse(found[1]).name, "Foto")
        for person in (self.appraiser, self.colleague):
            with self.subTest(person=person.name), self.assertRaises(AccessError):
                evidences.with_user(person.user_id).action_add_files(
                    self.plan.id, [file]
                )

    def test_the_same_content_is_merged_into_the_one_there(self):
        first = self.add()
        second = self.add(target_ids=self.target.ids)

        action = second.action_use_same()

        self.assertEqual(action["res_id"], first.id)
        self.assertEqual(self.target.sudo().evidence_ids, first)
        self.assertFalse(second.exists())
        with self.assertRaisesRegex(UserError, "no other evidence"):
            first.action_use_same()
