from odoo.tests import freeze_time, tagged

from .role_case import RoleCase


@tagged("standard", "post_install", "-at_install")
class TestRolePeople(RoleCase):
    """Whoever leaves takes his open word with him, and says so."""

    def test_a_handover_ends_the_former_leaders_proposals(self):
        plan = self.make_plan()
        role = self.assign(self.appraiser, self.employee)
        plan.sudo()._handover(self.superior, "Mutasi")
        self.assertEqual(role.state, "ended")
        self.assertIn("no longer appraises", role.note)
        self.assertEqual(role.appraiser_user_id, self.superior.user_id)
        self.assertFalse(plan.role_proposals)

    def test_the_end_of_a_plan_ends_them(self):
        plan = self.make_plan()
        role = self.assign(self.appraiser, self.employee)
        self.as_user(plan, self.officer).action_cancel("Batal")
        self.assertEqual(role.state, "ended")
        other = self.assign(self.appraiser, self.colleague)
        self.as_user(self.leader_plan, self.officer).action_cancel("Batal")
        self.assertEqual(other.state, "ended")

    def test_a_dropped_or_deleted_result_ends_them(self):
        role = self.assign(self.appraiser, self.employee)
        other = self.assign(self.appraiser, self.colleague, result=self.archive)
        self.as_user(self.quality, self.appraiser).action_drop("Tidak jadi")
        self.assertEqual(role.state, "ended")
        self.as_user(self.archive, self.appraiser).unlink()
        self.assertEqual(other.state, "ended")
        self.assertEqual(other.result_name, "Tertibnya arsip")

    def test_a_plan_of_another_appraiser_ends_what_waited(self):
        role = self.assign(self.appraiser, self.employee)
        self.employee.sudo().parent_id = self.superior
        plan = self.env["hr.skp"].create(
            {"employee_id": self.employee.id, "cycle_id": self.cycle.id}
        )
        if plan.appraiser_id == self.appraiser:
            plan._handover(self.superior, "Mutasi")
        self.assertEqual(role.state, "ended")

    def test_what_waits_follows_a_login(self):
        role = self.assign(self.appraiser, self.employee)
        user = self.auditor.user_id
        self.auditor.sudo().user_id = False
        self.env.flush_all()
        with freeze_time(self.period.date_from):
            self.employee.sudo().user_id = user
        self.assertEqual(role.employee_user_id, user)
        self.env["hr.skp"]._update_all_deputies()
        self.assertEqual((role.state, role.note), ("ended", "The year is over."))

    def test_a_deleted_draft_leaves_them_waiting(self):
        plan = self.make_plan()
        role = self.assign(self.appraiser, self.employee)
        other = self.assign(self.appraiser, self.employee, result=self.archive)
        self.as_user(other, self.employee).action_decline("Bukan tugas saya")
        self.as_user(plan, self.employee).unlink()
        self.assertEqual((role.state, other.state), ("proposed", "declined"))
        self.assertEqual(self.make_plan(), role.skp_id)


@tagged("standard", "post_install", "-at_install")
class TestRoleQueries(RoleCase):
    def count(self, call):
        self.env.flush_all()
        self.env.invalidate_all()
        # People who ask are not counted: Odoo reads their zone at some time or other.
        _zones = (self.env.user | self.appraiser.user_id).mapped("tz")
        start = self.env.cr.sql_log_count
        call()
        self.env.flush_all()
        return self.env.cr.sql_log_count - start

    def test_they_do_not_grow(self):
        self.leader_plan.action_submit()
        roles, officer = self.roles(self.appraiser), self.roles(self.officer)

        def measure(number):
            people = self.make_staff(number)
            plans = self.env["hr.skp"].create(
                [{"employee_id": each.id, "cycle_id": self.cycle.id} for each in people]
            )
            rows = [{"employee_id": each.id} for each in people]
            text = f"Peran {number}"
            return (
                self.count(lambda: roles.action_assign(self.quality.id, rows, text)),
                self.count(lambda: roles.get_matrix()),
                self.count(
                    lambda: self.as_user(plans.role_ids, self.officer).action_adopt()
                ),
                self.count(lambda: officer.get_matrix(self.appraiser.id)),
            )

        measure(1)
        self.assertEqual(measure(10), measure(100))

    def test_nor_without_plans(self):
        """In a running year those without a plan stand in the matrix, too."""
        self.leader_plan.action_submit()
        roles, officer = self.roles(self.appraiser), self.roles(self.officer)

        def measure(number):
            people = self.make_staff(number)
            rows = [{"employee_id": each.id} for each in people]
            text = f"Peran {number}"
            with freeze_time(self.period.date_from):
                assigned = self.count(
                    lambda: roles.action_assign(self.quality.id, rows, text)
                )
                shown = self.count(lambda: roles.get_matrix(cycle_id=self.cycle.id))
                waiting = self.count(self.env["hr.skp.role"]._refresh_waiting)
                matrix = roles.get_matrix()
                bare = [row for row in matrix["rows"] if row["state"] == "none"]
                self.assertGreaterEqual(len(bare), number)
                self.assertEqual({row["mode"] for row in bare}, {"propose"})
            return assigned, shown, waiting

        measure(1)
        self.assertEqual(measure(10), measure(100))
        with freeze_time(self.period.date_from):
            rows = officer.get_matrix(self.appraiser.id)["rows"]
        modes = {row["mode"] for row in rows if row["state"] == "none"}
        # The officer is of the team himself, and nobody gives himself a role.
        self.assertEqual(modes, {"write", "read"})
