from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL

from .case import EvaluationCase


@tagged("standard", "post_install", "-at_install")
class TestEvaluationSideDoors(EvaluationCase):
    """Ways around the front door of an evaluation, each tried once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.evaluation = cls.open_evaluation()

    def test_a_new_form_shows_nothing_of_others(self):
        result = self.plan.sudo().result_ids
        self.as_user(self.env["hr.skp.feedback"], self.appraiser).create(
            {
                "skp_id": self.plan.id,
                "period_id": self.period.id,
                "result_id": result.id,
                "rating": "below",
                "content": "RAHASIA",
            }
        )
        spec = {
            "suggested_work_rating": {},
            "suggestion_text": {},
            "result_line_ids": {"fields": {"feedback": {}, "rating": {}}},
        }
        line = self.evaluation.result_line_ids
        line.rating = "below"
        plan = {"skp_id": self.plan.id, "period_id": self.period.id}
        for person, values in (
            (
                self.colleague,
                {"result_line_ids": [[0, "v1", {"result_id": result.id}]]},
            ),
            (self.colleague, plan),
            # The rated person reads the plan, but no line that is rated already.
            (self.employee, {**plan, "result_line_ids": [[4, line.id]]}),
            (self.employee, {**plan, "result_line_ids": [[6, 0, line.ids]]}),
            (self.employee, {**plan, "result_line_ids": [[1, line.id, {}]]}),
        ):
            self.flush_out()
            forms = self.as_user(self.env["hr.skp.evaluation"], person)
            with self.subTest(values=values), self.assertRaises(AccessError):
                forms.onchange(values, [], spec)
        shown = self.as_user(self.env["hr.skp.evaluation"], self.employee).onchange(
            plan, [], spec
        )
        self.assertNotIn("RAHASIA", str(shown))
        self.assertNotIn("'below'", str(shown))

    def test_the_callers_version_opens_no_unit(self):
        version = self.officer.create_version(
            {
                "date_version": fields.Date.from_string("2020-01-01"),
                "department_id": self.other_unit.id,
            }
        )
        predicates = self.as_user(
            self.env["hr.skp.organization.predicate"], self.officer
        )
        values = {
            "department_id": self.unit.id,
            "period_id": self.period.id,
            "predicate": "excellent",
        }
        for context in ({}, {"version_id": version.id}):
            with self.subTest(context=context), self.assertRaises(AccessError):
                predicates.with_context(**context).create(values)
        plan = (
            self.as_user(self.env["hr.skp"], self.officer)
            .with_context(version_id=version.id)
            .create({"employee_id": self.officer.id, "cycle_id": self.cycle.id})
        )
        self.assertEqual(plan.sudo().department_id, self.unit)

    def test_nobody_takes_himself_off_his_card(self):
        self.employee.user_id.group_ids += self.env.ref("hr.group_hr_user")
        with self.assertRaises(AccessError):
            self.as_user(self.employee, self.employee).write({"user_id": False})
        self.assertTrue(self.employee.user_id)

    def test_days_that_nobody_approved_move_no_limit(self):
        before = self.evaluation.sudo().date_to
        self.plan.action_revise("Coba")
        self.plan.date_to = f"{self.year}-02-01"
        self.assertEqual(self.evaluation.sudo().date_to, before)
        self.plan.action_submit()
        self.as_user(self.plan, self.appraiser).action_approve()
        self.assertEqual(
            self.evaluation.sudo().date_to,
            fields.Date.from_string(f"{self.year}-02-01"),
        )

    def test_messages_do_not_reach_the_rated_person(self):
        evaluation = self.as_user(self.evaluation, self.appraiser)
        evaluation.write({"work_rating": "below", "behavior_rating": "meets"})
        message = evaluation.message_post(body="Catatan penilai")
        partner = self.employee.user_id.partner_id
        with self.assertRaises(UserError):
            evaluation._message_update_content(
                message, body="x", partner_ids=partner.ids
            )
        evaluation.action_rate()
        with self.assertRaises(UserError):
            evaluation.write(
                {"message_ids": [(0, 0, {"body": "x", "partner_ids": partner.ids})]}
            )

    def test_typed_work_is_not_deleted(self):
        evaluation = self.as_user(self.evaluation, self.appraiser)
        evaluation.note = "Catatan"
        with self.assertRaises(UserError):
            self.as_user(self.evaluation, self.officer).unlink()

    def test_what_is_written_beside_a_rating_does_not_pass_it_by(self):
        """Each such change rewrites the row that the step moves, so only one comes first."""
        evaluation = self.open_evaluation(period=self.period2)
        evaluation.result_line_ids.rating = "below"
        lines = self.tell(period=self.period2)
        plan = self.make_plan(self.colleague)
        indicator = plan.result_ids.indicator_ids
        for document, change in (
            (evaluation, lambda: evaluation.result_line_ids.write({"rating": "meets"})),
            (evaluation, lambda: lines.write({"realization": "11 laporan"})),
            (plan, lambda: indicator.write({"target": "11 laporan"})),
        ):
            self.flush_out()
            before = self.get_version(document)
            change()
            self.flush_out()
            self.assertNotEqual(self.get_version(document), before, document)

    def get_version(self, document):
        """Return where the row of a document lies: another place after each change."""
        self.env.cr.execute(
            SQL(
                "SELECT ctid FROM %s WHERE id = %s",
                SQL.identifier(document._table),
                document.id,
            )
        )
        return self.env.cr.fetchone()[0]
