from odoo.tests import tagged

from ..common import SkpCase


@tagged("standard", "post_install", "-at_install")
class TestNotice(SkpCase):
    def get_told(self, person):
        """Return the notices of one person, newest first."""
        return self.env["mail.message"].search(
            [
                ("model", "=", "hr.skp"),
                ("notified_partner_ids", "in", person.user_id.partner_id.ids),
            ],
            order="id desc",
        )

    def test_the_employee_is_told_why_his_plan_came_back(self):
        plan = self.make_plan()
        plan.action_submit()

        self.as_user(plan, self.appraiser).action_return("Target belum terukur")

        [notice] = self.get_told(self.employee)
        self.assertIn("Target belum terukur", notice.body)
        self.assertIn(plan.name, notice.subject)
        self.assertFalse(self.get_told(self.colleague))

    def test_who_withdraws_is_not_told_of_it(self):
        plan = self.make_plan()
        plan.action_submit()
        plan.action_withdraw()

        self.assertFalse(self.get_told(self.employee))

    def test_who_reported_a_wrong_superior_is_told_what_became_of_it(self):
        plan = self.make_plan()
        claim = self.as_user(self.env["hr.skp.appraiser.claim"], self.employee).create(
            {
                "skp_id": plan.id,
                "proposed_id": self.other_head.id,
                "reason": "SK penempatan",
            }
        )

        self.as_user(claim, self.officer).action_decline("SK belum berlaku")

        [notice] = self.get_told(self.employee)
        self.assertIn("SK belum berlaku", notice.body)
