from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .role_case import RoleCase

QUIET = "odoo.addons.base.models.ir_rule"


@tagged("standard", "post_install", "-at_install")
class TestRole(RoleCase):
    def test_a_leader_proposes_and_the_employee_adopts(self):
        self.leader_plan.action_submit()
        plan = self.make_plan()
        role = self.assign(self.appraiser, self.employee)
        self.assertEqual(role.skp_id, plan)
        [shown] = self.as_user(plan, self.employee).role_proposals
        self.assertEqual(shown["text"], "Terlayaninya pemohon")
        self.assertTrue(shown["can_adopt"])
        self.assertEqual(
            self.kinds(self.appraiser, self.employee, self.quality), ["proposed"]
        )
        self.as_user(role, self.employee).action_adopt("Terlayaninya semua pemohon")
        result = role.adopted_result_id
        self.assertRecordValues(
            result,
            [
                {
                    "name": "Terlayaninya semua pemohon",
                    "parent_id": self.quality.id,
                    "cascading": "direct",
                    "kind": "main",
                }
            ],
        )
        self.assertEqual(result, plan.sudo().result_ids[-1])
        [entry] = self.row(self.appraiser, self.employee)["cells"][self.quality.id]
        self.assertEqual((entry["kind"], entry["is_adopted"]), ("result", True))
        self.assertFalse(plan.role_proposals)
        event = plan.sudo().event_ids[:1]
        self.assertEqual(
            (event.kind, event.user_id), ("role_adopt", self.employee.user_id)
        )

    def test_it_is_declined_with_a_word(self):
        plan = self.make_plan()
        role = self.as_user(self.assign(self.appraiser, self.employee), self.employee)
        with self.assertRaises(UserError):
            role.action_decline(" ")
        role.action_decline("Sudah dikerjakan rekan")
        self.assertEqual(role.state, "declined")
        [entry] = self.row(self.appraiser, self.employee)["cells"][self.quality.id]
        self.assertEqual(entry["kind"], "declined")
        self.assertEqual(entry["note"], "Sudah dikerjakan rekan")
        with self.assertRaises(UserError):
            role.action_adopt()
        self.assertEqual(len(plan.result_ids), 1)

    def test_a_proposal_waits_for_the_plan(self):
        self.leader_plan.action_submit()
        # The year of the tests is over; the people of a running one have no plan yet.
        role = self.assign(self.appraiser, self.employee)
        self.assertFalse(role.skp_id)
        self.assertEqual(role.employee_user_id, self.employee.user_id)
        self.assertEqual(role.appraiser_user_id, self.appraiser.user_id)
        with self.assertRaises(UserError):
            self.as_user(role, self.employee).action_adopt()
        plan = self.make_plan()
        self.assertEqual(role.skp_id, plan)
        self.as_user(role, self.employee).action_adopt()
        self.assertEqual(plan.sudo().result_ids.parent_id, self.quality)

    def test_it_is_linked_once_the_leader_submits(self):
        plan = self.make_plan()
        role = self.assign(self.appraiser, self.employee, cascading="indirect")
        self.as_user(role, self.employee).action_adopt()
        result = role.adopted_result_id
        self.assertFalse(result.parent_id)
        self.assertEqual(result.parent_name, "Meningkatnya mutu layanan")
        [entry] = self.row(self.appraiser, self.employee)["cells"][self.quality.id]
        self.assertTrue(entry["is_waiting"])
        self.env["hr.skp.indicator"].create(
            {"result_id": result.id, "name": "Jumlah", "target": "10 orang"}
        )
        plan.action_submit()
        self.leader_plan.action_submit()
        self.assertEqual(result.parent_id, self.quality)
        self.assertEqual(result.cascading, "indirect")
        [entry] = self.row(self.appraiser, self.employee)["cells"][self.quality.id]
        self.assertFalse(entry["is_waiting"])

    def test_a_circle_does_not_stop_the_leader(self):
        plan = self.make_plan()
        role = self.assign(self.appraiser, self.employee)
        self.as_user(role, self.employee).action_adopt()
        self.quality.sudo().parent_id = role.adopted_result_id
        self.leader_plan.action_submit()
        self.assertEqual(self.leader_plan.state, "submitted")
        self.assertFalse(role.adopted_result_id.parent_id)
        self.assertEqual(plan.state, "draft")

    def test_the_performance_team_writes_and_issues(self):
        self.leader_plan.action_submit()
        self.make_plan()
        roles = self.assign(self.officer, self.employee, self.colleague)
        self.assertEqual(set(roles.mapped("state")), {"adopted"})
        results = roles.adopted_result_id
        self.assertEqual(results.parent_id, self.quality)
        self.assertEqual(results.skp_id.employee_id, self.employee | self.colleague)
        self.assertEqual(results.create_uid, self.officer.user_id)
        [mode] = {self.row(self.officer, each)["mode"] for each in roles.employee_id}
        self.assertEqual(mode, "write")
        self.assertEqual(
            results.skp_id.event_ids.filtered(
                lambda event: event.kind == "role_adopt"
            ).on_behalf_of_id,
            (self.employee | self.colleague).user_id,
        )

    def test_the_performance_team_writes_no_approved_plan(self):
        self.leader_plan.action_submit()
        plan = self.make_approved_plan()
        with self.assertRaises(UserError), self.cr.savepoint():
            self.assign(self.officer, self.employee, self.colleague)
        self.assertFalse(self.env["hr.skp.role"].search([("skp_id", "=", plan.id)]))
        self.assertEqual(self.row(self.officer, self.employee)["mode"], "read")
        role = self.assign(self.appraiser, self.employee)
        with self.assertRaises(UserError):
            self.as_user(role, self.employee).action_adopt()
        plan.action_revise("Peran baru")
        self.as_user(role, self.employee).action_adopt()
        self.assertEqual(role.adopted_result_id.parent_id, self.quality)

    def test_many_at_once_and_nothing_twice(self):
        team = (self.employee, self.colleague)
        self.assign(self.appraiser, *team)
        self.assign(self.appraiser, *team)
        found = self.env["hr.skp.role"].search([("result_id", "=", self.quality.id)])
        self.assertEqual(len(found), 2)

    def test_a_result_taken_out_again_is_told(self):
        plan = self.make_plan()
        role = self.assign(self.appraiser, self.employee)
        self.as_user(role, self.employee).action_adopt()
        self.as_user(role.adopted_result_id, self.employee).unlink()
        self.assertEqual(
            self.kinds(self.appraiser, self.employee, self.quality), ["removed"]
        )
        self.assertTrue(plan.exists())

    def test_results_that_serve_none(self):
        self.make_plan()
        self.assertEqual(self.kinds(self.appraiser, self.employee), ["result"])

    def test_an_open_one_is_reworded_and_withdrawn(self):
        self.make_plan()
        role = self.as_user(self.assign(self.appraiser, self.employee), self.appraiser)
        role.text = "Terlayaninya pemohon daring"
        with self.assertRaises(UserError):
            role.result_id = self.archive
        with self.assertRaises(AccessError):
            role.state = "adopted"
        role.action_withdraw()
        self.assertEqual(role.state, "ended")
        with self.assertRaises(UserError):
            role.text = "Lain"
        self.assertEqual(self.kinds(self.appraiser, self.employee, self.quality), [])

    @mute_logger(QUIET, "odoo.addons.base.models.ir_model")
    def test_wrong_persons(self):
        self.leader_plan.action_submit()
        self.make_plan()
        for person in (
            self.employee,
            self.colleague,
            self.superior,
            self.other_head,
            self.other_officer,
            self.auditor,
        ):
            with self.subTest(person=person.name), self.assertRaises(AccessError):
                self.assign(person, self.employee)
        role = self.assign(self.appraiser, self.employee)
        for person in (self.appraiser, self.superior, self.auditor):
            own = self.as_user(role, person)
            with self.subTest(person=person.name), self.assertRaises(AccessError):
                own.action_adopt()
            with self.subTest(person=person.name), self.assertRaises(AccessError):
                own.action_decline("Tidak")
        with self.assertRaises(AccessError):
            self.as_user(role, self.employee).action_withdraw()
        with self.assertRaises(AccessError):
            self.as_user(role, self.employee).write({"text": "Lain"})
        with self.assertRaises(AccessError):
            self.as_user(role, self.appraiser).unlink()
        for person in (self.colleague, self.other_head, self.other_officer):
            roles = self.roles(person)
            self.assertFalse(roles.search([("id", "=", role.id)]))
            self.assertFalse(
                roles.formatted_read_group(
                    [("id", "=", role.id)], ["text"], ["__count"]
                )
            )

    def test_only_ones_own_people(self):
        self.make_plan(self.other_head)
        with self.assertRaises(AccessError):
            self.assign(self.appraiser, self.other_head)
        with self.assertRaises(UserError):
            # The team of the unit may, but the other leader does not appraise them.
            self.roles(self.manager).create(
                {
                    "result_id": self.quality.id,
                    "employee_id": self.other_head.id,
                    "text": "Lain",
                }
            )
        own = self.quality.copy({"skp_id": self.leader_plan.id, "kind": "additional"})
        with self.assertRaises(UserError):
            self.assign(self.appraiser, self.employee, result=own)

    def test_who_sees_the_matrix(self):
        self.leader_plan.action_submit()
        self.make_plan()
        for person, mode in (
            (self.appraiser, "propose"),
            (self.officer, "write"),
            (self.superior, "read"),
            (self.auditor, "read"),
        ):
            with self.subTest(person=person.name):
                self.assertEqual(self.row(person, self.employee)["mode"], mode)
        for person in (self.employee, self.colleague, self.other_officer):
            with self.subTest(person=person.name), self.assertRaises(AccessError):
                self.roles(person).get_matrix(self.appraiser.id)
        self.assertFalse(self.roles(self.employee).get_matrix()["rows"])
        mine = self.roles(self.appraiser).get_matrix()
        self.assertEqual(mine["leader"]["id"], self.appraiser.id)
        self.assertEqual(
            [column["id"] for column in mine["columns"]],
            (self.quality | self.archive).ids,
        )
        self.assertIn("12 laporan", mine["columns"][0]["indicators"])

    def test_the_deputy_proposes_for_what_is_offered(self):
        plan = self.make_plan()
        plan.sudo()._write_people({"deputy_user_id": self.other_head.user_id.id})
        self.assertFalse(
            self.roles(self.other_head).get_matrix(self.appraiser.id)["columns"]
        )
        with self.assertRaises(AccessError), mute_logger(QUIET):
            self.assign(self.other_head, self.employee)
        self.leader_plan.action_submit()
        self.env.invalidate_all()
        matrix = self.roles(self.other_head).get_matrix(self.appraiser.id)
        self.assertEqual(len(matrix["columns"]), 2)
        self.assertFalse(any(each["indicators"] for each in matrix["columns"]))
        self.assign(self.other_head, self.employee)
        self.assertEqual(
            self.kinds(self.other_head, self.employee, self.quality), ["proposed"]
        )

    def test_step_five_of_the_guide_opens_it(self):
        self.appraiser.sudo().position_type = "executive"
        plan = self.as_user(self.leader_plan, self.appraiser)
        self.assertTrue(plan.has_role_matrix)
        self.leader_plan.sudo().form = "leader"
        [step] = [each for each in plan.guide if each["step"] == 5]
        action = getattr(plan, step["action"])()
        self.assertEqual(action["tag"], "hr_skp_role_matrix")
        self.assertEqual(action["context"]["leader_id"], self.appraiser.id)
        self.assertFalse(self.make_plan().has_role_matrix)
