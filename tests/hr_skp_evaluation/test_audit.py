from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .case import EvaluationCase


@tagged("standard", "post_install", "-at_install")
class TestAudit(EvaluationCase):
    """Overrides, steps on behalf and late steps, found in the history."""

    def find(self, person, **criteria):
        events = self.as_user(self.env["hr.skp.event"], person)
        return events.search([(name, "=", value) for name, value in criteria.items()])

    def test_a_rating_opened_again_is_an_override_with_both_values(self):
        evaluation = self.as_user(self.open_evaluation(), self.appraiser)
        evaluation.write({"work_rating": "meets", "behavior_rating": "meets"})
        evaluation.note = "Catatan panjang"
        evaluation.action_rate()
        evaluation.action_reset_rating("Salah sel")
        [found] = self.find(self.auditor, is_override=True, res_id=evaluation.id)
        self.assertEqual(found.kind, "reset_rating")
        self.assertTrue(found.is_override)
        self.assertEqual(found.reason, "Salah sel")
        self.assertIn("Meets", found.change_text)
        self.assertNotIn("Catatan panjang", found.change_text)
        self.assertIn(evaluation.sudo().name, found.document_name)
        self.assertEqual(found.employee_id, self.employee)

    def test_a_rating_against_the_suggestion_is_an_override(self):
        evaluation = self.as_user(self.open_evaluation(), self.appraiser)
        evaluation.result_line_ids.rating = "meets"
        self.assertEqual(evaluation.suggested_work_rating, "meets")
        for work, number in (("meets", 0), ("above", 1)):
            self.rate(evaluation, work, "meets")
            found = self.find(self.auditor, is_override=True, kind="rate")
            self.assertEqual(len(found), number)
            evaluation.action_reset_rating("Ulang")
        self.assertIn("Suggested for work results: Meets", found.change_text)

    def test_late_steps(self):
        evaluation = self.as_user(self.open_evaluation(), self.appraiser)
        evaluation.write({"work_rating": "meets", "behavior_rating": "meets"})
        period = self.period.sudo()
        period.evaluation_deadline = self.env.cr.now().date() + timedelta(days=2)
        evaluation.action_rate()
        self.assertFalse(self.find(self.auditor, is_late=True, model=evaluation._name))
        period.evaluation_deadline = self.env.cr.now().date() - timedelta(days=2)
        [found] = self.find(self.auditor, is_late=True, model=evaluation._name)
        self.assertEqual(found.kind, "rate")
        self.assertTrue(found.is_late)
        # Only the first approval of a plan can be late; its revisions have no deadline.
        cycle = self.cycle.sudo()
        first = cycle.date_from
        cycle.write({"draft_deadline": first, "planning_deadline": first})
        self.env["hr.skp.event"].invalidate_model()
        [approved] = self.find(
            self.auditor, is_late=True, model="hr.skp", res_id=self.plan.id
        )
        self.assertEqual(approved.kind, "approve")
        plan = self.as_user(self.plan, self.appraiser)
        plan.action_revise("Sasaran baru")
        self.as_user(self.plan, self.employee).action_submit()
        plan.action_approve()
        self.assertEqual(
            self.find(self.auditor, is_late=True, model="hr.skp", res_id=self.plan.id),
            approved,
        )
        cycle.write({"draft_deadline": False, "planning_deadline": False})
        self.env["hr.skp.event"].invalidate_model()
        self.assertFalse(
            self.find(self.auditor, is_late=True, model="hr.skp", res_id=self.plan.id)
        )

    def test_it_opens_nothing_that_the_history_hides(self):
        evaluation = self.as_user(self.open_evaluation(), self.appraiser)
        evaluation.write({"work_rating": "below", "behavior_rating": "meets"})
        evaluation.action_rate()
        evaluation.action_reset_rating("Salah sel")
        model = evaluation._name
        self.assertTrue(self.find(self.appraiser, is_override=True, model=model))
        for person in (self.employee, self.colleague, self.other_head):
            self.assertFalse(self.find(person, is_override=True, model=model))
            self.assertFalse(self.find(person, is_late=True, model=model))
        event = self.find(self.auditor, is_override=True, model=model)
        with self.assertRaises(AccessError):
            self.as_user(event, self.employee).action_open_document()

    def test_a_deleted_document_is_told_by_its_history(self):
        record = self.as_user(self.predicates, self.superior).create(
            {
                "department_id": self.unit.id,
                "period_id": self.period.id,
                "predicate": "poor",
            }
        )
        record.unlink()
        [event] = self.find(self.manager, kind="organization_remove")
        self.assertIn("Poor", event.change_text)
        self.assertFalse(event.document_name)
        with self.assertRaisesRegex(UserError, "deleted"):
            event.action_open_document()

    def test_the_number_of_events_costs_no_query(self):
        events = self.as_user(self.env["hr.skp.event"], self.auditor)
        names = ["document_name", "change_text", "is_late", "employee_id"]

        def count(number):
            rows = [self.plan.sudo()] * number
            for plan in rows:
                self.env["hr.skp.event"]._record(plan, "login")
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            events.search_read([], names, limit=number)
            return self.env.cr.sql_log_count - before

        count(3)
        self.assertEqual(count(10), count(100))
