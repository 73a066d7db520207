from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

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

    def test_every_setting_is_in_the_form(self):
        names = self.env["res.company"]._get_skp_settings()
        self.assertIn("skp_authorized_official_id", names)
        self.assertLessEqual(names, set(self.env["hr.skp.settings"]._fields))
