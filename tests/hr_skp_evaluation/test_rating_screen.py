"""What the rating screen and the self-assessment show, to whom, and at what cost."""

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .case import EvaluationCase

QUIET = "odoo.addons.base.models.ir_rule"
PANEL = (
    "can_deliver",
    "can_edit",
    "can_repeat_last",
    "behavior_rating",
    "last_text",
    "predicate",
    "state",
    "work_rating",
)


@tagged("standard", "post_install", "-at_install")
class TestSelfAssessment(EvaluationCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own_plan = cls.make_approved_plan(
            cls.colleague, results=("Terlayaninya pemohon", "Tersusunnya laporan")
        )
        cls.evaluation = cls.open_evaluation(cls.own_plan)
        cls.own = cls.as_user(cls.evaluation, cls.colleague)

    def realize(self, line):
        action = line.action_realize(line.result_id.indicator_ids.id)
        target = self.env[action["res_model"]].browse(action["res_id"])
        return self.as_user(target, self.colleague)

    def test_what_is_missing_is_named_and_written_in_place(self):
        first, second = self.own.result_line_ids
        self.assertEqual(
            self.own.missing_text, "Terlayaninya pemohon\nTersusunnya laporan"
        )
        self.assertTrue(first.can_realize)
        self.realize(first).realization = "12 pemohon"
        self.flush_out()
        self.assertEqual(self.own.missing_text, "Tersusunnya laporan")
        [item] = first.indicator_items
        self.assertEqual(
            (item["realization"], item["target"], item["is_told"]),
            ("12 pemohon", "12 laporan", True),
        )
        with self.assertRaisesRegex(UserError, "Tersusunnya laporan"):
            self.own.action_submit()
        # A number without words tells, too.
        self.realize(second).write({"realized_value": 3})
        self.flush_out()
        self.assertFalse(self.own.missing_text)
        self.assertIn("3", second.realization)
        self.own.action_submit()
        self.assertEqual(self.evaluation.state, "submitted")
        # Until it is rated he may still correct it.
        self.flush_out()
        self.assertTrue(first.can_realize)
        self.rate(self.evaluation)
        self.evaluation.action_deliver()
        self.flush_out()
        self.assertFalse(self.own.result_line_ids[0].can_realize)

    def test_a_number_beside_words_without_it_is_shown(self):
        line = self.own.result_line_ids[0]
        self.realize(line).write(
            {"realization": "Menurut catatan harian", "realized_value": 870}
        )
        self.flush_out()
        text = line.indicator_items[0]["realization"]
        self.assertEqual(text, "870 laporan. Menurut catatan harian")
        self.assertEqual(line.realization, text)

    def test_a_delivered_evaluation_shows_what_was_rated(self):
        """Target of the period and number stay: who objects or decides reads them."""
        line = self.own.result_line_ids[0]
        target = self.realize(line)
        target.write({"realization": "Menurut catatan harian", "realized_value": 4})
        target.sudo().target = "3 laporan"
        self.flush_out()
        items = line.indicator_items
        self.assertEqual(items[0]["target"], "3 laporan")
        text = f"Jumlah {line.name}: 3 laporan (whole year: 12 laporan)"
        self.assertEqual(line.target_text, text)
        self.rate(self.evaluation)
        self.evaluation.action_deliver()
        # The next plan does not change what was delivered.
        target.sudo().with_context(skp_import=True).target = "6 laporan"
        self.flush_out()
        self.assertEqual(line.indicator_items, items)
        self.assertEqual(line.target_text, text)
        self.assertIn("4 laporan. Menurut", line.realization)
        [told] = [
            row["told"]
            for result in self.evaluation._get_seal_payloads()[self.evaluation][
                "results"
            ]
            for row in result["indicators"]
            if row["realized_value"]
        ]
        self.assertEqual(told, "4 laporan. Menurut catatan harian")

    def test_evidence_is_listed_by_name(self):
        line = self.own.result_line_ids[0]
        target = self.realize(line)
        evidence = self.as_user(self.env["hr.skp.evidence"], self.colleague).create(
            {
                "skp_id": self.own_plan.id,
                "name": "Rekap loket",
                "kind": "link",
                "url": "https://bukti.example/rekap",
                "target_ids": [(6, 0, target.ids)],
            }
        )
        self.flush_out()
        self.assertEqual(
            self.evaluation.result_line_ids[0].evidence_items,
            [
                {
                    "id": evidence.id,
                    "name": "Rekap loket",
                    "kind": "link",
                    "preview": False,
                }
            ],
        )
        # It opens for whoever rates.
        self.as_user(evidence, self.appraiser).read(["url"])

    def test_a_suggestion_says_that_feedback_counts(self):
        line = self.evaluation.result_line_ids[0]
        self.as_user(self.env["hr.skp.feedback"], self.appraiser).create(
            {
                "skp_id": self.own_plan.id,
                "period_id": self.period.id,
                "result_id": line.result_id.id,
                "content": "Terlambat",
                "rating": "below",
            }
        )
        self.flush_out()
        self.assertEqual(self.evaluation.suggested_work_rating, "below")
        self.assertIn("leader's latest feedback", self.evaluation.suggestion_text)
        line.rating = "meets"
        self.flush_out()
        self.assertNotIn("feedback", self.evaluation.suggestion_text)

    def test_missing_things_are_told_to_the_employee_only(self):
        self.assertFalse(self.evaluation.missing_text)
        self.assertFalse(self.evaluation.result_line_ids[0].can_realize)
        line = self.as_user(self.evaluation.result_line_ids[0], self.employee)
        with self.assertRaises(AccessError), mute_logger(QUIET):
            line.action_realize(line.sudo().result_id.indicator_ids.id)
        with self.assertRaisesRegex(UserError, "takes no realisation"):
            self.own.result_line_ids[0].action_realize(
                self.plan.result_ids.indicator_ids.id
            )

    def test_not_submitting_never_blocks_after_the_end(self):
        """The earlier end of period and plan counts, by the appraiser's clock."""
        last_day = self.period.date_to
        self.appraiser.user_id.tz = "Asia/Jayapura"
        vals = {"work_rating": "meets", "behavior_rating": "meets"}
        # 16 o'clock by UTC is the next day in Jayapura already.
        with freeze_time(f"{last_day} 14:00:00"), self.assertRaises(UserError):
            self.evaluation.write(vals)
        with freeze_time(f"{last_day} 16:00:00"):
            self.evaluation.write(vals)
            self.evaluation.action_rate()
        self.assertEqual(self.evaluation.state, "rated")

    def test_a_plan_that_ends_early_is_over_early(self):
        day = fields.Date.add(self.period.date_from, days=20)
        self.own_plan.sudo().date_to = day
        self.flush_out()
        self.assertEqual(self.evaluation.date_to, day)
        with freeze_time(f"{fields.Date.add(day, days=1)} 12:00:00"):
            self.rate(self.evaluation)
        self.assertEqual(self.evaluation.state, "rated")


@tagged("standard", "post_install", "-at_install")
class TestRatingScreen(EvaluationCase):
    def test_the_leaders_result_tells_what_it_reached(self):
        leader_plan = self.make_approved_plan(
            self.appraiser, results=("Meningkatnya mutu layanan",)
        )
        parent = leader_plan.result_ids
        plan = self.make_plan(self.colleague)
        plan.result_ids.parent_id = parent
        plan.action_submit()
        self.as_user(plan, self.appraiser).action_approve()
        self.tell(leader_plan, text="IKM 88,2")
        evaluation = self.open_evaluation(plan)
        self.flush_out()
        self.assertEqual(evaluation.result_line_ids.parent_realization, "IKM 88,2")
        # Nothing of the leader's plan opens that was closed.
        own = self.as_user(evaluation, self.colleague)
        self.assertFalse(own.result_line_ids.parent_realization)

    def test_a_head_is_suggested_what_his_unit_reached(self):
        plan = self.make_approved_plan(self.appraiser)
        evaluation = self.open_evaluation(plan, person=self.superior)
        self.assertEqual(self.unit.manager_id or self.appraiser, self.appraiser)
        self.unit.manager_id = self.appraiser
        self.flush_out()
        # The predicate of the unit above is not his.
        self.assertFalse(evaluation.suggested_work_rating)
        record = self.predicates.create(
            {
                "department_id": self.unit.id,
                "period_id": self.period.id,
                "predicate": "excellent",
            }
        )
        for predicate, rating in (
            ("excellent", "above"),
            ("good", "meets"),
            ("needs_improvement", "below"),
        ):
            record.predicate = predicate
            self.flush_out()
            self.assertEqual(evaluation.suggested_work_rating, rating)
        self.assertIn("he heads Bidang", evaluation.suggestion_text)
        self.assertIn("not a rule", evaluation.suggestion_text)
        self.assertFalse(evaluation.work_rating)
        self.assertFalse(self.as_user(evaluation, self.appraiser).suggested_work_rating)
        self.company.write({"skp_head_above_from": False, "skp_head_meets_from": False})
        self.flush_out()
        self.assertFalse(evaluation.suggested_work_rating)

    def count(self, call):
        self.flush_out()
        call()  # what Odoo itself learns once: access lists, translations
        self.flush_out()
        before = self.env.cr.sql_log_count
        call()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_cost(self):
        """The panel and what is done for many cost the same for 10 and 100 people."""
        plans = self.as_user(self.make_staff_plans(100), self.appraiser)
        model = self.as_user(self.env["hr.skp.evaluation"], self.appraiser)
        last = model._open(plans, self.period)
        last.write({"work_rating": "meets", "behavior_rating": "above"})
        last.action_rate_and_deliver()
        self.set_predicate(self.period2)
        team = model._open(plans, self.period2)
        spec = {name: {} for name in PANEL}
        spec["employee_id"] = {"fields": {"display_name": {}}}
        domain = [("period_id", "=", self.period2.id)]
        few, many = (
            self.count(
                lambda limit=limit: model.web_search_read(
                    domain, spec, limit=limit, order="employee_id"
                )
            )
            for limit in (10, 100)
        )
        self.assertEqual(few, many)
        form = {
            "general_feedback": {},
            "missing_text": {},
            "suggestion_text": {},
            "result_line_ids": {
                "fields": {
                    "indicator_items": {},
                    "target_text": {},
                    "evidence_items": {},
                    "parent_realization": {},
                    "can_realize": {},
                    "feedback": {},
                }
            },
        }
        few, many = (
            self.count(lambda ids=ids: model.browse(ids).web_read(form))
            for ids in (team[:10].ids, team.ids)
        )
        self.assertEqual(few, many)
        few, many = (
            self.count_once(group.action_repeat_last)
            for group in (team[:10], team[10:])
        )
        self.assertLessEqual(many, few + 10)

    def count_once(self, call):
        self.flush_out()
        before = self.env.cr.sql_log_count
        call()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before
