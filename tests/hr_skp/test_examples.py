import doctest

from odoo.tests import BaseCase, tagged

from odoo.addons.hr_skp.models import hr_employee, hr_skp_employee_import_check
from odoo.addons.hr_skp.rules import log_file, log_table, measure


@tagged("standard", "post_install", "-at_install")
class TestExamples(BaseCase):
    def test_the_examples_in_docstrings_hold(self):
        for module in (
            hr_employee,
            hr_skp_employee_import_check,
            log_file,
            log_table,
            measure,
        ):
            with self.subTest(module=module.__name__):
                result = doctest.testmod(module)
                self.assertTrue(result.attempted)
                self.assertFalse(result.failed)
