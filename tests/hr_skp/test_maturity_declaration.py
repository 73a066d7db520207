"""What a unit declares with a document, of the two highest levels of maturity."""

import base64

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import SkpCase
from .maturity_case import MaturityMixin


@tagged("standard", "post_install", "-at_install")
class TestMaturityDeclaration(MaturityMixin, SkpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_maturity()

    # Declarations

    def test_a_declaration_holds_for_the_units_below(self):
        self.count()
        self.declare(self.manager, "decision", self.agency)
        row = self.get_row()
        self.assertNotIn("decision", row._get_missing()[row.id][6])
        other = self.get_row(self.other_unit)
        self.assertNotIn("decision", other._get_missing()[other.id][6])

    def test_a_declaration_ends(self):
        self.count()
        self.declare(self.officer, "decision", date_to=self.last)
        row = self.get_row()
        self.assertIn("decision", row._get_missing()[row.id][6], "over at year's end")
        held = self.declare(self.officer, "decision")
        self.assertNotIn("decision", row._get_missing()[row.id][6])
        self.refuse(lambda: held.action_withdraw("  "), UserError)
        held.action_withdraw("Peraturan dicabut")
        self.assertIn("decision", row._get_missing()[row.id][6])
        self.assertIn(
            "already", self.refuse(lambda: held.action_withdraw("x"), UserError)
        )
        events = self.env["hr.skp.event"].sudo()
        events = events.search([("model", "=", held._name), ("res_id", "=", held.id)])
        self.assertEqual(
            set(events.mapped("kind")), {"maturity_declare", "maturity_withdraw"}
        )
        self.assertEqual(events.department_id, self.unit)
        self.assertEqual(events.company_id, self.company)

    def test_a_declaration_stays_as_it_was_made(self):
        file = base64.b64encode(b"%PDF-1.4")
        held = self.declare(self.officer, "decision", url=False, document=file)
        for person in (self.officer, self.manager):
            mine = self.as_user(held.sudo(False), person)
            for vals in ({"date_to": self.last}, {"document": False}, {"state": "x"}):
                self.refuse(
                    lambda mine=mine, vals=vals: mine.write(vals),
                    UserError,
                )
            self.refuse(mine.unlink, UserError)
        self.refuse(held.sudo().unlink, UserError)
        attachment = self.env["ir.attachment"].search(
            [
                ("res_model", "=", held._name),
                ("res_id", "=", held.id),
                ("res_field", "=", "document"),
            ]
        )
        self.assertEqual(len(attachment), 1)
        theirs = self.as_user(attachment, self.officer)
        self.refuse(lambda: theirs.write({"datas": file}))
        self.refuse(theirs.unlink)

    def test_who_declares(self):
        for person, unit in (
            (self.other_officer, self.unit),
            (self.officer, self.agency),
            (self.officer, self.unit.browse()),
            (self.superior, self.unit),
            (self.employee, self.unit),
            (self.auditor, self.unit),
        ):
            with self.subTest(person=person.name, unit=unit.name):
                self.refuse(
                    lambda person=person, unit=unit: self.declare(
                        person, "decision", unit
                    )
                )
        message = self.refuse(
            lambda: self.declare(self.officer, "decision", url=False), UserError
        )
        self.assertIn("add the document", message)
        whole = self.declare(self.manager, "decision", self.unit.browse())
        self.assertEqual(whole.company_id, self.company)
        self.refuse(
            lambda: self.as_user(whole, self.officer).action_withdraw("Bukan saya")
        )
        self.refuse(lambda: self.declare(self.officer, "decision", state="withdrawn"))
