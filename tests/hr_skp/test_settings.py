"""The SKP administrator sets what concerns SKP, and nothing else of the company."""

from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..common.common import SkpCase


@tagged("standard", "post_install", "-at_install")
class TestSettings(SkpCase):
    def test_the_administrator_sets_days(self):
        form = Form(self.as_user(self.env["hr.skp.settings"], self.manager))
        self.assertEqual(form.skp_reminder_repeat_count, 4)
        form.skp_reminder_repeat_count = 2
        form.skp_reminder_first_days = 10
        form.save()
        self.assertEqual(self.company.skp_reminder_repeat_count, 2)
        self.assertEqual(self.company.skp_reminder_first_days, 10)
        self.assertFalse(self.manager.user_id.has_group("base.group_erp_manager"))
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(CheckViolation),
            self.env.cr.savepoint(),
        ):
            self.as_user(self.company, self.manager).skp_reminder_first_days = -1
            self.env.flush_all()

    def test_every_setting_is_in_the_form(self):
        names = self.env["res.company"]._get_skp_settings()
        self.assertLessEqual(names, set(self.env["hr.skp.settings"]._fields))
        self.assertLessEqual(names, set(self.env["res.config.settings"]._fields))

    @mute_logger("odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule")
    def test_nobody_else_and_nothing_else(self):
        company = self.as_user(self.company, self.manager)
        for vals in (
            {"name": "Kota Baru"},
            {"name": "Kota Baru", "skp_reminder_first_days": 3},
            {"skp_reminder_first_days": 3, "user_ids": [(5,)]},
        ):
            with self.subTest(vals), self.assertRaises(AccessError):
                company.write(vals)
        for person in (self.officer, self.employee, self.auditor, self.superior):
            with self.subTest(person.name):
                with self.assertRaises(AccessError):
                    self.as_user(self.company, person).write(
                        {"skp_reminder_first_days": 3}
                    )
                with self.assertRaises(AccessError):
                    self.as_user(self.env["hr.skp.settings"], person).create({})
        self.assertEqual(self.company.skp_reminder_first_days, 7)

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_only_his_own_agency(self):
        other = self.env["res.company"].create({"name": "Kota Lain"})
        with self.assertRaises(AccessError):
            self.as_user(other, self.manager).skp_reminder_first_days = 3
        with self.assertRaises(AccessError):
            self.as_user(self.env["hr.skp.settings"], self.manager).create(
                {"company_id": other.id, "skp_reminder_first_days": 3}
            )
        self.assertEqual(other.skp_reminder_first_days, 7)

    def test_the_menu_is_the_administrators(self):
        menu = self.env.ref("hr_skp.hr_skp_menu_settings")
        for person, expected in ((self.manager, True), (self.officer, False)):
            visible = self.as_user(menu, person)._visible_menu_ids()
            self.assertEqual(menu.id in visible, expected)
