"""What lists, the document and the employee's card cost, and what they tell."""

from lxml import etree

from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from ..common import SkpCase

# What the list of plans reads.
LIST = dict.fromkeys(
    ("name", "state", "waiting_text", "is_planning_late", "date_from", "date_to"), {}
)
PEOPLE = {"fields": {"display_name": {}}}
# What the form reads of the document.
DOCUMENT = {
    "result_ids": {
        "fields": {
            **dict.fromkeys(
                ("sequence", "kind", "name", "parent_name", "state", "sealed_revision"),
                {},
            ),
            "parent_id": PEOPLE,
            "perspective_id": PEOPLE,
            "open_point_count": {},
            "indicator_ids": {
                "fields": dict.fromkeys(
                    ("sequence", "aspect", "name", "target", "open_point_count"), {}
                )
            },
        }
    },
    "guide": {},
}


@tagged("standard", "post_install", "-at_install")
class TestPlanLists(SkpCase):
    def count(self, method):
        """Return the number of queries of ``method``, the second time it is called."""
        counts = []
        for _turn in range(2):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            method()
            counts.append(self.cr.sql_log_count - before)
        return counts[1]

    def make_staff_plans(self, count):
        employees = self.make_staff(count)
        self.env["hr.skp"].create(
            [
                {"employee_id": employee.id, "cycle_id": self.cycle.id}
                for employee in employees
            ]
        )
        return employees

    def test_the_list_costs_the_same_for_10_and_100_plans(self):
        employees = self.make_staff_plans(100)
        plans = self.as_user(self.env["hr.skp"], self.appraiser)
        spec = {**LIST, "employee_id": PEOPLE, "appraiser_id": PEOPLE}

        def read(number):
            ids = employees[:number].ids
            return plans.web_search_read([("employee_id", "in", ids)], spec)

        self.assertEqual(len(read(100)["records"]), 100)
        few = self.count(lambda: read(10))
        self.assertEqual(few, self.count(lambda: read(100)))
        self.assertLess(few, 30)

    def test_the_document_costs_the_same_for_10_and_100_results(self):
        plans = [
            self.make_plan(
                person, results=[f"Tersusunnya peta {n}" for n in range(number)]
            )
            for person, number in ((self.employee, 10), (self.colleague, 100))
        ]
        few, many = (
            self.count(lambda plan=plan: plan.web_read(DOCUMENT)) for plan in plans
        )
        self.assertEqual(few, many)
        self.assertLess(few, 40)

    def test_cards_cost_the_same_for_10_and_100_people(self):
        employees = self.make_staff_plans(100)
        public = self.as_user(self.env["hr.employee.public"], self.appraiser)
        few, many = (
            self.count(
                lambda number=number: public.browse(employees[:number].ids).mapped(
                    "skp_text"
                )
            )
            for number in (10, 100)
        )
        self.assertEqual(few, many)

    def test_late_is_what_the_deadline_finds_undone(self):
        plan = self.make_plan()
        for deadline, expected in ((False, False), (f"{self.year}-01-31", True)):
            self.cycle.planning_deadline = deadline
            self.assertEqual(plan.is_planning_late, expected)
            found = plan.search([("is_planning_late", "=", True)])
            self.assertEqual(plan in found, expected)
        plan.action_submit()
        self.as_user(plan, self.appraiser).action_approve()
        self.assertFalse(plan.is_planning_late)
        self.assertNotIn(plan, plan.search([("is_planning_late", "=", True)]))
        self.assertIn(plan, plan.search([("is_planning_late", "=", False)]))

    def test_the_card_tells_the_present_plan_to_its_readers(self):
        self.make_approved_plan()
        card = self.env["hr.employee.public"].browse(self.employee.id)
        for person, count, text in (
            (self.appraiser, 1, "Approved"),
            (self.employee, 1, "Approved"),
            (self.colleague, 0, "None yet"),
        ):
            seen = self.as_user(card, person)
            self.assertEqual((seen.skp_count, seen.skp_text), (count, text))
        action = self.as_user(card, self.appraiser).action_open_skp()
        self.assertEqual(action["domain"], [("employee_id", "=", self.employee.id)])

    def test_typing_a_line_asks_the_server_nothing(self):
        view = self.env.ref("hr_skp.hr_skp_view_form")
        arch = self.env["hr.skp"].get_view(view.id, "form")["arch"]
        [field] = [part for part in arch.split("<field") if 'name="result_ids"' in part]
        self.assertNotIn("on_change", field)

    def test_realisation_is_the_next_step_only_while_the_plan_is_in_force(self):
        view = self.env.ref("hr_skp.hr_skp_view_form")
        arch = etree.fromstring(self.env["hr.skp"].get_view(view.id, "form")["arch"])
        buttons = arch.xpath("//header/button[@name='action_open_realization']")
        for state, is_next in (("approved", True), ("closed", False)):
            known = {"can_realize": True, "can_submit": False, "state": state}
            [shown] = [
                button
                for button in buttons
                if not safe_eval(button.get("invisible"), dict(known))
            ]
            self.assertEqual("btn-primary" in shown.get("class", ""), is_next)
