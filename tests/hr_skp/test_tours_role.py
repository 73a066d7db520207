from odoo.tests import tagged

from ..common import SkpHttpCase


class RoleTourCase(SkpHttpCase):
    """A leader with two results, and a member with a draft."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.leader_plan = cls.make_plan(
            cls.appraiser, results=("Meningkatnya mutu layanan", "Tertibnya arsip")
        )
        cls.leader_plan.action_submit()
        cls.plan = cls.make_plan()
        cls.make_plan(cls.colleague)

    def play(self, tour, person):
        self.start_tour("/odoo", tour, login=person.user_id.login, timeout=120)
        self.env.invalidate_all()


@tagged("standard", "post_install", "-at_install")
class TestRoleTours(RoleTourCase):
    def test_a_leader_proposes_and_the_employee_answers(self):
        self.play("hr_skp_proposes_roles", self.appraiser)
        roles = self.env["hr.skp.role"].search([])
        self.assertEqual(roles.mapped("state"), ["proposed"] * 3)
        self.play("hr_skp_adopts_role", self.employee)
        adopted = self.plan.sudo().result_ids[-1]
        self.assertEqual(adopted.name, "Terlayaninya semua pemohon")
        self.assertEqual(adopted.parent_id.name, "Meningkatnya mutu layanan")
        self.play("hr_skp_sees_adopted_role", self.appraiser)

    def test_the_performance_team_writes(self):
        self.play("hr_skp_writes_role", self.officer)
        written = self.plan.sudo().result_ids[-1]
        self.assertEqual(written.name, "Terlayaninya pemohon")
        self.assertEqual(written.create_uid, self.officer.user_id)


@tagged("standard", "post_install", "-at_install")
class TestRoleOnPhone(RoleTourCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_phone(self):
        self.play("hr_skp_matrix_on_phone", self.appraiser)
        role = self.env["hr.skp.role"].search([("skp_id", "=", self.plan.id)])
        self.assertEqual(role.text, "Tertibnya arsip")
