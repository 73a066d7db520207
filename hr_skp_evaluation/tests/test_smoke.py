from odoo.tests import TransactionCase, tagged

from odoo.addons.hr_skp_evaluation.rules import quadrant


@tagged("post_install", "-at_install")
class TestSmoke(TransactionCase):
    """The stories stand in the project's own tests; this one tells that the addon is whole."""

    def test_every_predicate_of_the_rule_is_an_option_of_the_field(self):
        options = dict(self.env["hr.skp.evaluation"]._fields["predicate"].selection)
        ratings = ("below", "meets", "above")
        found = {
            quadrant.predicate(work, behavior)
            for work in ratings
            for behavior in ratings
        }
        self.assertEqual(found, set(options))

    def test_company_has_the_days_to_object(self):
        company = self.env["res.company"].create({"name": "Agency"})
        self.assertEqual(company.skp_objection_days, 14)
        self.assertEqual(company.skp_objection_day_type, "working")
        self.assertEqual(company.skp_explanation_days, 5)
