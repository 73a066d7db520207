from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import SkpCase


@tagged("standard", "post_install", "-at_install")
class TestCascade(SkpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.leader_plan = cls.make_plan(
            cls.appraiser, results=("Meningkatnya mutu layanan",)
        )
        cls.leader_result = cls.leader_plan.sudo().result_ids
        cls.leader_result.write({"strategy": "Rahasia dapur", "nature": "outcome"})

    def offered(self, person):
        return self.as_user(self.env["hr.skp.result"], person).search(
            [("is_offered", "=", True), ("id", "=", self.leader_result.id)]
        )

    def test_offered_once_submitted(self):
        self.assertFalse(self.offered(self.employee))
        self.leader_plan.action_submit()
        self.assertTrue(self.offered(self.employee))
        self.leader_plan.action_withdraw()
        self.assertFalse(self.offered(self.employee))

    def test_people_without_subordinates_offer_nothing(self):
        plan = self.make_plan()
        plan.action_submit()
        self.assertFalse(plan.sudo().result_ids.is_offered)
        self.colleague.parent_id = self.employee
        self.assertTrue(plan.sudo().result_ids.is_offered)

    def test_employee_links_and_reads_only_the_offer(self):
        self.leader_plan.action_submit()
        plan = self.make_plan()
        result = plan.result_ids
        result.parent_id = self.leader_result.id
        self.assertRecordValues(
            result.sudo(),
            [
                {
                    "parent_name": "Meningkatnya mutu layanan",
                    "leader_user_id": self.appraiser.user_id.id,
                }
            ],
        )
        self.env.invalidate_all()
        seen = self.as_user(self.leader_result.sudo(False), self.employee)
        self.assertEqual(
            seen.read(["name", "nature", "owner_name"])[0],
            {
                "id": seen.id,
                "name": "Meningkatnya mutu layanan",
                "nature": "outcome",
                "owner_name": "Budi Penilai",
            },
        )
        with self.assertRaises(AccessError):
            seen.read(["strategy"])
        results = self.as_user(self.env["hr.skp.result"], self.employee)
        self.assertFalse(
            results.search([("strategy", "ilike", "Rahasia"), ("id", "=", seen.id)])
        )
        self.assertNotIn(
            seen.id, [row["id"] for row in results.search_read([], ["strategy"])]
        )
        groups = results.formatted_read_group(
            [("id", "=", seen.id)], ["strategy"], ["__count"]
        )
        self.assertFalse(groups)
        self.employee.user_id.group_ids += self.env.ref("base.group_allow_export")
        with self.assertRaises(AccessError):
            seen.export_data(["strategy"])
        self.assertFalse(seen.indicator_ids)
        self.assertFalse(
            self.as_user(self.env["hr.skp.indicator"], self.employee).search(
                [("result_id", "=", seen.id)]
            )
        )
        with (
            self.assertRaises(AccessError),
            mute_logger("odoo.addons.base.models.ir_rule"),
        ):
            self.as_user(self.leader_plan, self.employee).read(["state"])
        with (
            self.assertRaises(AccessError),
            mute_logger("odoo.addons.base.models.ir_rule"),
        ):
            self.as_user(self.leader_result.indicator_ids, self.employee).read(["name"])

    def test_a_result_that_is_not_offered_cannot_be_linked(self):
        plan = self.make_plan()
        with self.assertRaises(UserError):
            plan.result_ids.parent_id = self.leader_result.id
        with self.assertRaises(UserError):
            plan.write(
                {
                    "result_ids": [
                        (0, 0, {"name": "x", "parent_id": self.leader_result.id})
                    ]
                }
            )
        self.assertFalse(plan.result_ids.parent_id)

    def test_no_circle(self):
        self.leader_plan.action_submit()
        superior_plan = self.make_plan(
            self.superior, results=("Meningkatnya mutu kota",)
        )
        superior_plan.action_submit()
        top = superior_plan.sudo().result_ids
        self.leader_plan.action_withdraw()
        self.leader_plan.result_ids.parent_id = top.id
        self.leader_plan.action_submit()
        superior_plan.action_withdraw()
        with self.assertRaises(ValidationError):
            superior_plan.result_ids.parent_id = self.leader_result.id

    def test_owner_of_the_supported_result_reads_only_those_lines(self):
        superior_plan = self.make_plan(
            self.other_head, results=("Tertibnya administrasi",)
        )
        self.manager.parent_id = self.other_head
        superior_plan.action_submit()
        plan = self.make_plan(results=("Serving", "Other"))
        plan.result_ids[0].parent_id = superior_plan.sudo().result_ids.id
        leader = self.as_user(self.env["hr.skp.result"], self.other_head)
        self.assertEqual(leader.search([("skp_id", "=", plan.id)]), plan.result_ids[0])
        self.assertEqual(
            self.as_user(self.env["hr.skp.indicator"], self.other_head).search(
                [("skp_id", "=", plan.id)]
            ),
            plan.result_ids[0].indicator_ids,
        )
        self.assertFalse(
            self.as_user(self.env["hr.skp"], self.other_head).search(
                [("id", "=", plan.id)]
            )
        )

    def test_take_over_belongs_to_the_leader(self):
        plan = self.make_approved_plan()
        result = plan.result_ids
        for person in (self.employee, self.colleague, self.superior, self.officer):
            with self.subTest(person=person.name), self.assertRaises(AccessError):
                self.as_user(result, person).action_take_over("Tidak selesai")
        with self.assertRaises(UserError):
            self.as_user(result, self.appraiser).action_take_over("")
        self.as_user(result, self.appraiser).action_take_over(
            "Tidak selesai karena sakit"
        )
        self.assertEqual(result.state, "taken_over")
        self.assertIn("take_over", plan.sudo().event_ids.mapped("kind"))
        with self.assertRaises(UserError):
            self.as_user(result, self.appraiser).action_take_over("Lagi")

    def test_drop_only_while_editing(self):
        plan = self.make_approved_plan()
        with self.assertRaises(UserError):
            plan.result_ids.action_drop("Tidak perlu")
        plan.action_revise("Perubahan tugas")
        with self.assertRaises(AccessError):
            self.as_user(plan.result_ids, self.appraiser).action_drop("Tidak perlu")
        plan.result_ids.action_drop("Tidak perlu")
        self.assertEqual(plan.result_ids.state, "dropped")

    def test_a_result_of_another_year_is_refused(self):
        year = self.cycle.date_to.year + 1
        later = self.cycle.copy(
            {"name": "Later", "date_from": f"{year}-01-01", "date_to": f"{year}-12-31"}
        )
        later.action_open()
        plan = self.make_plan(cycle_id=later.id)
        self.leader_plan.action_submit()
        with self.assertRaises(ValidationError) as raised:
            plan.result_ids.action_link(self.leader_result.id)
        self.assertIn("Choose one of the same year", str(raised.exception))
        self.assertFalse(plan.result_ids.parent_id)
