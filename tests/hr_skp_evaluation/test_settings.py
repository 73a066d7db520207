from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..common.common import SkpCase


@tagged("standard", "post_install", "-at_install")
class TestSettings(SkpCase):
    """The SKP administrator sets the terms of objection, without deciding objections."""

    def test_terms_and_official(self):
        form = Form(self.as_user(self.env["hr.skp.settings"], self.manager))
        form.skp_objection_days = 7
        form.skp_objection_day_type = "calendar"
        form.skp_authorized_official_id = self.mayor
        form.save()
        self.assertRecordValues(
            self.company,
            [
                {
                    "skp_objection_days": 7,
                    "skp_objection_day_type": "calendar",
                    "skp_authorized_official_id": self.mayor.id,
                }
            ],
        )

    def test_nobody_names_himself(self):
        vals = {"skp_authorized_official_id": self.manager.id}
        company = self.as_user(self.company, self.manager)
        with self.assertRaisesRegex(AccessError, "Nobody names himself"):
            company.write(vals)
        self.assertFalse(self.company.skp_authorized_official_id)
        # Whom somebody else named goes on setting the rest.
        self.company.write(vals)
        company.write({**vals, "skp_objection_days": 9})
        self.assertEqual(self.company.skp_objection_days, 9)

    def test_terms_that_leave_no_term(self):
        company = self.as_user(self.company, self.manager)
        for vals in (
            {"skp_objection_days": 0},
            {"skp_explanation_days": -1},
            {"skp_distribution_smallest": 0},
            {"skp_distribution_tolerance": -1},
            {"skp_pattern_days": -1},
            {"skp_pattern_gap": 0},
            {"skp_pattern_share": 101},
        ):
            with (
                self.subTest(vals=vals),
                self.assertRaises(CheckViolation),
                mute_logger("odoo.sql_db"),
                self.env.cr.savepoint(),
            ):
                company.write(vals)
                self.env.flush_all()

    def test_the_history_keeps_who_changed_which_term(self):
        company = self.as_user(self.company, self.manager)
        days = self.company.skp_objection_days
        company.write({"skp_objection_days": days})
        company.write(
            {"skp_objection_days": 7, "skp_authorized_official_id": self.mayor.id}
        )
        event = self.as_user(self.env["hr.skp.event"], self.auditor).search(
            [("model", "=", "res.company"), ("res_id", "=", self.company.id)]
        )
        self.assertEqual(event.user_id, self.manager.user_id)
        self.assertTrue(event.is_override)
        self.assertEqual(
            event.change_text,
            f"Authorised official: – → {self.mayor.name}\nDays to object: {days} → 7",
        )
        self.assertFalse(
            self.as_user(event, self.employee).search([("id", "=", event.id)])
        )

    def test_every_setting_is_in_the_form(self):
        names = self.env["res.company"]._get_skp_settings()
        self.assertIn("skp_authorized_official_id", names)
        self.assertLessEqual(names, set(self.env["hr.skp.settings"]._fields))
