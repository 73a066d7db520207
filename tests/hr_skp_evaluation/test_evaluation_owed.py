from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .case import EvaluationCase

OWED = ("no_plan", "not_in_force", "not_opened", "open", "rated")


@tagged("standard", "post_install", "-at_install")
class TestEvaluationOwed(EvaluationCase):
    """Who is not evaluated: also who has no plan, and whose evaluation nobody opened."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        export = cls.env.ref("base.group_allow_export")
        people = cls.officer | cls.colleague
        people.user_id.write({"group_ids": [(4, export.id)]})

    def rows(self, person=None, *domain):
        """Return the rows of the first period that a person reads, as he reads them."""
        self.flush_out()
        rows = self.env["hr.skp.evaluation.progress"]
        rows = self.as_user(rows, person) if person else rows
        return rows.search([("period_id", "=", self.period.id), *domain])

    def state_of(self, employee, person=None):
        rows = self.rows(person, ("employee_id", "=", employee.id))
        return rows.mapped("state")

    def test_every_status(self):
        self.assertEqual(self.state_of(self.colleague), ["no_plan"])
        plan = self.make_plan(self.colleague)
        self.assertEqual(self.state_of(self.colleague), ["not_in_force"])
        plan.action_submit()
        self.assertEqual(self.state_of(self.colleague), ["not_in_force"])
        self.as_user(plan, self.appraiser).action_approve()
        self.assertEqual(self.state_of(self.colleague), ["not_opened"])
        evaluation = self.open_evaluation(plan)
        self.assertEqual(self.state_of(self.colleague), ["open"])
        self.rate(evaluation)
        self.assertEqual(self.state_of(self.colleague), ["rated"])
        evaluation.action_deliver()
        self.assertEqual(self.state_of(self.colleague), ["delivered"])
        self.as_user(evaluation, self.colleague).action_accept()
        self.assertEqual(self.state_of(self.colleague), ["final"])
        # Another quarter is another matter; the year is not opened.
        rows = self.env["hr.skp.evaluation.progress"].search(
            [("skp_id", "=", plan.id), ("period_id", "!=", self.period.id)]
        )
        self.assertEqual(set(rows.mapped("state")), {"not_opened"})
        self.assertIn(self.annual, rows.period_id)

    def test_a_cancelled_plan_is_none(self):
        plan = self.make_plan(self.colleague)
        self.as_user(plan, self.officer).action_cancel("Keliru")
        self.assertEqual(self.state_of(self.colleague), ["no_plan"])

    def test_only_periods_that_share_a_day_with_the_plan(self):
        self.make_plan(self.colleague, date_from=self.period2.date_from)
        self.assertEqual(self.state_of(self.colleague), ["no_plan"])
        rows = self.env["hr.skp.evaluation.progress"].search(
            [("employee_id", "=", self.colleague.id)]
        )
        states = {row.period_id: row.state for row in rows}
        self.assertEqual(states[self.period2], "not_in_force")
        self.assertEqual(len(rows), 5, "each period once")

    def test_two_plans_are_two_rows_and_the_year_has_one(self):
        for kind in ("definitive", "acting"):
            self.make_plan(self.colleague, position_kind=kind)
        self.assertEqual(self.state_of(self.colleague), ["not_in_force"] * 2)
        rows = self.env["hr.skp.evaluation.progress"].search(
            [
                ("employee_id", "=", self.colleague.id),
                ("period_id", "=", self.annual.id),
            ]
        )
        self.assertEqual(len(rows), 1)

    def test_who_is_owed_nothing(self):
        exemption = {"employee_id": self.colleague.id, "cycle_id": self.cycle.id}
        exempt = self.env["hr.skp.exemption"].create(
            {**exemption, "period_id": self.period2.id}
        )
        self.assertEqual(self.state_of(self.colleague), ["no_plan"])
        exempt.period_id = self.period
        self.assertEqual(self.state_of(self.colleague), ["exempt"])
        exempt.period_id = False
        self.assertEqual(self.state_of(self.colleague), ["exempt"])
        # Gone before the period, come after it, outside the civil service.
        self.other_head.sudo().departure_date = self.period.date_from
        self.assertEqual(self.state_of(self.other_head), ["no_plan"])
        day = fields.Date.subtract(self.period.date_from, days=1)
        self.other_head.sudo().departure_date = day
        self.assertEqual(self.state_of(self.other_head), [])
        self.other_officer.sudo().contract_date_start = self.period2.date_from
        self.assertEqual(self.state_of(self.other_officer), [])
        self.mayor.sudo().asn_status = "non_asn"
        self.assertEqual(self.state_of(self.mayor), [])

    def test_ids_are_stable_and_of_one_row_each(self):
        first = {row.id: row.state for row in self.rows()}
        self.open_evaluation()
        second = {row.id: row.state for row in self.rows()}
        self.assertEqual(first.keys(), second.keys())
        self.assertNotEqual(first, second)
        [row] = self.rows(None, ("skp_id", "=", self.plan.id))
        self.assertEqual(row.browse(row.id).read(["state"])[0]["state"], "open")

    def test_by_unit_and_exported(self):
        groups = self.as_user(
            self.env["hr.skp.evaluation.progress"], self.officer
        ).formatted_read_group(
            [("period_id", "=", self.period.id), ("state", "in", OWED)],
            ["department_id", "state"],
            ["__count"],
        )
        found = {group["state"]: group["__count"] for group in groups}
        self.assertEqual(found, {"no_plan": 3, "not_opened": 1})
        rows = self.rows(self.officer)
        table = rows.export_data(["employee_name", "department_id", "state"])["datas"]
        self.assertIn(["Ani Pegawai", "Dinas / Bidang", "Not opened"], table)

    def test_whose_rows_who_reads(self):
        everybody = set(self.rows().ids)
        unit = self.appraiser | self.employee | self.colleague | self.officer
        beside = self.other_head | self.other_officer | self.manager | self.auditor
        for person, expected in (
            (self.employee, self.employee),
            (self.colleague, self.colleague),
            (self.appraiser, unit),
            (self.superior, self.superior | unit | beside),
            (self.officer, unit),
            (self.other_officer, beside),
        ):
            with self.subTest(person.name):
                self.assertEqual(
                    set(self.rows(person).sudo().employee_id.ids), set(expected.ids)
                )
        for person in (self.manager, self.auditor):
            self.assertEqual(set(self.rows(person).ids), everybody)
        [row] = self.rows(None, ("employee_id", "=", self.employee.id))
        for call in ("read", "export_data", "action_open"):
            with self.subTest(call), self.assertRaises(AccessError):
                getattr(self.as_user(row, self.colleague), call)(
                    *[["state"]] * (call != "action_open")
                )
        abroad = self.env["res.company"].create({"name": "Kota Lain"})
        self.manager.user_id.write(
            {"company_ids": [(6, 0, abroad.ids)], "company_id": abroad.id}
        )
        rows = self.env["hr.skp.evaluation.progress"].with_user(self.manager.user_id)
        rows = rows.with_context(allowed_company_ids=abroad.ids)
        self.assertFalse(rows.search([("company_id", "=", self.company.id)]))

    def test_the_rated_person_hears_no_more_than_from_his_plan(self):
        evaluation = self.open_evaluation()
        evaluation.write({"work_rating": "above", "behavior_rating": "above"})
        [row] = self.rows(self.employee)
        self.assertEqual(row.state, "open", "a rating already typed does not show")
        evaluation.action_rate()
        [row] = self.rows(self.employee)
        self.assertEqual(row.state, "rated")
        text = self.as_user(self.plan, self.employee).evaluation_text
        self.assertIn("Rated", text)
        self.assertIn(row.waiting_text, text)
        # It opens his plan, not the evaluation that is hidden from him.
        self.assertEqual(row.action_open()["res_model"], "hr.skp")
        fields_of = set(row.fields_get())
        ratings = {"work_rating", "behavior_rating", "predicate", "is_rated"}
        self.assertFalse(fields_of & ratings)

    def test_what_a_row_opens(self):
        self.make_plan(self.colleague)
        [row] = self.rows(self.appraiser, ("employee_id", "=", self.employee.id))
        self.assertEqual(row.action_open()["res_model"], "hr.skp")
        evaluation = self.open_evaluation()
        action = row.action_open()
        self.assertEqual(
            (action["res_model"], action["res_id"]),
            ("hr.skp.evaluation", evaluation.id),
        )
        [row] = self.rows(self.officer, ("employee_id", "=", self.officer.id))
        with self.assertRaisesRegex(UserError, "performance team"):
            row.action_open()

    def test_queries(self):
        self.make_staff_plans(5)
        self.make_staff(105)
        rows = self.as_user(self.env["hr.skp.evaluation.progress"], self.officer)
        names = {
            name: {}
            for name in ("employee_name", "state", "waiting_text", "employee_user_id")
        }
        names["appraiser_id"] = names["department_id"] = {
            "fields": {"display_name": {}}
        }
        domain = [("period_id", "=", self.period.id)]

        def count(limit):
            self.flush_out()
            before = self.env.cr.sql_log_count
            found = rows.web_search_read(domain, names, limit=limit)
            self.assertEqual(len(found["records"]), limit)
            return self.env.cr.sql_log_count - before

        count(10)
        self.assertEqual(count(10), count(100))
