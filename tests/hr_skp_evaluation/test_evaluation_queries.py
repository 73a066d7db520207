"""What a screen costs does not grow with the number of evaluations."""

from odoo.tests import freeze_time, tagged

from .case import EvaluationCase


@tagged("standard", "post_install", "-at_install")
class TestEvaluationQueries(EvaluationCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        employees = cls.env["hr.employee"].create(
            [
                {
                    "name": f"Pegawai {n}",
                    "company_id": cls.company.id,
                    "department_id": cls.unit.id,
                    "parent_id": cls.appraiser.id,
                }
                for n in range(110)
            ]
        )
        plans = cls.env["hr.skp"].create(
            [
                {
                    "employee_id": employee.id,
                    "cycle_id": cls.cycle.id,
                    "result_ids": [
                        (
                            0,
                            0,
                            {
                                "name": f"Hasil {n}",
                                "indicator_ids": [
                                    (0, 0, {"name": "Jumlah", "target": "1"})
                                ],
                            },
                        )
                        for n in range(2)
                    ],
                }
                for employee in employees
            ]
        )
        plans.action_submit()
        plans.action_approve()
        cls.plans = plans

    def count(self, call):
        self.flush_out()
        call()  # what Odoo itself learns once: access lists, translations
        self.flush_out()
        before = self.env.cr.sql_log_count
        call()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def count_once(self, call):
        self.flush_out()
        before = self.env.cr.sql_log_count
        call()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_opening_and_reading(self):
        evaluations = self.as_user(self.env["hr.skp.evaluation"], self.officer)
        plans = self.as_user(self.plans, self.officer)
        # The first one pays for what is learnt once.
        evaluations._open(plans[:1], self.period2)
        few = self.count_once(lambda: evaluations._open(plans[:10], self.period))
        many = self.count_once(lambda: evaluations._open(plans[10:], self.period))
        # One INSERT holds a limited number of rows.
        self.assertLessEqual(many, few + 10)
        opened = evaluations.search([("period_id", "=", self.period.id)])
        self.assertEqual(len(opened), 110)
        self.assertEqual(len(opened.sudo().result_line_ids), 220)
        columns = {
            "name": {},
            "employee_id": {"fields": {"display_name": {}}},
            "period_id": {"fields": {"display_name": {}}},
            "department_id": {"fields": {"display_name": {}}},
            "work_rating": {},
            "predicate": {},
            "state": {},
            "waiting_text": {},
            "can_rate": {},
            "can_deliver": {},
            "suggested_work_rating": {},
            "evaluation_id": {},
        }
        columns.pop("evaluation_id")
        domain = [("period_id", "=", self.period.id)]
        few, many = (
            self.count(
                lambda limit=limit: evaluations.web_search_read(
                    domain, columns, limit=limit
                )
            )
            for limit in (10, 100)
        )
        self.assertEqual(few, many)
        lines = self.as_user(self.env["hr.skp.evaluation.result"], self.officer)
        of_period = [("evaluation_id.period_id", "=", self.period.id)]
        texts = {"name": {}, "realization": {}, "feedback": {}, "evidence_count": {}}
        few, many = (
            self.count(
                lambda limit=limit: lines.web_search_read(of_period, texts, limit=limit)
            )
            for limit in (20, 200)
        )
        self.assertEqual(few, many)

    def test_rating_and_delivering_many(self):
        evaluations = self.as_user(self.env["hr.skp.evaluation"], self.appraiser)
        opened = evaluations._open(
            self.as_user(self.plans, self.appraiser), self.period
        )
        opened.write({"work_rating": "meets", "behavior_rating": "meets"})
        opened[:1].action_rate()
        few = self.count_once(lambda: opened[1:11].action_rate())
        many = self.count_once(lambda: opened[11:].action_rate())
        self.assertLessEqual(many, few + 10)
        opened[:1].action_deliver()
        few = self.count_once(lambda: opened[1:11].action_deliver())
        many = self.count_once(lambda: opened[11:].action_deliver())
        self.assertLessEqual(many, few + 20)

    def test_list_of_plans(self):
        evaluations = self.as_user(self.env["hr.skp.evaluation"], self.officer)
        plans = self.as_user(self.plans, self.officer)
        evaluations._open(plans, self.period)
        few, many = (
            self.count(
                lambda limit=limit: plans.web_search_read(
                    [("id", "in", plans.ids)],
                    {"name": {}, "evaluation_text": {}, "can_submit_evaluation": {}},
                    limit=limit,
                )
            )
            for limit in (10, 100)
        )
        self.assertEqual(few, many)

    def test_following_the_plans(self):
        """Opened and rated, then taken over of, and cancelled: as many queries for all."""
        evaluations = self.as_user(self.env["hr.skp.evaluation"], self.appraiser)
        opened = evaluations._open(
            self.as_user(self.plans, self.appraiser), self.period
        )
        opened[:55].write({"work_rating": "meets", "behavior_rating": "meets"})
        opened[:55].action_rate()
        results = self.as_user(
            self.plans.result_ids.filtered(lambda result: result.name == "Hasil 1"),
            self.appraiser,
        )
        # Half of each count is rated, half is not.
        mixed = results[:1] | results[55:56]
        few = results[1:6] | results[56:61]
        many = results[6:55] | results[61:]
        with freeze_time(self.period.date_to):
            mixed.action_take_over("Cuti")
            few, many = (
                self.count_once(lambda batch=batch: batch.action_take_over("Cuti"))
                for batch in (few, many)
            )
        # One INSERT, and one UPDATE, hold a limited number of rows.
        self.assertLessEqual(many, few + 10)
        lines = opened.sudo().result_line_ids
        self.assertEqual(
            len(lines.filtered(lambda line: line.state == "taken_over")), 110
        )
        self.assertEqual(set(opened.mapped("state")), {"draft"})
        self.assertEqual(len(opened.filtered("changes_text")), 55)
        few, many = (
            self.count_once(lambda plans=plans: plans.write({"state": "cancelled"}))
            for plans in (
                self.plans.sudo()[50:60],
                self.plans.sudo()[:50] | self.plans.sudo()[60:],
            )
        )
        self.assertLessEqual(many, few + 10)
        self.assertEqual(len(opened.exists()), 55)
