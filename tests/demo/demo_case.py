"""The demo agency, loaded and played once for all tests of a class."""

import json

from odoo.modules import Manifest
from odoo.tests import TransactionCase
from odoo.tools import file_open
from odoo.tools.convert import convert_file

# Person: predicate of the first quarter (the ratings of sample-plans.md, C.7).
PREDICATES = {
    "p01": "good",
    "p02": "good",
    "p03": "good",
    "p04": "very_good",
    "p05": "good",
    "p06": "good",  # delivered as poor; changed on his objection
    "p07": "very_good",
    "p08": "needs_improvement",
    "p09": "good",
    "p10": "good",
    "p11": "very_poor",
    "p12": "good",
    "p13": "very_good",
}


class DemoCase(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for addon in ("hr_skp", "hr_skp_evaluation", "hr_skp_reports"):
            for path in Manifest.for_addon(addon).get("demo", []):
                convert_file(cls.env, addon, path, idref={}, mode="init", noupdate=True)
        cls.plans = cls.env["hr.skp"]
        cls.plans._demo_play()
        cls.env.flush_all()
        cls.company = cls.plans._demo_company()
        cls.people = cls.env["hr.employee"].search(
            [("company_id", "=", cls.company.id)]
        )
        cls.year = cls.plans._demo_open_year()
        cls.last_year = cls.plans._demo_last_year()._demo_open_year()
        with file_open("hr_skp/demo/plans.json") as file:
            cls.content = json.load(file)

    def person(self, code):
        return self.env.ref(f"hr_skp.employee_{code}")

    def seen_by(self, code, model, domain=()):
        """Return the records that a person finds, in superuser mode for the comparison."""
        user = self.person(code).user_id
        records = self.env[model].with_user(user)
        return (
            records.with_context(allowed_company_ids=self.company.ids)
            .search(list(domain))
            .sudo()
        )

    def approved(self):
        return self.year.skp_ids.filtered(lambda plan: plan.state == "approved")

    def get_planned(self, plans):
        """Return the results but those that were given in the course of the year."""
        given = plans.feedback_ids.filtered(lambda one: one.follow_up == "assignment")
        names = given.mapped("proposal")
        return plans.result_ids.filtered(lambda result: result.name not in names)
